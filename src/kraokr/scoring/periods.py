"""How many quarters, months and so on lie in a span of days; targets of sums are scaled by it."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta
from fractions import Fraction

from kraokr.model.types import Period

_DAYS: dict[Period, int] = {"day": 1, "week": 7}
_MONTHS: dict[Period, int] = {"month": 1, "quarter": 3, "half": 6, "year": 12}


def periods_in(start: date, end: date, per: Period, fiscal_year_start: str = "01-01") -> Fraction:
    """How often a period fits into the days from start to end, both included; exact.

    Every day counts for one over the days of the period it lies in: whole quarters count 1 whatever their
    length, half of a quarter's days count 1/2, and the parts of a span add up to the whole. Periods longer
    than a week begin with the fiscal year (`04-01`) or a multiple of their length after it.
    """
    stop = end + timedelta(days=1)
    if per in _DAYS:
        return Fraction(max((stop - start).days, 0), _DAYS[per])
    month, day = map(int, fiscal_year_start.split("-"))
    months = (start.year - 1) * 12 + month - 1
    total = Fraction(0)
    while (first := _boundary(months, day)) < stop:
        months += _MONTHS[per]
        following = _boundary(months, day)
        shared = (min(following, stop) - max(first, start)).days
        total += Fraction(max(shared, 0), (following - first).days)
    return total


def _boundary(months: int, day: int) -> date:
    """The day of the month so many months after January of the year 0, or its last day if it is shorter."""
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day, monthrange(year, month + 1)[1]))
