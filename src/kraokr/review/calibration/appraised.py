"""What a calibration compares: people with their areas, as rated and as measured."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from kraokr.model import Config, Person, ReviewEntry, Role
from kraokr.review.build import build_review
from kraokr.review.period import Period, held_within
from kraokr.review.view import KraView, RatingStepView, ReviewView
from kraokr.scoring.rounding import ZERO
from kraokr.scoring.scores import Scores
from kraokr.workspace import Workspace


class Area(NamedTuple):
    """An area of a role, as the person's review shows it."""

    role: Role
    kra: KraView


class Appraised(NamedTuple):
    """A person with the review of a period, the role held last in it, and the areas of all roles."""

    person: Person
    record: ReviewEntry | None
    review: ReviewView
    role: Role
    areas: tuple[Area, ...]

    @property
    def reviewer(self) -> str:
        """The id of who reviews; empty where nobody does."""
        return (self.record.reviewer if self.record else None) or self.person.manager or ""

    @property
    def is_rated(self) -> bool:
        """Whether all areas have a rating."""
        return bool(self.areas) and all(area.kra.rating for area in self.areas)


def appraise(
    ws: Workspace, scores: Scores, person: Person, period: Period, record: ReviewEntry | None
) -> Appraised:
    """A person as a calibration sees them; an area held at two levels counts once, at the later one.

    Raises:
        KraokrError: the person held no role in the period, or one that no file describes.
    """
    review = build_review(ws, scores, person, period, record)
    held = [part.role for part, _, _ in held_within(ws, person, period.start, period.end)]
    pairs = zip(held, review.roles, strict=True)
    areas = {(role.id, kra.id): Area(role, kra) for role, shown in pairs for kra in shown.kras}
    return Appraised(person, record, review, held[-1], tuple(areas.values()))


def number(rating: RatingStepView) -> Decimal:
    """The number of a rating that is shown."""
    return Decimal(rating.value.replace(",", ""))


def position(config: Config, rating: RatingStepView) -> Decimal:
    """How many steps of the scale a rating lies above the lowest one; between two steps, a part of one."""
    values, value = sorted({step.value for step in config.rating_scale}), number(rating)
    if len(values) < 2:
        return ZERO
    below = min(max(bisect_right(values, value), 1), len(values) - 1) - 1
    return below + (value - values[below]) / (values[below + 1] - values[below])


def mean(values: Sequence[Decimal]) -> Decimal | None:
    """The mean of numbers; None where there is none."""
    return sum(values, ZERO) / len(values) if values else None
