"""What the template of a calibration may see: many people on one packet, with texts ready to print.

There are no scores of objectives, no texts of the people themselves, no comments and no plans in it. None,
or an empty tuple, means that nothing was written. In an anonymous packet nobody is named: people and
reviewers carry numbers, a role that few hold is one of the other roles, its areas carry numbers, and of a
reason is only said that it is written. Figures that tell who is meant are None there too: attainments, of
which only the colour is left, how much was measured and cited, how far reviews are, and overall results and
proposals that few share.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from kraokr.review.view import RatingStepView


@dataclass(frozen=True, slots=True)
class CountView:
    """How many areas, or people, have one rating: the share of all that are rated, and a bar for it."""

    rating: RatingStepView
    count: int
    share: Decimal
    bar: str


@dataclass(frozen=True, slots=True)
class GroupView:
    """The ratings of some people, with a count for each step of `CalibrationView.steps`, in their order.

    `people` are those with a rating in one area or more, `areas` the areas rated, `mean` is the mean of these
    ratings. `attainment` is the mean of those areas among them that were measured, with its `colour`: it
    stands beside the ratings and is never combined with them. `from_others` is how many steps the ratings lie
    above (below: negative) those of all other people, where both sides are large enough to compare; `far`
    says that this is worth a look. `merged` says that this is what remains: groups too small to stand alone.
    """

    name: str
    people: int
    areas: int
    counts: tuple[CountView, ...]
    mean: Decimal | None
    attainment: Decimal | None
    colour: str | None
    from_others: Decimal | None = None
    far: bool = False
    merged: bool = False


@dataclass(frozen=True, slots=True)
class CalibratedAreaView:
    """An area of a person: as rated, and as its KPIs went.

    `hint` is the rating that the numbers alone speak for; `steps` is how far above it (below: negative) the
    rating lies. `uncapped` is the mean of the KPIs without a cap, where it is more than the attainment: the
    highest ratings are spoken for by it. `coverage` says how few KPIs speak for it, if not all were measured
    or there is only one: `1 of 2 KPIs measured`, `one KPI`. `reason` is why the rating differs from the
    numbers, `evidence` how many pieces are cited.
    """

    name: str
    rating: RatingStepView | None
    hint: RatingStepView | None
    steps: Decimal | None
    attainment: Decimal | None
    uncapped: Decimal | None
    colour: str | None
    coverage: str | None
    reason: str | None
    not_assessed: str | None
    evidence: int | None


@dataclass(frozen=True, slots=True)
class CalibratedPersonView:
    """A person in the packet.

    `who` is the name, or `Person 7`; `number` is the place in this packet. `role` names the level too, in an
    anonymous packet only a role that several hold. `status` is that of the review, None where there is none.
    `attainment` is that of the role, `colour` its colour; `overall` is given only by a review that has one.
    `uniform` says that so many areas are rated, and all alike, that it is worth a look.
    """

    number: int
    who: str
    role: str
    status: str | None
    areas: tuple[CalibratedAreaView, ...]
    attainment: Decimal | None
    colour: str | None
    overall: RatingStepView | None
    recommendation: str | None
    evidence: int | None
    uniform: bool
    uniform_reason: str | None


@dataclass(frozen=True, slots=True)
class OutlierView:
    """An area of a person that is worth a look."""

    person: CalibratedPersonView
    area: CalibratedAreaView


@dataclass(frozen=True, slots=True)
class UnfinishedView:
    """How many people's review is at a status before final, and who they are; None: who have no review."""

    status: str | None
    count: int
    people: tuple[CalibratedPersonView, ...]


@dataclass(frozen=True, slots=True)
class ThresholdView:
    """From which attainment on the numbers speak for a rating; None: they do below the one that follows.

    `uncapped` says that it is for what goes beyond the targets: by more than one KPI, and by their mean
    without a cap, which has to be more than 1.
    """

    rating: RatingStepView
    least: Decimal | None
    uncapped: bool


@dataclass(frozen=True, slots=True)
class CalibrationView:
    """The packet of a calibration meeting, as it stands on the day `on`.

    `period` names the cycle, or several; `start` and `end` are the first and the last day of them. `left_out`
    is how many people held no role in the period, `left_out_names` who, unless it is anonymous. `reviewed` is
    how many people have a review, `complete` how many are rated in all areas. `steps` are the values of the
    rating scale, and those between them that reviews give; `thresholds` are the ratings that numbers speak
    for, lowest first. `smallest` is the least number of people in a group, `far` the steps from which a
    reviewer is worth a look, `alike_from` the areas from which one rating for all of them is. `overall`
    counts people by the overall result, where reviews give one. `apart` are the areas whose rating lies a
    step or more from what the numbers speak for, the farthest first. `content_hash` is the SHA-256 of all
    else in this view, in hexadecimal digits: the same in every format.
    """

    anonymous: bool
    organisation: str | None
    period: str
    start: date
    end: date
    on: date
    rating_scale: tuple[RatingStepView, ...]
    steps: tuple[RatingStepView, ...]
    thresholds: tuple[ThresholdView, ...]
    smallest: int
    far: Decimal
    alike_from: int
    people: tuple[CalibratedPersonView, ...]
    left_out: int
    left_out_names: tuple[str, ...]
    reviewed: int
    complete: int
    all: GroupView
    by_reviewer: tuple[GroupView, ...]
    by_role: tuple[GroupView, ...]
    overall: tuple[CountView, ...]
    apart: tuple[OutlierView, ...]
    uniform: tuple[CalibratedPersonView, ...]
    not_assessed: tuple[OutlierView, ...]
    unfinished: tuple[UnfinishedView, ...]
    content_hash: str = ""
