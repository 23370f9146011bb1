"""Changes in a terminal: the summary first, then what is grave, by role, objective, person and team."""

from __future__ import annotations

from collections.abc import Iterator

from kraokr.history.comparison import Comparison
from kraokr.output.changes.view import DiffChangeView, DiffGroupView, DiffView, changes_view
from kraokr.output.style import Style, width

_COLORS = {"major": "31", "minor": "33", "note": "36"}
_LEAST, _MOST = 50, 140
_DIM, _RED, _GREEN = "2", "31", "32"


def render(comparison: Comparison, columns: int = 100, color: bool = False) -> str:
    """All changes on so many columns; values too long for one line stand below each other."""
    view, style = changes_view(comparison), Style(color)
    return "".join(f"{line}\n" for line in _lines(view, max(min(columns, _MOST), _LEAST), style))


def _lines(view: DiffView, columns: int, style: Style) -> Iterator[str]:
    yield from (style.paint(line, _DIM) for line in wrapped(f"{view.before} → {view.after}", columns))
    yield from map(style.bold, wrapped(f"{view.line[0].upper()}{view.line[1:]}.", columns))
    for section in view.sections:
        yield ""
        yield style.paint(section.title, f"1;{_COLORS[section.grave]}")
        for at, group in enumerate(section.groups):
            yield from [""] * (at > 0)
            yield from _group(group, columns, style, _COLORS[section.grave])


def _group(group: DiffGroupView, columns: int, style: Style, color: str) -> Iterator[str]:
    title, *more = wrapped(f"{group.title}  {group.kind}", columns)
    name = title.removesuffix(group.kind) if not more else title
    yield style.bold(name) + style.paint(title[len(name) :], _DIM)
    yield from map(style.bold, more)
    if group.whom:
        yield from _hung("affects ", group.whom, columns, 2, style, _DIM)
    for change in group.changes:
        yield from _change(change, columns, style, color)


def _change(change: DiffChangeView, columns: int, style: Style, color: str) -> Iterator[str]:
    head = f"  {change.sign} {change.phrase}"
    about = f": {change.what}" if change.what else ""
    values = _inline(change)
    likely = " (taken for the same by likeness)" if change.likely else ""
    fits = width(f"{head}{about}{values}{likely}") <= columns
    first, *rest = wrapped(f"{head.strip()}{about}{values if fits else ''}{likely}", columns - 2, 4)
    painted = min(len(head) - 2, len(first))
    yield f"  {style.paint(first[:painted], color)}{first[painted:]}"
    yield from (f"  {line}" for line in rest)
    if not fits and width(values) <= columns - 4:
        yield f"      {values.removeprefix(': ')}"
    elif not fits:
        for label, value, paint in (("was  ", change.old, _RED), ("now  ", change.new, _GREEN)):
            yield from _hung(label, value, columns, 6, style, paint) if value else ()
    if change.reason:
        yield from _hung("because: ", change.reason, columns, 6, style)
    if change.whom:
        yield from _hung("affects ", change.whom, columns, 6, style, _DIM)


def _inline(change: DiffChangeView) -> str:
    if change.old and change.new:
        return f": {change.old} → {change.new}"
    value = change.new or change.old
    return f": {value}" if value else ""


def _hung(label: str, text: str, columns: int, left: int, style: Style, color: str = "0") -> Iterator[str]:
    """A text behind a label, its other lines below its first word."""
    for line in wrapped(f"{label}{text}", columns - left, len(label)):
        yield " " * left + (style.paint(line, color) if color != "0" else line)


def wrapped(text: str, columns: int, indent: int = 0) -> list[str]:
    """The lines of a text on so many terminal cells, all but the first one set in."""
    first, *rest = text.split(" ")
    lines, filled = [first], width(first)
    for word in rest:
        filled += 1 + width(word)
        if filled <= columns:
            lines[-1] += f" {word}"
        else:
            lines.append(" " * indent + word)
            filled = indent + width(word)
    return lines
