"""`kraokr review`."""

from __future__ import annotations

import re
import sys
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kraokr.cli.completing import complete_person
from kraokr.cli.terminal import day, warn_of_problems
from kraokr.errors import KraokrError

if TYPE_CHECKING:
    from kraokr.model import Node, Person, ReviewEntry
    from kraokr.review import Period
    from kraokr.workspace import Opened

_ENDINGS = {
    "": "md",
    ".md": "md",
    ".markdown": "md",
    ".html": "html",
    ".htm": "html",
    ".pdf": "pdf",
    ".docx": "docx",
}


class DocumentFormat(StrEnum):
    """What the document is written in."""

    md = "md"
    html = "html"
    pdf = "pdf"
    docx = "docx"


def review_command(
    who: Annotated[
        str,
        typer.Argument(
            metavar="PERSON",
            help="A person's file or id, or a review's file.",
            autocompletion=complete_person,
        ),
    ],
    cycle: Annotated[str | None, typer.Option(help="The cycle looked at, such as 2026-H1.")] = None,
    format: Annotated[
        DocumentFormat | None, typer.Option("--format", "-f", help="md (the default), html, pdf or docx.")
    ] = None,
    output: Annotated[
        str, typer.Option("--output", "-o", help="A file, a folder, or `-` for standard output.")
    ] = "-",
    today: Annotated[str | None, typer.Option(help="The day to judge by, such as 2026-03-31.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that somebody has changed.")] = False,
    start: Annotated[
        str | None, typer.Option(metavar="CYCLE", help="Write the form of a review, such as 2026-H1.")
    ] = None,
    finalise: Annotated[
        bool, typer.Option("--finalise", help="Make the review final, if nothing is missing in it.")
    ] = False,
) -> int:
    """Render the performance review of a person; or start one, or make it final."""
    from kraokr.cli.reviewing import finalise_review, start_review
    from kraokr.review import build_review, document
    from kraokr.scoring.scores import Scores

    if start is not None and (finalise or cycle is not None):
        raise KraokrError("--start begins a review of its own cycle", "leave out --cycle and --finalise")
    chosen = format.value if format else _by_ending(output)
    opened, person, given = _find(who)
    ws = opened.workspace
    now = day(today, ws.config)
    if start is not None:
        return start_review(opened, person, start, now)
    period, record = _period(opened, person, now, cycle, given)
    if finalise:
        return finalise_review(opened, person, period, record, now)
    print(f"{person.name or person.id}: {period.name}, {period.because}", file=sys.stderr)
    warn_of_problems(opened)
    view = build_review(ws, Scores(ws, now), person, period, record)
    name = re.sub(r"[^\w.-]+", "-", f"{person.id}-{period.name}")
    _write(document(view, chosen, _warn), output, f"{name}.{chosen}", force)
    return 0


def _find(who: str) -> tuple[Opened, Person, ReviewEntry | None]:
    """The workspace, the person, and the review if its file was given."""
    from kraokr.model.messages import unknown_word
    from kraokr.workspace import open_workspace
    from kraokr.workspace.filesystem import is_file

    path = Path(who)
    if is_file(path):
        opened = open_workspace([path], Path.cwd())
        return opened, *_named(opened, who)
    opened = open_workspace([], Path.cwd())
    people = opened.workspace.people
    if who in people:
        return opened, people[who], None
    message, help = unknown_word("person or file", who, tuple(people))
    raise KraokrError(message, help if people else "run it where the goal files are, or give a file")


def _named(opened: Opened, who: str) -> tuple[Person, ReviewEntry | None]:
    """The person whose file, or whose review's file, was named."""
    from kraokr.model import Person, ReviewEntry

    node = _node(opened)
    if isinstance(node, Person):
        return node, None
    if isinstance(node, ReviewEntry):
        person = opened.workspace.people.get(node.person or "")
        if person is not None:
            return person, node
        raise KraokrError(
            f"{who} reviews `{node.person}`, who has no file that can be read",
            f"add a file with `kind: person` and `id: {node.person}`, or correct `person:`",
        )
    if node is None:
        raise KraokrError(f"{who} cannot be read as a goal file", f"`kraokr lint {who}` shows what is wrong")
    raise KraokrError(
        f"{who} has `kind: {node.document.data['kind']}` and is no person's file",
        "give a file with `kind: person`, or a person's id",
    )


def _node(opened: Opened) -> Node | None:
    files = opened.workspace.files
    return next((file for file in files if file.document.file.path in opened.found.asked), None)


def _period(
    opened: Opened, person: Person, today: date, cycle: str | None, given: ReviewEntry | None
) -> tuple[Period, ReviewEntry | None]:
    """The cycle asked for, else the period of the review given, else the person's own."""
    from kraokr.review import choose_period, period_of

    ws = opened.workspace
    if given is None or cycle is not None:
        return choose_period(ws, person, today, cycle)
    period = period_of(ws, given, "as the review's file says")
    if period is None:
        return choose_period(ws, person, today, given.cycle)
    return period, given


def _by_ending(output: str) -> str:
    """The format that the name of the output stands for.

    Raises:
        KraokrError: it stands for none.
    """
    ending = "" if _is_folder(output) else Path(output).suffix.lower()
    if ending not in _ENDINGS:
        help = "let the name end in .md, .html, .pdf or .docx, or say which with --format"
        raise KraokrError(f"{output} does not say what to write", help)
    return _ENDINGS[ending]


def _is_folder(output: str) -> bool:
    return output.endswith("/") or Path(output).is_dir()


def _write(document: bytes, output: str, name: str, force: bool) -> None:
    from kraokr.workspace.save import save

    if output == "-":
        _print(document, name)
        return
    path = Path(output) / name if _is_folder(output) else Path(output)
    if path.exists() and not force and not _is_ours(path):
        help = "choose another --output, or replace it with --force"
        raise KraokrError(f"{path} exists and is not as kraokr wrote it", help)
    save(path, document)
    print(f"written: {path}", file=sys.stderr)


def _warn(message: str) -> None:
    print(f"warning: {message}", file=sys.stderr)


def _print(document: bytes, name: str) -> None:
    if not name.endswith((".pdf", ".docx")):
        sys.stdout.write(document.decode())
        return
    if sys.stdout.isatty():
        raise KraokrError("a terminal cannot show this format", f"write it with `--output {name}`")
    sys.stdout.buffer.write(document)


def _is_ours(path: Path) -> bool:
    """Whether a file was generated and nobody has changed it."""
    from kraokr.review import is_untouched_file

    return path.is_file() and is_untouched_file(path.read_bytes())
