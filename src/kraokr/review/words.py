"""Dates and ratings as people read them."""

from __future__ import annotations

from datetime import date

from kraokr.review.view import RatingStepView

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def day(value: date) -> str:
    """A date as people read it, whatever the machine's language: 31 March 2026."""
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"


def rated(rating: RatingStepView) -> str:
    """A rating with its label: 3 (Meets)."""
    return f"{rating.value} ({rating.label})" if rating.label else rating.value
