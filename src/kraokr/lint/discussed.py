"""When areas were last spoken of: in check-ins, one-on-ones and reviews."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache

from kraokr.lint.alignment import accelerated_kras
from kraokr.lint.citations import kpi_of
from kraokr.lint.reviewed import reviewed_days, reviewed_kra, says_something
from kraokr.model import KeyResult, Kra, Node, Objective, Person, Team
from kraokr.workspace import Workspace


@lru_cache(maxsize=4)
def first_discussion(ws: Workspace, today: date) -> date | None:
    """The day of the first check-in or review of all."""
    days = (checkin.date for checkin in ws.checkins)
    return min((day for day in (*days, *_reviewed(ws, today).values()) if day <= today), default=None)


def last_discussed(ws: Workspace, kra: Kra, person: Person, today: date) -> date | None:
    """The last day on which a person, or the team or one above it, spoke of an area or of its KPIs.

    Who speaks of a key result speaks of the areas that it pushes and of the KPI that it moves.
    """
    around: tuple[Person | Team, ...] = (person, *ws.team_line(person))
    areas = (kra, *kra.kpis)
    nodes = (*areas, *(kr for area in areas for kr in _pushing(ws).get(area, ())))
    spoken = (
        record.checkin.date
        for node in nodes
        for record in ws.records.of(node)
        if ws.holder(record.checkin) in around
    )
    reviewed = (_reviewed(ws, today).get((holder, kra)) for holder in around)
    return max((day for day in (*spoken, *reviewed) if day is not None and day <= today), default=None)


@lru_cache(maxsize=4)
def _pushing(ws: Workspace) -> Mapping[Node, Sequence[KeyResult]]:
    """The key results that push each area and move each KPI, those that some check-in speaks of."""
    found: dict[Node, list[KeyResult]] = {}
    for kr in ws.records.nodes():
        if isinstance(kr, KeyResult):
            for area in _served(ws, kr):
                found.setdefault(area, []).append(kr)
    return found


def _served(ws: Workspace, kr: KeyResult) -> Iterator[Node]:
    """The areas that a key result pushes, and the KPI that it moves."""
    objective, kpi = kr.outer(Objective), kpi_of(ws, kr)
    if kpi is not None:
        yield kpi
    if objective is not None:
        yield from accelerated_kras(objective, ws)
        found = (ws.find((Kra,), text, objective).node for text in objective.supports)
        yield from filter(None, found)


@lru_cache(maxsize=4)
def _reviewed(ws: Workspace, today: date) -> Mapping[tuple[Person | Team | None, Node], date]:
    """The last day on which a review said something of an area: when it was closed, or its period's end."""
    last: dict[tuple[Person | Team | None, Node], date] = {}
    for review in ws.reviews:
        days = reviewed_days(ws, review)
        day = review.finalised_on or review.acknowledged_on or (min(days[1], today) if days else None)
        for entry in review.kras.values():
            kra = reviewed_kra(ws, entry) if day and says_something(entry) else None
            if kra is not None and day is not None and day <= today:
                key = ws.holder(review), kra
                last[key] = max(last.get(key, day), day)
    return last
