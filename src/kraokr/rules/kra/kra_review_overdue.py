"""The rule kra-review-overdue."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Annotated

from pydantic import Field

from kraokr.lint import Context, RuleOptions, rule
from kraokr.lint.past import reshaped, versions_of_areas
from kraokr.model import Role
from kraokr.source.diagnostic import Finding, Severity


class Options(RuleOptions):
    """How long a definition may stand unseen."""

    days: Annotated[int, Field(description="After so many days the KRAs are due for a look.", ge=1)] = 395


def _first_day(ctx: Context[Options]) -> date | None:
    undated = any(_judged_by_log(role) for role in ctx.ws.roles.values())
    return ctx.today - timedelta(days=ctx.options.days) if undated else None


@rule(group="kra", on=Role, severity=Severity.WARNING, since="0.1", options=Options, looks_back=_first_day)
def kra_review_overdue(role: Role, ctx: Context[Options]) -> Iterator[Finding]:
    """Nobody has gone through the KRAs of a role for more than a year.

    ## Why
    KRAs should seldom change, but once a year, when goals are set, someone should ask whether they still say
    what the role is for. Otherwise reviews and objectives follow a role that no longer exists. (S0-29, S0-30)

    ## Bad
    ```yaml
    kind: role
    id: sales-manager
    title: Sales manager
    reviewed_on: 2024-01-10
    kras:
      - {id: acquisition, name: Customer acquisition}
    ```

    ## Good
    ```yaml
    kind: role
    id: sales-manager
    title: Sales manager
    reviewed_on: 2026-01-12
    kras:
      - {id: acquisition, name: Customer acquisition}
    ```

    ## Exceptions
    A role without `reviewed_on` is as old as its `created_on`; one without either is as old as the last
    change of its KRAs that git knows of, and is not judged without a repository. Drafts and retired roles
    are left alone. The 395 days (`days`) are a year and a month.
    """
    last = role.reviewed_on or role.created_on
    if role.status != "active":
        return
    if last is None:
        yield from _by_log(role, ctx)
        return
    age = (ctx.today - last).days
    if age <= ctx.options.days:
        return
    field, done = ("reviewed_on", "reviewed") if role.reviewed_on else ("created_on", "written")
    yield Finding(
        role.at(field, label=f"{age} days ago, {ctx.options.days} at most"),
        f"the KRAs of {role.title} were last {done} on {last}",
        "go through them with whoever holds the role, change what no longer holds, and write that day under "
        "`reviewed_on:`",
    )


def _judged_by_log(role: Role) -> bool:
    return (
        role.reviewed_on is None and role.created_on is None and role.status == "active" and bool(role.kras)
    )


def _by_log(role: Role, ctx: Context[Options]) -> Iterator[Finding]:
    """What there is to say of a role without dates: whether anyone has changed its KRAs."""
    if not _judged_by_log(role) or ctx.history is None:
        return
    since = ctx.today - timedelta(days=ctx.options.days)
    versions = versions_of_areas(ctx.history, role, since, whole=True)
    if versions[0].on is None and not any(reshaped(versions)):
        yield Finding(
            role.key("kras", label=f"unchanged for {ctx.options.days} days"),
            f"git knows of no change of the KRAs of {role.title} since {since}, and no day says that anyone "
            "went through them",
            "go through them with whoever holds the role, and write that day under `reviewed_on:`",
        )
