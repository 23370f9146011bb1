"""The rule role-missing-purpose."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from kraokr.lint import Context, RuleOptions, rule
from kraokr.lint.standing import ceiling
from kraokr.model import Role
from kraokr.source.diagnostic import Finding, Severity

HELP = "write under `purpose:` in one sentence what would be missing if the role did not exist"


class Options(RuleOptions):
    """What a purpose must be."""

    min_words: Annotated[int, Field(description="A purpose of fewer words says too little.", ge=1)] = 6


@rule(group="kra", on=Role, severity=Severity.WARNING, since="0.1", options=Options)
def role_missing_purpose(role: Role, ctx: Context[Options]) -> Iterator[Finding]:
    """A role does not say why it exists.

    ## Why
    The key result areas follow from the role's reason for existing. Where that is not written down, a list of
    areas can be neither checked for gaps nor cut. (S0-26, S0-27)

    ## Bad
    ```yaml
    kind: role
    id: support-lead
    title: Support lead
    ```

    ```yaml
    kind: role
    id: support-lead
    title: Support lead
    purpose: Lead the support team.
    ```

    ## Good
    ```yaml
    kind: role
    id: support-lead
    title: Support lead
    purpose: Customers with a problem can get back to work quickly.
    ```

    ## Exceptions
    A purpose that comes from the role it extends counts. A draft is only a hint, a retired role nothing.
    Words are not counted in a language that is not read.
    """
    if role.status == "retired":
        return
    if role.purpose is None:
        if not (ctx.effective(role).purpose or role.has("purpose")):
            at = role.at("title", label="no purpose")
            yield Finding(at, f"{role.title} does not say why the role exists", HELP, severity=ceiling(role))
        return
    words = len(role.purpose.split())
    if ctx.reads(role.purpose) and words < ctx.options.min_words:
        counted = f"{words} word{'s' * (words != 1)}, fewer than {ctx.options.min_words}"
        message = f"the purpose of {role.title} has only {counted}"
        yield Finding(role.at("purpose", label=counted), message, HELP, severity=ceiling(role))
