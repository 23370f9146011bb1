"""The rule objective-has-metric."""

from __future__ import annotations

from collections.abc import Iterator

from kraokr.language import read_objective
from kraokr.lint import Context, NoOptions, rule
from kraokr.lint.keyresults import is_dropped
from kraokr.lint.wording import words_at
from kraokr.model import Objective
from kraokr.source.diagnostic import Finding, Severity


@rule(group="okr", on=Objective, severity=Severity.INFO, since="0.1", tier="strong")
def objective_has_metric(objective: Objective, ctx: Context[NoOptions]) -> Iterator[Finding]:
    """An objective holds a number that belongs in a key result.

    ## Why
    The objective is what people remember and why they care; the numbers that prove it stand below. A number
    in the objective narrows it to one measure, and is rarely repeated where it would be scored. (S1-7, S1-40)

    ## Bad
    ```yaml
    kind: objectives
    owner: alice
    cycle: 2026-Q1
    objectives:
      - id: pipeline
        title: Expand qualified sales pipeline by 40%
    ```

    ## Good
    ```yaml
    kind: objectives
    owner: alice
    cycle: 2026-Q1
    objectives:
      - id: pipeline
        title: Build a pipeline that no longer depends on one region
        key_results:
          - {title: Qualified pipeline outside the home region, unit: USD, baseline: 500000, target: 700000}
    ```

    ## Exceptions
    Only shares, money, multiples and changes count, and numbers beside the name of a metric: "Web 2.0",
    "Fortune 500" and years are names. Dropped objectives are skipped.
    """
    lexicon = ctx.reads(objective.title)
    if lexicon is None or is_dropped(objective):
        return
    metric = read_objective(objective.title, lexicon).metric
    if not metric:
        return
    words = objective.title[metric[0].start : metric[-1].end]
    yield Finding(
        words_at(objective, "title", metric, "belongs in a key result"),
        f'the objective "{objective.title}" holds a number, "{words}"',
        "say in words what will be different, and move the number to a key result",
    )
