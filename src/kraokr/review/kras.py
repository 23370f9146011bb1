"""The view of one area: its KPIs over the period, and what the review says about it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from kraokr.model import KeyResult, Kpi, Kra, Level, Objective, ReviewedKra, ReviewEntry, Role
from kraokr.model.role import Scope
from kraokr.review.amounts import amount, target_text
from kraokr.review.period import Period
from kraokr.review.ratings import rating
from kraokr.review.view import EvidenceView, KpiView, KraView, ReadingView
from kraokr.scoring.kpi import Attainment, attainment_colour
from kraokr.scoring.readings import Reading
from kraokr.scoring.rounding import show
from kraokr.scoring.scores import KraScore
from kraokr.workspace import Workspace

_LINK = re.compile(r"https?://[^\s<>]+\Z")
_FACETS = ("systems", "influence", "ownership", "reach")


def kra_view(
    ws: Workspace,
    role: Role,
    score: KraScore,
    level: Level | None,
    above: Level | None,
    record: ReviewEntry,
    period: Period,
    owned: Sequence[Objective],
    read: Callable[[Kpi, date, date], Sequence[Reading]],
) -> KraView:
    """An area of a role with its score at a level, what pushed it, and what a review record says about it.

    `read` gives the readings of a KPI between two days, both included.
    """
    kra = score.kra
    said = _said(role, kra, record)
    pairs = zip(kra.kpis, score.attainments, strict=True)
    value = score.average.value
    return KraView(
        id=kra.id,
        name=kra.name,
        outcome=kra.outcome,
        weight=f"{show(kra.weight)} %" if kra.weight is not None else None,
        scope=_scope(kra, level),
        next_scope=_scope(kra, above),
        kpis=tuple(_kpi(kpi, attainment, period, read) for kpi, attainment in pairs),
        attainment=value,
        formula=score.average.formula,
        colour=attainment_colour(value) if value is not None else None,
        breached=tuple(kpi.name for kpi in kra.kpis if kpi.key_id in score.average.breached),
        objectives=tuple(o.title for o in owned if kra in ws.accelerated(o)),
        rating=rating(ws.config, said.rating),
        self_text=said.self_text,
        comment=said.comment,
        strengths=said.strengths,
        gaps=said.gaps,
        scope_evidence=said.scope_evidence,
        override_reason=said.override_reason,
        not_assessed=said.not_assessed,
        evidence=tuple(_evidence(ws, entry, record, period) for entry in said.evidence),
    )


def _said(role: Role, kra: Kra, record: ReviewEntry) -> ReviewedKra:
    written = record.kras
    return written.get(f"{role.id}/{kra.id}") or written.get(kra.id) or ReviewedKra.model_construct()


def _kpi(
    kpi: Kpi, attained: Attainment, period: Period, read: Callable[[Kpi, date, date], Sequence[Reading]]
) -> KpiView:
    target = attained.target or kpi.standard
    earlier = _readings(kpi, read(kpi, date.min, period.start - timedelta(days=1)))
    written = kpi.target if isinstance(kpi.target, str) else ""
    return KpiView(
        name=kpi.name,
        before=earlier[-1].text if earlier and kpi.aggregate != "sum" else None,
        target=target_text(target, kpi.unit) if target else written,
        actual=amount(attained.actual, kpi.unit) if attained.actual is not None else None,
        attainment=attained.raw,
        colour=attained.colour,
        guardrail=kpi.guardrail,
        note=attained.note,
        formula=attained.formula,
        readings=_readings(kpi, read(kpi, period.start, period.end)),
    )


def _readings(kpi: Kpi, readings: Sequence[Reading]) -> tuple[ReadingView, ...]:
    """The readings in the order of their days, of several on a day the last."""
    last = {reading.on: reading.value for reading in readings}
    return tuple(ReadingView(on, last[on], amount(last[on], kpi.unit)) for on in sorted(last))


def _scope(kra: Kra, level: Level | None) -> tuple[str, ...]:
    scope = level.scope.get(kra.id) if level else None
    if isinstance(scope, Scope):
        facets = ((facet, getattr(scope, facet)) for facet in _FACETS)
        return tuple(f"{facet.capitalize()}: {text}" for facet, text in facets if text)
    return (scope,) if scope else ()


def _evidence(ws: Workspace, entry: str, record: ReviewEntry, period: Period) -> EvidenceView:
    if _LINK.match(entry):
        return EvidenceView(entry, entry)
    node = ws.find((Kpi, KeyResult), entry, record, period.end).node
    if isinstance(node, Kpi):
        return EvidenceView(node.name)
    if isinstance(node, KeyResult):
        return EvidenceView(node.title)
    return EvidenceView(_checkin_text(ws, entry, record))


def _checkin_text(ws: Workspace, entry: str, record: ReviewEntry) -> str:
    """A check-in's date with its note; any other text as it stands."""
    person = ws.holder(record)
    notes = (
        checkin.note
        for checkin in ws.checkins
        if checkin.date.isoformat() == entry and ws.holder(checkin) is person
    )
    note = next((note for note in notes if note), None)
    return f"{entry}: {note}" if note else entry
