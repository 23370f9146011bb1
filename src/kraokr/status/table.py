"""The dashboard in a terminal: one table, what needs attention first; KRA and OKR in columns of their own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kraokr.scoring.pace import confidence_status
from kraokr.status import words
from kraokr.status.canvas import drawn
from kraokr.status.lines import Line, lines
from kraokr.status.rows import Board, Group
from kraokr.status.words import Told

if TYPE_CHECKING:
    from rich.text import Text

WIDE = 140
"""From so many columns on the weakest key result stands beside its objective, else below it."""

_MOST, _MIDDLE, _LEAST = 180, 100, 60
_STATUS, _OWNER, _TREND = 11, 14, 8
_COLORS = {
    **dict.fromkeys(("off track", "missed", "red"), "bold red"),
    **dict.fromkeys(("needs focus", "amber"), "yellow"),
    **dict.fromkeys(("on track", "done", "green"), "green"),
    "dropped": "dim",
}
_SURE = {"off_track": "bold red", "needs_focus": "yellow", "on_track": "green"}


_NUMBERS = (("kra", 5), ("okr", 5), ("due", 5), ("fcst", 5), ("conf", 5), ("seen", 6))
_HEAD = Line(
    "Status", "Objective or area", kra="KRA", okr="OKR", due="due", fcst="fcst", conf="conf", seen="seen"
)


def render(board: Board, width: int = 80, color: bool = False) -> str:
    """The dashboard as text for a terminal of so many columns, with or without colours."""
    return drawn(_texts(board, max(min(width, _MOST), _LEAST)), width, color)


def _texts(board: Board, width: int) -> Iterator[Text]:
    from rich.text import Text

    yield Text(words.plain(words.title_of(board)), "bold")
    if board.groups:
        yield _main(_HEAD, width, "dim")
    for group in board.groups:
        yield Text()
        yield _heading(group, board, width)
        for line in lines(group, board):
            yield from _laid_out(line, width)
    yield Text()
    for note in words.notes_of(board):
        yield Text(note)
    if board.groups:
        yield Text(words.legend_of(board), "dim")
        yield Text(words.summary_of(board), "bold")


def _heading(group: Group, board: Board, width: int) -> Text:
    """The name of a group; of a person also the roles with their health, and how their areas stand."""
    from rich.text import Text

    areas = words.areas_of(group.roles)
    if board.by == "person":
        names = " · ".join((group.name, *(role.name for role in group.roles)))
        health = ", ".join(words.percent(role.health) for role in group.roles)
        text = _cell(names, _STATUS + 1 + _room(width), "bold").append_text(
            _cell(health, 6, "bold", right=True)
        )
        text.append(f"  areas: {areas}" if areas and width >= WIDE else f"  {areas}", "dim")
    else:
        text = (
            Text().append(words.plain(group.name), "bold").append(f"  areas: {areas}" if areas else "", "dim")
        )
    text.truncate(width, overflow="ellipsis")
    return text


def _laid_out(line: Line, width: int) -> Iterator[Text]:
    """A line as it is printed: the weakest part beside it where there is room, else below."""
    text = _main(line, width, _COLORS.get(line.status, ""))
    if width >= WIDE:
        text.append("  ").append_text(_cell(line.trend, _TREND, "cyan")).append("  ")
        yield text.append_text(_told(line, width - text.cell_len))
        return
    yield text
    if line.trend or line.warning or any(line.told):
        yield _cell(line.trend, _STATUS + 1, "cyan").append_text(_told(line, width - _STATUS - 1))


def _main(line: Line, width: int, style: str) -> Text:
    text = _cell(line.status, _STATUS, style).append(" ")
    what = f"{_cut(line.owner, _OWNER)}: {line.what}" if line.owner else line.what
    text.append_text(_cell(what, _room(width), style if line is _HEAD else ""))
    for name, size in _numbers(width):
        value = getattr(line, name)
        text.append_text(_cell(value, size + 1, _number_style(line, name, value, style), right=True))
    return text


def _numbers(width: int) -> Sequence[tuple[str, int]]:
    return [(name, size) for name, size in _NUMBERS if name != "fcst" or width >= _MIDDLE]


def _room(width: int) -> int:
    """The cells for the name of an objective or area."""
    left = width - _STATUS - 1 - sum(size + 1 for _, size in _numbers(width))
    return left * 2 // 5 if width >= WIDE else left


def _number_style(line: Line, name: str, value: str, style: str) -> str:
    if name == "conf" and value.isdigit():
        return _SURE[confidence_status(int(value))]
    if name == "seen" and value.endswith("!"):
        return "yellow"
    return style if name in ("kra", "okr") else "dim"


def _told(line: Line, size: int) -> Text:
    """What is said of the weakest part in so many cells: its name is cut before the numbers are."""
    from rich.cells import cell_len
    from rich.text import Text

    name, said = map(words.plain, line.told)
    warning = f"{words.plain(line.warning)}; " if line.warning else ""
    fixed = cell_len(warning) + (cell_len(said) + 2 if said else 0)
    short = Told(_cut(name, max(size - fixed, 12)), said)
    text = Text().append(warning, "yellow").append(str(short), "dim")
    text.truncate(size, overflow="ellipsis")
    return text


def _cell(value: str, size: int, style: str, right: bool = False) -> Text:
    from rich.cells import cell_len
    from rich.text import Text

    shown = _cut(value, size - 1 if right else size)
    gap = " " * max(size - cell_len(shown), 0)
    return Text().append(gap + shown if right else shown + gap, style)


def _cut(value: str, size: int) -> str:
    """The text in so many terminal cells, cut with an ellipsis."""
    from rich.cells import cell_len, set_cell_size

    line = words.plain(value)
    return line if cell_len(line) <= size else set_cell_size(line, max(size - 1, 0)).rstrip() + "…"
