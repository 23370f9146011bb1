"""Numbers as people write them: with their units, as shares, as scores, and as bars."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal

from kraokr.model import Target
from kraokr.scoring.rounding import round_half_up, show

_CURRENCY = re.compile(r"[A-Z]{3}\Z")
_BARE = ("", "count", "ratio", "rating", "number", "score")
_SIGNS = {"at_least": "≥", "at_most": "≤", "equals": "="}
_BARS = "▁▂▃▄▅▆▇█"
_LARGE = 1000


def amount(value: Decimal, unit: str | None, *, short: bool = False) -> str:
    """A number with its unit: `28.5 %`, `USD 2,300,000`, `6 hours`, `4.2`.

    `short` has two decimals at most, and from 1,000 on none.
    """
    number = show(round_half_up(value, 0 if abs(value) >= _LARGE else 2) if short else value)
    unit = (unit or "").strip()
    if unit.lower() in ("percent", "%"):
        return f"{number} %"
    if _CURRENCY.match(unit):
        return f"{unit} {number}"
    return number if unit.lower() in _BARE else f"{number} {unit}"


def target_text(target: Target, unit: str | None, *, short: bool = False) -> str:
    """A target with its unit: `≥ 85 %`, `90 to 100 %`, `≥ USD 5,000 per quarter`; `short` has no period."""
    per = f" per {target.per}" if target.per and not short else ""
    unit = unit or target.unit
    if target.low is not None and target.high is not None and target.comparator == "between":
        return f"{amount(target.low, None, short=short)} to {amount(target.high, unit, short=short)}{per}"
    return f"{_SIGNS[target.comparator]} {amount(target.value, unit, short=short)}{per}"


def percent(share: Decimal) -> str:
    """A share as percent with one decimal at most: `92 %`, `94.1 %`."""
    return f"{show(round_half_up(share * 100, 1))} %"


def score(value: Decimal) -> str:
    """A score with two decimals: `0.68`."""
    return f"{round_half_up(value, 2) + 0:f}"


def bars(values: Sequence[Decimal] | Sequence[float]) -> str:
    """A block character for each value: the lowest at the bottom, the highest at the top, equals between."""
    low, high = float(min(values)), float(max(values))
    shares = [(float(value) - low) / (high - low) if high > low else 0.5 for value in values]
    return "".join(_BARS[int(share * (len(_BARS) - 1) + 0.5)] for share in shares)
