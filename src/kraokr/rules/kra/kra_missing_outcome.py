"""The rule kra-missing-outcome."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from kraokr.lint import Context, RuleOptions, rule
from kraokr.lint.standing import ceiling, standing
from kraokr.model import Kra
from kraokr.model.role import slug
from kraokr.source.diagnostic import Finding, Severity

HELP = "write under `outcome:` in one sentence what would be missing if nobody looked after this area"


class Options(RuleOptions):
    """What an outcome must be."""

    require_outcome: Annotated[bool, Field(description="Whether a KRA without any is reported.")] = True
    min_words: Annotated[int, Field(description="An outcome of fewer words says too little.", ge=1)] = 4


@rule(group="kra", on=Kra, severity=Severity.WARNING, since="0.1", options=Options)
def kra_missing_outcome(kra: Kra, ctx: Context[Options]) -> Iterator[Finding]:
    """A key result area does not say in a sentence what would be missing without it.

    ## Why
    Areas come from the role's reason for existing: what would be missing if it were not there? A sentence
    answers that; the name alone, often that of a function, does not. (S0-9, S0-26, S0-27)

    ## Bad
    ```yaml
    kind: role
    id: support-lead
    title: Support lead
    kras:
      - {id: support, name: Customer support}
      - {id: satisfaction, name: Customer satisfaction, outcome: Customer satisfaction}
    ```

    ## Good
    ```yaml
    kind: role
    id: support-lead
    title: Support lead
    kras:
      - {id: support, name: Customer support, outcome: Customers are back at work within the day.}
      - {id: satisfaction, name: Customer satisfaction, outcome: Customers would choose us again.}
    ```

    ## Exceptions
    An outcome that comes from the role it extends counts. A draft is only a hint. Where names explain
    themselves, `require_outcome: false` asks for none and judges those that are given. Words are not counted
    in a language that is not read.
    """
    if kra.outcome is None:
        inherited = ctx.merged(kra).outcome or kra.has("outcome")
        if ctx.options.require_outcome and not inherited and standing(kra) != "retired":
            at = kra.at("name", label="a name, and nothing about what comes of it")
            yield Finding(at, f'"{kra.name}" has no outcome', HELP, severity=ceiling(kra))
        return
    lack = _lack(kra.name, kra.outcome, ctx)
    if lack and standing(kra) != "retired":
        message = f'the outcome of "{kra.name}" {lack}'
        at = kra.at("outcome", label="says too little")
        yield Finding(at, message, HELP, severity=ceiling(kra))


def _lack(name: str, outcome: str, ctx: Context[Options]) -> str:
    """What is wrong with an outcome; empty if nothing."""
    words = len(outcome.split())
    if words <= len(name.split()) + 1 and slug(outcome) == slug(name):
        return "only repeats the name"
    if words < ctx.options.min_words and ctx.reads(outcome):
        return f"has only {words} word{'s' * (words != 1)}, fewer than {ctx.options.min_words}"
    return ""
