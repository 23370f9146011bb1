"""The rule okr-business-as-usual."""

from __future__ import annotations

from collections.abc import Iterator

from kraokr.language import Evidence, Kind, Lexicon, ObjectiveKind, read_key_result, read_objective
from kraokr.language.grammar import parse
from kraokr.lint import Context, NoOptions, rule
from kraokr.lint.keyresults import is_dropped
from kraokr.lint.wording import because, words_at
from kraokr.model import KeyResult, Objective
from kraokr.source.diagnostic import Finding, Severity


@rule(group="okr", on=(Objective, KeyResult), severity=Severity.WARNING, since="0.1")
def okr_business_as_usual(node: Objective | KeyResult, ctx: Context[NoOptions]) -> Iterator[Finding]:
    """An objective or key result keeps things as they are instead of changing them.

    ## Why
    An objective is for what will not happen by itself: a new market, a launch, something nobody has tried, a
    change that takes several teams. Keeping a standard is the job all year round; it is a KRA with its KPIs,
    and there nobody forgets it when the cycle ends. (S1-4, S1-15, S1-20, S1-21)

    ## Bad
    ```yaml
    kind: objectives
    owner: alice
    cycle: 2026-Q1
    objectives:
      - id: market
        title: Maintain our market position
        key_results:
          - {title: Keep the renewal rate above 90%, unit: percent, target: ">= 90"}
    ```

    ## Good
    ```yaml
    kind: objectives
    owner: alice
    cycle: 2026-Q1
    objectives:
      - id: market
        title: Become the first choice of hospitals
        key_results:
          - {title: Hospitals among new customers, unit: percent, baseline: 4, target: 15}
          - {title: Keep the renewal rate above 90%, unit: percent, target: ">= 90", guardrail: true}
    ```

    ## Exceptions
    Only an opening such as "maintain", "keep" or "ensure" is a warning; a standing duty or a service standard
    in other words ("95% of leaks fixed within 2 days") is a hint. To keep or continue a change ("keep 30%
    more customers", "continue to grow") is one, and so is an objective in other words with a key result whose
    number moves. A key result is silent as a guardrail, as a recovery, and
    where its baseline and target differ; an objective of `commitment: committed` is, with its key results,
    where it names a rule to comply with. Words of your own go into the `lexicon:` of kraokr.yaml. Dropped
    objectives are skipped.
    """
    lexicon = ctx.reads(node.title)
    if lexicon is None or is_dropped(node):
        return
    if isinstance(node, KeyResult):
        what, evidence = "key result", _in_key_result(node, lexicon)
    else:
        what, evidence = "objective", _in_objective(node, lexicon)
    if not evidence or _must_comply(node, lexicon):
        return
    yield Finding(
        words_at(node, "title", evidence, f"{because(evidence)}: what will be different?"),
        f'the {what} "{node.title}" keeps things as they are',
        _HELP[what],
        severity=None if parse(node.title, lexicon).keeps() else Severity.INFO,
    )


_HELP = {
    "objective": "say what will be different at the end of the cycle; to keep a standard, give a KRA a KPI",
    "key result": "say which number moves, and from where; write `guardrail: true` if it must only not break",
}


def _in_objective(objective: Objective, lexicon: Lexicon) -> tuple[Evidence, ...]:
    """The words that say that it goes on as it is; a number that moves below it outweighs all but a verb."""
    reading = read_objective(objective.title, lexicon)
    if reading.kind is not ObjectiveKind.UPKEEP or (
        not reading.kept and any(map(_moves, objective.key_results))
    ):
        return ()
    return reading.evidence


def _in_key_result(kr: KeyResult, lexicon: Lexicon) -> tuple[Evidence, ...]:
    """The words that say that a level is kept."""
    if kr.guardrail or kr.recovery or _moves(kr):
        return ()
    reading = read_key_result(kr.title, lexicon)
    return reading.evidence if reading.kind is Kind.UPKEEP else ()


def _moves(kr: KeyResult) -> bool:
    return kr.start is not None and kr.goal is not None and kr.start != kr.goal


def _must_comply(node: Objective | KeyResult, lexicon: Lexicon) -> bool:
    """Whether it is committed to and about a rule from outside, which has to be kept to as it is."""
    objective = node if isinstance(node, Objective) else node.outer(Objective)
    if objective is None or objective.commitment != "committed":
        return False
    return any(any(lexicon.find("compliance_words", title)) for title in (objective.title, node.title))
