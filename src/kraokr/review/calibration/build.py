"""Builds the packet of a calibration meeting: many people, their ratings and their results side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from kraokr.errors import KraokrError
from kraokr.model import Config, Person, ReviewEntry
from kraokr.review.calibration.appraised import Appraised, appraise, number
from kraokr.review.calibration.calibrated import ALIKE_FROM, in_order, person_view
from kraokr.review.calibration.calling import Names, NoNames
from kraokr.review.calibration.compared import FAR, SMALLEST, by_reviewer, by_role, counts, group, rated_areas
from kraokr.review.calibration.thresholds import thresholds
from kraokr.review.calibration.view import CalibratedPersonView, CalibrationView, OutlierView, UnfinishedView
from kraokr.review.content import content_hash
from kraokr.review.period import Period
from kraokr.review.ratings import rating_scale
from kraokr.review.view import RatingStepView
from kraokr.scoring.scores import Scores
from kraokr.workspace import Workspace

_STATUSES = (None, "draft", "self", "manager", "calibrated")


def build_calibration(
    ws: Workspace,
    scores: Scores,
    people: Sequence[tuple[Person, Period, ReviewEntry | None]],
    *,
    anonymous: bool = False,
) -> CalibrationView:
    """The packet on these people, each with a period and the record for it, if there is one.

    People are in the order of their names; in an anonymous packet in that of what it shows of them, so that
    their number tells no more. Those without a role in their period are counted and left out.

    Raises:
        KraokrError: none of them held a role in the period that a file describes.
    """
    appraised, without = _appraised(ws, scores, people)
    names = NoNames(appraised) if anonymous else Names()
    appraised = in_order(ws.config, appraised, names)
    views = tuple(person_view(ws.config, one, names, at) for at, one in enumerate(appraised, 1))
    rated, overall = rated_areas(appraised), [view.overall for view in views if view.overall]
    steps = _steps(ws.config, [*overall, *(rating for _, _, rating in rated)])
    view = CalibrationView(
        anonymous=anonymous,
        organisation=ws.config.organisation,
        period=", ".join(sorted({one.review.period for one in appraised})),
        start=min(one.review.start for one in appraised),
        end=max(one.review.end for one in appraised),
        on=scores.today,
        rating_scale=rating_scale(ws.config),
        steps=steps,
        thresholds=thresholds(ws.config),
        smallest=SMALLEST,
        far=FAR,
        alike_from=ALIKE_FROM,
        people=views,
        left_out=len(without),
        left_out_names=() if anonymous else tuple(person.name or person.id for person in without),
        reviewed=sum(one.record is not None for one in appraised),
        complete=sum(one.is_rated for one in appraised),
        all=group(steps, "All", rated, anonymous),
        by_reviewer=by_reviewer(ws.config, steps, rated, anonymous),
        by_role=by_role(steps, rated, anonymous),
        overall=counts(steps, overall) if overall else (),
        apart=_apart(views),
        uniform=tuple(view for view in views if view.uniform),
        not_assessed=tuple(found for found in _areas(views) if found.area.not_assessed),
        unfinished=_unfinished(appraised, () if anonymous else views),
    )
    return replace(view, content_hash=content_hash(view))


def _appraised(
    ws: Workspace, scores: Scores, people: Sequence[tuple[Person, Period, ReviewEntry | None]]
) -> tuple[list[Appraised], list[Person]]:
    """The people with a role, and those without one."""
    found, without = [], []
    for person, period, record in people:
        try:
            found.append(appraise(ws, scores, person, period, record))
        except KraokrError:
            without.append(person)
    if not found:
        help = "check the roles and their days in their files, or choose another --cycle"
        raise KraokrError("there is nobody to compare: nobody asked for held a role in the period", help)
    return found, without


def _steps(config: Config, ratings: Sequence[RatingStepView]) -> tuple[RatingStepView, ...]:
    """The rating scale with the values between its steps that are given, lowest first."""
    steps = {step.value: step for step in (*ratings, *rating_scale(config))}
    return tuple(sorted(steps.values(), key=number))


def _areas(people: Sequence[CalibratedPersonView]) -> list[OutlierView]:
    return [OutlierView(person, area) for person in people for area in person.areas]


def _apart(people: Sequence[CalibratedPersonView]) -> tuple[OutlierView, ...]:
    """The areas whose rating lies a step or more from what the numbers speak for, the farthest first."""
    found = [(abs(one.area.steps), one) for one in _areas(people) if one.area.steps is not None]
    far = sorted((pair for pair in found if pair[0] >= 1), key=lambda pair: -pair[0])
    return tuple(one for _, one in far)


def _unfinished(
    appraised: Sequence[Appraised], people: Sequence[CalibratedPersonView]
) -> tuple[UnfinishedView, ...]:
    """How many have no final review, and who of the people shown, by how far theirs is."""
    counts = Counter(one.review.status for one in appraised)
    return tuple(
        UnfinishedView(status, counts[status], tuple(one for one in people if one.status == status))
        for status in _STATUSES
        if counts[status]
    )
