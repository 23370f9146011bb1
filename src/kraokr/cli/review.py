"""`kraokr review`."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kraokr.cli.terminal import day
from kraokr.errors import KraokrError

if TYPE_CHECKING:
    from kraokr.model import Person
    from kraokr.workspace import Opened


class DocumentFormat(StrEnum):
    """What the document is written in."""

    md = "md"
    html = "html"


def review_command(
    who: Annotated[str, typer.Argument(metavar="PERSON", help="A person's file or id, or a review's file.")],
    cycle: Annotated[str | None, typer.Option(help="The cycle looked at, such as 2026-H1.")] = None,
    format: Annotated[
        DocumentFormat | None, typer.Option("--format", "-f", help="md (the default) or html.")
    ] = None,
    output: Annotated[
        str, typer.Option("--output", "-o", help="A file, a folder, or `-` for standard output.")
    ] = "-",
    today: Annotated[str | None, typer.Option(help="The day to judge by, such as 2026-03-31.")] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that somebody has changed.")] = False,
) -> None:
    """Render the performance review of a person."""
    from kraokr.review import build_review, choose_period, render, sealed
    from kraokr.scoring import Scores

    opened, person, cycle = _find(who, cycle)
    ws = opened.workspace
    now = day(today, ws.config)
    period, record = choose_period(ws, person, now, cycle)
    print(f"{person.name or person.id}: {period.name}, {period.because}", file=sys.stderr)
    _warn_of_problems(opened, person)
    chosen = format.value if format else _by_ending(output)
    view = build_review(ws, Scores(ws, now), person, period, record)
    _write(sealed(render(view, chosen)), output, f"{person.id}-{period.name}.{chosen}", force)


def _find(who: str, cycle: str | None) -> tuple[Opened, Person, str | None]:
    """The workspace, the person, and the cycle if a review's file was given."""
    from kraokr.model import Person, ReviewEntry
    from kraokr.model.messages import unknown_word
    from kraokr.workspace import open_workspace

    path = Path(who)
    if not path.is_file():
        opened = open_workspace([], Path.cwd())
        people = opened.workspace.people
        found = people.get(who) or people.get(path.stem)
        if found is None:
            message, help = unknown_word("person or file", who, tuple(people))
            raise KraokrError(message, help if people else "run it where the goal files are, or give a file")
        return opened, found, cycle
    opened = open_workspace([path], Path.cwd())
    node = next((file for file in opened.workspace.files if opened.covers(file.document.file.path)), None)
    if isinstance(node, Person):
        return opened, node, cycle
    if isinstance(node, ReviewEntry):
        person = opened.workspace.people.get(node.person or "")
        if person is not None:
            return opened, person, cycle or node.cycle
        raise KraokrError(f"{who} reviews `{node.person}`, who has no file", "add a file with `kind: person`")
    kind = node.document.data.get("kind") if node else None
    what = f"is a {kind} file" if kind else "is no goal file that can be read"
    raise KraokrError(f"{who} {what}, not a person's", "give a file with `kind: person`, or a person's id")


def _warn_of_problems(opened: Opened, person: Person) -> None:
    """Say that files could not be read in full, since numbers may be missing."""
    broken = {problem.finding.at.file.path for problem in opened.workspace.problems}
    if broken:
        files = "1 file has" if len(broken) == 1 else f"{len(broken)} files have"
        print(
            f"warning: {files} problems, so parts may be missing; `kraokr lint` shows them", file=sys.stderr
        )


def _by_ending(output: str) -> str:
    return "html" if output.endswith((".html", ".htm")) else "md"


def _write(document: str, output: str, name: str, force: bool) -> None:
    from kraokr.workspace.save import save

    if output == "-":
        sys.stdout.write(document)
        return
    path = Path(output)
    if path.is_dir() or output.endswith("/"):
        path = path / name
    if path.exists() and not force and not _is_ours(path):
        help = "choose another --output, or replace it with --force"
        raise KraokrError(f"{path} exists, and kraokr did not write it as it is now", help)
    save(path, document)
    print(f"written: {path}", file=sys.stderr)


def _is_ours(path: Path) -> bool:
    """Whether a file was generated and nobody has changed it."""
    from kraokr.review import is_untouched

    return path.is_file() and is_untouched(path.read_text(encoding="utf-8", errors="replace"))
