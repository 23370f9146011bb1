"""The rule kr-is-activity."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from kraokr.language import Confidence, Kind, Lexicon, read_key_result, read_measures
from kraokr.language.grammar import parse
from kraokr.language.verbs import Form
from kraokr.lint import Context, RuleOptions, rule
from kraokr.lint.keyresults import DONE_OR_NOT, is_dropped, states_number
from kraokr.lint.wording import because, words_at
from kraokr.model import KeyResult, Objective
from kraokr.source.diagnostic import Finding, Severity

_SHARES = ("percent", "points", "ratio", "rating")


class Options(RuleOptions):
    """Whether work done may be a key result."""

    allow_output: Annotated[
        bool, Field(description="Accept work that is counted, or due on a day: for enabling teams.")
    ] = False


@rule(group="okr", on=KeyResult, severity=Severity.WARNING, since="0.1", options=Options, profile="basic")
def kr_is_activity(kr: KeyResult, ctx: Context[Options]) -> Iterator[Finding]:
    """A key result is work to be done instead of what the work should change.

    ## Why
    Work can be finished on time and change nothing. A key result says what is different afterwards; the work
    that is to bring it about may change every week and is listed beside it. (S1-13, S1-15, S1-48)

    ## Bad
    ```yaml
    kind: objectives
    owner: ben
    cycle: 2026-Q1
    objectives:
      - id: returns
        title: Returns settle themselves
        key_results:
          - {title: Launch the returns portal, type: binary}
          - {title: Publish 10 posts, unit: posts, baseline: 0, target: 10}
    ```

    ## Good
    ```yaml
    kind: objectives
    owner: ben
    cycle: 2026-Q1
    objectives:
      - id: returns
        title: Returns settle themselves
        key_results:
          - {title: Returns finished without a support ticket, unit: percent, baseline: 31, target: 55}
        initiatives: [Launch the returns portal]
    ```

    ## Exceptions
    A share ("Returns finished without help", in percent) is a result even if its words could be read as work.
    It is only a hint where the wording could be read both ways, and for a milestone with a day beside a key
    result that is measured; where both is so it is silent. With numbers in its fields, a title without a verb
    is the name of what they measure ("Time from merge to production"). Enabling teams set
    `allow_output: true` for work that is counted or dated. Words of your own go into the `lexicon:` of
    kraokr.yaml. Dropped objectives are skipped.
    """
    lexicon = ctx.reads(kr.title)
    if lexicon is None or is_dropped(kr):
        return
    reading = read_key_result(kr.title, lexicon)
    if reading.kind is not Kind.TASK:
        return
    unsure = reading.confidence is Confidence.LOW
    if states_number(kr) and ((unsure and kr.unit in _SHARES) or _names_metric(kr.title, lexicon)):
        return
    counted = states_number(kr) or reading.measurable
    if ctx.options.allow_output and (counted or _is_dated(kr)):
        return
    beside = _is_milestone_beside_metric(kr)
    if unsure and beside:
        return
    label = because(reading.evidence)
    yield Finding(
        words_at(kr, "title", reading.evidence, f"{label}: what does it change?"),
        f'"{kr.title}" is work to be done, not a result',
        "name the number that the work should move, and list the work under `initiatives:`",
        severity=Severity.INFO if unsure or beside else None,
    )


def _names_metric(title: str, lexicon: Lexicon) -> bool:
    """Whether a title is a phrase without a verb and a number: with fields, the name of what they measure."""
    clause = parse(title, lexicon)
    told = clause.auxiliary(clause.lead) is not None or read_measures(title, lexicon)
    verb = clause.verb(clause.lead)
    return not told and (verb is None or verb.form is Form.PAST or "soft_verbs" in verb.lists)


def _is_dated(kr: KeyResult) -> bool:
    steps = kr.milestones
    return kr.due is not None or (bool(steps) and all(step.due or step.done_on for step in steps))


def _is_milestone_beside_metric(kr: KeyResult) -> bool:
    objective = kr.outer(Objective)
    if kr.measure != "milestone" or not _is_dated(kr) or objective is None:
        return False
    return any(states_number(other) for other in objective.key_results if other.measure not in DONE_OR_NOT)
