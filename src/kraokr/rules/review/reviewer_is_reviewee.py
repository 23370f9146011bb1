"""The rule reviewer-is-reviewee."""

from __future__ import annotations

from collections.abc import Iterator

from kraokr.lint import Context, NoOptions, rule
from kraokr.lint.owners import known_person
from kraokr.lint.reviewed import reviewed_person
from kraokr.model import ReviewEntry
from kraokr.source.diagnostic import Finding, Severity


@rule(group="review", on=ReviewEntry, severity=Severity.WARNING, since="0.1", tier="nice")
def reviewer_is_reviewee(review: ReviewEntry, ctx: Context[NoOptions]) -> Iterator[Finding]:
    """A review is written by the person it is about.

    ## Why
    People judge their own work with what they know of its circumstances, and leave out what only others saw.
    Their view belongs in the review, beside that of someone who answers for it. (S0-18, S0-20)

    ## Bad
    ```yaml
    kind: review
    person: ben
    cycle: 2025-H2
    status: final
    reviewer: ben
    ```

    ## Good
    ```yaml
    kind: review
    person: ben
    cycle: 2025-H2
    status: final
    reviewer: meera
    ```

    ## Exceptions
    Without `reviewer:` the person's manager counts as the reviewer. Whoever has no manager in this workspace,
    and is reviewed by a board, needs no reviewer here.
    """
    if review.reviewer is None:
        return
    person = reviewed_person(ctx.ws, review)
    if person is None or known_person(review.reviewer, ctx.ws) is not person:
        return
    name = person.name or person.id
    manager = f" (`{person.manager}`)" if person.manager and person.manager != person.id else ""
    yield Finding(
        review.at("reviewer", label="the person reviewed"),
        f"{name} is both reviewed and the reviewer",
        f"name the manager{manager} or someone else who saw the work; the person's own view goes under "
        "`self_summary:`, and under `self:` of each area",
    )
