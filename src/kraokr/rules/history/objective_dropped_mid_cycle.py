"""The rule objective-dropped-mid-cycle."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Annotated

from pydantic import Field

from kraokr.lint import Context, RuleOptions, rule
from kraokr.lint.gone import gone_from, place_of
from kraokr.lint.moved import by_result, moves, unexplained
from kraokr.lint.past import log_from, told
from kraokr.lint.quarters import last_quarters
from kraokr.lint.running import running_cycle
from kraokr.model import Objective
from kraokr.source.diagnostic import Finding, Severity
from kraokr.workspace import Workspace


class Options(RuleOptions):
    """How long a plan may still be made."""

    freeze_after_days: Annotated[
        int, Field(description="From so many days after a cycle began, its objectives stand.", ge=0)
    ] = 14


def _first_day(ctx: Context[Options]) -> date | None:
    start = _start(ctx)
    return log_from(ctx, start) if start else None


def _start(ctx: Context[Options]) -> date | None:
    """The first day of the cycles that run."""
    texts = {ctx.ws.cycle_text(objective) or "" for objective in ctx.ws.objectives}
    cycles = (*map(ctx.cycles.get, texts), *last_quarters(ctx.cycles, ctx.today, 1))
    return min((cycle.start for cycle in cycles if cycle and ctx.today in cycle), default=None)


@rule(
    group="history",
    on=(Objective, Workspace),
    severity=Severity.WARNING,
    since="0.1",
    options=Options,
    tier="strong",
    unless="changed-after-freeze",
    looks_back=_first_day,
)
def objective_dropped_mid_cycle(subject: Objective | Workspace, ctx: Context[Options]) -> Iterator[Finding]:
    """An objective or a key result was deleted while its cycle ran.

    ## Why
    What is given up is worth as much as what is reached: someone decided it, for a reason, and the next plan
    should know. A deleted objective leaves a score that looks better than the quarter was.

    ## Bad
    ```yaml
    # on 2026-01-05
    kind: objectives
    owner: alice
    cycle: 2026-Q1
    objectives:
      - id: loyalty
        title: Customers come back to us
        key_results:
          - {id: nps, title: NPS of large customers, baseline: 40, target: 55}
      - id: partners
        title: Partners sell for us
        key_results:
          - {id: deals, title: Deals by partners, baseline: 2, target: 10}
    # on 2026-02-10
    kind: objectives
    owner: alice
    cycle: 2026-Q1
    objectives:
      - id: loyalty
        title: Customers come back to us
        key_results:
          - {id: nps, title: NPS of large customers, baseline: 40, target: 55}
    ```

    ## Good
    ```yaml
    # on 2026-01-05
    kind: objectives
    owner: alice
    cycle: 2026-Q1
    objectives:
      - id: partners
        title: Partners sell for us
        key_results:
          - {id: deals, title: Deals by partners, baseline: 2, target: 10}
    # on 2026-02-10
    kind: objectives
    owner: alice
    cycle: 2026-Q1
    objectives:
      - id: partners
        title: Partners sell for us
        dropped: {on: 2026-02-10, reason: The partner programme ends in March}
        key_results:
          - {id: deals, title: Deals by partners, baseline: 2, target: 10}
    ```

    ## Exceptions
    Another owner or file, another id for the same title, drafts, what was closed or dropped before, and
    the first `freeze_after_days` days of the cycle. A key result goes with an entry under the objective's
    `changes:` that names it and says why.
    """
    if ctx.history is None:
        return
    if isinstance(subject, Workspace):
        yield from _of_workspace(subject, ctx)
    else:
        yield from _of_objective(subject, ctx)


def _of_workspace(ws: Workspace, ctx: Context[Options]) -> Iterator[Finding]:
    since = _start(ctx)
    for gone, cycle in gone_from(ws, ctx.history, since) if ctx.history and since else ():
        free = cycle.start + timedelta(days=ctx.options.freeze_after_days)
        if ctx.today in cycle and gone.on >= free:
            yield Finding(
                place_of(ws, gone),
                f'the objective "{gone.objective.title}" of {cycle.id} was deleted from {gone.path} '
                f"while its cycle ran ({gone.told})",
                "put it back with `dropped:` (`on` and `reason`), or with `closed_on:` and its score",
            )


def _of_objective(objective: Objective, ctx: Context[Options]) -> Iterator[Finding]:
    history, cycle = ctx.history, running_cycle(ctx.ws, objective, ctx.today)
    if history is None or cycle is None:
        return
    days = ctx.options.freeze_after_days
    found = by_result(moves(history, objective, cycle.start + timedelta(days=days), days))
    for group in found.values():
        silent = [move for move in unexplained(objective, group, cycle.start) if move.how == "removed"]
        if silent:
            title = silent[-1].kr.title
            yield Finding(
                objective.key("key_results", label="it stood here"),
                f'the key result "{title}" was deleted while its cycle ran, without a reason '
                f"({told([move.version for move in silent])})",
                "put it back, or say why it went with an entry under `changes:` "
                f"(`field: {silent[-1].kr.key_id}`, `on` and `reason`)",
            )
