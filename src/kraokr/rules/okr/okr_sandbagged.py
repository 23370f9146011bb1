"""The rule okr-sandbagged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import lru_cache
from itertools import groupby, takewhile
from typing import Annotated

from pydantic import Field

from kraokr.lint import Context, RuleOptions, rule
from kraokr.lint.keyresults import DONE_OR_NOT, LEVELS, is_dropped
from kraokr.lint.pacing import percent
from kraokr.lint.running import running_cycle
from kraokr.lint.scored import final_score, score_on
from kraokr.model import KeyResult, Objective, Person, Team
from kraokr.scoring.pace import elapsed
from kraokr.source.diagnostic import Finding, Severity
from kraokr.workspace import Cycle, Workspace

_HALF = Decimal("0.5")
_SHOWN = 3


class Options(RuleOptions):
    """When results are too good to be those of a stretch."""

    cycles: Annotated[int, Field(description="Past cycles in a row with full scores.", ge=1)] = 2
    score: Annotated[Decimal, Field(description="From this score on it is full.", ge=0, le=1)] = Decimal(
        "0.95"
    )
    objectives: Annotated[int, Field(description="Objectives that these cycles hold at least.", ge=1)] = 3


@rule(group="okr", on=Objective, severity=Severity.INFO, since="0.1", options=Options)
def okr_sandbagged(objective: Objective, ctx: Context[Options]) -> Iterator[Finding]:
    """Objectives that are meant to be a stretch are always reached in full.

    ## Why
    Of a real stretch about 70% is reached. Where every objective ends at 100%, or a key result gets there
    before half of the cycle, the targets were what would have come anyway, and the push that objectives are
    for never happened. (S1-9, S1-16)

    ## Bad
    ```yaml
    kind: objectives
    owner: alice
    objectives:
      - {id: a, title: Large carriers take us seriously, cycle: 2025-Q2, commitment: aspirational, score: 1}
      - {id: b, title: Buyers find us first, cycle: 2025-Q3, commitment: aspirational, score: 1}
      - {id: c, title: Partners sell with us, cycle: 2025-Q4, commitment: aspirational, score: 1}
    ```
    ```yaml
    kind: person
    id: alice
    name: Alice Rao
    role: sales-manager
    team: sales
    objectives:
      - id: logistics
        title: Become the obvious choice for logistics companies
        cycle: 2026-H1
        commitment: aspirational
        key_results:
          - {id: accounts, title: Logistics accounts, unit: accounts, baseline: 0, target: 20}
    checkins:
      - {date: 2026-02-12, readings: {accounts: 23}}
    ```

    ## Good
    ```yaml
    kind: objectives
    owner: alice
    objectives:
      - {id: a, title: Large carriers take us seriously, cycle: 2025-Q2, commitment: aspirational, score: 1}
      - {id: b, title: Buyers find us first, cycle: 2025-Q3, commitment: aspirational, score: 0.7}
      - {id: c, title: Partners sell with us, cycle: 2025-Q4, commitment: aspirational, score: 0.6}
    ```

    ## Exceptions
    What is committed is meant to be reached and is never counted. Past scores are judged from `objectives` in
    `cycles` cycles on; levels to keep and steps that are done or not may be full early.
    """
    if objective.commitment != "aspirational":
        return
    cycle = ctx.cycle(objective)
    if cycle is None:
        return
    if cycle.end < ctx.today:
        run = _runs(ctx.ws, ctx.today, ctx.options.score).get(objective, ())
        cycles = {ctx.cycle_text(each) for each in run}
        if len(cycles) >= ctx.options.cycles and len(run) >= ctx.options.objectives:
            yield _always_full(objective, run, len(cycles), ctx)
    elif running_cycle(ctx.ws, objective, ctx.today):
        yield from _full_early(objective, cycle, ctx)


@lru_cache(maxsize=4)
def _runs(ws: Workspace, today: date, full: Decimal) -> Mapping[Objective, Sequence[Objective]]:
    """The latest past objective of each owner, with all of the unbroken run of full cycles it ends."""
    past: dict[Person | Team | None, list[tuple[Cycle, Objective]]] = {}
    for objective in ws.objectives:
        cycle = ws.cycle(objective) if objective.commitment == "aspirational" else None
        if cycle and cycle.end < today and objective.status != "draft" and not is_dropped(objective):
            past.setdefault(ws.holder(objective), []).append((cycle, objective))
    runs = (_run(ws, dated, today, full) for holder, dated in past.items() if holder)
    return {run[0]: run for run in runs if run}


def _run(
    ws: Workspace, dated: Sequence[tuple[Cycle, Objective]], today: date, full: Decimal
) -> list[Objective]:
    """The objectives of the latest cycles that were all full, the latest cycle first."""
    latest_first = sorted(dated, key=lambda pair: pair[0].end, reverse=True)
    cycles = ([o for _, o in group] for _, group in groupby(latest_first, key=lambda pair: pair[0].end))
    run = takewhile(lambda objectives: all(_is_full(ws, o, today, full) for o in objectives), cycles)
    return [objective for objectives in run for objective in objectives]


def _is_full(ws: Workspace, objective: Objective, today: date, full: Decimal) -> bool:
    score = final_score(ws, objective, today)
    return score is not None and score >= full


def _always_full(
    objective: Objective, run: Sequence[Objective], cycles: int, ctx: Context[Options]
) -> Finding:
    holder = ctx.ws.holder(objective)
    name = (holder.name or holder.id) if holder else ""
    line = percent(ctx.config.score.expected.aspirational)
    return Finding(
        objective.at("score" if objective.score is not None else "title", label="in full once more"),
        f"all {len(run)} stretch objectives of {name} in the last {cycles} cycles were reached in full",
        f"set the next targets where {line} would be a good result, or call them `commitment: committed`",
        related=tuple(
            each.at("title", label=f"{ctx.cycle_text(each)}: in full") for each in run[1 : _SHOWN + 1]
        ),
    )


def _full_early(objective: Objective, cycle: Cycle, ctx: Context[Options]) -> Iterator[Finding]:
    gone = elapsed(cycle.start, cycle.end, ctx.today)
    if gone >= _HALF:
        return
    for kr in objective.key_results:
        raw = _moved(kr, ctx)
        if raw is not None and raw >= 1:
            yield Finding(
                kr.at("target", label=f"{percent(raw)} of it after {percent(gone)} of {cycle.id}"),
                f'"{kr.title}" is meant to be a stretch and was reached before half of {cycle.id}',
                "agree on a target that is worth the rest of the cycle, and note it under `changes:`",
            )


def _moved(kr: KeyResult, ctx: Context[Options]) -> Decimal | None:
    """How far a key result that moves a number has come, beyond 1 where it is exceeded."""
    if kr.guardrail or kr.measure in (*LEVELS, *DONE_OR_NOT):
        return None
    return score_on(ctx.ws, kr, ctx.today, ctx.today).raw
