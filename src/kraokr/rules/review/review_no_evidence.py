"""The rule review-no-evidence."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from kraokr.lint import Context, RuleOptions, rule
from kraokr.lint.reviewed import count_readings, place_of, reviewed_days, reviewed_kra, reviewed_person
from kraokr.model import Kra, ReviewedKra, ReviewEntry
from kraokr.source.diagnostic import Finding, Severity


class Options(RuleOptions):
    """How much evidence a judgement needs."""

    min: Annotated[int, Field(description="The pieces of evidence a judged KRA needs.", ge=1)] = 1


@rule(
    group="review", on=ReviewedKra, severity=Severity.WARNING, since="0.1", options=Options, profile="basic"
)
def review_no_evidence(entry: ReviewedKra, ctx: Context[Options]) -> Iterator[Finding]:
    """A judgement in a review cites nothing that it rests on.

    ## Why
    A judgement without a reading, a date or an example cannot be checked, discussed or acted on. It is also
    where bias gets in: what is remembered of one person is proven of another. (S0-20)

    ## Bad
    ```yaml
    kind: review
    person: ben
    cycle: 2025-H2
    status: final
    kras:
      customer-support: {rating: 4, comment: Customers were answered well and fast.}
    ```

    ## Good
    ```yaml
    kind: review
    person: ben
    cycle: 2025-H2
    status: final
    kras:
      customer-support:
        rating: 4
        comment: Customers were answered well and fast.
        evidence: ["2025-10-07: the backlog of 40 tickets was cleared in two days"]
    ```

    ## Exceptions
    Readings of the area's KPIs, or of key results that push it, count as evidence by themselves if they were
    taken in the period and are the person's own, or the team's. An area that is not judged needs none.
    """
    review = entry.outer(ReviewEntry)
    if review is None or (entry.rating is None and entry.comment is None):
        return
    kra = reviewed_kra(ctx.ws, entry)
    missing = ctx.options.min - len(entry.evidence)
    if missing <= 0 or missing <= _readings(ctx, review, kra):
        return
    name = kra.name if kra else entry.path[-1]
    judged = f"rated {entry.rating}" if entry.rating is not None else "judged"
    yield Finding(
        place_of(entry, label=f"{judged}, {_counted(len(entry.evidence))} cited"),
        f'the judgement on "{name}" rests on too little that can be checked'
        if entry.evidence
        else f'the judgement on "{name}" rests on nothing that can be checked',
        f"add `evidence:` {_offers(kra)}a key result, the date of a check-in, a link, or a dated example",
    )


def _readings(ctx: Context[Options], review: ReviewEntry, kra: Kra | None) -> int:
    person, days = reviewed_person(ctx.ws, review), reviewed_days(ctx.ws, review)
    return count_readings(ctx.ws, kra, person, *days) if kra and person and days else 0


def _counted(pieces: int) -> str:
    return f"only {pieces} piece{'s' * (pieces != 1)} of evidence" if pieces else "nothing"


def _offers(kra: Kra | None) -> str:
    return f"with a KPI ({', '.join(kpi.key_id for kpi in kra.kpis)}), " if kra and kra.kpis else "with "
