"""What `kraokr review --start` and `--finalise` do."""

from __future__ import annotations

import shlex
from datetime import date
from typing import TYPE_CHECKING

from kraokr.cli.terminal import say
from kraokr.cli.writing import findings_in, rewrite, show_findings, shown_path, write_file
from kraokr.errors import KraokrError

if TYPE_CHECKING:
    from kraokr.model import Person, ReviewEntry
    from kraokr.review import Period
    from kraokr.source.diagnostic import Diagnostic
    from kraokr.workspace import Opened


def start_review(opened: Opened, person: Person, cycle: str, today: date) -> int:
    """Write the form of a person's review of a cycle to a file of its own.

    Raises:
        KraokrError: there is no such cycle, it has not begun, or the person has a review of it already.
    """
    from kraokr.review import choose_period
    from kraokr.review.form import review_form
    from kraokr.scoring.scores import Scores
    from kraokr.workspace.layout import head_of_file, place_in_cycle

    ws = opened.workspace
    period, record = choose_period(ws, person, today, cycle)
    name = person.name or person.id
    if record is not None:
        help = f"fill that one in; `kraokr review {person.id} --cycle {cycle}` shows it"
        raise KraokrError(f"{name} has a review of {cycle} already, in {_shown(opened, record)}", help)
    if period.start > today:
        raise KraokrError(f"{cycle} begins on {period.start}, so there is nothing to review yet")
    text = review_form(ws, Scores(ws, today), person, period)
    path = place_in_cycle(ws, "review", period.name, person.id)
    write_file(opened, path, head_of_file(ws, "review", path) + text)
    shown = shown_path(opened, path)
    say(f"written: {shown}")
    say(
        f"Fill it in; `kraokr lint {shlex.quote(shown)}` says what is missing. "
        f"`kraokr review {person.id} --cycle {cycle} --finalise` closes it."
    )
    return 0


def finalise_review(
    opened: Opened, person: Person, period: Period, record: ReviewEntry | None, today: date
) -> int:
    """Make a review final if nothing is missing in it; the exit status is 1 if something is, which is shown.

    Raises:
        KraokrError: there is no review, or it is final already.
    """
    from kraokr.cli.standards import Standards
    from kraokr.review.final import final_edits
    from kraokr.source.edits import apply_edits

    record = _expect_open(opened, person, period, record)
    where = _shown(opened, record)
    missing = _missing(opened, record, today)
    if missing:
        show_findings(missing, opened.root)
        say(f"{where} is not complete; nothing was changed.")
        return 1
    version = record.role_version or Standards(opened, today).of(person, period, record).version
    document = record.document
    text = apply_edits(document.file.text, final_edits(record, today, version))
    rewrite(opened, {document.file.path: text})
    say(f"{where} is final as of {today}, judged by the role as of {version}.")
    return 0


def _expect_open(opened: Opened, person: Person, period: Period, record: ReviewEntry | None) -> ReviewEntry:
    """The review, which has to be there and not final yet."""
    if record is None:
        help = f"`kraokr review {person.id} --start {period.name}` begins one"
        raise KraokrError(f"there is no review of {person.name or person.id} for {period.name}", help)
    if record.status == "final":
        since = f" since {record.finalised_on}" if record.finalised_on else ""
        message = f"{_shown(opened, record)} is final already{since}"
        raise KraokrError(message, "add what follows under `amendments:`")
    return record


def _missing(opened: Opened, record: ReviewEntry, today: date) -> list[Diagnostic]:
    """What the rules would say if the review were final. Its ids are judged by the role as it is now."""
    from kraokr.review.final import final_edits, obstacles
    from kraokr.source.edits import apply_edits
    from kraokr.workspace import open_found

    path, edits = record.document.file.path, final_edits(record, today)
    texts = {path: apply_edits(record.document.file.text, edits)}
    final = open_found(opened.found.with_texts(texts), before=opened.workspace)
    made = next((one for one in final.workspace.reviews if _same_place(one, record)), None)
    if made is None or made.status != "final":
        message = f"{_shown(opened, record)} is written in a form that cannot be added to"
        raise KraokrError(message, "give each key a line of its own")
    return obstacles(made, findings_in(final, path, today), edits)


def _same_place(one: ReviewEntry, other: ReviewEntry) -> bool:
    return (one.document.file.path, one.path) == (other.document.file.path, other.path)


def _shown(opened: Opened, record: ReviewEntry) -> str:
    return shown_path(opened, record.document.file.path)
