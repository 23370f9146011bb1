"""The rule review-skips-kra."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from kraokr.lint import Context, RuleOptions, rule
from kraokr.lint.reviewed import days_held, reviewed_days, reviewed_person, says_something
from kraokr.model import Kra, ReviewEntry
from kraokr.source.diagnostic import Finding, Severity


class Options(RuleOptions):
    """From when on an area has to be reviewed."""

    min_days_in_kra: Annotated[
        int, Field(description="A KRA held for fewer days of the period may be left out.", ge=0)
    ] = 60


@rule(group="review", on=ReviewEntry, severity=Severity.ERROR, since="0.1", options=Options, profile="basic")
def review_skips_kra(review: ReviewEntry, ctx: Context[Options]) -> Iterator[Finding]:
    """A review leaves out a key result area that the person held.

    ## Why
    A review goes through every area of the role and says how it went. An area that is passed over is one of
    which the person hears nothing, and the weak ones are the easiest to pass over. (S0-18, S0-20)

    ## Bad
    ```yaml
    kind: review
    person: ben
    cycle: 2025-H2
    status: final
    kras:
      customer-support: {rating: 4, comment: Answers came within 5 hours in every month but July.}
      knowledge: {rating: 3, comment: Self-service reached 41 percent and stayed there.}
    ```

    ## Good
    ```yaml
    kind: review
    person: ben
    cycle: 2025-H2
    status: final
    kras:
      customer-support: {rating: 4, comment: Answers came within 5 hours in every month but July.}
      knowledge: {rating: 3, comment: Self-service reached 41 percent and stayed there.}
      team-growth: {not_assessed: The team was hired in October.}
    ```

    ## Exceptions
    The roles held in the period decide, as they are with what they take over; an area held for fewer than
    `min_days_in_kra` days of it may be left out. A reason under `not_assessed:` is enough. In a review whose
    status is `draft` this is only a hint.
    """
    person, days = reviewed_person(ctx.ws, review), reviewed_days(ctx.ws, review)
    if person is None or days is None:
        return
    start, end = days
    held: Counter[str] = Counter()
    kras: dict[str, Kra] = {}
    for kra, count in days_held(ctx.ws, person, start, end):
        held[kra.id] += count
        kras.setdefault(kra.id, kra)
    least = min(ctx.options.min_days_in_kra, (end - start).days + 1)
    expected = [kra for id, kra in kras.items() if held[id] >= least]
    spoken_of = _spoken_of(review)
    skipped = [kra for kra in expected if kra.id not in spoken_of]
    if not skipped:
        return
    names = ", ".join(f'"{kra.name}"' for kra in skipped)
    yield Finding(
        review.key("kras", label=f"{len(expected) - len(skipped)} of {len(expected)} KRAs"),
        f"this review of {person.name or person.id} says nothing of {names}",
        f"say how it went, or why not: `{skipped[0].id}: {{not_assessed: the reason}}`",
        related=tuple(kra.at("name", label="held in the period") for kra in skipped),
        severity=Severity.INFO if review.status == "draft" else None,
    )


def _spoken_of(review: ReviewEntry) -> set[str]:
    """The ids of the areas that the review speaks of; an entry that could not be read counts as well."""
    written = review.document.get((*review.path, "kras"))
    names = set(written) if isinstance(written, dict) else set()
    silent = {name for name, entry in review.kras.items() if not says_something(entry)}
    return {name.rpartition("/")[2] for name in names - silent}
