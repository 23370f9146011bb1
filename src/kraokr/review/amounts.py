"""Numbers with their units, as people write them."""

from __future__ import annotations

import re
from decimal import Decimal

from kraokr.model import Target
from kraokr.scoring.rounding import round_half_up, show

_CURRENCY = re.compile(r"[A-Z]{3}\Z")
_BARE = ("", "count", "ratio", "rating", "number", "score")
_SIGNS = {"at_least": "≥", "at_most": "≤", "equals": "="}


def amount(value: Decimal, unit: str | None) -> str:
    """A number with its unit: `28.5 %`, `USD 2,300,000`, `6 hours`, `4.2`."""
    number = show(value)
    unit = (unit or "").strip()
    if unit.lower() in ("percent", "%"):
        return f"{number} %"
    if _CURRENCY.match(unit):
        return f"{unit} {number}"
    return number if unit.lower() in _BARE else f"{number} {unit}"


def target_text(target: Target, unit: str | None) -> str:
    """A target with its unit: `≥ 85 %`, `90 to 100 %`, `≥ USD 5,000,000`."""
    per = f" per {target.per}" if target.per else ""
    unit = unit or target.unit
    if target.low is not None and target.high is not None and target.comparator == "between":
        return f"{show(target.low)} to {amount(target.high, unit)}{per}"
    return f"{_SIGNS[target.comparator]} {amount(target.value, unit)}{per}"


def percent(share: Decimal) -> str:
    """A share as percent with one decimal at most: `92 %`, `94.1 %`."""
    return f"{show(round_half_up(share * 100, 1))} %"


def score(value: Decimal) -> str:
    """A score with two decimals: `0.68`."""
    return f"{round_half_up(value, 2):f}"
