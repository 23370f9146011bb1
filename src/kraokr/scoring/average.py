"""The weighted mean of what could be measured: of key results, KPIs, and KRAs."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from kraokr.scoring.rounding import ONE, ZERO, show


class Average(NamedTuple):
    """The score of an objective, a KRA or a role: 0 to 1 (or the cap), or None if nothing counts.

    `measured` of `total` parts had a value. `breached` holds the ids of the guardrails that do not hold: a
    breach changes no score, but caps the status at needs_focus. `raw` is the mean of an area's KPIs before
    the cap.
    """

    value: Decimal | None
    measured: int
    total: int
    formula: str = ""
    note: str = ""
    breached: tuple[str, ...] = ()
    raw: Decimal | None = None

    @property
    def coverage(self) -> str:
        """How many of the parts were measured: `2/3`."""
        return f"{self.measured}/{self.total}"


def weighted_mean(parts: Sequence[tuple[Decimal | None, Decimal | None]]) -> tuple[Decimal | None, str]:
    """The mean of (value, weight) pairs and its working; None and the reason where there is none.

    sum(weight * value) / sum(weight). Parts without a value are left out together with their weight. Weights
    count where every part carries one, measured or not; else all parts count alike.
    """
    present = [(value, weight) for value, weight in parts if value is not None]
    if not present:
        return None, "nothing measured yet"
    weighted = all(weight is not None for _, weight in parts)
    weights = [weight for _, weight in present if weight is not None]
    if not weighted:
        weights = [ONE] * len(present)
    whole = sum(weights, ZERO)
    if not whole:
        return None, "the weights add up to 0"
    values = [value for value, _ in present]
    sum_of_parts = sum((weight * value for weight, value in zip(weights, values, strict=True)), ZERO)
    return sum_of_parts / whole, _working(values, weights if weighted else (), whole)


def _working(values: Sequence[Decimal], weights: Sequence[Decimal], whole: Decimal) -> str:
    if weights:
        terms = [f"{show(weight)} × {show(value)}" for weight, value in zip(weights, values, strict=True)]
    else:
        terms = [show(value) for value in values]
    return f"({' + '.join(terms)}) / {show(whole)}"


def average(
    parts: Sequence[tuple[Decimal | None, Decimal | None]], measured: int, breached: tuple[str, ...] = ()
) -> Average:
    """The average of (value, weight) pairs, of which so many were measured."""
    value, text = weighted_mean(parts)
    if value is None:
        return Average(None, measured, len(parts), note=text, breached=breached)
    return Average(value, measured, len(parts), text, _left_out(parts), breached)


def _left_out(parts: Sequence[tuple[Decimal | None, Decimal | None]]) -> str:
    """That parts are missing and the others count in their place; empty if none is."""
    missing = sum(1 for value, _ in parts if value is None)
    return f"{missing} of {len(parts)} left out: without a score; the others count in full" if missing else ""
