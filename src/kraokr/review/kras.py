"""The view of one area: its KPIs over the period, and what the review says about it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from kraokr.model import Kpi, Kra, Level, ReviewedKra, ReviewEntry, Role
from kraokr.model.role import Scope
from kraokr.review.evidence import evidence
from kraokr.review.period import period_of
from kraokr.review.ratings import rating
from kraokr.review.subject import Subject
from kraokr.review.view import KpiView, KraView, PastRatingView, ReadingView
from kraokr.scoring.amounts import amount, target_text
from kraokr.scoring.kpi import Attainment, attainment_colour
from kraokr.scoring.readings import ENOUGH_FOR_A_SHARE, Reading, by_day
from kraokr.scoring.rounding import show
from kraokr.scoring.scores import KraScore

_FACETS = ("systems", "influence", "ownership", "reach")
_REACH = {
    "self": "own work",
    "team": "the team",
    "multi_team": "several teams",
    "org": "the organisation",
    "company": "the company",
}
_AGGREGATES = {"min": "lowest", "max": "highest"}
_SEVERAL = 2


def kra_view(
    subject: Subject,
    role: Role,
    score: KraScore,
    level: Level | None,
    above: Level | None,
    held: tuple[date, date],
) -> KraView:
    """An area of a role with its score at a level, what pushed it, and what the review says about it.

    `held` are the first and the last day of the period on which the role was held; only these count.
    """
    ws, kra = subject.ws, score.kra
    said = _said(role, kra, subject.record)
    pairs = zip(kra.kpis, score.attainments, strict=True)
    value, hint = score.average.value, subject.scores.rating_hint(score)
    return KraView(
        id=kra.id,
        name=kra.name,
        outcome=kra.outcome,
        weight=f"{show(kra.weight)} %" if kra.weight is not None else None,
        scope=_scope(kra, level),
        next_scope=_scope(kra, above),
        kpis=tuple(_kpi(subject, kpi, attainment, *held) for kpi, attainment in pairs),
        attainment=value,
        uncapped=score.average.raw if score.average.raw != value else None,
        formula=score.average.formula if score.average.measured > 1 else "",
        colour=attainment_colour(value) if value is not None else None,
        breached=tuple(kpi.name for kpi in kra.kpis if kpi.key_id in score.average.breached),
        objectives=tuple(o.title for o in subject.objectives if kra in ws.accelerated(o)),
        rating=rating(ws.config, said.rating),
        hint=rating(ws.config, hint.step.value) if hint.step else None,
        hint_note=hint.note,
        past_ratings=_past_ratings(subject, role, kra),
        self_text=said.self_text,
        comment=said.comment,
        strengths=said.strengths,
        gaps=said.gaps,
        scope_evidence=said.scope_evidence,
        override_reason=said.override_reason,
        not_assessed=said.not_assessed,
        evidence=tuple(evidence(subject, entry) for entry in said.evidence),
    )


def _said(role: Role, kra: Kra, record: ReviewEntry) -> ReviewedKra:
    written = record.kras
    return written.get(f"{role.id}/{kra.id}") or written.get(kra.id) or ReviewedKra.model_construct()


def _past_ratings(subject: Subject, role: Role, kra: Kra) -> tuple[PastRatingView, ...]:
    """How the area was rated in final reviews of the person that end before this period."""
    ws, found = subject.ws, []
    for record in ws.reviews_of(subject.person):
        period = period_of(ws, record, "")
        if period is None or record.status != "final" or period.end >= subject.period.start:
            continue
        rated = rating(ws.config, _said(role, kra, record).rating)
        if rated is not None:
            found.append((period.end, PastRatingView(period.name, rated)))
    return tuple(view for _, view in sorted(found, key=lambda pair: pair[0]))


def _kpi(subject: Subject, kpi: Kpi, attained: Attainment, start: date, end: date) -> KpiView:
    target = attained.target or kpi.standard
    earlier = by_day(subject.readings(kpi, date.min, start - timedelta(days=1)))
    written = kpi.target if isinstance(kpi.target, str) else ""
    return KpiView(
        name=kpi.name,
        before=amount(earlier[-1][1], kpi.unit) if earlier and kpi.aggregate != "sum" else None,
        target=target_text(target, kpi.unit) if target else written,
        actual=amount(attained.actual, kpi.unit) if attained.actual is not None else None,
        how=_how(kpi, attained, subject.readings(kpi, start, end)),
        attainment=attained.raw,
        colour=attained.colour,
        guardrail=kpi.guardrail,
        note=attained.note,
        formula=_working(kpi, attained),
        readings=_readings(kpi, subject.readings(kpi, start, end)),
    )


def _how(kpi: Kpi, attained: Attainment, readings: Sequence[Reading]) -> str:
    """How several readings make up what is shown; empty for one."""
    values = [value for _, value in by_day(readings)]
    if attained.raw is None or len(values) < _SEVERAL:
        return ""
    target = attained.target
    if target and target.comparator in ("between", "equals") and len(values) >= ENOUGH_FOR_A_SHARE:
        return f"{sum(map(target.met_by, values))} of {len(values)} in range"
    return f"{_AGGREGATES.get(kpi.aggregate, kpi.aggregate)} of {len(values)}"


def _working(kpi: Kpi, attained: Attainment) -> str:
    """The working of an attainment, with a true minus, and the floor where it begins there."""
    counted = f", from the floor {show(kpi.floor)} on" if kpi.floor is not None and not attained.note else ""
    return f"{attained.formula.replace(' - ', ' − ')}{counted}" if attained.formula else ""


def _readings(kpi: Kpi, readings: Sequence[Reading]) -> tuple[ReadingView, ...]:
    """The readings in the order of their days, of several on a day the last."""
    return tuple(ReadingView(on, value, amount(value, kpi.unit)) for on, value in by_day(readings))


def _scope(kra: Kra, level: Level | None) -> tuple[str, ...]:
    scope = level.scope.get(kra.id) if level else None
    if isinstance(scope, Scope):
        facets = ((facet, getattr(scope, facet)) for facet in _FACETS)
        return tuple(f"{facet.capitalize()}: {_REACH.get(text, text)}" for facet, text in facets if text)
    return (scope,) if scope else ()
