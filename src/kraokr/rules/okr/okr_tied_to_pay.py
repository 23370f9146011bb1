"""The rule okr-tied-to-pay."""

from __future__ import annotations

from collections.abc import Iterator

from kraokr.lint import Context, NoOptions, rule
from kraokr.lint.reviewed import place_of, reviewed_kra
from kraokr.model import KeyResult, Objective, ReviewedKra
from kraokr.model.config import Policy
from kraokr.source.diagnostic import Finding, Severity

_PAY = {"bonus": "a bonus", "payout": "a payout", "compensation": "compensation", "rating_weight": "a rating"}


@rule(group="okr", on=(Objective, KeyResult, ReviewedKra, Policy), severity=Severity.WARNING, since="0.1")
def okr_tied_to_pay(
    node: Objective | KeyResult | ReviewedKra | Policy, ctx: Context[NoOptions]
) -> Iterator[Finding]:
    """The result of an objective feeds pay or a rating.

    ## Why
    Whoever is paid for full marks sets goals that are sure to give them. Objectives stay bold, and their
    scores honest, where they are only talked about; the KRAs carry the rating. (S1-16, S1-18, S1-19, S1-45)

    ## Bad
    ```yaml
    kind: objectives
    owner: alice
    cycle: 2026-Q1
    objectives:
      - id: logistics
        title: Become the obvious choice for logistics companies
        bonus: 20
        key_results:
          - {title: New accounts, unit: accounts, baseline: 0, target: 50, rating_weight: 30}
    ```

    ## Good
    ```yaml
    kind: objectives
    owner: alice
    cycle: 2026-Q1
    objectives:
      - id: logistics
        title: Become the obvious choice for logistics companies
        key_results:
          - {title: New accounts, unit: accounts, baseline: 0, target: 50}
    ```

    ## Exceptions
    Where it is decided otherwise, as in plans for executives or sales, kraokr.yaml says so with a reason:
    `policy: {okr_in_pay: allowed, reason: the plan of the board}`. An objective may be cited as evidence in a
    review; what counts is a rating given to it in the place of a KRA. A share of 0 is none.
    """
    if isinstance(node, Policy):
        yield from _unreasoned(node)
    elif ctx.config.policy.okr_in_pay == "forbidden":
        yield from _rated(node, ctx) if isinstance(node, ReviewedKra) else _paid(node)


def _unreasoned(policy: Policy) -> Iterator[Finding]:
    if policy.okr_in_pay == "allowed" and not policy.reason:
        yield Finding(
            policy.at("okr_in_pay", label="no reason given"),
            "OKR results may feed pay here, and nothing says why",
            "add `reason:` below it, or remove the line",
        )


def _paid(node: Objective | KeyResult) -> Iterator[Finding]:
    what = "objective" if isinstance(node, Objective) else "key result"
    for key, pay in _PAY.items():
        if getattr(node, key):
            yield Finding(
                node.key(key, label="invites goals that are sure to be met"),
                f'the {what} "{node.title}" feeds {pay}',
                f"remove `{key}:`, and let the KRAs carry ratings and pay",
            )


def _rated(entry: ReviewedKra, ctx: Context[NoOptions]) -> Iterator[Finding]:
    """A rating for an objective or key result of the person, in the place of one for a KRA."""
    if entry.rating is None:
        return
    goal = _goal(entry, ctx)
    if goal is None:
        return
    what = "objective" if isinstance(goal, Objective) else "key result"
    yield Finding(
        place_of(entry, label=f"rated {entry.rating}"),
        f'this review rates the {what} "{goal.title}"',
        "rate the KRA that it accelerates, and cite the result there under `evidence:`",
        related=(goal.at("title", label=f"the {what}"),),
    )


def _goal(entry: ReviewedKra, ctx: Context[NoOptions]) -> Objective | KeyResult | None:
    """The objective or key result that an entry speaks of, if its id is that of no KRA."""
    name = str(entry.path[-1])
    if reviewed_kra(ctx.ws, entry) is not None:
        return None
    goal = ctx.ws.find((Objective, KeyResult), name, entry).node
    return goal if isinstance(goal, (Objective, KeyResult)) else None
