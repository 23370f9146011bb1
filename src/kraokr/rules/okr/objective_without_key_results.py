"""The rule objective-without-key-results."""

from __future__ import annotations

from collections.abc import Iterator

from kraokr.lint import Context, NoOptions, rule
from kraokr.lint.keyresults import is_dropped, listed
from kraokr.model import Objective
from kraokr.source.diagnostic import Finding, Severity


@rule(group="okr", on=Objective, severity=Severity.ERROR, since="0.1", profile="basic")
def objective_without_key_results(objective: Objective, ctx: Context[NoOptions]) -> Iterator[Finding]:
    """An objective has no key results.

    ## Why
    The objective says what is to change, its key results how anyone would know that it has. Without them
    the end of the cycle brings opinions instead of an answer. (S1-7)

    ## Bad
    ```yaml
    kind: objectives
    owner: alice
    cycle: 2026-Q1
    objectives:
      - id: logistics
        title: Become the obvious choice for logistics companies
        accelerates: customer-acquisition
    ```

    ## Good
    ```yaml
    kind: objectives
    owner: alice
    cycle: 2026-Q1
    objectives:
      - id: logistics
        title: Become the obvious choice for logistics companies
        accelerates: customer-acquisition
        key_results:
          - {title: Logistics accounts, unit: accounts, baseline: 0, target: 50}
          - {title: Win rate against local suppliers, unit: percent, baseline: 22, target: 35}
    ```

    ## Exceptions
    For a draft it is only a warning; a dropped objective needs none. Key results that could not be read
    are there all the same: what is wrong with them is said elsewhere.
    """
    if is_dropped(objective) or listed(objective):
        return
    draft = objective.status == "draft"
    yield Finding(
        objective.at("title", label="how would you know that it is reached?"),
        f'"{objective.title}" has no key results',
        "add two or three under `key_results:`, each a number with where it starts and where it should get",
        severity=Severity.WARNING if draft else None,
    )
