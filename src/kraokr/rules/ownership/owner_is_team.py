"""The rule owner-is-team."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Annotated

from pydantic import Field

from kraokr.lint import Context, RuleOptions, rule
from kraokr.lint.owners import Owned, OwnerKind, read_owner
from kraokr.model import KeyResult, Objective, Objectives, Person, Team
from kraokr.source.diagnostic import Edit, Finding, Fix, Severity
from kraokr.source.edits import insert_entry, replace_value, scalar
from kraokr.workspace import Workspace


class Options(RuleOptions):
    """Whether teams may own."""

    allow_team_owner: Annotated[bool, Field(description="A known team may stand as owner.")] = False


@rule(
    group="ownership",
    on=(Objectives, Objective, KeyResult),
    severity=Severity.WARNING,
    since="0.1",
    options=Options,
    profile="basic",
)
def owner_is_team(node: Owned, ctx: Context[Options]) -> Iterator[Finding]:
    """An objective or key result is owned by a team instead of a person.

    ## Why
    A team cannot be asked how a goal stands or decide what to give up for it. The goal is the team's, and one
    person, as a rule its lead, answers for it. (S1-33, S1-40)

    ## Bad
    ```yaml
    kind: objectives
    cycle: 2026-Q1
    owner: Sales Team
    objectives:
      - {id: logistics, title: Become the obvious choice for logistics companies}
    ```

    ## Good
    ```yaml
    kind: objectives
    cycle: 2026-Q1
    owner: alice
    team: sales
    objectives:
      - {id: logistics, title: Become the obvious choice for logistics companies}
    ```

    ## Exceptions
    A text counts as a team if it is the id or the name of one, or ends in a word such as team or department;
    people are looked up first. With `allow_team_owner: true` a team that has a file may own.
    """
    if not node.owner:
        return
    reading = read_owner(node.owner, ctx.ws, ctx.lexicon)
    team = reading.team
    if reading.kind is not OwnerKind.TEAM or (team and ctx.options.allow_team_owner):
        return
    lead = _lead(team, ctx.ws, ctx.today) if team else None
    yield Finding(
        node.at("owner", label=_label(team, lead)),
        f'the owner "{reading.names[0]}" is a team: no single person answers for it',
        _help(node, team, lead),
        related=(team.at("lead", label="the lead of this team"),) if team and lead else (),
        fix=_fix(node, team, lead) if team and lead else None,
    )


def _lead(team: Team, ws: Workspace, today: date) -> Person | None:
    """The lead of a team, if that is a known person who is still here."""
    lead = ws.people.get(team.lead)
    return lead if lead and (lead.end is None or lead.end >= today) else None


def _label(team: Team | None, lead: Person | None) -> str:
    if team is None:
        return "reads like the name of a team"
    return f"the team `{team.id}`, led by {lead.name or lead.id}" if lead else f"the team `{team.id}`"


def _help(node: Owned, team: Team | None, lead: Person | None) -> str:
    owner = f"`owner: {lead.id}`" if lead else "the id of one person as `owner:`"
    if isinstance(node, KeyResult):
        return f"write {owner}"
    return f"write {owner} and {f'`team: {team.id}`' if team else 'the team as `team:`'}"


def _fix(node: Owned, team: Team, lead: Person) -> Fix | None:
    given = getattr(node, "team", None)
    if given not in (None, team.id):
        return None
    edits: tuple[Edit, ...] = (replace_value(node.document, (*node.path, "owner"), scalar(lead.id)),)
    if given is None and not isinstance(node, KeyResult):
        edits = (*edits, insert_entry(node.document, node.path, "team", scalar(team.id), after="owner"))
    return Fix(f"Make {lead.name or lead.id}, the lead of the team, its owner", edits, safe=True)
