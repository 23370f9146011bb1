"""The view of a person in a calibration, and the order in which people stand there."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from kraokr.model import Config, ReviewEntry
from kraokr.review.calibration.appraised import Appraised, Area, number, position
from kraokr.review.calibration.calling import OTHER_ROLES, Names
from kraokr.review.calibration.view import CalibratedAreaView, CalibratedPersonView
from kraokr.rules.review.review_uniform_ratings import Options

ALIKE_FROM = Options.min
"""From so many areas with one rating on, that is worth a look, as the rule on it has it."""


def in_order(config: Config, appraised: Iterable[Appraised], names: Names) -> list[Appraised]:
    """People by what is shown of them under these names, the roles that are named first."""

    def shown(one: Appraised) -> tuple[bool, str, str]:
        view = person_view(config, one, names, 0)
        return view.role == OTHER_ROLES, view.role, repr(view)

    return sorted(appraised, key=shown)


def person_view(config: Config, one: Appraised, names: Names, at: int) -> CalibratedPersonView:
    """A person with their areas, under the names that are used."""
    record = one.record or ReviewEntry.model_construct()
    given = [number(area.kra.rating) for area in one.areas if area.kra.rating]
    return CalibratedPersonView(
        number=at,
        who=names.person(one, at),
        role=names.role(one),
        status=one.review.status,
        areas=tuple(_area(config, area, names, index) for index, area in enumerate(one.areas, 1)),
        attainment=one.review.roles[-1].attainment,
        overall=one.review.overall,
        recommendation=names.recommendation(one),
        evidence=sum(len(area.kra.evidence) for area in one.areas),
        uniform=len(given) >= ALIKE_FROM and len(set(given)) == 1,
        uniform_reason=names.text(record.uniform_reason),
    )


def _area(config: Config, area: Area, names: Names, index: int) -> CalibratedAreaView:
    kra = area.kra
    counted = [kpi.attainment for kpi in kra.kpis if not kpi.guardrail]
    measured = sum(attainment is not None for attainment in counted)
    return CalibratedAreaView(
        name=names.area(area, index),
        rating=kra.rating,
        hint=kra.hint,
        steps=_steps(config, area),
        attainment=kra.attainment,
        colour=kra.colour,
        coverage=f"{measured} of {len(counted)}" if measured < len(counted) else None,
        reason=names.text(kra.override_reason),
        not_assessed=names.text(kra.not_assessed),
        evidence=len(kra.evidence),
    )


def _steps(config: Config, area: Area) -> Decimal | None:
    """How many steps of the scale a rating lies above what the numbers speak for."""
    rating, hint = area.kra.rating, area.kra.hint
    return position(config, rating) - position(config, hint) if rating and hint else None
