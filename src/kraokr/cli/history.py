"""`kraokr history`."""

from __future__ import annotations

import sys
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kraokr.cli.completing import complete_life
from kraokr.cli.terminal import Color, columns, day, say, use_color, write_out
from kraokr.errors import KraokrError

if TYPE_CHECKING:
    from kraokr.history.life import Lives
    from kraokr.history.repository import Repository
    from kraokr.output.lives.view import LivesView
    from kraokr.workspace import Found

_QUARTERS = 12
_MOST_UNREAD = 5


class HistoryFormat(StrEnum):
    """How a history is written."""

    text = "text"
    json = "json"
    markdown = "markdown"
    svg = "svg"


def history_command(
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[ROLE|PERSON|KRA]...",
            help="Ids of roles, people, KRAs, objectives or targets; everything if none.",
            show_default=False,
            autocompletion=complete_life,
        ),
    ] = None,
    since: Annotated[
        str | None,
        typer.Option(metavar="DAY", help="The first day to show; else the last twelve quarters."),
    ] = None,
    format: Annotated[
        HistoryFormat, typer.Option("--format", "-f", help="How to write it.")
    ] = HistoryFormat.text,
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help="Where it goes; `-` is standard output.")
    ] = "-",
    today: Annotated[
        str | None, typer.Option(metavar="DAY", help="The day to look back from, such as 2026-03-31.")
    ] = None,
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Read every commit anew.")] = False,
    color: Annotated[Color, typer.Option(help="When to use colour.")] = Color.auto,
) -> None:
    """Show the life of each KRA and target: when it was made, when it changed, by which commit."""
    view = _looked_at(names or [], since, today, not no_cache)
    for note in view.notes:
        say(f"warning: {note}")
    write_out(_rendered(view, format, output, color), output)


def _looked_at(names: list[str], since: str | None, today: str | None, keep: bool) -> LivesView:
    from kraokr.history.chosen import choose
    from kraokr.history.quarters import Quarters
    from kraokr.history.repository import Repository
    from kraokr.output.lives.view import Span, lives_view
    from kraokr.workspace import look_around

    found = look_around([], Path.cwd())
    repository = Repository(found.root)
    if repository.head is None:
        help = "commit the goal files first; a history is what commits tell"
        raise KraokrError("this repository has no commits yet", help)
    now = day(today, found.config)
    first = _since(since, now)
    lives = _read(repository, found, now, keep)
    quarters = Quarters(found.config)
    oldest = min(one.on for one in (lives.oldest, lives.newest) if one)
    shown = quarters.between(max(first, oldest) if first else oldest, now)
    span = Span(quarters, tuple(shown if first else shown[-_QUARTERS:]), now)
    return lives_view(lives, choose(lives, names), span, _notes(lives))


def _since(text: str | None, now: date) -> date | None:
    try:
        first = date.fromisoformat(text) if text else None
    except ValueError:
        raise KraokrError(f"--since {text} is no date", "write year-month-day, such as 2025-01-01") from None
    if first and first > now:
        raise KraokrError(f"--since {first} lies after {now}", "name an earlier day")
    return first


def _read(repository: Repository, found: Found, now: date, keep: bool) -> Lives:
    from kraokr.history.life import read_lives
    from kraokr.lint.kept import kept_pages

    with kept_pages(found, keep) as kept:
        lives = read_lives(repository, found, now, kept)
    if lives.newest is None:
        help = "a later --today shows more" if lives.commits == 0 and repository.head else None
        raise KraokrError(f"no commit up to {now} touched a goal file in {found.root}", help)
    return lives


def _notes(lives: Lives) -> list[str]:
    notes = [
        f"{path} at {stamp.commit[:7]} ({stamp.on}): {why}; it is passed over there"
        for path, stamp, why in lives.unread
    ]
    more = len(notes) - _MOST_UNREAD
    notes = [*notes[:_MOST_UNREAD], *([f"{more} more such files were passed over"] if more > 0 else [])]
    if lives.begins is not None:
        deepen = "fetch the rest: `fetch-depth: 0` for actions/checkout, `git fetch --unshallow` elsewhere"
        notes.insert(0, f"this is a shallow clone: its history begins on {lives.begins}; {deepen}")
    return notes


def _rendered(view: LivesView, format: HistoryFormat, output: str, color: Color) -> str:
    from kraokr.output.lives import json, markdown, svg, text

    if format is HistoryFormat.text:
        to_terminal = output == "-"
        colored = to_terminal and use_color(color, sys.stdout)
        return text.render(view, columns(), colored, not to_terminal or _has_marks())
    renders = {
        HistoryFormat.json: json.render,
        HistoryFormat.markdown: markdown.render,
        HistoryFormat.svg: svg.render,
    }
    return renders[format](view)


def _has_marks() -> bool:
    """Whether standard output can show more than ASCII."""
    try:
        "●◆◇→×─…≥".encode(sys.stdout.encoding or "ascii")
    except (LookupError, UnicodeEncodeError):
        return False
    return True
