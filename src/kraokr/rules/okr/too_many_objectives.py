"""The rule too-many-objectives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Annotated

from pydantic import Field

from kraokr.lint import Context, RuleOptions, rule
from kraokr.lint.keyresults import is_dropped
from kraokr.model import Objective, Person, Team
from kraokr.source.diagnostic import Finding, Severity
from kraokr.workspace import Workspace

_SHOWN = 3


class Options(RuleOptions):
    """How many objectives one may have in a cycle."""

    person: Annotated[int, Field(description="For a person, in all files together.", ge=1)] = 5
    team: Annotated[int, Field(description="For a team.", ge=1)] = 5
    company: Annotated[int, Field(description="For the company.", ge=1)] = 5


@rule(group="okr", on=Workspace, severity=Severity.WARNING, since="0.1", options=Options, profile="basic")
def too_many_objectives(ws: Workspace, ctx: Context[Options]) -> Iterator[Finding]:
    """A person, a team or the company has too many objectives in one cycle.

    ## Why
    Objectives say what comes first. Whoever answers for more than five in a quarter, their own and those of
    their team together, has no first any more, and the work beside the daily work gets done by nobody.
    (S1-34, S1-36)

    ## Bad
    ```yaml
    kind: objectives
    owner: alice
    cycle: 2026-Q1
    objectives:
      - {id: a, title: Become the obvious choice for logistics companies}
      - {id: b, title: Large carriers see us as a serious bidder}
      - {id: c, title: Customers tell others about us}
      - {id: d, title: Deals either move or make room}
      - {id: e, title: New sellers find their feet in weeks}
      - {id: f, title: Prices that buyers understand at once}
    ```

    ## Good
    ```yaml
    kind: objectives
    owner: alice
    cycle: 2026-Q1
    objectives:
      - {id: a, title: Become the obvious choice for logistics companies}
      - {id: b, title: Customers tell others about us}
      - {id: c, title: New sellers find their feet in weeks}
    ```

    ## Exceptions
    Drafts and objectives that are done or dropped are not counted, and one that is passed on under the same
    title counts once. A lead answers for the team's objectives as well as their own.
    """
    told: set[frozenset[Objective]] = set()
    for (holder, cycle), objectives in _by_holder(ws).items():
        most = _most(holder, ws, ctx.options)
        counted = frozenset(objectives)
        if len(objectives) > most and counted not in told:
            told.add(counted)
            yield _finding(holder, cycle, objectives, most)


def _by_holder(ws: Workspace) -> Mapping[tuple[Person | Team, str], Sequence[Objective]]:
    """The objectives that run, by who answers for them and by cycle: teams first, then people."""
    found: dict[tuple[Person | Team, str], dict[str, Objective]] = {}
    for kind in (Team, Person):
        for objective in ws.objectives:
            holder = ws.holder(objective) if kind is Team else ws.owner(objective)
            cycle = ws.cycle_text(objective)
            if isinstance(holder, kind) and cycle and not _is_over(objective):
                titles = found.setdefault((holder, cycle), {})
                titles.setdefault(objective.title.casefold(), objective)
    return {key: tuple(titles.values()) for key, titles in found.items()}


def _is_over(objective: Objective) -> bool:
    return objective.status in ("draft", "done") or is_dropped(objective) or objective.closed_on is not None


def _most(holder: Person | Team, ws: Workspace, options: Options) -> int:
    if isinstance(holder, Person):
        return options.person
    return options.company if ws.is_company(holder) else options.team


def _finding(holder: Person | Team, cycle: str, objectives: Sequence[Objective], most: int) -> Finding:
    count = len(objectives)
    numbered = [
        objective.at("title", label=f"number {number} of {count}")
        for number, objective in enumerate(objectives, 1)
    ]
    surplus, others = numbered[most], numbered[most + 1 :] + numbered[:most]
    verb = "answers for" if isinstance(holder, Person) else "has"
    return Finding(
        surplus,
        f"{holder.name or holder.id} {verb} {count} objectives in {cycle}, more than {most}",
        "keep those that matter most in this cycle; drop, merge or hand over the others",
        related=tuple(others[:_SHOWN]),
    )
