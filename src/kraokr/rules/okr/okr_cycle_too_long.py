"""The rule okr-cycle-too-long."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from kraokr.lint import Context, RuleOptions, rule
from kraokr.lint.keyresults import is_dropped
from kraokr.model import Objective, Objectives, Team
from kraokr.source.diagnostic import Finding, Severity
from kraokr.workspace import Cycle


class Options(RuleOptions):
    """How many days an objective may run."""

    person: Annotated[int, Field(description="The objectives of people.", ge=1)] = 100
    team: Annotated[int, Field(description="The objectives of teams.", ge=1)] = 100
    company: Annotated[int, Field(description="The objectives of the company.", ge=1)] = 370


@rule(group="okr", on=Objective, severity=Severity.WARNING, since="0.1", options=Options)
def okr_cycle_too_long(objective: Objective, ctx: Context[Options]) -> Iterator[Finding]:
    """An objective of a person or a team runs for much longer than a quarter.

    ## Why
    A year is too long to steer by: what was set in January is out of date in May, and nobody scores it before
    December. What lasts a year or more is a key result area; an objective is the push of a quarter that
    moves it. Only the company may look a year ahead. (S1-9, S1-14, S1-47)

    ## Bad
    ```yaml
    kind: objectives
    owner: alice
    cycle: "2026"
    objectives:
      - id: logistics
        title: Become the obvious choice for logistics companies
        key_results:
          - {title: Logistics accounts, unit: accounts, baseline: 0, target: 200}
    ```

    ## Good
    ```yaml
    kind: objectives
    owner: alice
    cycle: 2026-Q1
    objectives:
      - id: logistics
        title: Become the obvious choice for logistics companies
        key_results:
          - {title: Logistics accounts, unit: accounts, baseline: 0, target: 50}
    ```

    ## Exceptions
    A team without a parent is the company, whose objectives may run for a year. Where work goes by
    trimesters, `person: 125` and `team: 125` make room. What is closed or dropped is left alone.
    """
    if objective.closed_on is not None or is_dropped(objective):
        return
    cycle = ctx.cycle(objective)
    if cycle is None or cycle.days <= min(ctx.options.person, ctx.options.team, ctx.options.company):
        return
    whose, most = _limit(objective, ctx)
    if cycle.days <= most:
        return
    head = objective.holder if isinstance(objective.holder, Objectives) else None
    own = objective.has("cycle") or head is None
    yield Finding(
        objective.at("cycle" if own else "title", label=f"{cycle.start} to {cycle.end}: {cycle.days} days"),
        f'"{objective.title}" runs for {cycle.days} days; an objective of {whose} should end within {most}',
        f"say what can be reached in a quarter such as `{_quarter(cycle, ctx)}`; what lasts is a KRA",
        related=() if own or head is None else (head.at("cycle", label="the cycle of all in this file"),),
    )


def _limit(objective: Objective, ctx: Context[Options]) -> tuple[str, int]:
    """Whose objective it is, and how many days it may run."""
    holder = ctx.ws.holder(objective)
    if ctx.ws.is_company(holder):
        return "the company", ctx.options.company
    return ("a team", ctx.options.team) if isinstance(holder, Team) else ("a person", ctx.options.person)


def _quarter(cycle: Cycle, ctx: Context[Options]) -> str:
    """The quarter of today, or the one of the cycle that is nearest to it."""
    day = max(cycle.start, min(ctx.today, cycle.end))
    years = range(day.year - 1, day.year + 1)
    quarters = (ctx.cycles.get(f"{year}-Q{number}") for year in years for number in range(1, 5))
    return next(quarter.id for quarter in quarters if quarter and day in quarter)
