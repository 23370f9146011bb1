"""Ratings of groups of people side by side: how they are spread, and who rates unlike the others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TypeAlias

from kraokr.model import Config
from kraokr.review.calibration.appraised import Appraised, Area, mean, number, position
from kraokr.review.calibration.view import CountView, GroupView
from kraokr.review.view import RatingStepView
from kraokr.scoring.kpi import attainment_colour
from kraokr.scoring.rounding import round_half_up

SMALLEST = 3
"""From so many people on a group stands alone and can be compared."""

FAR = Decimal("0.5")
"""The steps from which the mean rating of a reviewer is worth a look."""

_BAR = 20

Rated: TypeAlias = list[tuple[Appraised, Area, RatingStepView]]
"""Areas that have a rating, each with whose it is."""


def rated_areas(appraised: Iterable[Appraised]) -> Rated:
    """The areas of people that have a rating."""
    return [(one, area, area.kra.rating) for one in appraised for area in one.areas if area.kra.rating]


def counts(steps: Sequence[RatingStepView], ratings: Sequence[RatingStepView]) -> tuple[CountView, ...]:
    """How often each step was given."""
    values = [rating.value for rating in ratings]
    found = [(step, values.count(step.value)) for step in steps]
    whole = Decimal(len(ratings) or 1)
    return tuple(CountView(step, count, count / whole, _bar(count / whole)) for step, count in found)


def group(steps: Sequence[RatingStepView], name: str, rated: Rated, anonymous: bool) -> GroupView:
    """The ratings of a group, and beside them what was measured in the same areas."""
    ratings = [rating for _, _, rating in rated]
    values = [number(rating) for rating in ratings]
    measured = [area.kra.attainment for _, area, _ in rated if area.kra.attainment is not None]
    middle, attainment = mean(values), mean(measured)
    return GroupView(
        name=name,
        people=_people(rated),
        areas=len(rated),
        counts=counts(steps, ratings),
        mean=round_half_up(middle, 2) if middle is not None else None,
        attainment=None if anonymous else attainment,
        colour=attainment_colour(attainment) if attainment is not None else None,
    )


def by_role(steps: Sequence[RatingStepView], rated: Rated, anonymous: bool) -> tuple[GroupView, ...]:
    """The ratings by role, each role under its title."""
    titles = {area.role.id: area.role.title for _, area, _ in rated}
    large, others = _split(rated, lambda _, area: area.role.id, anonymous)
    views = [group(steps, titles[id], part, anonymous) for id, part in large.items()]
    return (*_ordered(views), *_remaining(steps, "Other roles", others, anonymous))


def by_reviewer(
    config: Config, steps: Sequence[RatingStepView], rated: Rated, anonymous: bool
) -> tuple[GroupView, ...]:
    """The ratings by reviewer, each compared with those of all other people."""
    names = {one.reviewer: one.review.reviewer or "Nobody named" for one, _, _ in rated}
    large, others = _split(rated, lambda one, _: one.reviewer, anonymous)
    own = {id: group(steps, names[id], part, anonymous) for id, part in large.items()}
    views = _ordered(_against(config, rated, id, view) for id, view in own.items())
    if anonymous:
        views = [replace(view, name=f"Reviewer {at}") for at, view in enumerate(views, 1)]
    return (*views, *_remaining(steps, "Other reviewers", others, anonymous))


def _split(
    rated: Rated, of: Callable[[Appraised, Area], str], anonymous: bool
) -> tuple[dict[str, Rated], Rated]:
    """The groups that are large enough, and what remains.

    In an anonymous packet the remainder is no small group either: it could be told from the sums.
    """
    found: dict[str, Rated] = {}
    for entry in rated:
        found.setdefault(of(entry[0], entry[1]), []).append(entry)
    large = {key: part for key, part in found.items() if _people(part) >= SMALLEST}
    others = [entry for key, part in found.items() if key not in large for entry in part]
    while anonymous and large and others and _people(others) < SMALLEST:
        others += large.pop(min(large, key=lambda key: _people(large[key])))
    return large, others


def _against(config: Config, rated: Rated, reviewer: str, view: GroupView) -> GroupView:
    """A reviewer's group with how far it lies from the others, if there are enough of them."""
    own = [position(config, rating) for one, _, rating in rated if one.reviewer == reviewer]
    others = [entry for entry in rated if entry[0].reviewer != reviewer]
    here, there = mean(own), mean([position(config, rating) for _, _, rating in others])
    if here is None or there is None or _people(others) < SMALLEST:
        return view
    apart = round_half_up(here - there, 2)
    return replace(view, from_others=apart, far=abs(apart) >= FAR)


def _remaining(
    steps: Sequence[RatingStepView], name: str, others: Rated, anonymous: bool
) -> Sequence[GroupView]:
    return (replace(group(steps, name, others, anonymous), merged=True),) if others else ()


def _ordered(views: Iterable[GroupView]) -> list[GroupView]:
    """The largest first, then by what is shown but the name: the order tells nothing that is hidden."""
    return sorted(views, key=lambda view: (-view.people, repr(replace(view, name=""))))


def _people(rated: Rated) -> int:
    return len({one.person for one, _, _ in rated})


def _bar(share: Decimal) -> str:
    """A bar of block characters; what is there at all is seen."""
    return "█" * max(int(round_half_up(share * _BAR, 0)), 1 if share else 0)
