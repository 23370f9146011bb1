"""The rule kra-near-duplicate."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Annotated

from pydantic import Field

from kraokr.lint import Context, RuleOptions, rule
from kraokr.lint.likeness import likeness, same_words
from kraokr.model import Kra, Role
from kraokr.source.diagnostic import Finding, Severity


class Options(RuleOptions):
    """When two areas are one."""

    similarity: Annotated[
        float, Field(description="This share of the words of both names is the same.", gt=0, le=1)
    ] = 0.8


@rule(group="kra", on=Role, severity=Severity.WARNING, since="0.1", options=Options, tier="nice")
def kra_near_duplicate(role: Role, ctx: Context[Options]) -> Iterator[Finding]:
    """Two key result areas of one role say the same.

    ## Why
    Where two names mean one area, every result belongs to both or to neither: it is reviewed twice, weighed
    twice, and a place among the few that a role should have is lost. (S0-5, S0-11)

    ## Bad
    ```yaml
    kind: role
    id: sales-manager
    title: Sales manager
    kras:
      - {id: retention, name: Customer retention}
      - {id: team, name: Team development}
      - {id: staying, name: Retention of our customers}
    ```

    ## Good
    ```yaml
    kind: role
    id: sales-manager
    title: Sales manager
    kras:
      - {id: retention, name: Customer retention}
      - {id: team, name: Team development}
      - {id: acquisition, name: Customer acquisition}
    ```

    ## Exceptions
    Of names the stems of the words that tell the subject are compared, of outcomes all words. A name that
    says more than the other ("Support", "Support team growth") is another area. Retired KRAs are skipped,
    inherited ones are compared with those of the role itself. Names in a language that is not read are
    compared as they stand.
    """
    if role.status == "retired" or not role.kras:
        return
    kras = [kra for kra in ctx.effective(role).kras if kra.status != "retired"]
    for one, other in combinations(kras, 2):
        field = _same(one, other, ctx)
        own = next((kra for kra in (other, one) if kra.document is role.document), None)
        if field is None or own is None:
            continue
        first = one if own is other else other
        yield Finding(
            own.at(field, label=f"the {field} says the same as that of `{first.id}`"),
            f'"{own.name}" and "{first.name}" are one area under two names',
            "keep one of them with the KPIs of both, or say in the name what sets them apart",
            (first.at(field, label="the other one"),),
        )


def _same(one: Kra, other: Kra, ctx: Context[Options]) -> str | None:
    """The field in which two areas say the same, if there is one."""
    lexicon = ctx.reads(one.name) and ctx.reads(other.name)
    if likeness(one.name, other.name, lexicon) >= ctx.options.similarity:
        return "name"
    outcomes = (one.outcome, other.outcome)
    return "outcome" if all(outcomes) and same_words(*map(str, outcomes)) else None
