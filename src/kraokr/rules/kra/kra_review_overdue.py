"""The rule kra-review-overdue."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from kraokr.lint import Context, RuleOptions, rule
from kraokr.model import Role
from kraokr.source.diagnostic import Finding, Severity


class Options(RuleOptions):
    """How long a definition may stand unseen."""

    days: Annotated[int, Field(description="After so many days the KRAs are due for a look.", ge=1)] = 395


@rule(group="kra", on=Role, severity=Severity.WARNING, since="0.1", options=Options)
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
    A role without `reviewed_on` is as old as its `created_on`; one without either is not judged, nor are
    drafts and retired roles. The 395 days (`days`) are a year and a month.
    """
    last = role.reviewed_on or role.created_on
    if last is None or role.status != "active":
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
