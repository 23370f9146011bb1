"""Which time a review is for, and which record it shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from kraokr.errors import KraokrError
from kraokr.model import Person, ReviewEntry
from kraokr.workspace import Cycle, Held, Workspace

UNFINISHED = "the newest review that is not final"
_NAMES = {"H": "half year", "Q": "quarter", "": "year"}
_PARTS = {"H": ("-H1", "-H2"), "Q": ("-Q1", "-Q2", "-Q3", "-Q4"), "": ("",)}


@dataclass(frozen=True, slots=True)
class Period:
    """The days looked at, both included, how they are called, and why they were chosen."""

    name: str
    start: date
    end: date
    because: str


def choose_period(
    ws: Workspace, person: Person, today: date, cycle: str | None, running: bool = False
) -> tuple[Period, ReviewEntry | None]:
    """The period of a person's review and the record for it, if there is one.

    The cycle asked for; else the person's newest review that is not final; else the half year, quarter or
    year that ended last and that the person was there for. `running` looks ahead instead: the half year,
    quarter or year that holds today.

    Raises:
        KraokrError: the cycle asked for does not exist.
    """
    periods = [(record, period_of(ws, record, UNFINISHED)) for record in ws.reviews_of(person)]
    dated = [(record, period) for record, period in periods if period is not None]
    unfinished = [(period, record) for record, period in dated if record.status != "final"]
    if cycle is None and not running and unfinished:
        return max(unfinished, key=lambda pair: pair[0].end)
    without = _running if running else _last_ended
    chosen = without(ws, person, today) if cycle is None else _asked(ws, cycle)
    same = (record for record, period in dated if (period.start, period.end) == (chosen.start, chosen.end))
    return chosen, next(same, None)


def period_of(ws: Workspace, record: ReviewEntry, because: str) -> Period | None:
    """The period that a review record gives; None where its cycle is unknown."""
    if record.period is not None:
        start, end = record.period.start, record.period.end
        return Period(f"{start} to {end}", start, end, because)
    cycle = ws.cycle(record)
    return _period(cycle, because) if cycle else None


def held_within(ws: Workspace, person: Person, start: date, end: date) -> list[tuple[Held, date, date]]:
    """The roles that a person held between two days, each with its first and last day in between."""
    start, end = max(start, person.start or start), min(end, person.end or end)
    cut = [(h, max(start, h.start or start), min(end, h.end or end)) for h in ws.held(person)]
    return sorted((part for part in cut if part[1] <= part[2]), key=lambda part: part[1])


def _asked(ws: Workspace, cycle: str) -> Period:
    found = ws.cycles.get(cycle)
    if found is None:
        listed = ", ".join(listed.id for listed in ws.cycles.listed())
        also = f"; kraokr.yaml also lists {listed}" if listed else ""
        raise KraokrError(f"there is no cycle {cycle}", f"write it as 2026, 2026-H1 or 2026-Q1{also}")
    return _period(found, "as asked for")


def _last_ended(ws: Workspace, person: Person, today: date) -> Period:
    cycles = [(ws.cycles.last_ended(kind, today), name) for kind, name in _NAMES.items()]
    cycle, name = _there_for(ws, person, cycles)
    return _period(cycle, f"the {name} that ended last before {today}")


def _running(ws: Workspace, person: Person, today: date) -> Period:
    """The cycle that holds today; a fiscal year may bear the name of the year before."""
    ids = {kind: [f"{today.year - ago}{part}" for ago in (0, 1) for part in _PARTS[kind]] for kind in _NAMES}
    known = [(ws.cycles.get(id), name) for kind, name in _NAMES.items() for id in ids[kind]]
    cycles = [(cycle, name) for cycle, name in known if cycle is not None and today in cycle]
    if not cycles:
        return _last_ended(ws, person, today)
    cycle, name = _there_for(ws, person, cycles)
    return _period(cycle, f"the {name} that is running on {today}")


def _there_for(ws: Workspace, person: Person, cycles: Sequence[tuple[Cycle, str]]) -> tuple[Cycle, str]:
    """The first of some cycles that the person held a role in, else the first of all."""
    there = ((c, name) for c, name in cycles if held_within(ws, person, c.start, c.end))
    return next(there, cycles[0])


def _period(cycle: Cycle, because: str) -> Period:
    return Period(cycle.id, cycle.start, cycle.end, because)
