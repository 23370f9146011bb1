"""The rule kra-without-kpi."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from kraokr.lint import Context, RuleOptions, rule
from kraokr.lint.standing import ceiling, standing
from kraokr.model import Kra
from kraokr.source.diagnostic import Finding, Severity


class Options(RuleOptions):
    """How many KPIs a KRA needs."""

    min: Annotated[int, Field(description="Fewer KPIs than this are an error.", ge=1)] = 1


@rule(group="kra", on=Kra, severity=Severity.ERROR, since="0.1", options=Options, profile="basic")
def kra_without_kpi(kra: Kra, ctx: Context[Options]) -> Iterator[Finding]:
    """A key result area has no KPI, so nobody can tell how it is doing.

    ## Why
    An area without a measure stays an abstract promise: "you own team development" can be neither steered
    nor reviewed. One to three numbers make it concrete. (S0-3, S0-4, S0-6)

    ## Bad
    ```yaml
    kind: role
    id: sales-manager
    title: Sales manager
    kras:
      - {id: team, name: Team development, kpis: []}
    ```

    ## Good
    ```yaml
    kind: role
    id: sales-manager
    title: Sales manager
    kras:
      - id: team
        name: Team development
        kpis:
          - {name: Team retention, unit: percent, target: ">= 90", frequency: quarterly, source: HR system}
    ```

    ## Exceptions
    KPIs that come from the role it extends count. A draft is only a hint, a retired KRA nothing. A KPI that
    could not be read is reported as such, not as missing.
    """
    count = len(ctx.merged(kra).kpis)
    if count >= ctx.options.min or _written(kra) >= ctx.options.min or standing(kra) == "retired":
        return
    few = f"only {count} of at least {ctx.options.min} KPIs" if count else "no KPI"
    yield Finding(
        kra.at("name", label=f"{few}: nothing shows how it is doing"),
        f'"{kra.name}" has {few}',
        "add under `kpis:` one to three numbers that someone can read from a dashboard",
        severity=ceiling(kra),
    )


def _written(kra: Kra) -> int:
    """How many KPIs the file lists, well formed or not."""
    listed = kra.document.get((*kra.path, "kpis"))
    return len(listed) if isinstance(listed, list) else 0
