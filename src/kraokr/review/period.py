"""Which time a review is for, and which record it shows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from kraokr.errors import KraokrError
from kraokr.model import Person, ReviewEntry
from kraokr.workspace import Cycle, Workspace


@dataclass(frozen=True, slots=True)
class Period:
    """The days looked at, both included, how they are called, and why they were chosen."""

    name: str
    start: date
    end: date
    because: str


def choose_period(
    ws: Workspace, person: Person, today: date, cycle: str | None
) -> tuple[Period, ReviewEntry | None]:
    """The period of a person's review and the record for it, if there is one.

    The cycle asked for; else the person's newest review that is not final; else the half year, quarter or
    year that ended last and that the person was there for.

    Raises:
        KraokrError: the cycle asked for does not exist.
    """
    records = [(record, _of_record(ws, record)) for record in ws.reviews if ws.holder(record) is person]
    dated = [(record, period) for record, period in records if period is not None]
    if cycle is not None:
        asked = _asked(ws, cycle)
        return asked, next(
            (r for r, period in dated if (period.start, period.end) == (asked.start, asked.end)), None
        )
    unfinished = [(record, period) for record, period in dated if record.status != "final"]
    if unfinished:
        record, period = max(unfinished, key=lambda pair: pair[1].end)
        return period, record
    last = _last_ended(ws, person, today)
    return last, next(
        (r for r, period in dated if (period.start, period.end) == (last.start, last.end)), None
    )


def _asked(ws: Workspace, cycle: str) -> Period:
    found = ws.cycles.get(cycle)
    if found is None:
        listed = ", ".join(listed.id for listed in ws.cycles.listed())
        also = f"; kraokr.yaml also lists {listed}" if listed else ""
        raise KraokrError(f"there is no cycle {cycle}", f"write it as 2026, 2026-H1 or 2026-Q1{also}")
    return _period(found, "as asked for")


def _of_record(ws: Workspace, record: ReviewEntry) -> Period | None:
    if record.period is not None:
        start, end = record.period.start, record.period.end
        return Period(f"{start} to {end}", start, end, "the newest review that is not final")
    cycle = ws.cycle(record)
    return _period(cycle, "the newest review that is not final") if cycle else None


def _last_ended(ws: Workspace, person: Person, today: date) -> Period:
    names = {"H": "half year", "Q": "quarter", "": "year"}
    cycles = [(ws.cycles.last_ended(kind, today), name) for kind, name in names.items()]
    there = (
        (c, name) for c, name in cycles if any(c.overlaps(*_days(h.start, h.end)) for h in ws.held(person))
    )
    cycle, name = next(there, cycles[0])
    return _period(cycle, f"the {name} that ended last before {today}")


def _days(start: date | None, end: date | None) -> tuple[date, date]:
    return start or date.min, end or date.max


def _period(cycle: Cycle, because: str) -> Period:
    return Period(cycle.id, cycle.start, cycle.end, because)
