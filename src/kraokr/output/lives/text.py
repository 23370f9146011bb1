"""Lives in a terminal: a timeline by quarter with a mark where something happened."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from kraokr.history.churn import Churn
from kraokr.output.changes.text import wrapped
from kraokr.output.lives import words
from kraokr.output.lives.view import Block, LivesView, Row, Story
from kraokr.output.style import Style, width

_MARKS = {"made": "●", "changed": "◆", "measured": "◇", "moved": "→", "removed": "×", "same": "─", "": " "}
_ASCII = {"made": "o", "changed": "#", "measured": "+", "moved": ">", "removed": "x", "same": "-", "": " "}
_COLORS = {"made": "32", "changed": "1;33", "measured": "36", "moved": "35", "removed": "31", "same": "2"}
_PLAIN = str.maketrans({"≥": ">=", "≤": "<=", "→": "->", "…": "..", "–": "-", "×": "x", "·": "-"})
_LEAST, _MOST = 60, 160
_NAME, _NAME_MOST, _LONG = 24, 48, 36
_TAIL = 13
_CELL = 3
_IN_SIGHT = 20
_DIM = "2"


class _Page(NamedTuple):
    """How it is drawn: so many columns, the first quarter that fits, the cells of names."""

    columns: int
    first: int
    names: int
    marks: Mapping[str, str]
    style: Style

    def said(self, text: str) -> str:
        """A text on one line, in ASCII where marks are, as far as it has signs that have a stand-in."""
        return words.line(text).translate(_PLAIN if self.marks is _ASCII else {})

    def cut(self, text: str, cells: int) -> str:
        """The same in so many terminal cells, cut with an ellipsis."""
        text, end = self.said(text), self.said("…")
        if width(text) <= cells:
            return text
        while text and width(text) > cells - width(end):
            text = text[:-1]
        return f"{text.rstrip()}{end}" if text else ""

    def wrapped(self, text: str, left: int = 0, indent: int = 0) -> Iterator[str]:
        """The lines of a text, set in from the left, all but the first one more so."""
        said = text.translate(_PLAIN) if self.marks is _ASCII else text
        return (" " * left + line for line in wrapped(said, self.columns - left, indent))


def render(view: LivesView, columns: int = 100, color: bool = False, unicode: bool = True) -> str:
    """The timelines on so many columns; without `unicode` in ASCII, as far as the words themselves are."""
    return "".join(f"{line.rstrip()}\n" for line in _lines(view, _page(view, columns, color, unicode)))


def _page(view: LivesView, columns: int, color: bool, unicode: bool) -> _Page:
    columns = max(min(columns, _MOST), _LEAST)
    fit = min(len(view.quarters), (columns - _NAME - _TAIL) // _CELL)
    page = _Page(columns, len(view.quarters) - fit, 0, _MARKS if unicode else _ASCII, Style(color))
    longest = max((width(page.said(row.name)) + 2 * row.depth + 3 for row in view.rows), default=_NAME)
    return page._replace(names=min(max(longest, _NAME), columns - fit * _CELL - _TAIL, _NAME_MOST))


def _lines(view: LivesView, page: _Page) -> Iterator[str]:
    title = f"KRAs by quarter as of {view.today}, {view.summary}"
    yield from map(page.style.bold, page.wrapped(title))
    yield from page.wrapped("  ".join(f"{page.marks[mark]} {said}" for mark, said in words.MEANINGS.items()))
    if view.blocks:
        yield from ("", *_head(view, page))
    for block in view.blocks:
        yield from _block(block, page)
    for story in view.stories:
        yield from ("", *_story(story, view, page))
    yield from _churns(view, page)
    yield from _moved(view, page)
    if page.first:
        yield ""
        before = view.quarters[page.first].id
        yield from page.wrapped(f"There is no room for the quarters before {before}.")


def _head(view: LivesView, page: _Page) -> Iterator[str]:
    """The quarters below their years; a year of one column has room only at the end."""
    shown = [quarter.id.split("-") for quarter in view.quarters[page.first :]]
    line = ""
    for year, count in Counter(year for year, _ in shown).items():
        is_last = year == shown[-1][0]
        line += (year if count > 1 or is_last else "").ljust(count * _CELL)
    parts = "".join(part.ljust(_CELL) for _, part in shown)
    yield page.style.paint(" " * page.names + line, _DIM)
    yield page.style.paint(" " * page.names + parts + "unchanged", _DIM)


def _block(block: Block, page: _Page) -> Iterator[str]:
    title = page.cut(block.title, page.columns)
    about = page.cut(block.about, page.columns - width(title) - 2)
    yield page.style.bold(title) + page.style.paint(f"  {about}" if about else "", _DIM)
    if not block.rows:
        yield page.style.paint("  no KRAs of its own in this time", _DIM)
    yield from (_row(row, page) for row in block.rows)


def _row(row: Row, page: _Page) -> str:
    indent = "  " * (row.depth + 1)
    name = indent + page.cut(row.name, page.names - len(indent) - 1)
    space = " " * (page.names - width(name))
    painted = page.style.paint(name, _DIM) if row.depth or row.unchanged is None else name
    cells = row.cells[page.first :]
    return f"{painted}{space}{_marks(cells, page)}{page.style.paint(words.rested(row.unchanged), _DIM)}"


def _marks(cells: Sequence[str], page: _Page) -> str:
    """A mark for each quarter; a line leads from one to the next as long as the thing is there."""
    drawn = ""
    for cell, after in zip(cells, (*cells[1:], ""), strict=True):
        line = page.marks["same" if after and cell not in ("removed", "") else ""] * (_CELL - 1)
        mark = page.style.paint(page.marks[cell], _COLORS[cell]) if cell else " "
        drawn += mark + (page.style.paint(line, _DIM) if line.strip() else line)
    return drawn


def _story(story: Story, view: LivesView, page: _Page) -> Iterator[str]:
    life = story.life
    yield page.style.bold(page.said(life.name)) + page.style.paint(f"  {life.id}", _DIM)
    yield from page.wrapped(", ".join(part for part in (words.line(story.about), _now(story)) if part))
    if story.rows:
        yield from _head(view, page)
        yield from (_row(row, page) for row in story.rows)
    for told in words.by_commit(life, view.quarters[0].start):
        stamp = told.stamp
        head = f"{stamp.on}  {words.short(stamp.commit)}  {words.line(stamp.author)}: {words.subject(stamp)}"
        yield from page.wrapped(head, 0, 21)
        for line in told.lines:
            yield from page.wrapped(f"- {line}", 2, 2)


def _now(story: Story) -> str:
    return words.rested_long(story.life, story.rows[0].unchanged if story.rows else None)


def _churns(view: LivesView, page: _Page) -> Iterator[str]:
    changed = [(title, churn) for _, title, churn in view.churns if churn.changed]
    if view.blocks:
        yield from ("", *map(page.style.bold, page.wrapped(words.CHURN)))
        for title, churn in changed[:_IN_SIGHT]:
            yield _counted(title, churn, words.churn_told(churn), page)
        yield from _rest(len(changed) - _IN_SIGHT, len(view.churns) - len(changed))
    if view.families:
        yield from ("", *map(page.style.bold, page.wrapped(words.FAMILIES)))
        for family in view.families[:_IN_SIGHT]:
            yield _counted(family.base.title, family.churn, words.family_told(family), page)


def _counted(title: str, churn: Churn, said: str, page: _Page) -> str:
    left = max(page.names, _LONG)
    name = f"  {page.cut(title, _LONG - 3)}"
    when = ", ".join(sorted({*churn.changed}))
    told = f"{name}{' ' * (left - width(name))}{page.cut(said, page.columns - left)}"
    return told + page.style.paint(f"  {page.cut(when, page.columns - width(told) - 2)}", _DIM)


def _rest(more: int, calm: int) -> Iterator[str]:
    if more > 0:
        yield f"  and {more} more"
    if calm:
        yield f"  {calm} {'role' if calm == 1 else 'roles'} without a change"


def _moved(view: LivesView, page: _Page) -> Iterator[str]:
    if view.moved:
        yield from ("", page.style.bold(words.MOVED))
    if len(view.moved) > _IN_SIGHT:
        yield f"  {len(view.moved) - _IN_SIGHT} before these"
    for goal, event in view.moved[-_IN_SIGHT:]:
        stamp = event.stamp
        head = f"{stamp.on}  {words.short(stamp.commit)}  {words.line(stamp.author)}"
        yield from page.wrapped(f"{head}  {words.moved_told(goal, event)}", 2, 4)
