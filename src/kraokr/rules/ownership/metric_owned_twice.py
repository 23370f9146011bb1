"""The rule metric-owned-twice."""

from __future__ import annotations

from collections.abc import Iterator

from kraokr.lint import Context, NoOptions, rule
from kraokr.lint.owning import Claim, Claims, Owned, families, name_of, rival_claims, roles_above
from kraokr.model import Kpi, Kra
from kraokr.source.diagnostic import Finding, Severity
from kraokr.workspace import Workspace


@rule(group="ownership", on=Workspace, severity=Severity.WARNING, since="0.1")
def metric_owned_twice(ws: Workspace, ctx: Context[NoOptions]) -> Iterator[Finding]:
    """A KPI or a KRA belongs to two roles, and neither is said to come first.

    ## Why
    A number that two roles answer for is answered for by neither: each waits for the other when it falls, and
    both claim it when it rises. One role has to come first. (S0-11, S1-33)

    ## Bad
    ```yaml
    kind: role
    id: success-manager
    title: Success manager
    kras:
      - id: growing-accounts
        name: Growing accounts
        kpis: [{name: Renewal rate, unit: percent, target: ">= 92", source: "CRM, renewals"}]
    ```

    ## Good
    ```yaml
    kind: role
    id: success-manager
    title: Success manager
    kras:
      - id: growing-accounts
        name: Growing accounts
        kpis:
          - name: Renewal rate
            unit: percent
            target: ">= 92"
            source: CRM, renewals
            primary_role: sales-manager
    ```

    ## Exceptions
    Two KPIs are one if they share an id that both write down, or their name and source; two KRAs if they
    share their name and their outcome. A role may carry what the role of a manager above carries, and what
    it has in common with a role that it extends or leads to. A `primary_role` of a KRA is that of its KPIs.
    Everyone's team and learning are their own: areas of the dimensions people and growth are left out, as
    are guardrails, drafts and what is retired.
    """
    for own, claims in rival_claims(ws, ctx.lexicon):
        yield from _check(own, claims, ctx)


def _check(own: Claim, claims: Claims, ctx: Context[NoOptions]) -> Iterator[Finding]:
    node = own.node
    if own.primary is not None or own.role.id in claims.first:
        return
    rival = next((claim for claim in _before(own, claims) if _is_rival(claim, own, ctx)), None)
    if rival is None:
        return
    what = "KPI" if isinstance(node, Kpi) else "KRA"
    other, settled = rival.role, rival.role.id in claims.first
    yield Finding(
        node.at("name", label=f"also in {other.title}{', which comes first' if settled else ''}"),
        f'{own.role.title} and {other.title} both own the {what} "{node.name}"',
        f"write `primary_role: {other.id}` here"
        + ("" if settled else f" if {other.title} comes first, else `primary_role: {own.role.id}` there"),
        (rival.node.at("name", label=other.title),),
    )


def _before(own: Claim, claims: Claims) -> Iterator[Claim]:
    """The claims that come before one: of roles that are said to, else those that stand before it."""
    if claims.first:
        yield from (claim for claim in claims.all if claim.role.id in claims.first)
    for claim in claims.all:
        if claim is own:
            return
        if claim.primary in (None, claim.role.id):
            yield claim


def _is_rival(claim: Claim, own: Claim, ctx: Context[NoOptions]) -> bool:
    """Whether the roles have nothing to do with each other, and their areas do not say so already."""
    family = families(ctx.ws)
    if family[claim.role.id] == family[own.role.id] or _said_of_areas(claim.node, own.node):
        return False
    above = roles_above(ctx.ws, ctx.today)
    one, other = claim.role.id, own.role.id
    return one not in above.get(other, ()) and other not in above.get(one, ())


def _said_of_areas(one: Owned, other: Owned) -> bool:
    areas = one.outer(Kra), other.outer(Kra)
    return areas[0] is not None and areas[1] is not None and name_of(areas[0]) == name_of(areas[1])
