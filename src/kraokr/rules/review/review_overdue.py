"""The rule review-overdue."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from functools import lru_cache
from typing import Annotated

from pydantic import Field

from kraokr.lint import Context, RuleOptions, rule
from kraokr.lint.reviewed import reviewed_days, reviewed_person
from kraokr.model import Person
from kraokr.source.diagnostic import Finding, Location, Severity
from kraokr.workspace import Workspace

UNDER_WAY = 90
"""So many days after its period a review that is not final yet is still on its way."""


class Options(RuleOptions):
    """How long a person may go without a review."""

    max_days: Annotated[int, Field(description="More days than this are a warning.", ge=1)] = 395
    recommend_days: Annotated[int, Field(description="More days than this are a hint.", ge=1)] = 200


@rule(group="review", on=Person, severity=Severity.WARNING, since="0.1", options=Options)
def review_overdue(person: Person, ctx: Context[Options]) -> Iterator[Finding]:
    """A person has not been reviewed for a long time.

    ## Why
    Results are evaluated once a year at least, better each half year. After longer, half of what happened is
    forgotten by both sides, and what went wrong can no longer be changed. (S1-29, S1-45)

    ## Bad
    ```yaml
    kind: person
    id: ben
    name: Ben Okafor
    role: support-lead
    start: 2022-05-01
    reviews:
      - {cycle: 2024-H2, status: final}
    ```

    ## Good
    ```yaml
    kind: person
    id: ben
    name: Ben Okafor
    role: support-lead
    start: 2022-05-01
    reviews:
      - {cycle: 2024-H2, status: final}
      - {cycle: 2025-H2, status: final}
    ```

    ## Exceptions
    The days count from the end of the last period reviewed, or from the first day of whoever came later. A
    review that is not final yet counts for 90 days after its period. Whoever has left is passed over; where
    no one at all has a review, they are likely kept elsewhere, and it is only a hint.
    """
    ends = _ends(ctx.ws, ctx.today)
    last = ends.get(person)
    since = max((day for day in (last[0] if last else None, person.start) if day), default=None)
    if since is None or (person.end is not None and person.end < ctx.today):
        return
    days = (ctx.today - since).days
    if days <= min(ctx.options.recommend_days, ctx.options.max_days):
        return
    name = person.name or person.id
    gentle = days <= ctx.options.max_days or not ends
    limit = ctx.options.recommend_days if days <= ctx.options.max_days else ctx.options.max_days
    yield Finding(
        person.at("id", label=f"{days} days ago, {limit} at most"),
        f"{name} was last reviewed for the time up to {since}"
        if last and last[0] == since
        else f"{name} started on {since} and has not been reviewed since",
        f"talk through the areas of the role one by one; `kraokr review {person.id}` lays out the results",
        related=(last[1],) if last and last[0] == since else (),
        severity=Severity.INFO if gentle else None,
    )


@lru_cache(maxsize=4)
def _ends(ws: Workspace, today: date) -> Mapping[Person, tuple[date, Location]]:
    """For each person reviewed the last day of the newest review that counts, and its place."""
    ends: dict[Person, tuple[date, Location]] = {}
    for review in ws.reviews:
        person, days = reviewed_person(ws, review), reviewed_days(ws, review)
        if person is None or days is None:
            continue
        counts = review.status == "final" or (today - days[1]).days <= UNDER_WAY
        if counts and (person not in ends or days[1] > ends[person][0]):
            ends[person] = days[1], review.at("cycle", label="the last review")
    return ends
