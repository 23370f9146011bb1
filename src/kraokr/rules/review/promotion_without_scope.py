"""The rule promotion-without-scope."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, NamedTuple

from pydantic import Field

from kraokr.lint import Context, RuleOptions, rule
from kraokr.lint.judged import area_name, ceiling_of
from kraokr.lint.reviewed import reviewed_days, reviewed_person
from kraokr.model import Level, Person, ReviewEntry, Role
from kraokr.source.diagnostic import Finding, Location, Severity
from kraokr.workspace import Held, Workspace


class Options(RuleOptions):
    """How much of the next level has to be there already."""

    min_kras: Annotated[int, Field(description="The areas that show the scope of the next level.", ge=1)] = 2


class Step(NamedTuple):
    """Where a promotion leads: a role, and one of its levels where it has some."""

    role: Role
    level: Level | None


@rule(group="review", on=ReviewEntry, severity=Severity.WARNING, since="0.1", options=Options)
def promotion_without_scope(review: ReviewEntry, ctx: Context[Options]) -> Iterator[Finding]:
    """A promotion is recommended without showing the scope of the next level.

    ## Why
    The areas stay the same on the way up; their scope grows. A promotion is well founded where the person
    has worked at that scope already, area by area, and both sides can see it. (S0-23, S0-24, S0-25)

    ## Bad
    ```yaml
    kind: review
    person: ben
    cycle: 2025-H2
    status: final
    kras:
      customer-support: {rating: 4, comment: Answers came within 5 hours in every month but July.}
      knowledge: {rating: 5, comment: Self-service rose from 30 to 48 percent.}
    recommendation: promote
    to: {role: sales-manager}
    ```

    ## Good
    ```yaml
    kind: review
    person: ben
    cycle: 2025-H2
    status: final
    kras:
      customer-support:
        rating: 4
        comment: Answers came within 5 hours in every month but July.
        scope_evidence: Took over the duty plan of the second site in October and kept its times.
      knowledge:
        rating: 5
        comment: Self-service rose from 30 to 48 percent.
        scope_evidence: Sales and delivery write into the same help centre since his three workshops.
    recommendation: promote
    to: {role: sales-manager}
    ```

    ## Exceptions
    The rule is silent where there is no ladder: the role has no higher level, no `promotes_to:`, and the
    review names none under `to:`. At least `min_kras` areas need it, or all where there are fewer.
    """
    if review.recommendation != "promote":
        return
    step = _next_step(review, ctx.ws)
    if step is None:
        return
    entries = {entry.path[-1]: entry for entry in review.kras.values() if not entry.not_assessed}
    shown = [entry for entry in entries.values() if entry.scope_evidence]
    needed = min(ctx.options.min_kras, max(1, len(entries)))
    if len(shown) >= needed:
        return
    lacking = [entry for entry in entries.values() if not entry.scope_evidence]
    names = ", ".join(f'"{area_name(ctx.ws, entry)}"' for entry in lacking)
    title = _title(step)
    yield Finding(
        review.at(
            "recommendation", label=f"{len(shown)} of {len(entries)} areas show it, {needed} are needed"
        ),
        f"a promotion to {title} is recommended, but the review does not show work of that scope",
        f"add `scope_evidence:`, what was done on that scope, to {needed - len(shown)} or more of {names}"
        if names
        else "review the areas of the role, with `scope_evidence:` for what was done on that scope",
        related=tuple(_scopes(step, [str(entry.path[-1]) for entry in lacking])),
        severity=ceiling_of(review),
    )


def _next_step(review: ReviewEntry, ws: Workspace) -> Step | None:
    """Where the review says that the promotion leads, else the next level, else the role that comes next."""
    held = _held(review, ws)
    role = ws.roles.get((review.to.role if review.to else None) or "") or (held.role if held else None)
    if role is None:
        return None
    levels = sorted(ws.effective(role).levels, key=lambda level: level.rank)
    if review.to is not None and (review.to.role or review.to.level):
        return Step(ws.effective(role), next((lv for lv in levels if lv.id == review.to.level), None))
    own = next((level for level in levels if held and level.id == held.level), None)
    higher = [level for level in levels if own and level.rank > own.rank]
    if higher:
        return Step(ws.effective(role), higher[0])
    following = ws.roles.get(ws.effective(role).promotes_to or "")
    return Step(ws.effective(following), None) if following else None


def _held(review: ReviewEntry, ws: Workspace) -> Held | None:
    """The role held at the end of the period."""
    person: Person | None = reviewed_person(ws, review)
    days = reviewed_days(ws, review)
    held = ws.held(person) if person else []
    return next((part for part in reversed(held) if days is None or part.on(days[1])), None)


def _title(step: Step) -> str:
    level = step.level.title or step.level.id if step.level else None
    if level is None or step.role.title.lower() in level.lower():
        return f'"{level or step.role.title}"'
    return f'"{step.role.title}", level "{level}"'


def _scopes(step: Step, ids: list[str]) -> Iterator[Location]:
    """What the next level says of the scope of each area."""
    level = step.level
    for id in (id.rpartition("/")[2] for id in ids):
        if level is not None and id in level.scope:
            yield level.at("scope", id, label="the scope there")
