"""The rule objective-is-task."""

from __future__ import annotations

from collections.abc import Iterator

from kraokr.language import Confidence, ObjectiveKind, read_objective
from kraokr.lint import Context, NoOptions, rule
from kraokr.lint.keyresults import is_dropped
from kraokr.lint.wording import because, words_at
from kraokr.model import Objective
from kraokr.source.diagnostic import Finding, Severity


@rule(group="okr", on=Objective, severity=Severity.WARNING, since="0.1")
def objective_is_task(objective: Objective, ctx: Context[NoOptions]) -> Iterator[Finding]:
    """An objective is a project or a to-do instead of something to achieve.

    ## Why
    A project can be delivered in full and change nothing for anyone. An objective says what will be so that
    is not so today; then the project is one way to get there, and may be swapped for a better one. (S1-4,
    S1-7, S1-13)

    ## Bad
    ```yaml
    kind: objectives
    owner: ben
    cycle: 2026-Q1
    objectives:
      - id: returns
        title: Launch the returns portal in March
    ```

    ## Good
    ```yaml
    kind: objectives
    owner: ben
    cycle: 2026-Q1
    objectives:
      - id: returns
        title: Returns settle themselves
        initiatives: [Launch the returns portal in March]
    ```

    ## Exceptions
    To build something that is more than a thing ("Build a team that people want to join") gives a direction.
    Where the wording could be read both ways it is only a hint. Words of your own go into the `lexicon:` of
    kraokr.yaml. Titles in a language that is not read, and dropped objectives, are skipped.
    """
    lexicon = ctx.reads(objective.title)
    if lexicon is None or is_dropped(objective):
        return
    reading = read_objective(objective.title, lexicon)
    if reading.kind is not ObjectiveKind.TASK:
        return
    yield Finding(
        words_at(objective, "title", reading.evidence, f"{because(reading.evidence)}: what is it for?"),
        f'the objective "{objective.title}" is work to be done, not something to achieve',
        "say what will be different once it is done, and list the work under `initiatives:`",
        severity=Severity.INFO if reading.confidence is Confidence.LOW else None,
    )
