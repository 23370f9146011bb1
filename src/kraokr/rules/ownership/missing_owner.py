"""The rule missing-owner."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import Field

from kraokr.lint import Context, RuleOptions, rule
from kraokr.lint.owners import Owned, OwnerKind, called, read_owner
from kraokr.model import KeyResult, Objective, Objectives, Person, Role
from kraokr.source.diagnostic import Finding, Severity
from kraokr.workspace import Workspace


class Options(RuleOptions):
    """Where an owner may come from."""

    inherit: Annotated[bool, Field(description="A key result without an owner has the objective's.")] = True


@rule(
    group="ownership",
    on=(Role, Objectives, Objective, KeyResult),
    severity=Severity.ERROR,
    since="0.1",
    options=Options,
    profile="basic",
)
def missing_owner(node: Role | Owned, ctx: Context[Options]) -> Iterator[Finding]:
    """Nobody is accountable for an objective, a key result or the areas of a role.

    ## Why
    What belongs to everyone is done by no one. One named person answers for each objective and each result
    area, so that it is clear whom to ask and who may decide. (S0-11, S1-10, S1-33)

    ## Bad
    ```yaml
    kind: objectives
    cycle: 2026-Q1
    owner: TBD
    objectives:
      - {id: answers, title: Customers get an answer before they ask twice}
    ```
    ```yaml
    kind: objectives
    cycle: 2026-Q1
    objectives:
      - {id: answers, title: Customers get an answer before they ask twice}
    ```
    ```yaml
    kind: role
    id: sales-analyst
    title: Sales analyst
    kras:
      - {id: forecast-quality, name: Forecast quality}
    ```

    ## Good
    ```yaml
    kind: objectives
    cycle: 2026-Q1
    owner: ben
    objectives:
      - {id: answers, title: Customers get an answer before they ask twice}
    ```
    ```yaml
    kind: objectives
    cycle: 2026-Q1
    team: support
    objectives:
      - {id: answers, title: Customers get an answer before they ask twice}
    ```

    ## Exceptions
    An objective inherits the owner of its file, a key result that of its objective (`inherit: false` asks for
    one on each), and what belongs to a team belongs to its lead. KRAs belong to whoever holds the role, which
    is said once for the role. Roles that are drafts or retired, that only serve as a base (`extends`) or as
    the next step for others (`promotes_to`) and were never held, or that someone takes up soon, are left
    alone, and all roles are where no people are kept.
    """
    if isinstance(node, Role):
        yield from _vacant(node, ctx)
        return
    yield from _placeholder(node, ctx)
    if isinstance(node, Objectives):
        yield from _ownerless(node, ctx)
    elif isinstance(node, KeyResult) and not ctx.options.inherit and not node.has("owner"):
        message = f'the key result "{node.title}" names no owner of its own'
        yield Finding(node.at("title"), message, "add `owner:` with the id of the person who answers for it")


def _placeholder(node: Owned, ctx: Context[Options]) -> Iterator[Finding]:
    if not node.owner:
        return
    reading = read_owner(node.owner, ctx.ws, ctx.lexicon)
    if reading.kind is OwnerKind.NOBODY:
        yield Finding(
            node.at("owner", label="nobody in particular"),
            f'the owner is "{reading.names[0]}", so nobody answers for {called(node)}',
            "write the id of one person as `owner:`",
        )


def _ownerless(file: Objectives, ctx: Context[Options]) -> Iterator[Finding]:
    """The objectives of a file that have no owner from anywhere; one finding if they are all of several."""
    if file.has("owner") and file.owner != ():
        return
    without = [o for o in file.objectives if not ctx.ws.owner_text(o) and not _has_broken_owner(o, ctx.ws)]
    if len(without) > 1 and len(without) == len(file.objectives):
        message = f"none of the {len(without)} objectives in this file has an owner"
        help = "add `owner:` at the top with the id of the person who answers for them"
        yield Finding(file.key("objectives"), message, help)
        return
    for objective in without:
        message = f'nobody owns the objective "{objective.title}"'
        yield Finding(
            objective.at("title"), message, "add `owner:` with the id of the one person who answers for it"
        )


def _has_broken_owner(objective: Objective, ws: Workspace) -> bool:
    """Whether an owner or a team is given that cannot be read or is unknown, which other rules say."""
    teams = (objective.team, getattr(objective.holder, "team", None))
    return (objective.has("owner") and objective.owner is None) or any(t and t not in ws.teams for t in teams)


def _vacant(role: Role, ctx: Context[Options]) -> Iterator[Finding]:
    """A role in force whose areas nobody holds."""
    count = sum(kra.status == "active" for kra in ctx.effective(role).kras)
    if role.status != "active" or not count or not ctx.ws.people or ctx.ws.holders(role, ctx.today):
        return
    past = [person for person in ctx.ws.people.values() if _ever_held(person, role, ctx.ws)]
    coming = any((p.end is None or p.end >= ctx.today) and not _over(p, role, ctx) for p in past)
    if coming or (not past and _is_step(role, ctx.ws)) or _held_by_unread(role, ctx.ws):
        return
    areas = "its only KRA has" if count == 1 else f"its {count} KRAs have"
    yield Finding(
        role.at("id", label=_last_holder(past)),
        f"nobody holds the role {role.title}: {areas} no owner",
        f"write `role: {role.id}` in the file of the person who takes it, or `status: retired` here",
    )


def _ever_held(person: Person, role: Role, ws: Workspace) -> bool:
    return any(held.role is role for held in ws.held(person))


def _over(person: Person, role: Role, ctx: Context[Options]) -> bool:
    ends = [held.end for held in ctx.ws.held(person) if held.role is role]
    return all(end is not None and end < ctx.today for end in ends)


def _is_step(role: Role, ws: Workspace) -> bool:
    return any(role.id in (other.extends, other.promotes_to) for other in ws.roles.values())


def _held_by_unread(role: Role, ws: Workspace) -> bool:
    """Whether a person's file that could not be read names the role."""
    faulty = (document.data for document in ws.documents.values() if document.problems)
    people = (data for data in faulty if isinstance(data, dict) and data.get("kind") == "person")
    return any(role.id in (part.get("role") for part in (data, *_assignments(data))) for data in people)


def _assignments(data: dict[str, Any]) -> list[dict[str, Any]]:
    given = data.get("assignments")
    return [part for part in given if isinstance(part, dict)] if isinstance(given, list) else []


def _last_holder(past: list[Person]) -> str:
    left = [person for person in past if person.end]
    last = max(left, key=lambda person: str(person.end), default=None)
    return f"{last.name or last.id} left on {last.end}" if last else "held by no one"
