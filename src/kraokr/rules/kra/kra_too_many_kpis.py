"""The rule kra-too-many-kpis."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from kraokr.lint import Context, RuleOptions, rule
from kraokr.lint.standing import standing
from kraokr.model import Kra
from kraokr.source.diagnostic import Finding, Severity


class Options(RuleOptions):
    """How many KPIs a KRA may have."""

    max: Annotated[int, Field(description="Up to this many, guardrails not counted.", ge=1)] = 3


@rule(group="kra", on=Kra, severity=Severity.WARNING, since="0.1", options=Options, profile="basic")
def kra_too_many_kpis(kra: Kra, ctx: Context[Options]) -> Iterator[Finding]:
    """A key result area has more KPIs than anyone keeps an eye on.

    ## Why
    One to three numbers say how an area is doing. With more, the ones that matter drown, and every review
    turns into a list. (S0-6)

    ## Bad
    ```yaml
    kind: role
    id: support-lead
    title: Support lead
    kras:
      - id: satisfaction
        name: Customer satisfaction
        kpis:
          - {name: Satisfied customers, unit: percent, target: ">= 85"}
          - {name: Net promoter score, unit: points, target: ">= 40"}
          - {name: Complaints, unit: count, target: "<= 5 per month"}
          - {name: Reopened tickets, unit: percent, target: "<= 6"}
    ```

    ## Good
    ```yaml
    kind: role
    id: support-lead
    title: Support lead
    kras:
      - id: satisfaction
        name: Customer satisfaction
        kpis:
          - {name: Satisfied customers, unit: percent, target: ">= 85"}
          - {name: Complaints, unit: count, target: "<= 5 per month"}
          - {name: Reopened tickets, unit: percent, target: "<= 6", guardrail: true}
    ```

    ## Exceptions
    Guardrails, which are watched and never averaged in, are not counted. KPIs that come from the role it
    extends are, where the KRA adds its own.
    """
    kpis, most = ctx.merged(kra).kpis, ctx.options.max
    if not kra.kpis or len(kpis) <= most:
        return
    count = sum(not kpi.guardrail for kpi in kpis)
    if count <= most or standing(kra) == "retired":
        return
    yield Finding(
        kra.key("kpis", label=f"{count} KPIs"),
        f'"{kra.name}" has {count} KPIs, more than {most}',
        f"keep {'the one' if most == 1 else f'at most {most}'} that would change what you do, "
        "and mark those you only watch `guardrail: true`",
    )
