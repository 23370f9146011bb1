"""The rule kpi-unpaired."""

from __future__ import annotations

from collections.abc import Iterator

from kraokr.lint import Context, NoOptions, rule
from kraokr.lint.standing import standing
from kraokr.model import Kpi, Kra
from kraokr.source.diagnostic import Finding, Severity

_ONE_SIDED = {"volume": "how much", "speed": "how fast"}
_COUNTERPARTS = ("quality", "outcome")


@rule(group="kpi", on=Kpi, severity=Severity.INFO, since="0.1", tier="strong", profile="strict")
def kpi_unpaired(kpi: Kpi, ctx: Context[NoOptions]) -> Iterator[Finding]:
    """A KPI of volume or speed stands without one of quality.

    ## Why
    Whatever is counted grows, also at the cost of what is not: closed tickets come back, fast answers are
    wrong. A second number beside it, for what must not suffer, keeps the first one honest. (S0-6)

    ## Bad
    ```yaml
    kind: role
    id: support-lead
    title: Support lead
    kras:
      - id: support
        name: Customer support
        kpis:
          - {name: Tickets closed per day, unit: tickets, measures: volume, target: ">= 40"}
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
          - {name: Tickets closed per day, unit: tickets, measures: volume, target: ">= 40"}
          - {name: Tickets opened again, unit: percent, measures: quality, target: "<= 5"}
    ```

    ## Exceptions
    Only a KPI that says `measures: volume` or `measures: speed` is asked. Its counterpart in the same area is
    any that measures quality or an outcome, or is a guardrail; inherited ones count.
    """
    if kpi.measures not in _ONE_SIDED or kpi.guardrail or standing(kpi) == "retired":
        return
    kra = kpi.outer(Kra)
    beside = [other for other in (ctx.merged(kra).kpis if kra else ()) if other.key_id != kpi.key_id]
    if kra is None or any(other.guardrail or other.measures in _COUNTERPARTS for other in beside):
        return
    unsaid = [f'"{other.name}"' for other in beside if other.measures is None]
    yield Finding(
        kpi.at("measures", label=f"{_ONE_SIDED[kpi.measures]}, not how well"),
        f'"{kpi.name}" counts {kpi.measures}, and nothing in "{kra.name}" watches quality',
        "add a KPI for what must not suffer, with `measures: quality` or `guardrail: true`"
        + (f", or give {' or '.join(unsaid)} the `measures:` that it has" if unsaid else ""),
    )
