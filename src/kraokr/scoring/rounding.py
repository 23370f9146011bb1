"""Decimal numbers: kept inside bounds, rounded half up, and written out. Only what is shown is rounded."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache

from kraokr.model import Target

ZERO, ONE = Decimal(0), Decimal(1)
_WIDE = Context(prec=100, rounding=ROUND_HALF_UP)
_WRITTEN_DIGITS = 15
_INPUT = Context(prec=_WRITTEN_DIGITS, rounding=ROUND_HALF_UP)


def clamp(value: Decimal, high: Decimal = ONE) -> Decimal:
    """The value, or the nearer bound where it lies outside 0 to `high`."""
    return min(max(value, ZERO), high)


def round_half_up(value: Decimal, places: int = 1) -> Decimal:
    """The value to so many decimals, a half away from zero: 0.35 is 0.4, 0.25 is 0.3."""
    return value.quantize(ONE.scaleb(-places), context=_WIDE)


def shorten(number: Decimal) -> Decimal:
    """A number fit to be read: as it was written, or to four decimals where arithmetic made it longer."""
    if len(str(number)) <= _WRITTEN_DIGITS or len(number.as_tuple().digits) <= _WRITTEN_DIGITS:
        return number
    short = _INPUT.plus(number)
    return short if short == short.to_integral_value() else round_half_up(short, 4)


@lru_cache(maxsize=4096)
def show(number: Decimal) -> str:
    """A number as text with thousands separated and no idle zeros: `2,500,000`, `0.625`."""
    text = f"{shorten(number):,f}" if number else "0"
    return text.rstrip("0").rstrip(".") if "." in text else text


def show_term(number: Decimal) -> str:
    """A number as the right-hand side of a subtraction: in parentheses where it is negative."""
    return f"({show(number)})" if number < 0 else show(number)


def show_target(target: Target) -> str:
    """A target as text, its numbers shortened: `>= 833,333.3333`."""
    low, high = (None if bound is None else shorten(bound) for bound in (target.low, target.high))
    return str(target._replace(low=low, high=high))
