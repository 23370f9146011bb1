"""The rule objective-without-kra."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from kraokr.lint import Context, RuleOptions, rule
from kraokr.lint.alignment import owner_kras
from kraokr.model import Objective, Team
from kraokr.source.diagnostic import Finding, Severity
from kraokr.workspace import Workspace

Owners: TypeAlias = Literal["person", "team", "company"]


class Options(RuleOptions):
    """Whose objectives have to name a KRA."""

    required_for: Annotated[
        tuple[Owners, ...], Field(description="Whose objectives have to accelerate a KRA.")
    ] = ("person", "team")


@rule(
    group="alignment", on=Objective, severity=Severity.WARNING, since="0.1", options=Options, profile="basic"
)
def objective_without_kra(objective: Objective, ctx: Context[Options]) -> Iterator[Finding]:
    """An objective accelerates no key result area.

    ## Why
    An objective that belongs to no standing area is extra work on top of the job and is the first to be
    dropped. Tied to a KRA, it is the part of the job that moves this quarter. (S1-5, S1-22, S1-23, S1-35,
    S1-48)

    ## Bad
    ```yaml
    kind: objectives
    owner: ben
    cycle: 2026-Q1
    objectives:
      - {id: answers, title: Customers get an answer before they ask twice}
    ```

    ## Good
    ```yaml
    kind: objectives
    owner: ben
    cycle: 2026-Q1
    objectives:
      - {id: answers, title: Customers get an answer before they ask twice, accelerates: customer-support}
    ```

    ## Exceptions
    Objectives of the company are exempt (`required_for` says whose are not), and so are dropped ones. A bet
    outside every area, such as a new market, says so: `accelerates: none` with a `reason:`.
    """
    if objective.status == "dropped" or _level(objective, ctx.ws) not in ctx.options.required_for:
        return
    if objective.accelerates == "none":
        if not objective.reason:
            message = f'"{objective.title}" accelerates no KRA, and does not say why'
            yield Finding(
                objective.at("accelerates", label="no reason given"),
                message,
                "add `reason:`, such as the new market it opens, or name the KRA it serves",
            )
    elif not objective.accelerates and (objective.accelerates == () or not objective.has("accelerates")):
        yield Finding(
            objective.at("title", label="no `accelerates:`"),
            f'"{objective.title}" does not say which KRA it accelerates',
            _help(objective, ctx),
        )


def _level(objective: Objective, ws: Workspace) -> Owners:
    holder = ws.holder(objective)
    if ws.is_company(holder):
        return "company"
    return "team" if isinstance(holder, Team) else "person"


def _help(objective: Objective, ctx: Context[Options]) -> str:
    kras = [kra.id for kra in owner_kras(objective, ctx.ws, ctx.today)]
    owner = ctx.ws.owner(objective)
    if not kras or owner is None:
        return "add `accelerates:` with the id of a KRA of its owner, or `none` with a `reason:`"
    listed = ", ".join(f"`{id}`" for id in kras)
    return f"add `accelerates:` with a KRA of {owner.name or owner.id} ({listed}), or `none` with a `reason:`"
