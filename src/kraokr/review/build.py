"""Builds the view of a review from the workspace and its scores."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from kraokr.errors import KraokrError
from kraokr.model import Config, Person, ReviewEntry
from kraokr.model.review import Amendment, DevelopmentAction
from kraokr.review.kras import kra_view
from kraokr.review.objectives import objective_views
from kraokr.review.period import Period
from kraokr.review.view import AmendmentView, DevelopmentView, RatingStepView, ReviewView, RoleView
from kraokr.scoring import Scores, show
from kraokr.workspace import Held, Workspace


def build_review(
    ws: Workspace, scores: Scores, person: Person, period: Period, record: ReviewEntry | None
) -> ReviewView:
    """The review of a person over a period; without a record, a form to fill in.

    Raises:
        KraokrError: the person held no role in the period.
    """
    held = [
        h
        for h in ws.held(person)
        if (h.start or date.min) <= period.end and (h.end or date.max) >= period.start
    ]
    if not held:
        raise KraokrError(
            f"{_name(person)} held no role from {period.start} to {period.end}",
            "check `role:` and `start:` in the person's file, or choose another --cycle",
        )
    empty = ReviewEntry.model_construct()
    written = record or empty
    overall = written.overall if written.overall and written.overall.method != "none" else None
    return ReviewView(
        organisation=ws.config.organisation,
        person=_name(person),
        manager=_person_name(ws, person.manager),
        reviewer=_person_name(ws, written.reviewer) or _person_name(ws, person.manager),
        team=_team_name(ws, person),
        period=period.name,
        start=period.start,
        end=period.end,
        kind=written.type,
        status=written.status if record else None,
        written=record is not None,
        rating_scale=rating_scale(ws.config),
        summary=written.summary,
        self_summary=written.self_summary,
        roles=tuple(_role(ws, scores, person, h, period, written) for h in held),
        objectives=objective_views(ws, scores, person, period.start, period.end),
        overall=rating(ws.config, overall.value) if overall else None,
        overall_reason=overall.reason if overall else None,
        development=tuple(_development(ws, held, action) for action in written.development),
        recommendation=_recommendation(ws, written),
        employee_comment=written.employee_comment,
        finalised_on=written.finalised_on,
        acknowledged_on=written.acknowledged_on,
        amendments=tuple(_amendment(ws, amendment) for amendment in written.amendments),
    )


def rating_scale(config: Config) -> tuple[RatingStepView, ...]:
    """The rating scale, lowest value first."""
    steps = sorted(config.rating_scale, key=lambda step: step.value)
    return tuple(RatingStepView(show(step.value), step.label) for step in steps)


def rating(config: Config, value: Decimal | None) -> RatingStepView | None:
    """A rating with its label; a value between two steps has none."""
    if value is None:
        return None
    label = next((step.label for step in config.rating_scale if step.value == value), "")
    return RatingStepView(show(value), label)


def _role(
    ws: Workspace, scores: Scores, person: Person, held: Held, period: Period, record: ReviewEntry
) -> RoleView:
    start = max(period.start, held.start or period.start)
    end = min(period.end, held.end or period.end)
    role = ws.effective(held.role)
    level = next((level for level in role.levels if level.id == held.level), None)
    scored = [scores.kra(kra, person, level, start, end) for kra in role.kras]
    whole = scores.role(role, scored)
    views = (kra_view(ws, person, score, level, record, (period.start, period.end)) for score in scored)
    return RoleView(
        title=role.title,
        level=(level.title or level.id) if level else held.level,
        purpose=role.purpose,
        start=start,
        end=end,
        kras=tuple(views),
        attainment=whole.value,
        coverage=f"{whole.measured} of {whole.total}",
    )


def _development(ws: Workspace, held: list[Held], action: DevelopmentAction) -> DevelopmentView:
    kras = {kra.id: kra.name for h in held for kra in ws.effective(h.role).kras}
    kra = kras.get(action.kra.rpartition("/")[2], action.kra) if action.kra else None
    return DevelopmentView(action.action, kra, _person_name(ws, action.owner), action.by, action.done_on)


def _amendment(ws: Workspace, amendment: Amendment) -> AmendmentView:
    return AmendmentView(amendment.on, _person_name(ws, amendment.by), amendment.text)


def _recommendation(ws: Workspace, record: ReviewEntry) -> str | None:
    if record.recommendation is None or record.recommendation == "none":
        return None
    to = record.to
    role = ws.roles.get(to.role or "") if to else None
    where = [role.title if role else to.role, to.level] if to else []
    return (
        f"{record.recommendation.capitalize()} to {', '.join(part for part in where if part)}"
        if any(where)
        else (record.recommendation.capitalize())
    )


def _name(person: Person) -> str:
    return person.name or person.id


def _person_name(ws: Workspace, id: str | None) -> str | None:
    person = ws.people.get(id) if id else None
    return _name(person) if person else id


def _team_name(ws: Workspace, person: Person) -> str | None:
    team = ws.team(person)
    return (team.name or team.id) if team else person.team
