"""The rule review-no-evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Annotated

from pydantic import Field

from kraokr.lint import Context, RuleOptions, rule
from kraokr.lint.reviewed import (
    count_readings,
    days_spoken_of,
    place_of,
    reviewed_days,
    reviewed_kra,
    reviewed_person,
)
from kraokr.model import Kra, ReviewedKra, ReviewEntry
from kraokr.source.diagnostic import Finding, Fix, Severity
from kraokr.source.edits import insert_entry, insert_item


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

    ```yaml
    kind: person
    id: ben
    role: support-lead
    checkins:
      - {date: 2025-10-07, item: customer-support, note: The backlog of 40 tickets was cleared in two days.}
    reviews:
      - cycle: 2025-H2
        status: final
        kras:
          customer-support: {rating: 4, comment: Customers were answered well.}
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

    ```yaml
    kind: person
    id: ben
    role: support-lead
    checkins:
      - {date: 2025-10-07, item: customer-support, note: The backlog of 40 tickets was cleared in two days.}
    reviews:
      - cycle: 2025-H2
        status: final
        kras:
          customer-support: {rating: 4, comment: Customers were answered well., evidence: [2025-10-07]}
    ```

    ## Exceptions
    Readings of the area's KPIs, or of key results that push it, count as evidence by themselves if they were
    taken in the period and are the person's own, or the team's. An area that is not judged needs none. The
    fix cites the days of notes on the area itself, which do not count by themselves.
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
        fix=_cite(entry, _days(ctx, review, kra), safe=review.status != "final"),
    )


def _readings(ctx: Context[Options], review: ReviewEntry, kra: Kra | None) -> int:
    person, days = reviewed_person(ctx.ws, review), reviewed_days(ctx.ws, review)
    return count_readings(ctx.ws, kra, person, *days) if kra and person and days else 0


def _days(ctx: Context[Options], review: ReviewEntry, kra: Kra | None) -> list[str]:
    """The days of the person's notes on the area in the period."""
    person, days = reviewed_person(ctx.ws, review), reviewed_days(ctx.ws, review)
    return [str(day) for day in days_spoken_of(ctx.ws, kra, person, *days)] if kra and person and days else []


def _cite(entry: ReviewedKra, days: Sequence[str], safe: bool) -> Fix | None:
    """Add the days to the evidence; that is unsafe in a final review, which is not to change any more."""
    cited = [day for day in days if not any(piece.startswith(day) for piece in entry.evidence)]
    if not cited:
        return None
    document, path = entry.document, entry.path
    try:
        if entry.has("evidence"):
            last = (*path, "evidence", len(entry.evidence) - 1)
            edits = [insert_item(document, last, day) for day in cited]
        else:
            edits = [insert_entry(document, path, "evidence", f"[{', '.join(cited)}]")]
    except KeyError:  # the evidence is written in a form of its own
        return None
    return Fix(f"Cite the notes of {' and '.join(cited)}", tuple(edits), safe=safe)


def _counted(pieces: int) -> str:
    return f"only {pieces} piece{'s' * (pieces != 1)} of evidence" if pieces else "nothing"


def _offers(kra: Kra | None) -> str:
    return f"with a KPI ({', '.join(kpi.key_id for kpi in kra.kpis)}), " if kra and kra.kpis else "with "
