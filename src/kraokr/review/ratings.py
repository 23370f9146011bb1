"""Ratings with their labels."""

from __future__ import annotations

from decimal import Decimal

from kraokr.model import Config
from kraokr.review.view import RatingStepView
from kraokr.scoring.rounding import show


def rating_scale(config: Config) -> tuple[RatingStepView, ...]:
    """The rating scale, lowest value first."""
    steps = sorted(config.rating_scale, key=lambda step: step.value)
    return tuple(RatingStepView(show(step.value), step.label, step.min_attainment) for step in steps)


def rating(config: Config, value: Decimal | None) -> RatingStepView | None:
    """A rating with its label; a value between two steps has none."""
    if value is None:
        return None
    label = next((step.label for step in config.rating_scale if step.value == value), "")
    return RatingStepView(show(value), label)
