"""What rules on targets share: their formal text, how limits compare, and units by their usual name."""

from __future__ import annotations

import re
from decimal import Decimal

from kraokr.language import Lexicon, Measure, Op, read_measures
from kraokr.language.quantity import CURRENCIES, TIMES
from kraokr.language.words import on_demand
from kraokr.model import Target
from kraokr.model.target import parse_target

RANGES = ("between", "equals")
"""The comparators that bound a value on both sides."""

_SIGNS = {Op.AT_LEAST: ">= ", Op.AT_MOST: "<= "}
_SIGN_LAST = on_demand(
    r"\s+(?:or|and)\s+(?:(?P<more>more|above|higher|over|upwards?)|less|fewer|below|lower|under)\b",
    re.IGNORECASE,
)
_PERCENT = ("%", "percent", "per cent")


def formal_target(text: str, lexicon: Lexicon) -> str | None:
    """The formal text of a target in words (`within 6h`: `<= 6 hours`); None where it says anything else."""
    text = _with_sign_first(text)
    measures = read_measures(text, lexicon)
    if len(measures) != 1 or not measures[0].certain:
        return None
    measure = measures[0]
    if text[: measure.start].strip() or text[measure.end :].strip(" ."):
        return None
    formal = _formal(measure)
    return formal if formal and parse_target(formal) else None


def _with_sign_first(text: str) -> str:
    """`85 or more` as `at least 85`, which is how numbers are read."""
    match = _SIGN_LAST().search(text)
    if match is None:
        return text
    opening = "at least" if match["more"] else "at most"
    return f"{opening} {text[: match.start()].strip()}{text[match.end() :]}"


def _formal(measure: Measure) -> str | None:
    unit = {"percent": "%", None: ""}.get(measure.unit, f" {measure.unit}")
    ending = unit + (f" per {measure.per}" if measure.per else "")
    if measure.op is Op.BETWEEN and measure.target is not None and measure.upper is not None:
        return f"{plain(measure.target)}..{plain(measure.upper)}{ending}"
    if measure.op not in _SIGNS or measure.target is None:
        return None
    return f"{_SIGNS[measure.op]}{plain(measure.target)}{ending}"


def plain(number: Decimal) -> str:
    """A number as people write it in YAML: without an exponent or zeros at its end."""
    return f"{number.normalize():f}"


def is_inside(inner: Target, outer: Target) -> bool:
    """Whether whatever meets the inner target meets the outer one."""
    above = outer.low is None or (inner.low is not None and inner.low >= outer.low)
    return above and (outer.high is None or (inner.high is not None and inner.high <= outer.high))


def facing(limit: Target | None, target: Target | None) -> Target | None:
    """The side of a limit that counts for a target: of `85..100` the lower one where more is better."""
    if limit is None or target is None or target.comparator in RANGES:
        return limit
    if target.comparator == "at_least":
        return Target("at_least", limit.low, None)
    return Target("at_most", None, limit.high)


def known_unit(unit: str | None) -> str | None:
    """A unit by its usual name (`percent`, `hours`, `USD`); None for one that is not known."""
    word = (unit or "").strip().lower()
    if word in _PERCENT:
        return "percent"
    code = word.upper()
    money = CURRENCIES.get(word) or (code if code in CURRENCIES.values() else None)
    return TIMES.get(word) or TIMES.get(word.removesuffix("s")) or money
