"""The rule review-recency."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Annotated

from pydantic import Field

from kraokr.language.words import on_demand
from kraokr.lint import Context, RuleOptions, rule
from kraokr.lint.reviewed import reviewed_days, reviewed_person
from kraokr.lint.scored import scores
from kraokr.model import KeyResult, Kpi, Person, ReviewedKra, ReviewEntry
from kraokr.source.diagnostic import Finding, Severity

LONG, ENOUGH, PARTS = 180, 3, 4
"""A period of so many days with so many dated pieces of evidence is looked at, by its last part of four."""

_DATE = on_demand(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)")


class Options(RuleOptions):
    """How much of the evidence may be recent."""

    recency_share: Annotated[
        float, Field(description="From this share of recent evidence on.", gt=0, le=1)
    ] = 0.75


@rule(group="review", on=ReviewEntry, severity=Severity.INFO, since="0.1", options=Options, tier="strong")
def review_recency(review: ReviewEntry, ctx: Context[Options]) -> Iterator[Finding]:
    """Almost all evidence of a review is from the last weeks of its period.

    ## Why
    What happened lately is remembered best, so that a good spring is forgotten in December. A record over the
    whole period is the remedy, and the evidence shows whether it was used. (S0-20)

    ## Bad
    ```yaml
    kind: review
    person: ben
    cycle: 2025-H2
    status: final
    kras:
      customer-support: {rating: 4, evidence: ["2025-12-02: all tickets of the sale settled", 2025-12-09]}
      knowledge: {rating: 3, evidence: ["2025-12-16: twenty articles rewritten"]}
    ```

    ## Good
    ```yaml
    kind: review
    person: ben
    cycle: 2025-H2
    status: final
    kras:
      customer-support: {rating: 4, evidence: ["2025-08-05: move to chat in one week", 2025-12-09]}
      knowledge: {rating: 3, evidence: ["2025-10-16: twenty articles rewritten"]}
    ```

    ## Exceptions
    Only periods of 180 days or more and three or more dated pieces of evidence are looked at. A KPI or key
    result that is cited counts with the days of its readings. Recent is the last quarter of the period.
    """
    if sum(len(entry.evidence) for entry in review.kras.values()) < ENOUGH:
        return
    days, person = reviewed_days(ctx.ws, review), reviewed_person(ctx.ws, review)
    if days is None or person is None or (length := (days[1] - days[0]).days + 1) < LONG:
        return
    pieces = [piece for entry in review.kras.values() for piece in _pieces(entry, person, days, ctx)]
    recent_from = days[1] - timedelta(length // PARTS - 1)
    recent = [piece for piece in pieces if min(piece) >= recent_from]
    if len(pieces) < ENOUGH or len(recent) < ctx.options.recency_share * len(pieces):
        return
    label = f"{len(recent)} of {len(pieces)} pieces of evidence are from {recent_from} or later"
    yield Finding(
        review.key("kras", label=label),
        f"this review looks back to {days[0]}, but rests on what happened since {recent_from}",
        f"look through the check-ins and readings from {days[0]} on, and cite what belongs to the judgement",
    )


def _pieces(
    entry: ReviewedKra, person: Person, days: tuple[date, date], ctx: Context[Options]
) -> Iterator[set[date]]:
    """For each piece of evidence of an area the days in the period that it speaks of, if there are some."""
    for text in entry.evidence:
        spoken_of = {day for day in _days(text, entry, person, days, ctx) if days[0] <= day <= days[1]}
        if spoken_of:
            yield spoken_of


def _days(
    text: str, entry: ReviewedKra, person: Person, days: tuple[date, date], ctx: Context[Options]
) -> Iterator[date]:
    """The days that a text names, or on which what it cites was read."""
    written = _DATE().findall(text)
    node = None if written else ctx.find((Kpi, KeyResult), text, entry, days[1]).node
    ledger = scores(ctx.ws, ctx.today).ledger if node else None
    if ledger and isinstance(node, Kpi):
        yield from (reading.on for reading in ledger.of_kpi(node, person, *days))
    elif ledger and isinstance(node, KeyResult):
        yield from (reading.on for reading in ledger.of_key_result(node, days[1]))
    for day in written:
        try:
            yield date.fromisoformat(day)
        except ValueError:
            continue
