"""The rule kra-is-metric."""

from __future__ import annotations

from collections.abc import Iterator

from kraokr.language import read_metric_name
from kraokr.lint import Context, NoOptions, rule
from kraokr.lint.standing import standing
from kraokr.lint.wording import because, words_at
from kraokr.model import Kra
from kraokr.source.diagnostic import Finding, Severity


@rule(group="kra", on=Kra, severity=Severity.WARNING, since="0.1")
def kra_is_metric(kra: Kra, ctx: Context[NoOptions]) -> Iterator[Finding]:
    """A key result area is named after a metric or a target instead of the area they measure.

    ## Why
    The area is what the role is there for, the metric one way to look at it. Where the two are mixed up, talk
    gets too narrow: two points are missed, and nobody says what that means. (S0-1, S0-2, S0-3)

    ## Bad
    ```yaml
    kind: role
    id: support-lead
    title: Support lead
    kras:
      - {id: satisfaction, name: NPS}
      - {id: availability, name: 95% uptime}
    ```

    ## Good
    ```yaml
    kind: role
    id: support-lead
    title: Support lead
    kras:
      - id: satisfaction
        name: Customer satisfaction
        kpis: [{name: NPS, unit: points, target: ">= 40"}]
      - id: availability
        name: Service reliability
        kpis: [{name: Uptime, unit: percent, target: ">= 95"}]
    ```

    ## Exceptions
    Digits that belong to a name ("ISO 9001 compliance", "24/7 support", "Tier 1 accounts") are no number.
    Metrics of your own are added, and known ones removed, under `lexicon: {metric_names: ...}` in
    kraokr.yaml.
    """
    lexicon = ctx.reads(kra.name)
    evidence = read_metric_name(kra.name, lexicon) if lexicon else ()
    if evidence and standing(kra) != "retired":
        yield Finding(
            words_at(kra, "name", evidence, f"{because(evidence)}: it measures an area"),
            f'"{kra.name}" is a measurement, not a result area',
            "name the area that it measures, and move the number to a KPI of that area",
        )
