"""The rule kpi-not-readable."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from kraokr.lint import Context, RuleOptions, rule
from kraokr.lint.standing import ceiling, standing
from kraokr.model import Kpi
from kraokr.source.diagnostic import Finding, Severity

_LACKS = {"source": "where it is read", "frequency": "how often it is read"}
_HELPS = {
    "source": "`source:` with the dashboard or report",
    "frequency": "`frequency:` daily, weekly, monthly, quarterly or yearly",
}


class Options(RuleOptions):
    """What a KPI must say to be read."""

    require: Annotated[
        tuple[Literal["source", "frequency"], ...], Field(description="The fields that each KPI needs.")
    ] = ("source", "frequency")


@rule(group="kpi", on=Kpi, severity=Severity.WARNING, since="0.1", options=Options)
def kpi_not_readable(kpi: Kpi, ctx: Context[Options]) -> Iterator[Finding]:
    """A KPI does not say where it is read, or how often.

    ## Why
    A KPI is a number that someone could read from a dashboard. If nobody knows which one, or when to look
    again, it is guessed at in the review. (S0-28)

    ## Bad
    ```yaml
    kind: role
    id: support-lead
    title: Support lead
    kras:
      - id: support
        name: Customer support
        kpis: [{name: Satisfied customers, unit: percent, target: ">= 85"}]
    ```

    ## Good
    ```yaml
    kind: role
    id: support-lead
    title: Support lead
    kras:
      - id: support
        name: Customer support
        kpis:
          - name: Satisfied customers
            unit: percent
            target: ">= 85"
            frequency: monthly
            source: Help desk, ratings
    ```

    ## Exceptions
    Any source will do, a survey or a list kept by hand too; links are not followed. What comes from the role
    it extends counts. `require: [source]` asks for one of the two. A draft is a hint, a retired KRA nothing.
    """
    whole = ctx.merged(kpi)
    lacking = [field for field in ctx.options.require if getattr(whole, field) is None and not kpi.has(field)]
    if lacking and standing(kpi) != "retired":
        lacks = " nor ".join(_LACKS[field] for field in lacking)
        yield Finding(
            kpi.at("name", label=" and ".join(f"no `{field}:`" for field in lacking)),
            f'"{kpi.name}" says {"neither " if len(lacking) > 1 else "not "}{lacks}',
            f"add {' and '.join(_HELPS[field] for field in lacking)}",
            severity=ceiling(kpi),
        )
