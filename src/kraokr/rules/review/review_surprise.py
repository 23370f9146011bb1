"""The rule review-surprise."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kraokr.lint import Context, NoOptions, rule
from kraokr.lint.judged import ceiling_of, is_weak, meeting_step, rated
from kraokr.lint.raised import was_raised
from kraokr.lint.reviewed import days_held, reviewed_days, reviewed_kra, reviewed_person
from kraokr.model import Kra, Person, ReviewedKra, ReviewEntry
from kraokr.source.diagnostic import Finding, Severity
from kraokr.workspace import Workspace

LONG_ENOUGH = 90
"""Held for fewer days, an area gave no time to speak of it."""


@rule(group="review", on=ReviewedKra, severity=Severity.WARNING, since="0.1", tier="strong")
def review_surprise(entry: ReviewedKra, ctx: Context[NoOptions]) -> Iterator[Finding]:
    """A judgement below expectations was never raised before the review.

    ## Why
    The review sums up what was talked about; it is not where someone first hears that things go wrong. Heard
    in time, most of it could have been changed, and what was heard is believed. (S1-30, S0-20)

    ## Bad
    ```yaml
    kind: person
    id: ben
    name: Ben Okafor
    role: support-lead
    checkins:
      - {date: 2025-09-15, readings: {self-service-rate: 34}}
    reviews:
      - cycle: 2025-H2
        status: final
        kras:
          knowledge: {rating: 2, comment: Self-service fell from 41 to 30 percent.}
    ```

    ## Good
    ```yaml
    kind: person
    id: ben
    name: Ben Okafor
    role: support-lead
    checkins:
      - {date: 2025-09-15, readings: {self-service-rate: 34}}
      - {date: 2025-10-02, type: one_on_one, item: knowledge, note: Self-service has fallen since August.}
    reviews:
      - cycle: 2025-H2
        status: final
        kras:
          knowledge: {rating: 2, comment: Self-service fell from 41 to 30 percent.}
    ```

    ## Exceptions
    A one-on-one, feedback or a status such as `needs_focus` in the period is enough: on the area, one of its
    KPIs, or a key result that pushes it. An area held for fewer than 90 days is passed over, and so is a
    review that says under `feedback_elsewhere:` where earlier feedback is kept. In a draft it is a hint.
    """
    review = entry.outer(ReviewEntry) if is_weak(entry, ctx.config) else None
    if review is None or review.feedback_elsewhere:
        return
    person, days = reviewed_person(ctx.ws, review), reviewed_days(ctx.ws, review)
    kra = reviewed_kra(ctx.ws, entry)
    if person is None or days is None or kra is None or _is_short(ctx.ws, person, kra, days):
        return
    meets = meeting_step(ctx.config)
    if meets is None or entry.rating is None or was_raised(ctx.ws, person, kra, days, entry.evidence):
        return
    yield Finding(
        entry.at(
            "rating", label=f"{rated(entry.rating, ctx.config)}, below {rated(meets.value, ctx.config)}"
        ),
        f'nothing from {days[0]} to {days[1]} shows that {person.name or person.id} heard of "{kra.name}" '
        "before this review",
        "record the talks there were as check-ins of `type: one_on_one` or `feedback` with "
        f"`item: {kra.id}`, or say under `feedback_elsewhere:` where they are kept",
        severity=ceiling_of(review),
    )


def _is_short(ws: Workspace, person: Person, kra: Kra, days: tuple[date, date]) -> bool:
    """Whether an area was held for too few of the days to be spoken of."""
    held = days_held(ws, person, *days)
    return sum(count for area, count in held if area.id == kra.id) < LONG_ENOUGH
