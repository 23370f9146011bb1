"""The rule rating-contradicts-results."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated, NamedTuple

from pydantic import Field

from kraokr.lint import Context, RuleOptions, rule
from kraokr.lint.judged import area_name, ceiling_of, percent, rated, results_of, scale, uncapped
from kraokr.model import ReviewedKra, ReviewEntry
from kraokr.model.config import RatingStep
from kraokr.scoring.rounding import show
from kraokr.source.diagnostic import Finding, Location, Severity

if TYPE_CHECKING:
    from kraokr.scoring.scores import KraScore

HALF = 2


class Options(RuleOptions):
    """How far a rating may lie from the results."""

    max_steps: Annotated[int, Field(description="The steps of the scale that need no reason.", ge=0)] = 1


class Steps(NamedTuple):
    """The lowest and the highest step that results speak for; two where they lie on a border."""

    low: int
    high: int


@rule(group="review", on=ReviewedKra, severity=Severity.WARNING, since="0.1", options=Options, tier="strong")
def rating_contradicts_results(entry: ReviewedKra, ctx: Context[Options]) -> Iterator[Finding]:
    """A rating lies far from what the KPIs of the area reached, and nothing says why.

    ## Why
    Results are not the whole judgement. But a rating that they do not explain looks like favour or like a
    pretext to whoever reads both later, and a decision that rests on it does not hold. (S0-8, S0-20)

    ## Bad
    ```yaml
    kind: person
    id: ben
    name: Ben Okafor
    role: support-lead
    checkins:
      - {date: 2025-12-15, readings: {self-service-rate: 22}}
    reviews:
      - cycle: 2025-H2
        status: final
        kras:
          knowledge: {rating: 4, comment: The help centre was rebuilt and is easy to read now.}
    ```

    ## Good
    ```yaml
    kind: person
    id: ben
    name: Ben Okafor
    role: support-lead
    checkins:
      - {date: 2025-12-15, readings: {self-service-rate: 22}}
    reviews:
      - cycle: 2025-H2
        status: final
        kras:
          knowledge:
            rating: 4
            comment: The help centre was rebuilt and is easy to read now.
            override_reason: The rate counts the old pages until March; the new ones alone answer 44 percent.
    ```

    ## Exceptions
    One step more or less (`max_steps`) is a matter of judgement, and a reason under `override_reason:` is
    enough for more. The steps follow from `min_attainment` in the rating scale; on a border both count. The
    rule is silent where fewer than half of the area's KPIs were read in the period.
    """
    if entry.rating is None or entry.override_reason:
        return
    steps = scale(ctx.config)
    given = next((index for index, step in enumerate(steps) if step.value == entry.rating), None)
    score = results_of(ctx.ws, entry, ctx.today) if given is not None else None
    if given is None or score is None or score.average.measured * HALF < score.average.total:
        return
    expected = _expected(score, steps)
    if expected is None or max(expected.low - given, given - expected.high) <= ctx.options.max_steps:
        return
    yield _finding(entry, ctx, score, steps[expected.high if given > expected.high else expected.low])


def _expected(score: KraScore, steps: Sequence[RatingStep]) -> Steps | None:
    if score.average.value is None or all(step.min_attainment is None for step in steps):
        return None
    most = max(score.average.value, uncapped(score))
    borders = [(i, step.min_attainment) for i, step in enumerate(steps) if step.min_attainment is not None]
    low = max((i for i, least in borders if least < score.average.value), default=0)
    return Steps(low, max((i for i, least in borders if least <= most), default=0))


def _finding(entry: ReviewedKra, ctx: Context[Options], score: KraScore, step: RatingStep) -> Finding:
    config, review = ctx.config, entry.outer(ReviewEntry)
    value = max(score.average.value or Decimal(0), uncapped(score))
    given = rated(entry.rating or Decimal(0), config)
    return Finding(
        entry.at("rating", label=f"the results speak for {rated(step.value, config)}"),
        f'"{area_name(ctx.ws, entry)}" is rated {given}, but its KPIs reached {percent(value)} of their '
        f"targets ({_working(score)})",
        "rate what was reached, or say under `override_reason:` what the numbers do not show",
        related=tuple(_targets(score)),
        severity=ceiling_of(review) if review else None,
    )


def _working(score: KraScore) -> str:
    """Each KPI with what it came to: `CSAT 80 of >= 85`."""
    return "; ".join(
        f"{kpi.name} {show(attained.actual)} of {attained.target or 'its levels'}"
        for kpi, attained in zip(score.kra.kpis, score.attainments, strict=True)
        if attained.actual is not None and not kpi.guardrail
    )


def _targets(score: KraScore) -> Iterator[Location]:
    for kpi, attained in zip(score.kra.kpis, score.attainments, strict=True):
        if attained.raw is not None and not kpi.guardrail:
            yield kpi.at("target", label=f"reached by {percent(attained.raw)}")
