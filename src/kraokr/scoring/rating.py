"""The rating that results speak for: a hint, never the rating."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from kraokr.model.config import RatingStep
from kraokr.scoring.amounts import percent
from kraokr.scoring.average import Average
from kraokr.scoring.rounding import ONE

MEETS = Decimal("0.9")
_ENOUGH_TO_EXCEED = 2


class RatingHint(NamedTuple):
    """The step of the rating scale that an area's attainment speaks for; None where there is none."""

    step: RatingStep | None
    note: str = ""


def rating_hint(average: Average, scale: Sequence[RatingStep]) -> RatingHint:
    """The highest step whose `min_attainment` the score of an area reaches; the one below the lowest if none.

    Steps above the one that means "meets" (the first from 0.9 on) are for what goes beyond the targets: they
    need an attainment before the cap above 1, and two KPIs or more.
    """
    if average.value is None:
        return RatingHint(None, average.note)
    steps = sorted(scale, key=lambda step: step.value)
    bounds = [(step, step.min_attainment) for step in steps if step.min_attainment is not None]
    if not bounds:
        return RatingHint(None, "the rating scale has no `min_attainment`")
    beyond = average.raw if average.raw is not None else average.value
    meets = next((step for step, least in bounds if least >= MEETS), steps[-1])
    usual = [step for step, least in bounds if step.value <= meets.value and average.value >= least]
    above = [step for step, least in bounds if step.value > meets.value and beyond > ONE and beyond >= least]
    if above and average.measured >= _ENOUGH_TO_EXCEED:
        return RatingHint(above[-1], f"{percent(beyond)} of the targets")
    note = f"{percent(average.value)} of the targets"
    if above:
        note += f"; {percent(beyond)} before the cap, but one KPI alone does not exceed"
    return RatingHint(usual[-1] if usual else _below(steps, bounds[0][0]), note)


def _below(steps: Sequence[RatingStep], lowest: RatingStep) -> RatingStep:
    return steps[max(steps.index(lowest) - 1, 0)]
