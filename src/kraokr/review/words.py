"""Dates and ratings as people read them."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from kraokr.review.view import RatingStepView

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def day(value: date) -> str:
    """A date as people read it, whatever the machine's language: 31 March 2026."""
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def span(first: date, last: date) -> str:
    """How long it is from a day to another, both included: `2 years 1 month`; below two months in days."""
    end = last + timedelta(1)
    months = (end.year - first.year) * 12 + end.month - first.month
    months -= end.day < min(first.day, monthrange(end.year, end.month)[1])
    if months < 2:
        return _count((end - first).days, "day")
    years, rest = divmod(months, 12)
    return " ".join(_count(*part) for part in ((years, "year"), (rest, "month")) if part[0])


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"


def rated(rating: RatingStepView) -> str:
    """A rating with its label: 3 (Meets)."""
    return f"{rating.value} ({rating.label})" if rating.label else rating.value
