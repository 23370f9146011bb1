"""What rules on reviews share: whose review it is, the days it looks at, the areas held in them, readings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache

from kraokr.model import Kra, Node, Objective, Person, ReviewedKra, ReviewEntry, Team
from kraokr.scoring.ledger import Ledger
from kraokr.source.diagnostic import Location
from kraokr.workspace import Workspace


def reviewed_person(ws: Workspace, review: ReviewEntry) -> Person | None:
    """The person a review is about, if it is a known one."""
    holder = ws.holder(review)
    return holder if isinstance(holder, Person) else None


def reviewed_days(ws: Workspace, review: ReviewEntry) -> tuple[date, date] | None:
    """The first and the last day a review looks at; None where its cycle is unknown."""
    if review.period is not None:
        return review.period.start, review.period.end
    cycle = ws.cycle(review)
    return (cycle.start, cycle.end) if cycle else None


def days_held(ws: Workspace, person: Person, start: date, end: date) -> Iterator[tuple[Kra, int]]:
    """The active areas of each role a person held between two days, and on how many of those days."""
    for held in ws.held(person):
        first = max((start, *(day for day in (held.start, person.start) if day)))
        last = min((end, *(day for day in (held.end, person.end) if day)))
        days = (last - first).days + 1
        if days > 0 and held.role.status != "draft":
            yield from ((kra, days) for kra in ws.effective(held.role).kras if kra.status == "active")


def reviewed_kra(ws: Workspace, entry: ReviewedKra) -> Kra | None:
    """The area that an entry of a review speaks of, if it is a known one."""
    found = ws.find((Kra,), str(entry.path[-1]), entry)
    node = found.node or next(iter(found.candidates), None)
    return node if isinstance(node, Kra) else None


def place_of(entry: ReviewedKra, label: str = "") -> Location:
    """The KRA id that an entry of a review stands under."""
    return Location(entry.document.file, entry.document.keys[entry.path], label)


def says_something(entry: ReviewedKra) -> bool:
    """Whether an entry of a review says anything of its area."""
    texts = (entry.comment, entry.self_text, entry.strengths, entry.gaps, entry.not_assessed)
    return entry.rating is not None or any(texts)


def count_readings(ws: Workspace, kra: Kra, person: Person, start: date, end: date) -> int:
    """How many readings a person's area has: of its KPIs, and of key results that push it."""
    ledger = _ledger(ws, end)
    of_kpis = sum(len(ledger.of_kpi(kpi, person, start, end)) for kpi in kra.kpis)
    return of_kpis + sum(
        reading.on >= start
        for objective in ws.owned_by(person)
        if _serves(ws, objective, kra)
        for kr in objective.key_results
        for reading in ledger.of_key_result(kr, end)
    )


def days_spoken_of(ws: Workspace, kra: Kra, person: Person, start: date, end: date) -> list[date]:
    """The days of a person's check-ins that speak of an area itself, between two days."""
    return sorted({day for day in _spoken_of(ws).get((person, kra), ()) if start <= day <= end})


@lru_cache(maxsize=4)
def _spoken_of(ws: Workspace) -> Mapping[tuple[Person | Team | None, Node], Sequence[date]]:
    """The days of the notes on an area, by whose file they stand in."""
    found: dict[tuple[Person | Team | None, Node], list[date]] = {}
    for checkin in ws.checkins:
        if checkin.item is not None and checkin.note is not None:
            node = ws.records.node(checkin.item, checkin)
            if isinstance(node, Kra):
                found.setdefault((ws.holder(checkin), node), []).append(checkin.date)
    return found


@lru_cache(maxsize=4)
def _ledger(ws: Workspace, until: date) -> Ledger:
    return Ledger(ws, until)


def _serves(ws: Workspace, objective: Objective, kra: Kra) -> bool:
    accelerated = objective.accelerates or ()
    names = (accelerated,) if isinstance(accelerated, str) else accelerated
    return any(ws.find((Kra,), name, objective).node is kra for name in (*names, *objective.supports))
