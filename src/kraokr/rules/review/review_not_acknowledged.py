"""The rule review-not-acknowledged."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Annotated

from pydantic import Field

from kraokr.lint import Context, RuleOptions, rule
from kraokr.lint.reviewed import reviewed_days, reviewed_person
from kraokr.model import ReviewEntry
from kraokr.source.diagnostic import Finding, Severity


class Options(RuleOptions):
    """How long a person may take."""

    days: Annotated[int, Field(description="The days after a review became final.", ge=0)] = 30


@rule(
    group="review",
    on=ReviewEntry,
    severity=Severity.INFO,
    since="0.1",
    options=Options,
    tier="nice",
    profile="strict",
)
def review_not_acknowledged(review: ReviewEntry, ctx: Context[Options]) -> Iterator[Finding]:
    """A final review shows no sign that the person has read it.

    ## Why
    A date or a comment of the person proves that the talk took place and that both know the same text. It
    says that the review was received, not that the person agrees.

    ## Bad
    ```yaml
    kind: review
    person: ben
    cycle: 2025-H2
    status: final
    finalised_on: 2026-01-12
    ```

    ## Good
    ```yaml
    kind: review
    person: ben
    cycle: 2025-H2
    status: final
    finalised_on: 2026-01-12
    acknowledged_on: 2026-01-14
    ```

    ## Exceptions
    There are `days` for it from the day under `finalised_on:`, or from the end of the period where that is
    missing. A comment under `employee_comment:` is enough. This rule is off but for the profile `strict`.
    """
    if review.status != "final" or review.acknowledged_on or review.employee_comment:
        return
    days = reviewed_days(ctx.ws, review)
    since = review.finalised_on or (days[1] if days else None)
    if since is None or ctx.today - since <= timedelta(ctx.options.days):
        return
    person = reviewed_person(ctx.ws, review)
    name = (person.name or person.id) if person else "the person"
    place = "finalised_on" if review.finalised_on else "status"
    yield Finding(
        review.at(place, label=f"{(ctx.today - since).days} days ago"),
        f"nothing shows that {name} has read this review, which has been final since {since}"
        if review.finalised_on
        else f"nothing shows that {name} has read this final review of a time that ended on {since}",
        "talk it through, then write the day under `acknowledged_on:` or their words under "
        "`employee_comment:`",
    )
