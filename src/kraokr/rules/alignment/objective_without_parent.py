"""The rule objective-without-parent."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Annotated, NamedTuple

from pydantic import Field

from kraokr.lint import Context, RuleOptions, rule
from kraokr.lint.keyresults import is_dropped
from kraokr.model import Objective
from kraokr.source.diagnostic import Finding, Severity
from kraokr.workspace import Workspace
from kraokr.workspace.cycles import Cycle

_SHOWN = 4


class Options(RuleOptions):
    """How many objectives may stand by themselves."""

    min_aligned: Annotated[
        float, Field(description="This share of a cycle's objectives names a higher one.", ge=0, le=1)
    ] = 0.5


@rule(group="alignment", on=Objective, severity=Severity.INFO, since="0.1", options=Options)
def objective_without_parent(objective: Objective, ctx: Context[Options]) -> Iterator[Finding]:
    """Few objectives of a cycle name the higher objective that they serve.

    ## Why
    The company's objectives come about in teams. Where most objectives below name none of them, nobody sees
    which of the big goals has no one working on it, nor what one's own work adds up to. (S1-2, S1-23, S1-24)

    ## Bad
    ```yaml
    kind: objectives
    cycle: 2026-Q1
    objectives:
      - {id: hospitals, title: Become the first choice of hospitals, team: example}
      - {id: trust, title: Win the trust of head nurses, owner: alice}
    ```

    ## Good
    ```yaml
    kind: objectives
    cycle: 2026-Q1
    objectives:
      - {id: hospitals, title: Become the first choice of hospitals, team: example}
      - {id: trust, title: Win the trust of head nurses, owner: alice, parent: hospitals}
    ```

    ## Exceptions
    Good goals also come from below, so one that stands by itself is fine: only when fewer than `min_aligned`
    of a cycle's objectives name a higher one does the first without say so, once, for all. Nothing is said
    where the company has no objective in the cycle. Dropped objectives and drafts are not counted.
    """
    cycle = None if objective.parent else ctx.cycle(objective)
    if cycle is None:
        return
    served = _served(ctx.ws).get(cycle)
    if served is None or objective is not served.orphans[0] or served.share >= ctx.options.min_aligned:
        return
    others = served.orphans[1:]
    yield Finding(
        objective.at("title", label=_label(len(others))),
        _message(objective, served, cycle),
        f"add `parent:` where there is one, such as `parent: {served.above.id}`",
        related=(
            served.above.at("title", label="an objective of the company"),
            *(other.at("title", label="no `parent:`") for other in others[:_SHOWN]),
        ),
    )


def _message(objective: Objective, served: _Served, cycle: Cycle) -> str:
    if served.total == 1:
        return f'"{objective.title}" does not say which higher objective it serves'
    few = f"only {served.aligned}" if served.aligned else "none"
    which = f"{few} of the {served.total} objectives of teams and people in {cycle.id} ({served.share:.0%})"
    return f"{which} name{'s' * (served.aligned < 2)} the higher objective it serves"


def _label(others: int) -> str:
    return f"no `parent:`, nor have {others} more" if others else "no `parent:`"


class _Served(NamedTuple):
    """A cycle's objectives of teams and people: all, those without a parent, and one above them."""

    total: int
    orphans: tuple[Objective, ...]
    above: Objective

    @property
    def aligned(self) -> int:
        return self.total - len(self.orphans)

    @property
    def share(self) -> float:
        return self.aligned / self.total


@lru_cache(maxsize=4)
def _served(ws: Workspace) -> Mapping[Cycle, _Served]:
    """The cycles in which the company has an objective, and others name none that they serve."""
    above: dict[Cycle, Objective] = {}
    below: dict[Cycle, list[Objective]] = {}
    for objective in ws.objectives:
        cycle = ws.cycle(objective)
        if cycle is None or objective.status == "draft" or is_dropped(objective):
            continue
        if ws.is_company(ws.holder(objective)):
            above.setdefault(cycle, objective)
        else:
            below.setdefault(cycle, []).append(objective)
    found = {}
    for cycle, objectives in below.items():
        higher = next((above[other] for other in above if other.overlaps(cycle.start, cycle.end)), None)
        orphans = tuple(objective for objective in objectives if objective.parent is None)
        if higher is not None and orphans:
            found[cycle] = _Served(len(objectives), orphans, higher)
    return found
