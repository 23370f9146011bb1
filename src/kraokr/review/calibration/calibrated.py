"""The view of a person in a calibration, and the order in which people stand there."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from kraokr.model import Config, ReviewEntry
from kraokr.review.calibration.appraised import Appraised, Area, number, position
from kraokr.review.calibration.calling import Names
from kraokr.review.calibration.view import CalibratedAreaView, CalibratedPersonView
from kraokr.rules.review.review_uniform_ratings import Options
from kraokr.scoring.kpi import attainment_colour

ALIKE_FROM = Options.min
"""From so many areas with one rating on, that is worth a look, as the rule on it has it."""


def in_order(config: Config, appraised: Iterable[Appraised], names: Names) -> list[Appraised]:
    """People in the order that goes with what they are called."""
    return sorted(appraised, key=lambda one: names.order(person_view(config, one, names, 0)))


def person_view(config: Config, one: Appraised, names: Names, at: int) -> CalibratedPersonView:
    """A person with their areas, under the names that are used."""
    record = one.record or ReviewEntry.model_construct()
    given = [number(area.kra.rating) for area in one.areas if area.kra.rating]
    attainment = one.review.roles[-1].attainment
    return CalibratedPersonView(
        number=at,
        who=names.person(one, at),
        role=names.role(one),
        status=one.review.status if names.exact else None,
        areas=tuple(_area(config, area, names, index) for index, area in enumerate(one.areas, 1)),
        attainment=attainment if names.exact else None,
        colour=attainment_colour(attainment) if attainment is not None else None,
        overall=names.overall(one),
        recommendation=names.recommendation(one),
        evidence=sum(len(area.kra.evidence) for area in one.areas) if names.exact else None,
        uniform=len(given) >= ALIKE_FROM and len(set(given)) == 1,
        uniform_reason=names.text(record.uniform_reason),
    )


def _area(config: Config, area: Area, names: Names, index: int) -> CalibratedAreaView:
    kra = area.kra
    return CalibratedAreaView(
        name=names.area(area, index),
        rating=kra.rating,
        hint=kra.hint,
        steps=_steps(config, area),
        attainment=kra.attainment if names.exact else None,
        uncapped=_uncapped(area) if names.exact else None,
        colour=kra.colour,
        coverage=_coverage(area) if names.exact else None,
        reason=names.text(kra.override_reason),
        not_assessed=names.text(kra.not_assessed),
        evidence=len(kra.evidence) if names.exact else None,
    )


def _uncapped(area: Area) -> Decimal | None:
    """The mean of the KPIs without a cap, where it is more than the attainment."""
    capped, mean = area.kra.attainment, area.kra.uncapped
    return mean if capped is not None and mean is not None and mean > capped else None


def _coverage(area: Area) -> str | None:
    """How few KPIs speak for an area: some of them, or its only one."""
    counted = [kpi.attainment for kpi in area.kra.kpis if not kpi.guardrail]
    measured = sum(attainment is not None for attainment in counted)
    if measured < len(counted):
        return f"{measured} of {len(counted)} KPIs measured"
    return "one KPI" if measured == 1 else None


def _steps(config: Config, area: Area) -> Decimal | None:
    """How many steps of the scale a rating lies above what the numbers speak for."""
    rating, hint = area.kra.rating, area.kra.hint
    return position(config, rating) - position(config, hint) if rating and hint else None
