"""The rule kr-missing-baseline."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import timedelta
from typing import Annotated

from pydantic import Field

from kraokr.language import Measure, Op, read_key_result, read_measures
from kraokr.language.words import on_demand
from kraokr.lint import Context, RuleOptions, rule
from kraokr.lint.keyresults import DONE_OR_NOT, LEVELS, is_dropped
from kraokr.lint.starting import last_reading_before
from kraokr.model import KeyResult, Objective
from kraokr.source.diagnostic import Finding, Fix, Location, Severity
from kraokr.source.edits import insert_entry

_FROM_ZERO = on_demand(r"\b(?:new|first|net(?! (?:promoter|revenue|dollar|retention)))\b", re.IGNORECASE)
_LEVEL_OPS = (Op.AT_LEAST, Op.AT_MOST, Op.BETWEEN)


class Options(RuleOptions):
    """How long a start may stay unknown."""

    grace_days: Annotated[
        int, Field(description="Days into the cycle until which an unknown baseline is to be known.", ge=0)
    ] = 30


@rule(
    group="okr",
    on=KeyResult,
    severity=Severity.WARNING,
    since="0.1",
    options=Options,
    tier="strong",
    profile="basic",
)
def kr_missing_baseline(kr: KeyResult, ctx: Context[Options]) -> Iterator[Finding]:
    """A key result moves a number but does not say where it starts.

    ## Why
    "25 % more" means nothing until someone says more than what. Without a start nobody can tell how far the
    number has come, nor whether the goal is bold or already met. (S1-3, S1-8, S1-40)

    ## Bad
    ```yaml
    kind: objectives
    owner: alice
    cycle: 2026-Q1
    objectives:
      - id: adoption
        title: Customers use what they bought
        key_results:
          - {title: Increase active users by 25%, type: increase, unit: percent, target: 25}
    ```

    ```yaml
    kind: person
    id: alice
    name: Alice Rao
    role: sales-manager
    objectives:
      - id: renewals
        title: Customers renew without being asked
        cycle: 2026-Q1
        key_results:
          - {title: Renewal rate, kpi: renewal-rate, unit: percent, target: 94}
    checkins:
      - {date: 2025-12-31, readings: {renewal-rate: 88.5}}
    ```

    ## Good
    ```yaml
    kind: objectives
    owner: alice
    cycle: 2026-Q1
    objectives:
      - id: adoption
        title: Customers use what they bought
        key_results:
          - {title: Active users, type: increase, unit: users, baseline: 8000, target: 10000}
    ```

    ```yaml
    kind: person
    id: alice
    name: Alice Rao
    role: sales-manager
    objectives:
      - id: renewals
        title: Customers renew without being asked
        cycle: 2026-Q1
        key_results:
          - {title: Renewal rate, kpi: renewal-rate, unit: percent, baseline: 88.5, target: 94}
    checkins:
      - {date: 2025-12-31, readings: {renewal-rate: 88.5}}
    ```

    ## Exceptions
    Levels to keep (`at_least`, `at_most`, `between`, ">= 90"), milestones, done-or-not results and sums need
    no start, nor do counts of something new ("Close 50 new accounts"). `baseline: unknown` will do with a
    `baseline_by:` that is still to come and lies in the first `grace_days` of the cycle. The fix takes the
    last reading of the linked KPI from before the cycle; it is unsafe, as the two may be counted differently.
    """
    if is_dropped(kr) or kr.start is not None or kr.measure in (*DONE_OR_NOT, *LEVELS):
        return
    if kr.baseline == "unknown":
        yield from _unknown(kr, ctx)
        return
    place = _unbased(kr, ctx)
    if place is not None:
        yield Finding(
            place,
            f'"{kr.title}" does not say where the number starts',
            "write `baseline:` with the value of today, or `baseline: unknown` and `baseline_by:` with the "
            "day you will know it; for a level to keep write `type: at_least`",
            fix=_from_kpi(kr, ctx),
        )


def _unbased(kr: KeyResult, ctx: Context[Options]) -> Location | None:
    """Where a number is moved that starts nowhere."""
    lexicon = ctx.reads(kr.title)
    measures = read_measures(kr.title, lexicon) if lexicon else ()
    amount = next((m for m in measures if m.change is not None and m.baseline is None), None)
    if amount is not None:
        return kr.part("title", amount.start, amount.end, "how much it moves, but not from where")
    if any(m.baseline is not None for m in measures) or _counts_from_zero(kr, measures):
        return None
    if kr.goal is not None:
        kept = kr.type is None and any(m.op in _LEVEL_OPS for m in measures)
        return None if kept else kr.at("target", label="where it should get, but not where it starts")
    reached = [m for m in measures if m.op is Op.EQUALS and not _FROM_ZERO().match(kr.title, m.end + 1)]
    if lexicon is None or not reached or read_key_result(kr.title, lexicon).direction is None:
        return None
    return kr.part("title", reached[0].start, reached[0].end, "where it should get, but not where it starts")


def _from_kpi(kr: KeyResult, ctx: Context[Options]) -> Fix | None:
    """Start from the last reading of the linked KPI before the cycle."""
    if kr.kpi is None or kr.goal is None or kr.has("baseline"):
        return None
    last = last_reading_before(kr, ctx.ws, ctx.today)
    if last is None or last.value == kr.goal:
        return None
    value, names = f"{last.value:f}", [*kr.document.get(kr.path)]
    before = names[names.index("target") - 1] if names[0] != "target" else "target"
    edit = insert_entry(kr.document, kr.path, "baseline", value, after=before)
    return Fix(f"Start from {value}, what the KPI read on {last.on}", (edit,))


def _counts_from_zero(kr: KeyResult, measures: Sequence[Measure]) -> bool:
    shares = ("percent", "points", "ratio", "rating")
    counted = kr.unit not in shares and all(m.unit not in shares for m in measures)
    return counted and _FROM_ZERO().search(kr.title) is not None


def _unknown(kr: KeyResult, ctx: Context[Options]) -> Iterator[Finding]:
    help = "measure it soon, and write the value as `baseline:`"
    if kr.baseline_by is None:
        message = f'the start of "{kr.title}" is unknown, with no day by which it will be known'
        yield Finding(kr.at("baseline"), message, "add `baseline_by:` with a day in the first weeks")
        return
    if kr.baseline_by < ctx.today:
        message = f'the start of "{kr.title}" was to be known by {kr.baseline_by} and is still unknown'
        yield Finding(kr.at("baseline_by"), message, help)
        return
    objective = kr.outer(Objective)
    cycle = ctx.cycle(objective) if objective else None
    grace = timedelta(days=ctx.options.grace_days)
    if cycle and kr.baseline_by > cycle.start + grace:
        days = (kr.baseline_by - cycle.start).days
        message = f'the start of "{kr.title}" will be known only {days} days into {cycle.id}'
        yield Finding(kr.at("baseline_by", label=f"more than {grace.days} days"), message, help)
