"""The rule kr-not-measurable."""

from __future__ import annotations

from collections.abc import Iterator

from kraokr.language import read_key_result
from kraokr.lint import Context, NoOptions, rule
from kraokr.lint.keyresults import DONE_OR_NOT, is_dropped, states_number
from kraokr.model import KeyResult
from kraokr.source.diagnostic import Finding, Severity


@rule(group="okr", on=KeyResult, severity=Severity.ERROR, since="0.1", profile="basic")
def kr_not_measurable(kr: KeyResult, ctx: Context[NoOptions]) -> Iterator[Finding]:
    """A key result has no number to reach.

    ## Why
    At the end of the cycle anyone should be able to look and say whether it was reached, and how far it got.
    Words such as "consistent" or "better" leave that to whoever speaks last. (S1-3, S1-6, S1-7)

    ## Bad
    ```yaml
    kind: objectives
    owner: alice
    cycle: 2026-Q1
    objectives:
      - id: brand
        title: Be recognised wherever customers meet us
        key_results:
          - title: Achieve consistent branding
    ```

    ## Good
    ```yaml
    kind: objectives
    owner: alice
    cycle: 2026-Q1
    objectives:
      - id: brand
        title: Be recognised wherever customers meet us
        key_results:
          - {title: Pages that pass the brand checklist, unit: percent, baseline: 60, target: 95}
    ```

    ## Exceptions
    `type: milestone` and `type: binary` need no number. A number that stands only in the title counts,
    number words included ("zero", "double"): `kr-number-only-in-title` asks to write it down as fields.
    Titles in a language that is not read, and dropped objectives, are skipped.
    """
    if is_dropped(kr) or states_number(kr) or kr.measure in DONE_OR_NOT:
        return
    lexicon = ctx.reads(kr.title)
    if lexicon is None or read_key_result(kr.title, lexicon).measurable:
        return
    if isinstance(kr.target, str):
        yield Finding(
            kr.at("target", label="no number that could be reached"),
            f'"{kr.title}" cannot be measured: its target "{kr.target}" is not readable as a number',
            'write a bare number with a `unit:`, or a level such as ">= 90" or "90..100"',
        )
        return
    yield Finding(
        kr.at("title", label="no number here, and no `target:` below"),
        f'"{kr.title}" has no number to reach',
        "say which number moves, and write it as `unit:`, `baseline:` and `target:`; "
        "if it is only done or not, write `type: binary`",
    )
