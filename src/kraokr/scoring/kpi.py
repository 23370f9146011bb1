"""The attainment of a KPI over a period, and its colour."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise
from typing import Literal, NamedTuple, TypeAlias

from kraokr.model import Kpi, Target
from kraokr.model.config import ScoreSettings
from kraokr.scoring.periods import periods_in
from kraokr.scoring.readings import Reading, aggregated, comparison, consistency, values_in_order
from kraokr.scoring.rounding import ONE, ZERO, clamp, show, show_term
from kraokr.scoring.yardstick import Yardstick, yardstick

Colour: TypeAlias = Literal["green", "amber", "red"]

SCALE_WORTH = tuple(Decimal(worth) for worth in ("1.00", "0.90", "0.80", "0.70", "0.60"))


class Attainment(NamedTuple):
    """How far a KPI reached its target in a period.

    `value` lies in 0 to the cap and is None where there is none; `note` then says why. `raw` is the value
    before it was clamped. `actual` is what the readings come to, `target` what it was held to, both in the
    KPI's unit; the target of a sum is scaled to the period. `met` says whether the actual value satisfies it.
    """

    value: Decimal | None
    raw: Decimal | None = None
    formula: str = ""
    note: str = ""
    actual: Decimal | None = None
    target: Target | None = None
    met: bool | None = None
    colour: Colour | None = None


def attain_kpi(
    kpi: Kpi,
    readings: Sequence[Reading],
    period_start: date,
    period_end: date,
    cap: Decimal = ONE,
    target: Target | None = None,
    fiscal_year_start: str = "01-01",
    settings: ScoreSettings | None = None,
) -> Attainment:
    """The attainment of a KPI from its readings in a period, both days included.

    at_least: actual / target. at_most: 1 - (actual - target) / target, which is defined at 0 and symmetric.
    With a floor: (actual - floor) / (target - floor). A target of 0 or less without a floor: 1 or 0.
    between, equals: the share of readings inside. Five levels: linear between 1.00, 0.90, 0.80, 0.70, 0.60.
    `target` replaces the KPI's own; by `settings` at_most is target / actual (from 0 down, where that has no
    end, as above), or levels are steps. Source: Infor and Stratec for at_most; India's Results-Framework
    Document for the five levels.
    """
    standard = kpi.standard if target is None else target
    lack = _lack(kpi, standard, target is None)
    values = values_in_order(r for r in readings if period_start <= r.on <= period_end)
    if lack or not values:
        return Attainment(None, note=lack or "no readings in the period", target=standard)
    factor = Fraction(1)
    if kpi.aggregate == "sum" and standard and standard.per:
        factor = periods_in(period_start, period_end, standard.per, fiscal_year_start)
    measure = yardstick(kpi, target, factor)
    actual = aggregated(values, kpi.aggregate)
    raw, formula = _attained(kpi, values, actual, measure, settings)
    met = raw >= 1 if measure.target is None else measure.target.met_by(actual)
    colour = _colour(actual, raw, measure)
    note = _floor_note(kpi.floor, measure)
    return Attainment(clamp(raw, cap), raw, formula, note, actual, measure.target, met, colour)


def attainment_colour(value: Decimal) -> Colour:
    """The colour of an attainment: green from 1.0 on, amber from 0.9, else red. Source: ClearPoint."""
    if value >= 1:
        return "green"
    return "amber" if value >= Decimal("0.9") else "red"


def _lack(kpi: Kpi, standard: Target | None, own: bool) -> str:
    """What a KPI lacks to be measured; empty if nothing."""
    if standard is None and not (own and kpi.scale):
        return "no target" if kpi.target is None else "the target does not say how to compare"
    if kpi.aggregate == "sum" and (standard is None or standard.per is None):
        return "a sum needs a period in its target, such as `per quarter`"
    return ""


def _attained(
    kpi: Kpi, values: Sequence[Decimal], actual: Decimal, measure: Yardstick, settings: ScoreSettings | None
) -> tuple[Decimal, str]:
    """Raw attainment and its working."""
    target = measure.target
    if measure.scale or target is None:
        levels = " / ".join(show(level) for level in measure.scale)
        steps = settings is not None and settings.scale == "steps"
        worth = (in_steps if steps else on_scale)(actual, measure.scale)
        return worth, f"{show(actual)} on the levels {levels}{' in steps' if steps else ''}"
    if target.comparator in ("between", "equals"):
        return comparison(actual, target) if kpi.aggregate == "sum" else consistency(values, target)
    if measure.floor is not None:
        return _from_floor(actual, target.value, measure.floor)
    return _plain(actual, target, as_ratio=settings is not None and settings.at_most == "ratio")


def _floor_note(floor: Decimal | None, measure: Yardstick) -> str:
    if floor is None or measure.floor is not None:
        return ""
    return f"the floor {show(floor)} is not used: it must be worse than the one bound of the target"


def _plain(actual: Decimal, target: Target, as_ratio: bool) -> tuple[Decimal, str]:
    goal = target.value
    if goal <= 0:
        return comparison(actual, target)
    if as_ratio and target.comparator == "at_most" and actual > 0:
        return goal / actual, f"{show(goal)} / {show(actual)}"
    if target.comparator == "at_least":
        return actual / goal, f"{show(actual)} / {show(goal)}"
    return 1 - (actual - goal) / goal, f"1 - ({show(actual)} - {show(goal)}) / {show(goal)}"


def _from_floor(actual: Decimal, goal: Decimal, floor: Decimal) -> tuple[Decimal, str]:
    zero = show_term(floor)
    return (actual - floor) / (goal - floor), f"({show(actual)} - {zero}) / ({show(goal)} - {zero})"


def on_scale(actual: Decimal, levels: Sequence[Decimal]) -> Decimal:
    """The worth of a value on five levels, best first: linear between them, 0 beyond the last, at most 1.

    Lower is better where the first level is the lowest.
    """
    sign = 1 if levels[0] >= levels[-1] else -1
    if sign * actual >= sign * levels[0]:
        return ONE
    for (better, top), (worse, bottom) in pairwise(zip(levels, SCALE_WORTH, strict=True)):
        if sign * actual >= sign * worse:
            return bottom + (top - bottom) * (actual - worse) / (better - worse)
    return ZERO


def in_steps(actual: Decimal, levels: Sequence[Decimal]) -> Decimal:
    """The worth of the best of five levels that a value reaches, best first; 0 where it reaches none."""
    sign = 1 if levels[0] >= levels[-1] else -1
    reached = (
        worth for level, worth in zip(levels, SCALE_WORTH, strict=True) if sign * actual >= sign * level
    )
    return next(reached, ZERO)


def _colour(actual: Decimal, raw: Decimal, measure: Yardstick) -> Colour:
    """By the KPI's own bands, which are in its unit; by the attainment where it has none."""
    usual = attainment_colour(raw)
    if measure.green.met_by(actual) if measure.green else usual == "green":
        return "green"
    return "amber" if (measure.amber.met_by(actual) if measure.amber else usual != "red") else "red"
