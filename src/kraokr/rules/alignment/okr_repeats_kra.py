"""The rule okr-repeats-kra."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from kraokr.language import Lexicon, overlap, read_measures, subject_words
from kraokr.language.addition import Added, Addition, read_addition
from kraokr.language.pair import weigh_pair
from kraokr.language.reading import Confidence
from kraokr.language.similarity import stem
from kraokr.language.words import split_words
from kraokr.lint import Context, RuleOptions, rule
from kraokr.lint.alignment import accelerated_kras, concerned_kras
from kraokr.model import KeyResult, Kra, Objective
from kraokr.source.diagnostic import Finding, Location, Severity

_SHARED = 2
"""So many words in common make an objective that only betters something one with its area."""


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
    To share the subject is wanted: what counts is what the words add. A title that states a change (`from 12
    to 4`, `by 20%`, `by June`), a piece of work (`open`, `replace`, `write a handbook`) or something new
    (`become`, `for the first time`) is no repetition. One that only keeps (`ensure`), points somewhere
    (`improve`), holds a level (`95%`, `zero`) or says nothing of the kind is one if it shares its subject
    with the area: a warning. Where they share fewer words, the signs in the title and the fields of work they
    speak of decide: a warning if that is clear, else a hint. If a key result states a change, in its numbers
    or its title, only an objective with the same subject is reported, as a hint. A key result that restates
    the area is reported too, unless it states a change itself.

    Looked at are the KRAs it accelerates. An objective that names none is compared with those of its owner,
    by the stems of the words that are no verbs of change (`overlap`). Dropped objectives are skipped, and so
    is what speaks of another field of work than its area: okr-outside-kra reports that.
    """
    lexicon = ctx.reads(objective.title)
    if lexicon is None or objective.status == "dropped":
        return
    kras = concerned_kras(objective, ctx.ws, ctx.today)
    same = [kr for kr in objective.key_results if not _states_change(kr, lexicon)]
    moves = len(same) < len(objective.key_results)
    named = bool(accelerated_kras(objective, ctx.ws))
    guess = named and not moves and not any(read_addition(kr.title, lexicon).is_new for kr in same)
    nodes: tuple[Objective | KeyResult, ...] = (objective, *same)
    for node in nodes:
        judged = ((kra, _judge(node, kra, ctx, lexicon, guess)) for kra in kras)
        kra, severity = next(((kra, found) for kra, found in judged if found), (None, None))
        if kra and severity:
            yield _finding(node, kra, lexicon, Severity.INFO if moves else severity)


def _judge(
    node: Objective | KeyResult, kra: Kra, ctx: Context[Options], lexicon: Lexicon, guess: bool
) -> Severity | None:
    """How surely a node repeats a KRA; its own number, where it has one, is not a title that adds nothing."""
    only_named = (
        isinstance(node, KeyResult) and node.goal is not None and not read_measures(node.title, lexicon)
    )
    return repeats(node.title, kra.name, lexicon, ctx.options.overlap, guess=guess and not only_named)


def repeats(
    title: str, area: str, lexicon: Lexicon, at_least: float = 0.8, *, guess: bool = True
) -> Severity | None:
    """How surely a title says the same as the area it accelerates: a warning, a hint, or None for not at all.

    `guess`: also where the two share too few words to say that their subject is one.
    """
    addition = read_addition(title, lexicon)
    if addition.is_new:
        return None
    subject, known = subject_words(title, lexicon), subject_words(area, lexicon)
    if overlap(subject, known) >= at_least:
        return Severity.WARNING
    shared = subject & known
    if not guess or (_narrows(addition) and len(shared) < _SHARED):
        return None
    pair = weigh_pair(title, area, lexicon)
    if pair.label != "duplicate":
        return None
    return Severity.WARNING if shared and pair.confidence is Confidence.HIGH else Severity.INFO


def _narrows(addition: Addition) -> bool:
    """Whether it betters something of its own: another subject in the area may be meant."""
    return addition.kind is Added.DIRECTION and addition.confidence is Confidence.LOW


def _states_change(kr: KeyResult, lexicon: Lexicon) -> bool:
    """Whether a key result moves a metric, by its numbers or by its title."""
    moves = kr.start is not None and kr.goal is not None and kr.start != kr.goal
    if moves or kr.baseline == "unknown" or kr.type in ("increase", "decrease"):
        return True
    addition = read_addition(kr.title, lexicon)
    counted = bool(read_measures(kr.title, lexicon)) and addition.confidence is Confidence.HIGH
    return counted and addition.kind is Added.CHANGE


def _finding(node: Objective | KeyResult, kra: Kra, lexicon: Lexicon, severity: Severity) -> Finding:
    what = "key result" if isinstance(node, KeyResult) else "objective"
    addition = read_addition(node.title, lexicon)
    message = f'the {what} "{node.title}" {_says(addition)} the KRA "{kra.name}"'
    help = "say what will be different at the end of the cycle that is not so today"
    if severity is Severity.WARNING:
        message += ", and no key result states a change"
        help = (
            "say what will be different at the end of the cycle, and give its metric a baseline and a target"
        )
    related = kra.at("name", label="the area it repeats")
    return Finding(_words_at(node, kra, addition, lexicon), message, help, (related,), severity=severity)


def _says(addition: Addition) -> str:
    words = " and ".join(evidence.reason for evidence in addition.evidence)
    return f"only adds {words} to" if words else "adds nothing that changes to"


def _words_at(node: Objective | KeyResult, kra: Kra, addition: Addition, lexicon: Lexicon) -> Location:
    shared = subject_words(node.title, lexicon) & subject_words(kra.name, lexicon)
    words = [word for word in split_words(node.title) if stem(word.key) in shared]
    if words:
        return node.part("title", words[0].start, words[-1].end, label="what the area is called already")
    if addition.evidence:
        first = addition.evidence[0]
        return node.part("title", first.start, first.end, label="all it adds")
    return node.part("title", 0, len(node.title), label="nothing here changes")
