"""Readings: dated values, how they become one value, and how many of them keep to a target."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from kraokr.model import Target
from kraokr.model.role import Aggregate
from kraokr.scoring.rounding import ONE, ZERO, show, show_target

ENOUGH_FOR_A_SHARE = 4


class Reading(NamedTuple):
    """A value read on a day, in the unit of its key result or KPI."""

    on: date
    value: Decimal


def by_day(readings: Iterable[Reading]) -> list[tuple[date, Decimal]]:
    """Days and values, oldest first; of several on one day the last given counts."""
    return sorted({reading.on: reading.value for reading in readings}.items())


def values_in_order(readings: Iterable[Reading]) -> tuple[Decimal, ...]:
    """The values by date, oldest first; of several on one day the last given counts."""
    return tuple(value for _, value in by_day(readings))


def _last(values: Sequence[Decimal]) -> Decimal:
    return values[-1]


def _total(values: Sequence[Decimal]) -> Decimal:
    return sum(values, ZERO)


def _mean(values: Sequence[Decimal]) -> Decimal:
    return _total(values) / len(values)


_AGGREGATES: Mapping[Aggregate, Callable[[Sequence[Decimal]], Decimal]] = {
    "last": _last,
    "mean": _mean,
    "sum": _total,
    "min": min,
    "max": max,
}


def aggregated(values: Sequence[Decimal], how: Aggregate) -> Decimal:
    """At least one value, oldest first, made one value."""
    return _AGGREGATES[how](values)


def comparison(actual: Decimal, target: Target) -> tuple[Decimal, str]:
    """1 or 0 as a value meets a target or not, with the working."""
    met = target.met_by(actual)
    return (ONE if met else ZERO), f"{show(actual)} {'meets' if met else 'misses'} {show_target(target)}"


def consistency(values: Sequence[Decimal], target: Target) -> tuple[Decimal, str]:
    """The share of values that meet a target, with the working: inside / taken.

    With fewer than four values a share says little: the last one decides, 1 or 0. Source: kraokr's reading
    of "consistency" for metrics that are to be kept rather than moved.
    """
    if len(values) < ENOUGH_FOR_A_SHARE:
        return comparison(values[-1], target)
    inside = sum(1 for value in values if target.met_by(value))
    return Decimal(inside) / len(values), f"{inside} / {len(values)} readings meet {show_target(target)}"
