"""The rule kra-near-duplicate."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Annotated, NamedTuple

from pydantic import Field

from kraokr.language import subject_words
from kraokr.lint import Context, RuleOptions, rule
from kraokr.lint.likeness import plain
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
    said = {kra: _said(kra, ctx) for kra in kras}
    for one, other in combinations(kras, 2):
        field = _same(said[one], said[other], ctx.options.similarity)
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


class _Said(NamedTuple):
    """What an area says: its name without marks, the stems of its subject, its outcome without marks."""

    name: str
    subject: frozenset[str]
    outcome: str


def _said(kra: Kra, ctx: Context[Options]) -> _Said:
    lexicon = ctx.reads(kra.name)
    subject = subject_words(kra.name, lexicon) if lexicon else frozenset[str]()
    return _Said(plain(kra.name), subject, plain(kra.outcome or ""))


def _same(one: _Said, other: _Said, similarity: float) -> str | None:
    """The field in which two areas say the same, if there is one."""
    both, either = one.subject & other.subject, one.subject | other.subject
    if one.name == other.name or (both and len(both) / len(either) >= similarity):
        return "name"
    return "outcome" if one.outcome and one.outcome == other.outcome else None
