"""The rule okr-repeats-kra."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from kraokr.language import Lexicon, Op, overlap, read_measures, subject_words
from kraokr.language.similarity import stem
from kraokr.language.words import split_words
from kraokr.lint import Context, RuleOptions, rule
from kraokr.lint.alignment import concerned_kras
from kraokr.model import KeyResult, Kra, Objective
from kraokr.source.diagnostic import Finding, Location, Severity


class Options(RuleOptions):
    """When two texts have one subject."""

    overlap: Annotated[
        float, Field(description="This share of the shorter text's subject words is the same.", gt=0, le=1)
    ] = 0.8


@rule(
    group="alignment", on=Objective, severity=Severity.WARNING, since="0.1", options=Options, profile="basic"
)
def okr_repeats_kra(objective: Objective, ctx: Context[Options]) -> Iterator[Finding]:
    """An objective says the same as its key result area in other words.

    ## Why
    A KRA is kept up all year; an objective changes something in it this quarter. One that only restates the
    area adds a second name for the same work, and cannot be achieved. (S1-26, S1-32, S1-47)

    ## Bad
    ```yaml
    kind: objectives
    owner: ben
    cycle: 2026-Q1
    objectives:
      - id: support
        title: Improve our customer support
        accelerates: customer-support
        key_results:
          - {title: Customer satisfaction, unit: percent, target: ">= 85"}
    ```

    ## Good
    ```yaml
    kind: objectives
    owner: ben
    cycle: 2026-Q1
    objectives:
      - id: support
        title: Customers get an answer before they ask twice
        accelerates: customer-support
        key_results:
          - {title: Response time, unit: hours, baseline: 12, target: 4}
    ```

    ## Exceptions
    To share the subject is wanted: if a key result states a change, in its numbers or its title, the finding
    is only a hint. A key result that restates the area is reported too, unless it states a change itself.
    Compared is with the KRAs it accelerates, or those of its owner where it names none, by the stems of the
    words that are no verbs of change (`overlap`). Dropped objectives are skipped.
    """
    lexicon = ctx.reads(objective.title)
    if lexicon is None or objective.status == "dropped":
        return
    kras = concerned_kras(objective, ctx.ws, ctx.today)
    if not kras:
        return
    same = [kr for kr in objective.key_results if not _states_change(kr, lexicon)]
    severity = Severity.INFO if len(same) < len(objective.key_results) else None
    nodes: tuple[Objective | KeyResult, ...] = (objective, *same)
    for node in nodes:
        subject = subject_words(node.title, lexicon)
        kra = next((kra for kra in kras if _repeats(subject, kra, ctx, lexicon)), None)
        if kra:
            yield _finding(node, kra, subject & subject_words(kra.name, lexicon), severity)


def _repeats(subject: frozenset[str], kra: Kra, ctx: Context[Options], lexicon: Lexicon) -> bool:
    return overlap(subject, subject_words(kra.name, lexicon)) >= ctx.options.overlap


def _states_change(kr: KeyResult, lexicon: Lexicon) -> bool:
    """Whether a key result moves a metric, by its numbers or by its title."""
    moves = kr.start is not None and kr.goal is not None and kr.start != kr.goal
    if moves or kr.baseline == "unknown" or kr.type in ("increase", "decrease"):
        return True
    return any(measure.op is Op.CHANGE for measure in read_measures(kr.title, lexicon))


def _finding(
    node: Objective | KeyResult, kra: Kra, shared: frozenset[str], severity: Severity | None
) -> Finding:
    what = "key result" if isinstance(node, KeyResult) else "objective"
    message = f'the {what} "{node.title}" has the same subject as the KRA "{kra.name}"'
    help = "say what will be different at the end of the cycle that is not so today"
    if severity is None:
        message += ", and no key result states a change"
        help = (
            "say what will be different at the end of the cycle, and give its metric a baseline and a target"
        )
    related = kra.at("name", label="the area it repeats")
    return Finding(_words_at(node, shared), message, help, (related,), severity=severity)


def _words_at(node: Objective | KeyResult, shared: frozenset[str]) -> Location:
    words = [word for word in split_words(node.title) if stem(word.key) in shared]
    start, end = (words[0].start, words[-1].end) if words else (0, len(node.title))
    return node.part("title", start, end, label="what the area is called already")
