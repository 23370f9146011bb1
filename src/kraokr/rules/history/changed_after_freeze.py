"""The rule changed-after-freeze."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from kraokr.lint import Context, RuleOptions, rule
from kraokr.lint.freezing import changes_of_areas, frozen_cycles, is_explained, judged_roles, last_before
from kraokr.lint.gone import gone_from, place_of
from kraokr.lint.moved import Move, by_result, moves, unexplained
from kraokr.lint.past import log_from, told
from kraokr.model import Node, Objective, Role
from kraokr.source.diagnostic import Finding, Location, Severity
from kraokr.workspace import Cycle, Workspace

if TYPE_CHECKING:
    from kraokr.history.change import Change


class Options(RuleOptions):
    """How long a frozen cycle is looked at."""

    days: Annotated[int, Field(description="Until so many days after the cycle's end.", ge=0)] = 180


def _first_day(ctx: Context[Options]) -> date | None:
    frozen = frozen_cycles(ctx.cycles, ctx.today, ctx.options.days)
    first = min((cycle.frozen_on for cycle in frozen if cycle.frozen_on), default=None)
    return log_from(ctx, first) if first else None


@rule(
    group="history",
    on=(Objective, Role, Workspace),
    severity=Severity.ERROR,
    since="0.1",
    options=Options,
    tier="strong",
    profile="basic",
    looks_back=_first_day,
)
def changed_after_freeze(subject: Objective | Role | Workspace, ctx: Context[Options]) -> Iterator[Finding]:
    """What a frozen cycle is judged by was changed, and nothing says why.

    ## Why
    A freeze is a promise: from that day everyone knows what the cycle's reviews and scores will go by. It may
    be broken for a reason, in the open, and never in silence. (S0-30)

    ## Bad
    ```yaml
    # on 2026-01-05
    kind: objectives
    owner: alice
    cycle: 2026-H1
    objectives:
      - id: loyalty
        title: Customers come back to us
        key_results:
          - {id: nps, title: NPS of large customers, baseline: 40, target: 55}
    # on 2026-02-10
    kind: objectives
    owner: alice
    cycle: 2026-H1
    objectives:
      - id: loyalty
        title: Customers come back to us
        key_results:
          - {id: nps, title: NPS of large customers, baseline: 40, target: 48}
    ```

    ```yaml
    # on 2025-01-07
    kind: role
    id: sales-manager
    title: Sales manager
    kras:
      - id: retention
        name: Customer retention
        kpis: [{id: renewals, name: Renewal rate, unit: percent, target: ">= 90"}]
    # on 2026-02-10
    kind: role
    id: sales-manager
    title: Sales manager
    kras:
      - id: retention
        name: Customer retention
        kpis: [{id: renewals, name: Renewal rate, unit: percent, target: ">= 80"}]
    ```

    ## Good
    ```yaml
    # on 2026-01-05
    kind: objectives
    owner: alice
    cycle: 2026-H1
    objectives:
      - id: loyalty
        title: Customers come back to us
        key_results:
          - {id: nps, title: NPS of large customers, baseline: 40, target: 55}
    # on 2026-02-10
    kind: objectives
    owner: alice
    cycle: 2026-H1
    objectives:
      - id: loyalty
        title: Customers come back to us
        key_results:
          - {id: nps, title: NPS of large customers, baseline: 40, target: 48}
        changes:
          - {on: 2026-02-10, field: nps/target, from: 55, to: 48, reason: Our largest customer was sold}
    ```

    ```yaml
    # on 2025-01-07
    kind: role
    id: sales-manager
    title: Sales manager
    kras:
      - id: retention
        name: Customer retention
        kpis: [{id: renewals, name: Renewal rate, unit: percent, target: ">= 90"}]
    # on 2026-02-10
    kind: role
    id: sales-manager
    title: Sales manager
    kras:
      - id: retention
        name: Customer retention
        kpis: [{id: renewals, name: Renewal rate, unit: percent, target: ">= 80"}]
    changes:
      - {on: 2026-02-10, field: renewals, from: ">= 90", to: ">= 80", reason: Small customers count too}
    ```

    ## Exceptions
    A cycle is frozen where kraokr.yaml says so: `cycles: [{id: 2026-H1, frozen_on: 2026-02-01}]`. From that
    day on, the numbers and key results of its objectives stand, and until the cycle ends the KRAs and KPIs of
    every role that someone holds in it. Spelling does not count, nor what is put back. A cycle is looked at
    until `days` days after its end.
    """
    if ctx.history is None:
        return
    cycles = frozen_cycles(ctx.cycles, ctx.today, ctx.options.days)
    if isinstance(subject, Workspace):
        yield from _gone(subject, cycles, ctx)
    elif isinstance(subject, Role):
        for cycle in cycles:
            yield from _of_role(subject, cycle, ctx)
    else:
        own = ctx.cycle(subject)
        if own is not None and own in cycles and subject.status != "draft":
            yield from _of_objective(subject, own, ctx)


def _of_objective(objective: Objective, cycle: Cycle, ctx: Context[Options]) -> Iterator[Finding]:
    since = cycle.frozen_on
    if ctx.history is None or since is None:
        return
    for group in by_result(moves(ctx.history, objective, since)).values():
        silent = unexplained(objective, group, since)
        if silent:
            last = silent[-1]
            yield Finding(
                _place(objective, last),
                f"{_what(silent[0], last)} after {cycle.id} was frozen on {since}, without a reason "
                f"({told([move.version for move in silent])})",
                f"set it back, or say why with an entry under `changes:` (`field: {last.kr.key_id}`, `on`, "
                "`from`, `to` and `reason`)",
            )


def _what(first: Move, last: Move) -> str:
    if last.field == "key_results":
        return f'the key result "{last.kr.title}" was {last.how}'
    how = f" ({last.how})" if last.how != "changed" else ""
    return f'the {last.field} of "{last.kr.title}" went from {first.shown[0]} to {last.shown[1]}{how}'


def _place(objective: Objective, move: Move) -> Location:
    kr = next((one for one in objective.key_results if one.key_id == move.kr.key_id), None)
    if kr is None:
        return objective.key("key_results", label="it stood here")
    if move.field == "key_results":
        return kr.at(label=f"since {move.version.on}")
    return kr.at(move.field, label=f"{move.shown[0]} before")


def _of_role(role: Role, cycle: Cycle, ctx: Context[Options]) -> Iterator[Finding]:
    since = cycle.frozen_on
    if ctx.history is None or since is None or role not in judged_roles(ctx.ws, cycle):
        return
    versions = last_before(ctx.history.versions(role, since), cycle.end)
    for change in changes_of_areas(ctx.ws, versions):
        if not is_explained(role, change, since):
            named = change.id.rpartition("/")[2]
            yield Finding(
                _place_in(role, change.after),
                f'"{change.what}" of {change.whose} was changed after {cycle.id} was frozen on {since}, '
                f"without a reason: {_told(change)} ({told(versions[1:])})",
                f"set it back, or say why with an entry under the role's `changes:` (`field: {named}`, "
                "`on` and `reason`)",
            )


def _told(change: Change) -> str:
    """A change in words: `target loosened, ≥ 90 % before, ≥ 80 % now`."""
    values = (f"{value} {when}" for value, when in ((change.old, "before"), (change.new, "now")) if value)
    return ", ".join((change.name.replace("-", " "), *values))


def _place_in(role: Role, node: Node | None) -> Location:
    here = node is not None and node.document is role.document
    return node.at() if node is not None and here else role.key("kras")


def _gone(ws: Workspace, cycles: list[Cycle], ctx: Context[Options]) -> Iterator[Finding]:
    since = min((cycle.frozen_on for cycle in cycles if cycle.frozen_on), default=None)
    for gone, cycle in gone_from(ws, ctx.history, since) if ctx.history and since else ():
        if cycle in cycles and cycle.frozen_on is not None and gone.on >= cycle.frozen_on:
            yield Finding(
                place_of(ws, gone),
                f'the objective "{gone.objective.title}" was deleted from {gone.path} after {cycle.id} '
                f"was frozen on {cycle.frozen_on} ({gone.told})",
                "put it back with `dropped:` (`on` and `reason`), or with `closed_on:` and its score",
            )
