"""The rows of roles, areas and KPIs: their health over some days, from the readings."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import accumulate
from typing import NamedTuple

from kraokr.model import Kpi, Level, Person
from kraokr.scoring.kpi import Attainment, attainment_colour
from kraokr.scoring.readings import values_in_order
from kraokr.scoring.scores import KraScore
from kraokr.status.limits import seen_kpi
from kraokr.status.look import Look
from kraokr.status.need import need_of_kpi, need_of_kra
from kraokr.status.okrs import place
from kraokr.status.rows import KpiRow, KraRow, RoleRow
from kraokr.workspace import Held, Workspace


class Days(NamedTuple):
    """The days over which the health of areas is looked at, both included."""

    start: date
    end: date


def role_rows(look: Look, person: Person, days: Days) -> Iterator[RoleRow]:
    """The roles that a person holds at the end of some days, each looked at for those it was held on."""
    for held in look.ws.held(person):
        if not held.on(days.end):
            continue
        within = days_held(held, person, days)
        kras = kra_scores(look, person, held, within)
        whole = look.scores.role(kras)
        rows = [_kra(look, person, score, within) for score in kras]
        yield RoleRow(
            person=person.name or person.id,
            name=role_name(look.ws, held),
            role=held.role.id,
            health=whole.value,
            colour=attainment_colour(whole.value) if whole.value is not None else None,
            coverage=whole.coverage,
            kras=tuple(sorted(rows, key=need_of_kra)),
        )


def days_held(held: Held, person: Person, days: Days) -> Days:
    """Those of some days on which a person held a role."""
    return Days(max(filter(None, (days.start, held.start, person.start))), days.end)


def kra_scores(look: Look, person: Person, held: Held, days: Days) -> list[KraScore]:
    """The scores of the areas in force of a role that a person holds."""
    ws = look.ws
    in_force = [kra for kra in ws.effective(held.role).kras if kra.status == "active"]
    return [look.scores.kra(kra, person, level_of(ws, held), *days) for kra in in_force]


def role_name(ws: Workspace, held: Held) -> str:
    """The title of a role with its level, said once where the level's own title names the role."""
    level, title = level_of(ws, held), held.role.title
    at = (level.title if level else None) or held.level
    if at is None:
        return title
    return at if title.casefold() in at.casefold() else f"{title}, {at}"


def level_of(ws: Workspace, held: Held) -> Level | None:
    """The level at which a role is held, if the role has it."""
    return next((level for level in ws.effective(held.role).levels if level.id == held.level), None)


def _kra(look: Look, person: Person, score: KraScore, days: Days) -> KraRow:
    kra, average = score.kra, score.average
    pairs = zip(kra.kpis, score.attainments, strict=True)
    kpis = tuple(_kpi(look, person, kpi, attained, days) for kpi, attained in pairs)
    counted = [row for row in kpis if not row.guardrail or row.colour == "red"]
    return KraRow(
        id=look.ws.full_path(kra),
        name=kra.name,
        at=place(kra),
        weight=kra.weight,
        health=average.value,
        colour=attainment_colour(average.value) if average.value is not None else None,
        coverage=average.coverage,
        breached=tuple(kpi.name for kpi in kra.kpis if kpi.key_id in average.breached),
        kpis=kpis,
        weakest=min(counted, key=need_of_kpi, default=None),
    )


def _kpi(look: Look, person: Person, kpi: Kpi, attained: Attainment, days: Days) -> KpiRow:
    ledger = look.scores.ledger
    inside = values_in_order(ledger.of_kpi(kpi, person, *days))
    ever = ledger.of_kpi(kpi, person, date.min, days.end)
    last = max((reading.on for reading in ever), default=None)
    return KpiRow(
        id=look.ws.full_path(kpi),
        name=kpi.name,
        at=place(kpi),
        health=attained.value,
        colour=attained.colour,
        note=attained.note,
        actual=attained.actual,
        target=attained.target,
        unit=kpi.unit,
        trend=tuple(accumulate(inside)) if kpi.aggregate == "sum" else inside,
        seen=seen_kpi(kpi, last, *days, look.limits),
        guardrail=kpi.guardrail,
    )
