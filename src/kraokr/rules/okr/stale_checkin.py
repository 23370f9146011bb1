"""The rule stale-checkin."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Annotated

from pydantic import Field

from kraokr.lint import Context, RuleOptions, rule
from kraokr.lint.checkedin import last_checkin
from kraokr.lint.keyresults import LEVELS
from kraokr.lint.running import running_cycle
from kraokr.lint.scored import score_on
from kraokr.model import KeyResult, Kpi, Objective
from kraokr.source.diagnostic import Finding, Location, Severity
from kraokr.workspace import Cycle

_QUARTER = 100
_HELP = "add a check-in with its value of today, or `paused_until:` if it has to wait"


class Options(RuleOptions):
    """How often a key result is looked at."""

    max_days: Annotated[int, Field(description="Days without a check-in that are fine.", ge=1)] = 14
    annual: Annotated[int, Field(description="The same in cycles of more than 100 days.", ge=1)] = 35
    holidays: Annotated[tuple[date, ...], Field(description="Days that are not counted.")] = ()


@rule(group="okr", on=Objective, severity=Severity.WARNING, since="0.1", options=Options)
def stale_checkin(objective: Objective, ctx: Context[Options]) -> Iterator[Finding]:
    """A key result of the running cycle has not been checked in on for weeks.

    ## Why
    A quarter has thirteen weeks. A key result that nobody looks at for two of them is steered by nobody: what
    goes wrong shows at the close, when nothing can be done about it. (S1-5, S1-28, S1-30)

    ## Bad
    ```yaml
    kind: person
    id: alice
    name: Alice Rao
    role: sales-manager
    team: sales
    objectives:
      - id: logistics
        title: Become the obvious choice for logistics companies
        cycle: 2026-Q1
        key_results:
          - {id: accounts, title: Logistics accounts, unit: accounts, baseline: 0, target: 50}
          - {id: renewal, title: Renewal probability of new accounts, unit: percent, baseline: 72, target: 90}
    checkins:
      - {date: 2026-01-11, readings: {accounts: 4}}
    ```

    ## Good
    ```yaml
    kind: person
    id: alice
    name: Alice Rao
    role: sales-manager
    team: sales
    objectives:
      - id: logistics
        title: Become the obvious choice for logistics companies
        cycle: 2026-Q1
        key_results:
          - {id: accounts, title: Logistics accounts, unit: accounts, baseline: 0, target: 50}
          - {id: renewal, title: Renewal probability of new accounts, unit: percent, baseline: 72, target: 90}
    checkins:
      - {date: 2026-01-11, readings: {accounts: 4}}
      - {date: 2026-02-09, readings: {accounts: 11, renewal: 75}}
    ```

    ## Exceptions
    A check-in with a note, a status or a confidence alone will do, and so will a reading of the KPI that the
    key result moves or the `done_on` of a milestone. The first days of a cycle, the days of a pause
    (`paused_until`) and `holidays` are not counted. Key results that are reached, and those that a program
    records (`tracking: automated`), are left alone; cycles of more than 100 days have the limit `annual`.
    Where no key result of an objective has any check-in, that is said once.
    """
    cycle = running_cycle(ctx.ws, objective, ctx.today)
    if cycle is None or objective.status == "done":
        return
    active = [kr for kr in objective.key_results if kr.tracking != "automated"]
    stale = [kr for kr in active if _is_stale(kr, cycle, ctx)]
    last = {kr: _last(kr, ctx, cycle.start) for kr in stale}
    if len(stale) > 1 and len(stale) == len(active) and not any(last.values()):
        place = objective.key("key_results", label=f"{cycle.id} began on {cycle.start}")
        yield _never(f'none of the {len(stale)} key results of "{objective.title}" has a', place, cycle, ctx)
        return
    for kr in stale:
        yield _finding(kr, last[kr], cycle, ctx)


def _is_stale(kr: KeyResult, cycle: Cycle, ctx: Context[Options]) -> bool:
    most = ctx.options.annual if cycle.days > _QUARTER else ctx.options.max_days
    window = timedelta(days=max(ctx.options.annual, ctx.options.max_days) + len(ctx.options.holidays))
    last = _last(kr, ctx, ctx.today - window) or cycle.start
    return _days_since(last, kr, ctx) > most and not _is_reached(kr, ctx)


def _last(kr: KeyResult, ctx: Context[Options], since: date) -> date | None:
    """The day of the last check-in on a key result or the KPI that it moves."""
    kpi = ctx.ws.find((Kpi,), kr.kpi, kr).node if kr.kpi else None
    days = [last_checkin(ctx.ws, node, since, ctx.today) for node in (kr, kpi) if node]
    steps = [step.done_on for step in kr.milestones if step.done_on and step.done_on <= ctx.today]
    return max(filter(None, (*days, *steps)), default=None)


def _days_since(day: date, kr: KeyResult, ctx: Context[Options]) -> int:
    start = max(day, kr.paused_until or day)
    return (ctx.today - start).days - sum(start < free <= ctx.today for free in set(ctx.options.holidays))


def _is_reached(kr: KeyResult, ctx: Context[Options]) -> bool:
    """Whether nothing is left to move; a level has to be kept until the end."""
    return kr.measure not in LEVELS and bool(score_on(ctx.ws, kr, ctx.today, ctx.today).met)


def _finding(kr: KeyResult, last: date | None, cycle: Cycle, ctx: Context[Options]) -> Finding:
    if last is None:
        return _never(f'"{kr.title}" has no', kr.at(label=f"{cycle.id} began on {cycle.start}"), cycle, ctx)
    return Finding(
        kr.at(label=f"last looked at on {last}"),
        f'the last check-in on "{kr.title}" is {(ctx.today - last).days} days old',
        _HELP,
    )


def _never(what: str, place: Location, cycle: Cycle, ctx: Context[Options]) -> Finding:
    days = (ctx.today - cycle.start).days + 1
    return Finding(place, f"{what} check-in, {days} days into {cycle.id}", _HELP)
