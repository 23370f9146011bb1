"""When areas were last spoken of: in check-ins, one-on-ones and reviews."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from kraokr.lint.alignment import accelerated_kras
from kraokr.lint.citations import kpi_of, spoken_of
from kraokr.lint.reviewed import reviewed_days, reviewed_kra
from kraokr.model import KeyResult, Kra, Node, Objective, Person, ReviewedKra, Team
from kraokr.workspace import Workspace


class Discussions(NamedTuple):
    """The last day on which each holder spoke of each KRA or KPI, and the first day of all."""

    last: Mapping[tuple[Person | Team | None, Node], date]
    first: date | None


@lru_cache(maxsize=4)
def discussions(ws: Workspace, today: date) -> Discussions:
    """What was spoken of up to a day."""
    last: dict[tuple[Person | Team | None, Node], date] = {}
    first: date | None = None
    for holder, node, day in (*_in_checkins(ws), *_in_reviews(ws, today)):
        if day <= today:
            last[holder, node] = max(last.get((holder, node), day), day)
            first = min(first or day, day)
    return Discussions(last, first)


def last_discussed(ws: Workspace, kra: Kra, person: Person, today: date) -> date | None:
    """The last day on which a person, or the team or one above it, spoke of an area or of its KPIs."""
    last = discussions(ws, today).last
    around = tuple(_around(ws, person))
    found = (last.get((holder, node)) for node in (kra, *kra.kpis) for holder in around)
    return max(filter(None, found), default=None)


def _around(ws: Workspace, person: Person) -> Iterator[Person | Team]:
    yield person
    seen: list[Team] = []
    team = ws.team(person)
    while team is not None and team not in seen:
        yield team
        seen.append(team)
        team = ws.teams.get(team.parent or "")


_Touch = tuple[Person | Team | None, Node, date]


def _in_checkins(ws: Workspace) -> Iterator[_Touch]:
    served: dict[KeyResult, list[Node]] = {}
    for checkin, _, node, _ in spoken_of(ws):
        holder = ws.holder(checkin)
        if isinstance(node, KeyResult):
            if node not in served:
                served[node] = [*_served(ws, node)]
            yield from ((holder, area, checkin.date) for area in served[node])
        else:
            yield holder, node, checkin.date


def _served(ws: Workspace, kr: KeyResult) -> Iterator[Node]:
    """The areas that a key result pushes, and the KPI that it moves."""
    objective, kpi = kr.outer(Objective), kpi_of(ws, kr)
    if kpi is not None:
        yield kpi
    if objective is not None:
        yield from accelerated_kras(objective, ws)
        found = (ws.find((Kra,), text, objective).node for text in objective.supports)
        yield from filter(None, found)


def _in_reviews(ws: Workspace, today: date) -> Iterator[_Touch]:
    """The areas that reviews say something of, on the day they were closed or their period ended."""
    for review in ws.reviews:
        days = reviewed_days(ws, review)
        day = review.finalised_on or review.acknowledged_on or (min(days[1], today) if days else None)
        for entry in review.kras.values():
            kra = reviewed_kra(ws, entry) if day and _says_something(entry) else None
            if kra is not None and day is not None:
                yield ws.holder(review), kra, day


def _says_something(entry: ReviewedKra) -> bool:
    texts = (entry.comment, entry.self_text, entry.strengths, entry.gaps, entry.not_assessed)
    return entry.rating is not None or any(texts)
