"""The rule stored-score-mismatch."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from kraokr.lint import Context, RuleOptions, rule
from kraokr.lint.reviewed import reviewed_kra
from kraokr.lint.scored import scores
from kraokr.model import Config, Objective, ReviewEntry
from kraokr.model.review import Overall
from kraokr.scoring.average import weighted_mean
from kraokr.scoring.rounding import round_half_up, show
from kraokr.source.diagnostic import Finding, Fix, Severity
from kraokr.source.edits import replace_value

if TYPE_CHECKING:
    from kraokr.scoring.scores import ObjectiveScore


class Options(RuleOptions):
    """How exact a stored number has to be."""

    tolerance: Annotated[Decimal, Field(description="A difference up to this is rounding.", ge=0)] = Decimal(
        "0.05"
    )


@rule(
    group="okr",
    on=(Objective, ReviewEntry),
    severity=Severity.ERROR,
    since="0.1",
    options=Options,
    tier="strong",
)
def stored_score_mismatch(node: Objective | ReviewEntry, ctx: Context[Options]) -> Iterator[Finding]:
    """A stored score differs from what the readings come to.

    ## Why
    A score is worked out from readings, so that everyone who has them gets the same. A number typed over it
    looks just as computed; nobody sees that it was a judgement, and nobody can ask for the reason. (S1-16)

    ## Bad
    ```yaml
    kind: person
    id: alice
    name: Alice Rao
    role: sales-manager
    team: sales
    objectives:
      - id: logistics
        title: Become the obvious choice for logistics companies
        cycle: 2025-Q4
        key_results:
          - {id: accounts, title: Logistics accounts, unit: accounts, baseline: 0, target: 100}
        closed_on: 2026-01-05
        score: 0.9
    checkins:
      - {date: 2025-12-30, readings: {accounts: 63}}
    ```

    ## Good
    ```yaml
    kind: person
    id: alice
    name: Alice Rao
    role: sales-manager
    team: sales
    objectives:
      - id: logistics
        title: Become the obvious choice for logistics companies
        cycle: 2025-Q4
        key_results:
          - {id: accounts, title: Logistics accounts, unit: accounts, baseline: 0, target: 100}
        closed_on: 2026-01-05
        score: 0.63
    checkins:
      - {date: 2025-12-30, readings: {accounts: 63}}
    ```

    ## Exceptions
    A difference up to `tolerance` is rounding. A number that is a judgement says so: `override: {value: 0.9,
    reason: …}` on the objective, `method: manual` in a review. Without a single reading there is nothing to
    compare with. The `overall` of a review with `method: computed` is the mean of its ratings by the weights
    of the KRAs, or the value of the rating scale next to it.
    """
    if isinstance(node, Objective):
        if node.score is not None and node.override is None:
            yield from _of_objective(node, node.score, ctx)
    elif node.overall is not None and node.overall.method == "computed" and node.overall.value is not None:
        yield from _of_review(node, node.overall, node.overall.value, ctx)


def _of_objective(objective: Objective, stored: Decimal, ctx: Context[Options]) -> Iterator[Finding]:
    scored = scores(ctx.ws, ctx.today).objective(objective)
    average = scored.average
    if average.value is None or not average.measured or _same(stored, average.value, ctx):
        return
    computed = show(round_half_up(average.value, 2))
    complete = average.measured == average.total
    edit = replace_value(objective.document, (*objective.path, "score"), computed)
    yield Finding(
        objective.at("score", label=f"{_working(scored)} = {computed}"),
        f'"{objective.title}" is stored with a score of {show(stored)}, but its readings come to {computed}'
        + ("" if complete else f", {_unread(scored)}"),
        f"write `score: {computed}`, or say why another number counts under `override:` "
        "(`value` and `reason`)",
        fix=Fix(f"Write the computed score, {computed}", (edit,), safe=True) if complete else None,
    )


def _of_review(
    review: ReviewEntry, overall: Overall, stored: Decimal, ctx: Context[Options]
) -> Iterator[Finding]:
    rated = [
        (entry, reviewed_kra(ctx.ws, entry)) for entry in review.kras.values() if entry.rating is not None
    ]
    parts = [(entry.rating, ctx.merged(kra).weight if kra else None) for entry, kra in rated]
    mean, working = weighted_mean(parts)
    if mean is None or _same(stored, mean, ctx) or stored == _nearest_step(mean, ctx.config):
        return
    computed = show(round_half_up(mean, 2))
    edit = replace_value(overall.document, (*overall.path, "value"), computed)
    yield Finding(
        overall.at("value", label=f"{working} = {computed}"),
        f"the overall rating of {show(stored)} is said to be computed, but the ratings come to {computed}",
        f"write `value: {computed}`, or `method: manual` with a `reason`",
        fix=Fix(f"Write the computed rating, {computed}", (edit,), safe=True),
    )


def _same(stored: Decimal, computed: Decimal, ctx: Context[Options]) -> bool:
    return abs(stored - computed) <= ctx.options.tolerance


def _working(scored: ObjectiveScore) -> str:
    """How the score comes about; of a single key result how its own does."""
    return scored.scores[0].formula if len(scored.scores) == 1 else scored.average.formula


def _unread(scored: ObjectiveScore) -> str:
    missing, total = scored.average.total - scored.average.measured, scored.average.total
    return f"where {missing} of {total} key results {'was' if missing == 1 else 'were'} never read"


def _nearest_step(mean: Decimal, config: Config) -> Decimal | None:
    """The value of the rating scale that is next to a mean; the higher of two."""
    return min((step.value for step in config.rating_scale), key=lambda v: (abs(v - mean), -v), default=None)
