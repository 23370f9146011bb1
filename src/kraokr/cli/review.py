"""`kraokr review`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kraokr.cli.completing import complete_kind, complete_person
from kraokr.cli.documents import Plan, Planned, lost_reviews, period_of_asked, plan, plan_all, stem_of
from kraokr.cli.job import Job, job_of
from kraokr.cli.outputs import (
    folder_of,
    format_of,
    formats_given,
    is_folder_name,
    not_ours,
    print_document,
    put,
)
from kraokr.cli.terminal import day, say, say_error, warn_of_problems
from kraokr.cli.whose import Asked, asked_for, is_one, open_asked
from kraokr.errors import KraokrError

if TYPE_CHECKING:
    from kraokr.review import ReviewView
    from kraokr.review.audience import Reader
    from kraokr.review.calibration import CalibrationView
    from kraokr.workspace import Opened


class Audience(StrEnum):
    """Who reads a document."""

    manager = "manager"
    employee = "employee"
    calibration = "calibration"


def review_command(
    who: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[WHO]...",
            help="People's ids or files, reviews' files, or folders with such files.",
            show_default=False,
            autocompletion=complete_person,
        ),
    ] = None,
    kind: Annotated[
        str,
        typer.Option(
            *("--kind", "-k"),
            metavar="KIND",
            help="review, self, one-on-one, promotion, or calibration for one about many.",
            show_default=True,
            autocompletion=complete_kind,
        ),
    ] = "review",
    reader: Annotated[
        Audience | None, typer.Option("--for", help="Who reads it; what they must not see is left out.")
    ] = None,
    cycle: Annotated[str | None, typer.Option(help="The cycle looked at, such as 2026-H1.")] = None,
    format: Annotated[
        list[str] | None,
        typer.Option("--format", "-f", help="md (the default), html, pdf, docx, or several: `-f pdf,html`."),
    ] = None,
    output: Annotated[
        str, typer.Option("--output", "-o", help="A file, a folder, or `-` for standard output.")
    ] = "-",
    today: Annotated[str | None, typer.Option(help="The day to judge by, such as 2026-03-31.")] = None,
    anonymous: Annotated[
        bool, typer.Option("--anonymous", help="Leave all names out of a calibration packet.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Replace files that somebody has changed.")] = False,
    start: Annotated[
        str | None, typer.Option(metavar="CYCLE", help="Write the form of a review, such as 2026-H1.")
    ] = None,
    finalise: Annotated[
        bool, typer.Option("--finalise", help="Make the review final, if nothing is missing in it.")
    ] = False,
    eject: Annotated[
        bool, typer.Option("--eject", help="Copy our templates here, to be changed; --kind says which.")
    ] = False,
) -> int:
    """Render the performance reviews of people and what goes with them; or start one, or make it final."""
    if eject:
        return _eject(kind, force)
    if not who:
        help = "give a person's id or file, a review's file, or a folder: `kraokr review people/ -o out/`"
        raise KraokrError("it is not said whose review", help)
    _expect_sense(kind, reader, anonymous)
    if start is not None and (finalise or cycle is not None):
        raise KraokrError("--start begins a review of its own cycle", "leave out --cycle and --finalise")
    formats = formats_given(format or ())
    opened = open_asked(who)
    now = day(today, opened.workspace.config)
    if start is not None or finalise:
        return _start_or_finalise(opened, _only(opened, who), start, cycle, now)
    ws = opened.workspace
    if kind == "calibration":
        plans = plan_all(ws, asked_for(opened, who), "review", cycle, now)
        job = job_of(opened, kind, None, now, formats or (format_of(output),), force)
        return _make_packet(opened, job, plans, now, anonymous, output)
    if is_one(opened, who) and len(formats) < 2:
        job = job_of(opened, kind, _reader(reader), now, formats or (format_of(output),), force)
        return _make_one(opened, job, plan(ws, _only(opened, who), kind, cycle, now), output)
    folder = folder_of(output)
    job = job_of(opened, kind, _reader(reader), now, formats or ("md",), force)
    return _make_many(opened, job, plan_all(ws, asked_for(opened, who), kind, cycle, now), folder)


def _expect_sense(kind: str, reader: Audience | None, anonymous: bool) -> None:
    from kraokr.model.messages import unknown_word
    from kraokr.review.kinds import CALIBRATION, KINDS

    if kind not in (*KINDS, CALIBRATION):
        raise KraokrError(*unknown_word("kind of document", kind, (*KINDS, CALIBRATION)))
    if anonymous and kind != "calibration":
        help = "the texts of other documents may name people: add `--kind calibration`"
        raise KraokrError("--anonymous is for a calibration packet", help)
    readers = KINDS[kind].readers if kind in KINDS else ("calibration",)
    if reader is not None and reader not in readers:
        raise KraokrError(
            f"--kind {kind} is not for the reader {reader}", f"it is for {' or '.join(readers)}"
        )


def _reader(reader: Audience | None) -> Reader | None:
    return reader.value if reader else None


def _eject(kind: str, force: bool) -> int:
    from kraokr.cli.ejecting import eject
    from kraokr.documents.templating.environment import FOLDER
    from kraokr.workspace import look_around

    found = look_around([], Path.cwd())
    return eject(found.root, found.config.templates or FOLDER, (kind,), force)


def _only(opened: Opened, who: Sequence[str]) -> Asked:
    """The one person asked for."""
    if not is_one(opened, who):
        raise KraokrError("--start and --finalise are for one person", "give one id, or one file")
    (asked,) = asked_for(opened, who)
    if isinstance(asked, KraokrError):
        raise asked
    return asked


def _start_or_finalise(
    opened: Opened, asked: Asked, start: str | None, cycle: str | None, today: date
) -> int:
    from kraokr.cli.reviewing import finalise_review, start_review

    if start is not None:
        return start_review(opened, asked.person, start, today)
    period, record = period_of_asked(opened.workspace, asked, cycle, today)
    return finalise_review(opened, asked.person, period, record, today)


def _make_one(opened: Opened, job: Job, planned: Planned, output: str) -> int:
    """Make the one document asked for: on standard output, or as a file."""
    _say_period(planned)
    _warn_of_lost(opened, [planned])
    _put_all(job, job.view(planned), planned.stem, output)
    return 0


def _put_all(job: Job, view: ReviewView | CalibrationView, stem: str, output: str) -> None:
    """Put a document in its formats where the output says, the only one of them on standard output too."""
    folder = folder_of(output) if len(job.formats) > 1 else None
    for format, data in job.documents(view, _warn):
        name = f"{stem}.{format}"
        if folder is None and output == "-":
            print_document(data, name)
            continue
        path = (folder or Path(output)) / name if folder or is_folder_name(output) else Path(output)
        state = put(path, data, job.force)
        if state == "kept":
            raise not_ours(path)
        say(f"{state}: {path}")


def _make_packet(
    opened: Opened, job: Job, plans: Sequence[Plan], today: date, anonymous: bool, output: str
) -> int:
    """Make the one document about all who are asked for; 2 if somebody had to be left out."""
    from kraokr.review.calibration import build_calibration
    from kraokr.scoring.scores import Scores

    _warn_of_lost(opened, plans)
    errors = [one for one in plans if isinstance(one, KraokrError)]
    planned = [one for one in plans if isinstance(one, Planned)]
    if not planned:
        raise errors[0]
    people = [(one.asked.person, one.period, one.record) for one in planned]
    view = build_calibration(opened.workspace, Scores(opened.workspace, today), people, anonymous=anonymous)
    _put_all(job, view, stem_of("calibration", view.period, *(["anonymous"] if anonymous else [])), output)
    for error in errors:
        say_error(error.message, error.help)
    return 2 if errors else 0


def _make_many(opened: Opened, job: Job, plans: Sequence[Plan], folder: Path) -> int:
    from kraokr.cli.batch import make_all

    if len(plans) == 1:
        (only,) = plans
        if isinstance(only, KraokrError):
            raise only
        _say_period(only)
    _warn_of_lost(opened, plans)
    return make_all(job, plans, folder)


def _say_period(planned: Planned) -> None:
    say(f"{planned.asked.name}: {planned.period.name}, {planned.period.because}")


def _warn_of_lost(opened: Opened, plans: Sequence[Plan]) -> None:
    """Warn of files and reviews that are there and cannot be shown."""
    warn_of_problems(opened)
    for lost in lost_reviews(opened.workspace, plans):
        _warn(lost)


def _warn(message: str) -> None:
    say(f"warning: {message}")
