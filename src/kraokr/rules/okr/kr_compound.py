"""The rule kr-compound."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from kraokr.language import KeyResultReading, Lexicon, read_key_result, read_measures
from kraokr.language.words import on_demand
from kraokr.lint import Context, NoOptions, rule
from kraokr.lint.keyresults import is_dropped, states_number
from kraokr.lint.wording import joined, words_at
from kraokr.model import KeyResult
from kraokr.source.diagnostic import Finding, Fix, Severity
from kraokr.source.edits import insert_item, replace_value, scalar

_SENTENCE_END = on_demand(r"[.;]\s+")


@rule(group="okr", on=KeyResult, severity=Severity.WARNING, since="0.1", tier="strong")
def kr_compound(kr: KeyResult, ctx: Context[NoOptions]) -> Iterator[Finding]:
    """A key result holds two results in one.

    ## Why
    A key result is scored from one start and one target. With two numbers in one line one of them is never
    scored, and nobody can say whether half is reached or nothing. (S1-27, S1-40)

    ## Bad
    ```yaml
    kind: objectives
    owner: alice
    cycle: 2026-Q1
    objectives:
      - id: clients
        title: Clients come back without being asked
        key_results:
          - {title: Grow NPS from 60 to 75. Raise repeat orders from 150 to 180, baseline: 60, target: 75}
    ```

    ## Good
    ```yaml
    kind: objectives
    owner: alice
    cycle: 2026-Q1
    objectives:
      - id: clients
        title: Clients come back without being asked
        key_results:
          - {title: Grow NPS from 60 to 75, baseline: 60, target: 75}
          - {title: Raise repeat orders from 150 to 180}
    ```

    ## Exceptions
    Two subjects with one number ("sales and marketing pipeline") are one result, and so is a share with its
    time ("95% of tickets within 2 days"). A second number that bounds the first ("50 accounts with 90%
    renewal") is only a hint. The fix makes a key result of each sentence; it is unsafe, as their fields are
    still to be written. Titles in a language that is not read, and dropped objectives, are skipped.
    """
    lexicon = ctx.reads(kr.title)
    if lexicon is None or is_dropped(kr):
        return
    reading = read_key_result(kr.title, lexicon)
    if reading.compound:
        count = len(reading.compound)
        yield Finding(
            words_at(kr, "title", reading.compound, "each is scored by itself"),
            f'"{kr.title}" holds {count} results: {_words(kr, reading)}',
            "give each its own key result, with its own `baseline:` and `target:`",
            fix=_split(kr, reading, lexicon),
        )
    elif reading.guardrail:
        words = ", ".join(kr.title[piece.start : piece.end] for piece in reading.guardrail)
        yield Finding(
            words_at(kr, "title", reading.guardrail, "bounds the first number"),
            f'"{words}" is a second number that nobody scores',
            "make it a key result of its own, with `guardrail: true` if it must only not break",
            severity=Severity.INFO,
        )


def _split(kr: KeyResult, reading: KeyResultReading, lexicon: Lexicon) -> Fix | None:
    """A key result for each sentence, where each has one result; the fields stay with the first."""
    starts = [0, *(match.end() for match in _SENTENCE_END().finditer(kr.title))]
    bounds = list(pairwise([*starts, len(kr.title)]))
    alone = all(sum(start <= piece.start < end for piece in reading.compound) == 1 for start, end in bounds)
    if len(bounds) < 2 or not alone or kr.document.get((*kr.path, "title")) != kr.title:
        return None
    titles = [kr.title[start:end].strip(" .;") for start, end in bounds]
    if states_number(kr) and kr.goal not in [measure.target for measure in read_measures(titles[0], lexicon)]:
        return None
    try:
        added = [insert_item(kr.document, kr.path, f"{{title: {scalar(title)}}}") for title in titles[1:]]
    except KeyError:
        return None
    first = replace_value(kr.document, (*kr.path, "title"), scalar(titles[0]))
    return Fix(f"Split it into {len(titles)} key results", (first, *added))


def _words(kr: KeyResult, reading: KeyResultReading) -> str:
    return joined([f'"{kr.title[piece.start : piece.end]}"' for piece in reading.compound])
