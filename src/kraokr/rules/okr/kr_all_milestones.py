"""The rule kr-all-milestones."""

from __future__ import annotations

from collections.abc import Iterator

from kraokr.lint import Context, NoOptions, rule
from kraokr.lint.keyresults import DONE_OR_NOT, is_dropped
from kraokr.model import Objective
from kraokr.source.diagnostic import Finding, Severity


@rule(group="okr", on=Objective, severity=Severity.INFO, since="0.1", tier="nice")
def kr_all_milestones(objective: Objective, ctx: Context[NoOptions]) -> Iterator[Finding]:
    """All key results of an objective are steps that are done or not; none is a number.

    ## Why
    Steps say that work was finished, not that it helped. When every one of them is ticked off and nothing has
    changed for anyone, the objective still scores 100%. One number beside them shows the difference. (S1-6)

    ## Bad
    ```yaml
    kind: objectives
    owner: ben
    cycle: 2026-Q1
    objectives:
      - id: platform
        title: Answers come from one place
        key_results:
          - {title: New help desk chosen, type: binary}
          - {title: New help desk in use, milestones: [{title: Pilot}, {title: All teams}]}
    ```

    ## Good
    ```yaml
    kind: objectives
    owner: ben
    cycle: 2026-Q1
    objectives:
      - id: platform
        title: Answers come from one place
        key_results:
          - {title: New help desk in use, milestones: [{title: Pilot}, {title: All teams}]}
          - {title: Tickets reopened, unit: percent, baseline: 14, target: 6}
    ```

    ## Exceptions
    Guardrails do not count as the number. Learning objectives (`commitment: learning`), drafts and dropped
    objectives are left alone.
    """
    counted = [kr for kr in objective.key_results if not kr.guardrail]
    if not counted or any(kr.measure not in DONE_OR_NOT for kr in counted):
        return
    if objective.commitment == "learning" or objective.status == "draft" or is_dropped(objective):
        return
    several = len(counted) > 1
    yield Finding(
        objective.key("key_results", label="done or not" if several else "it is done or not"),
        f"none of the {len(counted)} key results of {_quoted(objective)} is a number"
        if several
        else f"the only key result of {_quoted(objective)} is no number",
        "add the number that moves for customers or colleagues once the steps are done",
    )


def _quoted(objective: Objective) -> str:
    return f'"{objective.title}"'
