"""The rule okr-not-closed-out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from kraokr.lint import Context, RuleOptions, rule
from kraokr.lint.keyresults import is_dropped
from kraokr.lint.pacing import percent
from kraokr.lint.scored import final_score, scores
from kraokr.model import KeyResult, Objective
from kraokr.source.diagnostic import Finding, Severity
from kraokr.workspace import Cycle


class Options(RuleOptions):
    """How much time there is to close a cycle."""

    grace_days: Annotated[int, Field(description="Days after the end of a cycle that are fine.", ge=0)] = 21


@rule(group="okr", on=Objective, severity=Severity.WARNING, since="0.1", options=Options, tier="strong")
def okr_not_closed_out(objective: Objective, ctx: Context[Options]) -> Iterator[Finding]:
    """An objective whose cycle is over was not closed, or without last readings or a lesson.

    ## Why
    The close is where an objective pays: what the numbers came to, and what to do differently. Objectives
    that just fade out teach that nobody looks; and of what was promised others want to know why it did not
    come. (S1-28)

    ## Bad
    ```yaml
    kind: objectives
    owner: alice
    cycle: 2025-Q4
    objectives:
      - id: logistics
        title: Become the obvious choice for logistics companies
        commitment: aspirational
        key_results:
          - {id: accounts, title: Logistics accounts, unit: accounts, baseline: 0, target: 50}
    ```
    ```yaml
    kind: person
    id: alice
    name: Alice Rao
    role: sales-manager
    team: sales
    objectives:
      - id: answers
        title: Every large carrier gets an answer in a day
        cycle: 2025-Q4
        commitment: committed
        key_results:
          - {id: answered, title: Answered within a day, unit: percent, baseline: 40, target: 90}
        closed_on: 2026-01-07
    checkins:
      - {date: 2025-12-29, readings: {answered: 80}}
    ```

    ## Good
    ```yaml
    kind: objectives
    owner: alice
    cycle: 2025-Q4
    objectives:
      - id: logistics
        title: Become the obvious choice for logistics companies
        commitment: aspirational
        key_results:
          - {id: accounts, title: Logistics accounts, unit: accounts, baseline: 0, target: 50}
        closed_on: 2026-01-07
        score: 0.6
        learning: Carriers buy after the yearly fair; we came a month too late.
    ```
    ```yaml
    kind: person
    id: alice
    name: Alice Rao
    role: sales-manager
    team: sales
    objectives:
      - id: answers
        title: Every large carrier gets an answer in a day
        cycle: 2025-Q4
        commitment: committed
        key_results:
          - {id: answered, title: Answered within a day, unit: percent, baseline: 40, target: 90}
        closed_on: 2026-01-07
        learning: Questions on customs took three days; from now on the agents answer them.
    checkins:
      - {date: 2025-12-29, readings: {answered: 80}}
    ```

    ## Exceptions
    There are `grace_days` to do it. Drafts and dropped objectives are left alone. Where the score was set by
    hand (`override`), or stored without any reading, last readings are not asked for.
    """
    if objective.status == "draft" or is_dropped(objective):
        return
    cycle = ctx.cycle(objective)
    if cycle is None or (ctx.today - cycle.end).days <= ctx.options.grace_days:
        return
    if objective.closed_on is None:
        yield _open(objective, cycle, ctx)
    elif objective.learning is None:
        yield _unexplained(objective, ctx)
    else:
        yield from (_unread(kr) for kr in _never_read(objective, ctx))


def _open(objective: Objective, cycle: Cycle, ctx: Context[Options]) -> Finding:
    lesson = "" if objective.learning else " and `learning:`"
    return Finding(
        objective.at("title", label=f"{cycle.id} ended on {cycle.end}"),
        f'"{objective.title}" is still open {(ctx.today - cycle.end).days} days after {cycle.id} ended',
        f"take the last readings, then add `closed_on:`{lesson}, or `dropped:` if it was given up",
    )


def _unexplained(objective: Objective, ctx: Context[Options]) -> Finding:
    score = final_score(ctx.ws, objective, ctx.today)
    line = ctx.config.score.expected.committed
    if objective.commitment == "committed" and score is not None and score < line:
        return Finding(
            objective.at("commitment", label=f"it came to {percent(score)}"),
            f'"{objective.title}" was committed and came to {percent(score)}, but nothing says why',
            "add `learning:` with what was in the way and what follows from it",
        )
    return Finding(
        objective.at("closed_on", label="closed without a lesson"),
        f'"{objective.title}" is closed, but nothing says what was learnt',
        "add `learning:` with what you would do again, or differently",
    )


def _never_read(objective: Objective, ctx: Context[Options]) -> Iterator[KeyResult]:
    """The key results that count 0 because nobody read them."""
    if objective.override is not None:
        return
    scored = scores(ctx.ws, ctx.today).objective(objective)
    if objective.score is not None and not scored.average.measured:
        return
    for kr, score in zip(objective.key_results, scored.scores, strict=True):
        if not kr.guardrail and score.raw is None and score.value is not None:
            yield kr


def _unread(kr: KeyResult) -> Finding:
    return Finding(
        kr.at(label="counts 0"),
        f'"{kr.title}" was closed without a single reading, so it counts 0',
        "add a check-in with the value it had at the end of the cycle",
    )
