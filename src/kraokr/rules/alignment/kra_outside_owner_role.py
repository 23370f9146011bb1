"""The rule kra-outside-owner-role."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from kraokr.lint import Context, NoOptions, rule
from kraokr.lint.alignment import owner_kras, owner_roles
from kraokr.lint.keyresults import is_dropped
from kraokr.model import Kra, Objective, Role, Team
from kraokr.source.diagnostic import Finding, Severity
from kraokr.workspace import Workspace
from kraokr.workspace.inheritance import ancestry


@rule(group="alignment", on=Objective, severity=Severity.ERROR, since="0.1")
def kra_outside_owner_role(objective: Objective, ctx: Context[NoOptions]) -> Iterator[Finding]:
    """An objective accelerates a key result area that is not its owner's.

    ## Why
    An area belongs to a role, and whoever holds the role answers for it. An objective pushes its owner's own
    area; pushed from outside, two people answer for one thing and its standing owner learns of it last.
    (S1-10, S1-25)

    ## Bad
    ```yaml
    kind: objectives
    owner: ben
    cycle: 2026-Q1
    objectives:
      - id: answers
        title: Customers get an answer before they ask twice
        accelerates: customer-retention
    ```

    ## Good
    ```yaml
    kind: objectives
    owner: ben
    cycle: 2026-Q1
    objectives:
      - id: answers
        title: Customers get an answer before they ask twice
        accelerates: customer-support
        supports: [customer-retention]
    ```

    ## Exceptions
    Work for another role's area is welcome: name it under `supports:`. The roles that the owner holds in the
    cycle count, with the roles they extend. For an objective of a team the areas of its members and its lead
    count too, those of the teams below it included, and a finding is only a warning. The company's objectives
    may name any area. Dropped objectives, and owners whose role is not known, are skipped.
    """
    if not objective.accelerates or objective.accelerates == "none" or is_dropped(objective):
        return
    roles = [held.role for held in owner_roles(objective, ctx.ws, ctx.today)]
    holder = ctx.ws.holder(objective)
    if not roles or ctx.ws.is_company(holder):
        return
    team = holder if isinstance(holder, Team) else None
    own = _with_bases(roles, ctx.ws) | (_team_roles(ctx.ws).get(team.id, set()) if team else set())
    for keys, kra in _accelerated(objective, ctx.ws):
        role = kra.outer(Role)
        if role is not None and role.id not in own:
            yield Finding(
                objective.at("accelerates", *keys, label="not an area of the owner"),
                f'"{objective.title}" accelerates "{kra.name}", an area of the role {role.title}, '
                f"but {_belongs(objective, team, roles, ctx.ws)}",
                _help(objective, kra, ctx),
                related=(kra.at("name", label=f"an area of {role.title}"),),
                severity=Severity.WARNING if team else None,
            )


def _with_bases(roles: Iterable[Role], ws: Workspace) -> set[str]:
    """The ids of roles and of those they extend."""
    return {base.id for role in roles for base in ancestry(role, ws.roles)}


def _accelerated(objective: Objective, ws: Workspace) -> Iterator[tuple[tuple[int, ...], Kra]]:
    """The KRAs an objective names, those that are known, each with its index if there is a list."""
    given = objective.accelerates or ()
    named: Sequence[tuple[tuple[int, ...], str]] = (
        [((), given)] if isinstance(given, str) else [((index,), text) for index, text in enumerate(given)]
    )
    for keys, text in named:
        kra = ws.find((Kra,), text, objective).node
        if isinstance(kra, Kra):
            yield keys, kra


@lru_cache(maxsize=4)
def _team_roles(ws: Workspace) -> Mapping[str, set[str]]:
    """The ids of the roles that the people of each team hold, those of the teams below it included."""
    found: dict[str, set[str]] = {team: set() for team in ws.teams}
    leads = ((ws.people.get(team.lead), team) for team in ws.teams.values())
    members = ((person, ws.team(person)) for person in ws.people.values())
    for person, team in (*leads, *members):
        roles = _with_bases((held.role for held in ws.held(person)), ws) if person else set()
        seen: set[str] = set()
        while team is not None and team.id not in seen:
            seen.add(team.id)
            found[team.id] |= roles
            team = ws.teams.get(team.parent or "")
    return found


def _belongs(objective: Objective, team: Team | None, roles: Sequence[Role], ws: Workspace) -> str:
    if team is not None:
        return f"nobody in {team.name or team.id} holds that role"
    owner = ws.owner(objective)
    titles = " and ".join(dict.fromkeys(role.title for role in roles))
    return f"{(owner.name or owner.id) if owner else 'its owner'} is {titles}"


def _help(objective: Objective, kra: Kra, ctx: Context[NoOptions]) -> str:
    own = ", ".join(f"`{kra.id}`" for kra in owner_kras(objective, ctx.ws, ctx.today))
    listed = f" ({own})" if own else ""
    return f"name an area of its owner{listed}, and this one under `supports: [{kra.id}]`"
