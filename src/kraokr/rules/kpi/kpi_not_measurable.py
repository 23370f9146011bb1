"""The rule kpi-not-measurable."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from kraokr.lint import Context, RuleOptions, rule
from kraokr.lint.standing import ceiling, standing
from kraokr.model import Kpi
from kraokr.source.diagnostic import Finding, Fix, Severity
from kraokr.source.edits import insert_entry, scalar


class Options(RuleOptions):
    """Which units there are."""

    units: Annotated[tuple[str, ...], Field(description="The units in use; none listed: any word.")] = ()


@rule(group="kpi", on=Kpi, severity=Severity.ERROR, since="0.1", options=Options, profile="basic")
def kpi_not_measurable(kpi: Kpi, ctx: Context[Options]) -> Iterator[Finding]:
    """A KPI has neither a unit nor a definition, so it cannot be read as a number.

    ## Why
    A KPI is the measurement inside an area: a number that comes out the same whoever reads it. Without a unit
    or a definition two people measure two things. (S0-2, S0-28)

    ## Bad
    ```yaml
    kind: role
    id: sales-manager
    title: Sales manager
    kras:
      - id: team
        name: Team development
        kpis: [{name: Team retention, target: ">= 90%"}]
    ```

    ```yaml
    kind: role
    id: sales-manager
    title: Sales manager
    kras:
      - id: team
        name: Team development
        kpis: [{name: Good teamwork}]
    ```

    ## Good
    ```yaml
    kind: role
    id: sales-manager
    title: Sales manager
    kras:
      - id: team
        name: Team development
        kpis: [{name: Team retention, unit: percent, target: ">= 90%"}]
    ```

    ```yaml
    kind: role
    id: sales-manager
    title: Sales manager
    kras:
      - id: team
        name: Team development
        kpis: [{name: Teamwork in the staff survey, unit: rating, target: ">= 4"}]
    ```

    ## Exceptions
    A judgement counted in points is a number too: `unit: rating`. Any word is a unit, unless `units` lists
    those in use. A unit or definition from the role it extends counts. A unit that stands only in the target
    is a warning, a draft a hint, a retired KRA nothing.
    """
    whole, units = ctx.merged(kpi), ctx.options.units
    is_unusual = bool(whole.unit and units and whole.unit not in units)
    has_none = not (whole.unit or whole.definition or kpi.has("unit") or kpi.has("definition"))
    if not (is_unusual or has_none) or standing(kpi) == "retired":
        return
    if is_unusual:
        at = kpi.at("unit", label="not among the units in use")
        yield Finding(at, f'"{kpi.name}" has the unit "{whole.unit}"', f"use one of {', '.join(units)}")
    if has_none:
        yield _without_unit(kpi, _stated_unit(kpi))


def _without_unit(kpi: Kpi, stated: str | None) -> Finding:
    if stated is None:
        return Finding(
            kpi.at("name", label="counted in what?"),
            f'"{kpi.name}" cannot be read as a number: it has no unit',
            "name what is counted, and add its `unit:`, or under `definition:` how the number is made",
            severity=ceiling(kpi),
        )
    return Finding(
        kpi.at("target", label="the only place that shows the unit"),
        f'"{kpi.name}" has no unit of its own',
        f"add `unit: {stated}`",
        fix=_fix(kpi, stated),
        severity=ceiling(kpi) or Severity.WARNING,
    )


def _stated_unit(kpi: Kpi) -> str | None:
    """The unit that the target carries."""
    text = kpi.target if isinstance(kpi.target, str) else ""
    if text.rstrip().endswith("%"):
        return "percent"
    unit = kpi.standard.unit if kpi.standard else None
    return unit if unit and unit.isalpha() else None


def _fix(kpi: Kpi, unit: str) -> Fix:
    edit = insert_entry(kpi.document, kpi.path, "unit", scalar(unit), after="name")
    return Fix(f"Add `unit: {unit}`", (edit,), safe=True)
