"""Lives as people look at them: a row for each KRA, a column for each quarter, what is told below."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Literal, NamedTuple, TypeAlias

from kraokr.history.chosen import Chosen
from kraokr.history.churn import Churn, Family, family_churns, line_up, role_churns, unchanged
from kraokr.history.life import MARKS, Event, Life, Lives, Mark
from kraokr.history.quarters import Quarters
from kraokr.history.tenure import Tenure
from kraokr.output.lives.words import commits_told, moved_targets, spanned
from kraokr.workspace import Cycle

Cell: TypeAlias = Mark | Literal["same", ""]
"""A quarter of a thing: its strongest mark, `same` where nothing happened, empty where it was not there."""


class Row(NamedTuple):
    """A KRA or a target: a cell for each quarter and what happened then; for how many it is unchanged."""

    life: Life
    cells: tuple[Cell, ...]
    events: tuple[tuple[Event, ...], ...]
    unchanged: int | None
    depth: int = 0

    @property
    def name(self) -> str:
        """What it is called; a target with its value."""
        is_target = self.life.thing[0] in ("kpi", "key-result")
        return " ".join(part for part in (self.life.name, self.life.value if is_target else None) if part)


class Block(NamedTuple):
    """The rows of a role, or of a role while a person held it; `about` is said beside the title."""

    id: str
    title: str
    about: str
    rows: tuple[Row, ...]


class Story(NamedTuple):
    """One KRA, objective or target with all that happened to it."""

    life: Life
    about: str
    rows: tuple[Row, ...]


class LivesView(NamedTuple):
    """All that is shown. `moved` are the targets of objectives that moved; `notes` say what is not known."""

    today: date
    quarters: tuple[Cycle, ...]
    summary: str
    blocks: tuple[Block, ...]
    stories: tuple[Story, ...]
    churns: tuple[tuple[str, str, Churn], ...]
    families: tuple[Family, ...]
    moved: tuple[tuple[Life, Event], ...]
    notes: tuple[str, ...]

    @property
    def rows(self) -> list[Row]:
        """All rows."""
        blocks = [row for block in self.blocks for row in block.rows]
        return [*blocks, *(row for story in self.stories for row in story.rows)]


class Span(NamedTuple):
    """The quarters that are shown, and the day that they are seen from."""

    quarters: Quarters
    shown: tuple[Cycle, ...]
    today: date

    @property
    def since(self) -> date:
        """The first day shown."""
        return self.shown[0].start


def lives_view(lives: Lives, chosen: Chosen, span: Span, notes: Iterable[str] = ()) -> LivesView:
    """What is asked for of some lives, over a span."""
    blocks, stories = (*_blocks(lives, chosen, span),), (*_stories(chosen, span),)
    churns = role_churns(lives, span.quarters, span.since, span.today)
    shown = set(lives.roles) if chosen.is_all else {block.id for block in blocks}
    families = [one for one in family_churns(lives, churns) if shown & {role.id for role in one.roles}]
    by_share = sorted(
        ((id, lives.roles[id].title, churn) for id, churn in churns.items() if id in shown),
        key=lambda one: (-one[2].share, -len(one[2].changed), one[1].casefold(), one[0]),
    )
    return LivesView(
        span.today,
        span.shown,
        commits_told(lives),
        blocks,
        stories,
        tuple(by_share),
        tuple(sorted(families, key=lambda one: (-one.churn.share, one.base.title.casefold(), one.base.id))),
        tuple(_moved(lives, chosen, span)),
        tuple(notes),
    )


def _blocks(lives: Lives, chosen: Chosen, span: Span) -> Iterator[Block]:
    for person in chosen.people:
        for tenure in lives.people[person]:
            if tenure.role in lives.roles and tenure.overlaps(span.since, span.today):
                yield from _held(lives, person, tenure, span)
    roles = [line for id in chosen.roles for line in line_up(lives, id)]
    if chosen.is_all:
        roles = sorted(lives.roles, key=lambda id: (lives.roles[id].title.casefold(), id))
    for id in dict.fromkeys(roles):
        role = lives.roles[id]
        base = lives.roles.get(role.extends or "")
        about = f"takes over from {base.title}" if base else ""
        block = Block(id, role.title, about, (*_rows(lives, id, span, not chosen.is_all),))
        if block.rows or not chosen.is_all:
            yield block


def _held(lives: Lives, person: str, tenure: Tenure, span: Span) -> Iterator[Block]:
    """The role that a person held, and those that it takes over, in the quarters in which it was held."""
    for id in line_up(lives, tenure.role):
        title = f"{lives.names[person]}: {lives.roles[id].title}"
        rows = (_masked(row, tenure, span) for row in _rows(lives, id, span, True))
        yield Block(id, title, spanned(tenure), tuple(row for row in rows if any(row.cells)))


def _masked(row: Row, tenure: Tenure, span: Span) -> Row:
    cells = (
        cell if tenure.overlaps(quarter.start, quarter.end) else ""
        for cell, quarter in zip(row.cells, span.shown, strict=True)
    )
    return row._replace(cells=tuple(cells))


def _rows(lives: Lives, role: str, span: Span, with_targets: bool) -> Iterator[Row]:
    for life in lives.of_role(role):
        row = _row(life, span)
        if any(row.cells):
            yield row
            for target in life.targets.values() if with_targets else ():
                below = _row(target, span, 1)
                yield from (below,) if any(below.cells) else ()


def _row(life: Life, span: Span, depth: int = 0) -> Row:
    """A row; that of a KRA shows what happened to its targets too."""
    happened = [one for one in life.all_events if one.mark in (*MARKS, "found")]
    by_quarter: dict[str, list[Event]] = {}
    for event in happened:
        by_quarter.setdefault(span.quarters.of(event.stamp.on).id, []).append(event)
    own = set(map(id, life.events))
    is_there = _is_there_before(life, span.since)
    cells: list[Cell] = []
    for quarter in span.shown:
        events = by_quarter.get(quarter.id, [])
        cells.append(_cell(events, own, is_there))
        ends = [one.mark for one in events if one.mark in ("made", "found", "removed") and id(one) in own]
        is_there = ends[-1] != "removed" if ends else is_there or bool(events)
    told = tuple(tuple(by_quarter.get(quarter.id, ())) for quarter in span.shown)
    return Row(life, tuple(cells), told, unchanged(life, span.quarters, span.today), depth)


def _is_there_before(life: Life, day: date) -> bool:
    before = [one for one in life.events if one.stamp.on < day]
    ends = [one.mark for one in before if one.mark in ("made", "found", "removed")]
    return ends[-1] != "removed" if ends else bool(before)


def _cell(events: Sequence[Event], own: set[int], is_there: bool) -> Cell:
    """The strongest mark of a quarter; a target that came or went is how its KRA is measured."""
    marks = [one.mark if id(one) in own or one.mark == "found" else "measured" for one in events]
    counted = [mark for mark in marks if mark in MARKS]
    return min(counted, key=MARKS.index) if counted else "same" if is_there or events else ""


def _stories(chosen: Chosen, span: Span) -> Iterator[Story]:
    for life in chosen.lives:
        rows = (_row(life, span), *(_row(target, span, 1) for target in life.targets.values()))
        yield Story(life, life.whose, tuple(row for row in rows if any(row.cells)))


def _moved(lives: Lives, chosen: Chosen, span: Span) -> Iterator[tuple[Life, Event]]:
    """The targets that moved of all objectives, or those of the people asked for."""
    goals = [one for one in lives.all_goals if chosen.is_all or one.thing[1] in chosen.people]
    found = [(goal, event) for goal in goals for event in moved_targets(goal) if event.stamp.on >= span.since]
    yield from sorted(found, key=lambda one: (one[1].stamp.on, one[0].id))
