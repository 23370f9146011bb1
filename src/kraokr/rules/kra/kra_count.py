"""The rule kra-count."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from kraokr.lint import Context, RuleOptions, rule
from kraokr.model import Role
from kraokr.source.diagnostic import Finding, Severity


class Options(RuleOptions):
    """How many KRAs a role may have."""

    min: Annotated[int, Field(description="Fewer than this many is a warning.", ge=0)] = 3
    max: Annotated[int, Field(description="Up to this many is fine.", ge=1)] = 5
    tolerate: Annotated[int, Field(description="Up to this many is only a hint.", ge=1)] = 6


@rule(group="kra", on=Role, severity=Severity.WARNING, since="0.1", options=Options, profile="basic")
def kra_count(role: Role, ctx: Context[Options]) -> Iterator[Finding]:
    """A role has too few or too many key result areas.

    ## Why
    Three to five areas keep a role in focus. With more, nothing has priority; with fewer, a side of the role,
    such as its people or its stakeholders, usually goes unnamed and unreviewed. (S0-5, S0-16, S0-17, S1-43)

    ## Bad
    ```yaml
    kind: role
    id: sales-manager
    title: Sales manager
    kras:
      - {id: acquisition, name: Customer acquisition}
    ```

    ## Good
    ```yaml
    kind: role
    id: sales-manager
    title: Sales manager
    kras:
      - {id: acquisition, name: Customer acquisition}
      - {id: retention, name: Customer retention}
      - {id: team, name: Team development}
    ```

    ## Exceptions
    Draft and retired KRAs are not counted, nor are roles that are drafts or retired themselves. A role that
    differs for a reason says so: `limits: {kras: {min: 2, reason: part-time}}`. Inherited KRAs count.
    """
    if role.status != "active":
        return
    limits = role.limits.kras if role.limits else None
    least = limits.min if limits and limits.min is not None else ctx.options.min
    most = limits.max if limits and limits.max is not None else ctx.options.max
    tolerated = max(most, ctx.options.tolerate)
    count = sum(kra.status == "active" for kra in ctx.effective(role).kras)
    if least <= count <= most:
        return
    few = count < least
    yield Finding(
        role.key("kras", label=f"{count} active"),
        f"{role.title} has {_counted(count)}, {'fewer' if few else 'more'} than the usual {least} to {most}",
        "name the sides of the role that are missing, such as its people or its stakeholders"
        if few
        else "merge areas that serve one outcome, and move routines to `practices:`",
        severity=Severity.INFO if most < count <= tolerated else None,
    )


def _counted(count: int) -> str:
    return "1 KRA" if count == 1 else f"{count or 'no'} KRAs"
