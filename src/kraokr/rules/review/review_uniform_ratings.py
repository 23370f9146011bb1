"""The rule review-uniform-ratings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from kraokr.lint import Context, RuleOptions, rule
from kraokr.lint.judged import percent, rated, results_of
from kraokr.model import ReviewedKra, ReviewEntry
from kraokr.source.diagnostic import Finding, Severity

ALIKE = Decimal("0.05")
"""Attainments no further apart than this are alike."""


class Options(RuleOptions):
    """When the same rating everywhere is a pattern."""

    min: Annotated[int, Field(description="From this many areas with one rating on.", ge=2)] = 4


@rule(group="review", on=ReviewEntry, severity=Severity.INFO, since="0.1", options=Options, tier="strong")
def review_uniform_ratings(review: ReviewEntry, ctx: Context[Options]) -> Iterator[Finding]:
    """All areas of a review have the same rating.

    ## Why
    Hardly anyone is equally good at everything; an overall impression spreads over all areas. Strong in three
    and weak in two is what someone can work with. (S0-21)

    ## Bad
    ```yaml
    kind: review
    person: ben
    cycle: 2025-H2
    status: final
    kras:
      customer-support: {rating: 4}
      knowledge: {rating: 4}
      team-growth: {rating: 4}
      budget: {rating: 4}
    ```

    ## Good
    ```yaml
    kind: review
    person: ben
    cycle: 2025-H2
    status: final
    kras:
      customer-support: {rating: 4}
      knowledge: {rating: 4}
      team-growth: {rating: 2}
      budget: {rating: 3}
    ```

    ## Exceptions
    It does happen, so this is only a hint, from `min` areas on. It is silent where the results of all areas
    were measured and lie within 5 percentage points, and where `uniform_reason:` says why.
    """
    if review.uniform_reason or len(review.kras) < ctx.options.min:
        return
    entries = [entry for entry in review.kras.values() if entry.rating is not None]
    values = {entry.rating for entry in entries}
    if len(entries) < ctx.options.min or len(values) > 1:
        return
    results = _results(entries, ctx)
    spread = max(results) - min(results) if results else None
    if spread is not None and len(results) == len(entries) and spread <= ALIKE:
        return
    first = entries[0]
    apart = f"; the results lie between {percent(min(results))} and {percent(max(results))}" if spread else ""
    yield Finding(
        first.at("rating", label=f"the same in all {len(entries)} areas{apart}"),
        f"all {len(entries)} areas are rated {rated(first.rating or Decimal(0), ctx.config)}",
        "look at each area by itself once more, or say under `uniform_reason:` why they are alike",
    )


def _results(entries: Sequence[ReviewedKra], ctx: Context[Options]) -> list[Decimal]:
    """What the areas reached, those that were measured."""
    scores = (results_of(ctx.ws, entry, ctx.today) for entry in entries)
    return [score.average.value for score in scores if score and score.average.value is not None]
