"""The rule key-result-count."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from kraokr.lint import Context, RuleOptions, rule
from kraokr.lint.keyresults import is_dropped, listed
from kraokr.model import Objective
from kraokr.source.diagnostic import Finding, Severity


class Options(RuleOptions):
    """How many key results an objective may have."""

    min: Annotated[int, Field(description="Fewer than this many is a warning.", ge=1)] = 2
    max: Annotated[int, Field(description="Up to this many is fine.", ge=1)] = 5


@rule(
    group="okr",
    on=Objective,
    severity=Severity.WARNING,
    since="0.1",
    options=Options,
    tier="strong",
    profile="basic",
)
def key_result_count(objective: Objective, ctx: Context[Options]) -> Iterator[Finding]:
    """An objective has too few or too many key results.

    ## Why
    One number is easily reached at the cost of another that nobody watched; from six on the key results are
    a list of everything, and none of them decides. Two to five tell whether the objective was reached. (S1-7)

    ## Bad
    ```yaml
    kind: objectives
    owner: alice
    cycle: 2026-Q1
    objectives:
      - id: logistics
        title: Become the obvious choice for logistics companies
        key_results:
          - {title: Logistics accounts, unit: accounts, baseline: 0, target: 50}
    ```

    ## Good
    ```yaml
    kind: objectives
    owner: alice
    cycle: 2026-Q1
    objectives:
      - id: logistics
        title: Become the obvious choice for logistics companies
        key_results:
          - {title: Logistics accounts, unit: accounts, baseline: 0, target: 50}
          - {title: Renewal probability of new accounts, unit: percent, baseline: 72, target: 90}
    ```

    ## Exceptions
    Guardrails (`guardrail: true`) and initiatives are not counted. Drafts and dropped objectives are left
    alone; an objective without any key result is the concern of `objective-without-key-results`. A team
    that wants fewer sets `max: 3`.
    """
    guardrails = sum(kr.guardrail for kr in objective.key_results)
    count = listed(objective) - guardrails
    least, most = ctx.options.min, ctx.options.max
    if least <= count <= most or not listed(objective):
        return
    if is_dropped(objective) or objective.status == "draft":
        return
    few = count < least
    aside = f", guardrails aside ({guardrails})" if guardrails else ""
    yield Finding(
        objective.key("key_results", label=f"{count} of them{aside}"),
        f'"{objective.title}" has {_counted(count)}, {"fewer" if few else "more"} than the usual '
        f"{least} to {most}",
        "add one that would show if the first was reached at the cost of something else"
        if few
        else "keep those that decide whether it is reached; move work to `initiatives:`, and set "
        "`guardrail: true` on numbers that must only not break",
    )


def _counted(count: int) -> str:
    return "1 key result" if count == 1 else f"{count or 'no'} key results"
