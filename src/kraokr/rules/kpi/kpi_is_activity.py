"""The rule kpi-is-activity."""

from __future__ import annotations

from collections.abc import Iterator

from kraokr.language import Confidence, DateKind, Evidence, read_dates
from kraokr.language.activity import read_activity
from kraokr.lint import Context, NoOptions, rule
from kraokr.lint.standing import ceiling, standing
from kraokr.lint.wording import because, words_at
from kraokr.model import Kpi
from kraokr.source.diagnostic import Finding, Severity

_SPANS = (DateKind.DURATION, DateKind.RELATIVE)


@rule(group="kpi", on=Kpi, severity=Severity.WARNING, since="0.1", tier="strong")
def kpi_is_activity(kpi: Kpi, ctx: Context[NoOptions]) -> Iterator[Finding]:
    """A KPI names a task or a milestone instead of a metric.

    ## Why
    A task is done once, a milestone is passed once; after that there is nothing left to read. A KPI is the
    number that still tells next year how its area goes. (S0-2, S0-28)

    ## Bad
    ```yaml
    kind: role
    id: support-lead
    title: Support lead
    kras:
      - id: privacy
        name: Customer privacy
        kpis: [{name: Complete GDPR training by June, unit: percent, target: ">= 100"}]
    ```

    ## Good
    ```yaml
    kind: role
    id: support-lead
    title: Support lead
    kras:
      - id: privacy
        name: Customer privacy
        kpis: [{name: Staff with valid GDPR training, unit: percent, target: ">= 95"}]
    ```

    ## Exceptions
    Only a name that opens with a verb of doing, or sets a date, is one. Counts of activity ("Sales calls per
    week") are fine, as are levels to keep ("Keep CSAT above 85%") and changes of a number; `measures: input`
    says that an activity is meant. What could be read both ways ("Publish 4 articles per month") is a hint,
    as is a draft.
    """
    lexicon = ctx.reads(kpi.name)
    if lexicon is None or standing(kpi) == "retired":
        return
    dated = [
        Evidence(date.start, date.end, f'ends "{kpi.name[date.start : date.end]}"')
        for date in read_dates(kpi.name)
        if date.deadline and date.kind not in _SPANS
    ]
    reading = read_activity(kpi.name, lexicon)
    signs = [*reading.evidence, *dated]
    if not signs or ctx.merged(kpi).measures == "input":
        return
    ending = "after that there is nothing left to read" if dated else "it is something to do"
    yield Finding(
        words_at(kpi, "name", signs, label=f"{because(signs)}: {ending}"),
        f'"{kpi.name}" is {"a milestone" if dated else "a task"}, not a metric',
        "name the number that tells how it goes, such as the share that is done or what comes of it; "
        + ("the date belongs to a key result" if dated else "a routine belongs under `practices:`"),
        severity=ceiling(kpi) if dated or reading.confidence is Confidence.HIGH else Severity.INFO,
    )
