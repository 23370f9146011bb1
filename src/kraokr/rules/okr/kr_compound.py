"""The rule kr-compound."""

from __future__ import annotations

from collections.abc import Iterator

from kraokr.language import KeyResultReading, read_key_result
from kraokr.lint import Context, NoOptions, rule
from kraokr.lint.keyresults import is_dropped
from kraokr.lint.wording import words_at
from kraokr.model import KeyResult
from kraokr.source.diagnostic import Finding, Severity


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
          - {title: Grow NPS from 60 to 75. Increase repeat clients by 20%, baseline: 60, target: 75}
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
          - {title: NPS, unit: points, baseline: 60, target: 75}
          - {title: Clients that order twice, unit: clients, baseline: 150, target: 180}
    ```

    ## Exceptions
    Two subjects with one number ("sales and marketing pipeline") are one result, and so is a share with its
    time ("95% of tickets within 2 days"). A second number that bounds the first ("50 accounts with 90%
    renewal") is only a hint. Titles in a language that is not read, and dropped objectives, are skipped.
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
        )
    elif reading.guardrail:
        words = ", ".join(kr.title[piece.start : piece.end] for piece in reading.guardrail)
        yield Finding(
            words_at(kr, "title", reading.guardrail, "bounds the first number"),
            f'"{words}" is a second number that nobody scores',
            "make it a key result of its own, with `guardrail: true` if it must only not break",
            severity=Severity.INFO,
        )


def _words(kr: KeyResult, reading: KeyResultReading) -> str:
    words = [f'"{kr.title[piece.start : piece.end]}"' for piece in reading.compound]
    return " and ".join(filter(None, (", ".join(words[:-1]), words[-1])))
