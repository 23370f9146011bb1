"""The dashboard as Markdown, for a pull request: what needs attention first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from kraokr.language.words import on_demand
from kraokr.status import words
from kraokr.status.lines import Line, lines
from kraokr.status.rows import Board, Group

_MARKS = {
    **dict.fromkeys(("off track", "missed", "red"), "🔴"),
    **dict.fromkeys(("needs focus", "amber"), "🟡"),
    **dict.fromkeys(("on track", "done", "green"), "🟢"),
}
_HEAD = ("Status", "Objective or area", "KRA", "OKR", "due", "forecast", "confidence", "seen", "Weakest")
_RIGHT = ("KRA", "OKR", "due", "forecast", "confidence", "seen")
_MARKUP = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", **{mark: f"\\{mark}" for mark in "\\`*_[]|~$"}}
)
_REFERENCE = on_demand(r"(?<=@)(?=\w)|(?<=[#!])(?=\d)|(?<=&amp;)(?=\d)|(?<=\bGH)(?=-\d)")
"""Where an invisible space keeps a name from being mentioned, or an issue from being linked."""


def render(board: Board) -> str:
    """A heading, the summary, and one table with a line in bold for each person, team or cycle."""
    rows = [row for group in board.groups for row in _group(group, board)]
    notes = "".join(f"\n{escaped(note)}\n" for note in words.notes_of(board))
    head = f"### {escaped(words.title_of(board))}\n"
    if not rows:
        return head + notes
    legend = escaped(words.legend_of(board))
    return (
        f"{head}\n**{escaped(words.summary_of(board))}**\n{notes}\n{table(_HEAD, rows, _RIGHT)}\n{legend}\n"
    )


def table(head: Sequence[str], rows: Iterable[Sequence[str]], right: Sequence[str] = ()) -> str:
    """A table of cells that are Markdown already."""
    rule = ["--:" if name in right else ":--" for name in head]
    return "".join(f"| {' | '.join(row)} |\n" for row in (head, rule, *rows))


def escaped(text: str) -> str:
    """A text on one line as text: without markup, and nobody is mentioned."""
    return _REFERENCE().sub("&#8203;", words.plain(text).translate(_MARKUP))


def _group(group: Group, board: Board) -> Iterator[list[str]]:
    roles = group.roles if board.by == "person" else ()
    names = " · ".join((group.name, *(role.name for role in roles)))
    health = ", ".join(words.percent(role.health) for role in roles)
    blanks = [""] * (len(_HEAD) - 4)
    yield ["", f"**{escaped(names)}**", health, *blanks, words.areas_of(group.roles)]
    yield from (_cells(line) for line in lines(group, board))


def _cells(line: Line) -> list[str]:
    who = f"{escaped(line.owner)}: " if line.owner else ""
    numbers = [line.kra, line.okr, line.due, line.fcst, line.conf, line.seen]
    told = "; ".join(escaped(part) for part in (line.warning, str(line.told)) if part)
    trend = f" {line.trend}" if line.trend else ""
    return [
        f"{_MARKS.get(line.status, '⚪')} {line.status}",
        who + escaped(line.what),
        *numbers,
        told + trend,
    ]
