"""What rules on judgements share: the rating scale, what is weak, and the results of a reviewed area."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from kraokr.lint.reviewed import reviewed_days, reviewed_kra, reviewed_person
from kraokr.lint.scored import scores
from kraokr.model import Config, Kra, Level, Person, ReviewedKra, ReviewEntry
from kraokr.model.config import RatingStep
from kraokr.scoring.rounding import ONE, ZERO, round_half_up, show
from kraokr.source.diagnostic import Severity
from kraokr.workspace import Held, Workspace

if TYPE_CHECKING:
    from kraokr.scoring.scores import KraScore

MEETS = Decimal("0.9")
"""The attainment from which a standard counts as met, as in the bands of KPIs."""


def scale(config: Config) -> list[RatingStep]:
    """The steps of the rating scale, lowest value first."""
    return sorted(config.rating_scale, key=lambda step: step.value)


def meeting_step(config: Config) -> RatingStep | None:
    """The step that means "meets": the lowest one expected from 0.9 on; the middle one if none says so."""
    steps = scale(config)
    expected = (step for step in steps if step.min_attainment is not None and step.min_attainment >= MEETS)
    return next(expected, steps[len(steps) // 2] if steps else None)


def is_weak(entry: ReviewedKra, config: Config) -> bool:
    """Whether an area is rated below "meets"."""
    meets = meeting_step(config) if entry.rating is not None else None
    return meets is not None and entry.rating is not None and entry.rating < meets.value


def rated(value: Decimal, config: Config) -> str:
    """A rating in words: `2 (Partly meets)`."""
    label = next((step.label for step in config.rating_scale if step.value == value), None)
    return f"{show(value)} ({label})" if label else show(value)


def percent(share: Decimal) -> str:
    """A share of one as whole percent: `87 %`."""
    return f"{show(round_half_up(share * 100, 0))} %"


def area_name(ws: Workspace, entry: ReviewedKra) -> str:
    """How a reviewed area is called; the id it stands under if it is unknown."""
    kra = reviewed_kra(ws, entry)
    return kra.name if kra else str(entry.path[-1])


def ceiling_of(review: ReviewEntry) -> Severity | None:
    """The most that a fault of a review may weigh: a hint while it is a draft."""
    return Severity.INFO if review.status == "draft" else None


def results_of(ws: Workspace, entry: ReviewedKra, today: date) -> KraScore | None:
    """The score of a reviewed area from its readings in the period; None where nothing was measured."""
    review = entry.outer(ReviewEntry)
    person, days = (reviewed_person(ws, review), reviewed_days(ws, review)) if review else (None, None)
    kra = reviewed_kra(ws, entry) if person and days else None
    if person is None or days is None or kra is None:
        return None
    parts = list(_held_with(ws, person, kra, *days))
    if not parts:
        return None
    start = max(days[0], min(held.start or days[0] for held in parts))
    end = min(days[1], max(held.end or days[1] for held in parts))
    score = scores(ws, today).kra(kra, person, _level(ws, parts[-1]), start, end)
    return score if score.average.value is not None else None


def _held_with(ws: Workspace, person: Person, kra: Kra, start: date, end: date) -> Iterator[Held]:
    """The roles with an area that a person held at some time between two days."""
    for held in ws.held(person):
        overlaps = (held.start or start) <= end and start <= (held.end or end)
        if overlaps and kra in ws.effective(held.role).kras:
            yield held


def uncapped(score: KraScore) -> Decimal:
    """The attainment of an area with what its KPIs reached beyond their targets, weighted if they are."""
    parts = [
        (attained.raw, kpi.weight)
        for kpi, attained in zip(score.kra.kpis, score.attainments, strict=True)
        if attained.raw is not None and not kpi.guardrail
    ]
    weights = [ONE if weight is None else weight for _, weight in parts]
    whole = sum(weights, ZERO)
    if not whole:
        return score.average.value or ZERO
    return sum((raw * weight for (raw, _), weight in zip(parts, weights, strict=True)), ZERO) / whole


def _level(ws: Workspace, held: Held) -> Level | None:
    return next((level for level in ws.effective(held.role).levels if level.id == held.level), None)
