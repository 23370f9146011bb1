"""The rule kpi-restates-kra."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from kraokr.lint import Context, RuleOptions, rule
from kraokr.lint.likeness import likeness
from kraokr.lint.standing import ceiling, standing
from kraokr.model import Kpi, Kra
from kraokr.source.diagnostic import Finding, Severity


class Options(RuleOptions):
    """When two names are one."""

    similarity: Annotated[
        float, Field(description="This share of the words of both names is the same.", gt=0, le=1)
    ] = 0.9


@rule(group="kpi", on=Kpi, severity=Severity.WARNING, since="0.1", options=Options)
def kpi_restates_kra(kpi: Kpi, ctx: Context[Options]) -> Iterator[Finding]:
    """A KPI has the name of its key result area instead of that of a metric.

    ## Why
    The area is what someone is responsible for, the KPI a number that tells how it goes. Where both have one
    name, nobody knows which number is meant, and the area shrinks to it. (S0-1, S0-2, S0-3)

    ## Bad
    ```yaml
    kind: role
    id: support-lead
    title: Support lead
    kras:
      - id: satisfaction
        name: Customer satisfaction
        kpis: [{name: Customer satisfaction, target: ">= 85"}]
    ```

    ## Good
    ```yaml
    kind: role
    id: support-lead
    title: Support lead
    kras:
      - id: satisfaction
        name: Customer satisfaction
        kpis: [{name: Answers rated as helpful, unit: percent, target: ">= 85"}]
    ```

    ## Exceptions
    A KPI whose `unit`, `definition` and `target` say how it is read is only a hint: there just the name is
    the same. So is a draft. A name that says more than the area ("Customer satisfaction score") is a metric.
    Names in a language that is not read are compared as they stand.
    """
    kra = kpi.outer(Kra)
    if kra is None or standing(kpi) == "retired":
        return
    lexicon = ctx.reads(kpi.name) and ctx.reads(kra.name)
    if likeness(kpi.name, kra.name, lexicon) < ctx.options.similarity:
        return
    whole = ctx.merged(kpi)
    lacking = [field for field in ("unit", "definition", "target") if getattr(whole, field) is None]
    without = " and ".join(f"no `{field}:`" for field in lacking)
    yield Finding(
        kpi.at("name", label=f"the name of the area{', with ' if lacking else ''}{without}"),
        f'the KPI "{kpi.name}" only repeats the name of its KRA',
        "name the number that someone reads, such as a share, a count, a time or a rating",
        (kra.at("name", label="the area"),),
        severity=ceiling(kpi) if lacking else Severity.INFO,
    )
