"""The rule okr-carried-over."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Annotated

from pydantic import Field

from kraokr.language.words import split_words
from kraokr.lint import Context, RuleOptions, rule
from kraokr.lint.keyresults import is_dropped
from kraokr.model import KeyResult, Objective
from kraokr.source.diagnostic import Finding, Severity
from kraokr.workspace import Workspace

_SHOWN = 3


class Options(RuleOptions):
    """How often an objective may return as it was."""

    cycles: Annotated[int, Field(description="From so many cycles on it is pointed out.", ge=2)] = 3


@rule(group="okr", on=Objective, severity=Severity.INFO, since="0.1", options=Options, tier="strong")
def okr_carried_over(objective: Objective, ctx: Context[Options]) -> Iterator[Finding]:
    """An objective comes back unchanged cycle after cycle.

    ## Why
    What is carried over once was late. What comes back a third time with the same targets is either not
    wanted enough to be done, or it is no push at all but a standing duty, which is a key result area. Both
    are worth a decision, and copying it again avoids that. (S1-12, S1-48)

    ## Bad
    ```yaml
    kind: objectives
    owner: ben
    objectives:
      - {id: one-place, title: Answers come from one place, cycle: 2025-Q3}
      - {id: one-place, title: Answers come from one place, cycle: 2025-Q4}
      - {id: one-place, title: Answers come from one place, cycle: 2026-Q1}
    ```

    ## Good
    ```yaml
    kind: objectives
    owner: ben
    objectives:
      - {id: one-place, title: Answers come from one place, cycle: 2025-Q3}
      - {id: one-place, title: Answers come from one place, cycle: 2025-Q4}
      - {id: first-answer, title: The first answer is the right one, cycle: 2026-Q1}
    ```

    ## Exceptions
    An objective counts as unchanged if its title and the titles and targets of its key results are; where a
    start moved on, it still does. Drafts and dropped objectives are not counted.
    """
    series = _series(ctx.ws).get(objective, ())
    if len(series) < ctx.options.cycles:
        return
    yield Finding(
        objective.at("title", label=f"number {len(series)}"),
        f'"{objective.title}" stands unchanged in {len(series)} cycles',
        "drop it, change what is to be reached, or make it a KRA if it never ends",
        related=tuple(
            earlier.at("title", label=f"in {ctx.cycle_text(earlier)}")
            for earlier in series[-2 : -_SHOWN - 2 : -1]
        ),
    )


@lru_cache(maxsize=4)
def _series(ws: Workspace) -> Mapping[Objective, Sequence[Objective]]:
    """The latest of each group of objectives that are the same, with all of them, one for each cycle."""
    groups: dict[Hashable, dict[str, Objective]] = {}
    for objective in ws.objectives:
        cycle = ws.cycle(objective)
        if cycle and objective.status != "draft" and not is_dropped(objective):
            groups.setdefault(_identity(ws, objective), {}).setdefault(cycle.id, objective)
    series = (
        sorted(group.values(), key=lambda o: _start(ws, o)) for group in groups.values() if len(group) > 1
    )
    return {group[-1]: group for group in series}


def _identity(ws: Workspace, objective: Objective) -> Hashable:
    """Whose objective it is and what it says, whatever the case and the marks."""
    krs = frozenset((_words(kr.title), _target(kr)) for kr in objective.key_results)
    return ws.holder(objective), _words(objective.title), krs


def _words(text: str) -> tuple[str, ...]:
    return tuple(word.key for word in split_words(text) if word.key[0].isalnum())


def _target(kr: KeyResult) -> Hashable:
    return kr.threshold or kr.target


def _start(ws: Workspace, objective: Objective) -> str:
    cycle = ws.cycle(objective)
    return cycle.start.isoformat() if cycle else ""
