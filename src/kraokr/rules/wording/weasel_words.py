"""The rule weasel-words."""

from __future__ import annotations

from collections.abc import Iterator

from kraokr.language import Lexicon, read_key_result
from kraokr.language.weasel import read_weasel_words
from kraokr.lint import Context, NoOptions, rule
from kraokr.lint.keyresults import is_dropped, states_number
from kraokr.lint.standing import standing
from kraokr.lint.wording import words_at
from kraokr.model import KeyResult, Kpi, Objective
from kraokr.source.diagnostic import Finding, Severity


@rule(group="wording", on=(KeyResult, Kpi, Objective), severity=Severity.WARNING, since="0.1", tier="strong")
def weasel_words(node: KeyResult | Kpi | Objective, ctx: Context[NoOptions]) -> Iterator[Finding]:
    """A goal rests on a word that nobody can measure, and no number stands beside it.

    ## Why
    Who would want an inefficient or a fragile one? Words that everyone agrees with leave open what will be
    different, so that each reads something else into them and no one can say whether it was reached. (S1-6)

    ## Bad
    ```yaml
    kind: objectives
    owner: alice
    cycle: 2026-Q1
    objectives:
      - id: invoices
        title: Invoices leave the house on the day of delivery
        key_results:
          - {title: Improve efficiency}
    ```

    ## Good
    ```yaml
    kind: objectives
    owner: alice
    cycle: 2026-Q1
    objectives:
      - id: invoices
        title: Invoices leave the house on the day of delivery
        key_results:
          - {title: Invoices per clerk per day, unit: invoices, baseline: 40, target: 55}
    ```

    ## Exceptions
    The names of KRAs are areas and may say "quality". A key result or KPI with a unit and a target is silent,
    and so is one that cites a KPI, has a definition or holds its number in the title. In an objective such a
    word is a hint, if none of its key results has a number. "Quality assurance" is a name. The lists are
    `weasel_words` and `weasel_heads` under `lexicon:` in kraokr.yaml.
    """
    field = "name" if isinstance(node, Kpi) else "title"
    text: str = getattr(node, field)
    if ctx.lexicon is None or not read_weasel_words(text, ctx.lexicon):
        return
    lexicon = ctx.reads(text)
    if lexicon is None or _is_out(node) or _has_number(node, lexicon, ctx):
        return
    found = read_weasel_words(text, lexicon)
    words = ", ".join(f'"{text[piece.start : piece.end]}"' for piece in found)
    yield Finding(
        words_at(node, field, found, "no number says how much of it"),
        f'"{text}" cannot be measured: {words} can mean anything',
        _help(node),
        severity=Severity.INFO if isinstance(node, Objective) else None,
    )


def _is_out(node: KeyResult | Kpi | Objective) -> bool:
    return standing(node) == "retired" if isinstance(node, Kpi) else is_dropped(node)


def _has_number(node: KeyResult | Kpi | Objective, lexicon: Lexicon, ctx: Context[NoOptions]) -> bool:
    """Whether a number says what the words of a goal mean."""
    if isinstance(node, Objective):
        return any(_has_number(kr, lexicon, ctx) for kr in node.key_results)
    if isinstance(node, Kpi):
        kpi = ctx.merged(node)
        targeted = kpi.target is not None or kpi.scale is not None or kpi.baseline_until is not None
        return kpi.definition is not None or (kpi.unit is not None and targeted)
    named = node.kpi is not None or (node.unit is not None and states_number(node))
    return named or read_key_result(node.title, lexicon).measurable


def _help(node: KeyResult | Kpi | Objective) -> str:
    if isinstance(node, KeyResult):
        return "name the number that would show it, with `unit:`, `baseline:` and `target:`"
    if isinstance(node, Kpi):
        return (
            "name the number itself, with `unit:` and `target:`, or say under `definition:` how it is counted"
        )
    return "say what will be different, or give it a key result with a number that shows it"
