"""What a KPI is measured by over one period."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from kraokr.model import Kpi, Target
from kraokr.model.role import Band
from kraokr.model.target import Comparator, parse_target


class Yardstick(NamedTuple):
    """The target, the value worth nothing, the five levels, and where green and amber begin.

    `floor` is None where it is no worse than the target, or where no floor applies (ranges, levels).
    """

    target: Target | None
    floor: Decimal | None
    scale: tuple[Decimal, ...]
    green: Target | None
    amber: Target | None


def yardstick(kpi: Kpi, target: Target | None, factor: Fraction) -> Yardstick:
    """The yardstick of a KPI with every number times `factor` (1, or what a sum's target is scaled by).

    A target given here, as a level of the role has it, stands for the KPI's own together with its scale and
    bands, which belong to the KPI's own target.
    """
    own = target is None
    standard = kpi.standard if own else target
    scale = (kpi.scale or ()) if own else ()
    bands = kpi.bands if own else None
    direction = _direction(standard, scale)
    return Yardstick(
        _target_times(standard, factor),
        _times(_usable_floor(kpi.floor, standard, scale), factor),
        tuple(level * factor.numerator / factor.denominator for level in scale),
        _target_times(_limit(bands.green, direction), factor) if bands else None,
        _target_times(_limit(bands.amber, direction), factor) if bands else None,
    )


def _usable_floor(floor: Decimal | None, target: Target | None, scale: tuple[Decimal, ...]) -> Decimal | None:
    if floor is None or target is None or scale or target.comparator in ("between", "equals"):
        return None
    return None if target.met_by(floor) else floor


def _direction(target: Target | None, scale: tuple[Decimal, ...]) -> Comparator | None:
    if target is not None:
        return target.comparator
    if scale:
        return "at_least" if scale[0] >= scale[-1] else "at_most"
    return None


def _limit(band: Band | None, direction: Comparator | None) -> Target | None:
    """Where a colour begins; a bare number is read in the direction of the KPI's target, if that has one."""
    if band is None or isinstance(band, str):
        return parse_target(band) if band else None
    if direction == "at_least":
        return Target("at_least", band, None)
    return Target("at_most", None, band) if direction == "at_most" else None


def _times(number: Decimal | None, factor: Fraction) -> Decimal | None:
    return None if number is None else number * factor.numerator / factor.denominator


def _target_times(target: Target | None, factor: Fraction) -> Target | None:
    if target is None or factor == 1:
        return target
    return target._replace(low=_times(target.low, factor), high=_times(target.high, factor), per=None)
