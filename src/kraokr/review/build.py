"""Builds the view of a review from the workspace and its scores."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from kraokr.errors import KraokrError
from kraokr.model import Level, Person, ReviewEntry, Role
from kraokr.model.presets import PRESET_MEANINGS
from kraokr.model.review import Amendment, DevelopmentAction
from kraokr.review.evidence import recency
from kraokr.review.kras import kra_view
from kraokr.review.names import name_of, person_name, role_title, short_version, team_name
from kraokr.review.objectives import objective_views, owned_objectives
from kraokr.review.period import Period, held_within
from kraokr.review.ratings import rating, rating_scale
from kraokr.review.subject import Subject
from kraokr.review.view import AmendmentView, DevelopmentView, ReviewView, RoleView
from kraokr.scoring.scores import Scores
from kraokr.workspace import Held, Workspace


def build_review(
    ws: Workspace,
    scores: Scores,
    person: Person,
    period: Period,
    record: ReviewEntry | None,
    version: str | None = None,
) -> ReviewView:
    """The review of a person over a period, all of it; without a record, a form to fill in.

    `version` says which version of the role it is judged by; else the record does, if it names one.

    Raises:
        KraokrError: the person held no role in the period, or one that no file describes.
    """
    held = _held(ws, person, period)
    written = record or ReviewEntry.model_construct()
    subject = Subject(ws, scores, person, period, written, owned_objectives(ws, person, period))
    overall = written.overall if written.overall and written.overall.method != "none" else None
    roles = tuple(_role(subject, *part) for part in held)
    preset = ws.config.score.preset
    return ReviewView(
        reader="manager",
        withheld=False,
        organisation=ws.config.organisation,
        person=name_of(person),
        manager=person_name(ws, person.manager),
        reviewer=person_name(ws, written.reviewer) or person_name(ws, person.manager),
        team=team_name(ws, person),
        period=period.name,
        start=period.start,
        end=period.end,
        kind=written.type,
        status=written.status if record else None,
        written=record is not None,
        rating_scale=rating_scale(ws.config),
        summary=written.summary,
        self_summary=written.self_summary,
        roles=roles,
        objectives=objective_views(ws, scores, subject.objectives),
        overall=rating(ws.config, overall.value) if overall else None,
        overall_reason=overall.reason if overall else None,
        development=tuple(
            development_view(ws, [part for part, _, _ in held], action) for action in written.development
        ),
        recommendation=_recommendation(ws, held, written),
        role_version=short_version(version or written.role_version),
        preset=preset,
        preset_text=PRESET_MEANINGS[preset] if preset else None,
        evidence_note=recency(
            [piece for role in roles for kra in role.kras for piece in kra.evidence], period
        ),
        employee_comment=written.employee_comment,
        finalised_on=written.finalised_on,
        acknowledged_on=written.acknowledged_on,
        amendments=tuple(_amendment(ws, amendment) for amendment in written.amendments),
    )


def _held(ws: Workspace, person: Person, period: Period) -> list[tuple[Held, date, date]]:
    """The roles of the period; never fewer than the person's file names."""
    inside = [
        assignment.role
        for assignment in person.assignments
        if (assignment.from_ or period.start) <= period.end and (assignment.to or period.end) >= period.start
    ]
    for role in filter(None, (person.role, *inside)):
        if role not in ws.roles:
            raise KraokrError(
                f"{name_of(person)} holds the role `{role}`, but no file that can be read describes it",
                f"correct it in the person's file, or add a file with `kind: role` and `id: {role}`",
            )
    held = held_within(ws, person, period.start, period.end)
    if not (person.role or person.assignments):
        help = "give `role:` in the person's file, or `assignments:` where it changed over time"
        raise KraokrError(f"{name_of(person)} has no role", help)
    if not held:
        raise KraokrError(
            f"{name_of(person)} held no role from {period.start} to {period.end}",
            "check the role and its days in the person's file, or choose another --cycle",
        )
    return held


def _role(subject: Subject, held: Held, start: date, end: date) -> RoleView:
    ws, scores = subject.ws, subject.scores
    role = ws.effective(held.role)
    level = next((level for level in role.levels if level.id == held.level), None)
    above = _above(role, level)
    in_force = [kra for kra in role.kras if kra.status == "active"]
    scored = [scores.kra(kra, subject.person, level, start, end) for kra in in_force]
    kras = tuple(kra_view(subject, role, score, level, above, (start, end)) for score in scored)
    whole = scores.role([score for score, kra in zip(scored, kras, strict=True) if not kra.not_assessed])
    following = ws.roles.get(role.promotes_to or "")
    return RoleView(
        title=role_title(role, level, held.level),
        purpose=role.purpose,
        held_since=_held_since(ws, subject.person, held),
        next_level=(above.title or above.id) if above else following.title if following else None,
        start=start,
        end=end,
        kras=kras,
        attainment=whole.value,
        formula=whole.formula,
        coverage=_coverage(whole.measured, len(kras)),
    )


def _held_since(ws: Workspace, person: Person, held: Held) -> date | None:
    """The first day of the role at its level, also where several assignments without a gap make it up."""
    same = [one for one in ws.held(person) if (one.role, one.level) == (held.role, held.level)]
    since = held.start
    while since is not None and (before := next((o for o in same if o.end == since - timedelta(1)), None)):
        since = before.start
    return since


def _above(role: Role, level: Level | None) -> Level | None:
    """The next level of a role, by rank."""
    higher = [other for other in role.levels if level and other.rank > level.rank]
    return min(higher, key=lambda other: other.rank, default=None)


def _coverage(measured: int, total: int) -> str:
    areas = f"its {total} area{'' if total == 1 else 's'}"
    return areas if measured == total else f"{measured} of {areas}"


def development_view(ws: Workspace, held: Iterable[Held], action: DevelopmentAction) -> DevelopmentView:
    """Something to do as it is shown, its area by the name that it has in a role held."""
    kras = {kra.id: kra.name for part in held for kra in ws.effective(part.role).kras}
    kra = kras.get(action.kra.rpartition("/")[2], action.kra) if action.kra else None
    return DevelopmentView(action.action, kra, person_name(ws, action.owner), action.by, action.done_on)


def _amendment(ws: Workspace, amendment: Amendment) -> AmendmentView:
    return AmendmentView(amendment.on, person_name(ws, amendment.by), amendment.text)


def _recommendation(ws: Workspace, held: list[tuple[Held, date, date]], record: ReviewEntry) -> str | None:
    if record.recommendation is None or record.recommendation == "none":
        return None
    what, to = record.recommendation.capitalize(), record.to
    if to is None or not (to.role or to.level):
        return what
    role = ws.roles.get(to.role) if to.role else held[-1][0].role
    if role is None:
        return f"{what} to {', '.join(filter(None, (to.role, to.level)))}"
    level = next((level for level in ws.effective(role).levels if level.id == to.level), None)
    return f"{what} to {role_title(role, level, to.level)}"
