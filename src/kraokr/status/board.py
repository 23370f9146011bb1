"""The dashboard: rows in groups, those that need attention first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import TypeAlias

from kraokr.model import Objective, Person, Team
from kraokr.status.kras import Days, role_rows
from kraokr.status.look import Look
from kraokr.status.need import need_of_group, need_of_objective, need_of_role
from kraokr.status.okrs import objective_row, owner_name
from kraokr.status.rows import Board, By, Group
from kraokr.status.scope import Scope
from kraokr.workspace import Cycle, Workspace

_Key: TypeAlias = tuple[str, str]
"""The id and the name of a group."""

_NOBODY: _Key = "", "nobody"
_NO_TEAM: _Key = "", "no team"


def build_board(look: Look, scope: Scope, by: By = "person") -> Board:
    """The dashboard of what a scope holds, grouped by person, team or cycle."""
    groups = list(_groups(look, scope, by))
    if by != "cycle":
        groups.sort(key=need_of_group)
    return Board(
        organisation=look.ws.config.organisation,
        today=look.today,
        by=by,
        cycles=scope.cycles or (scope.main,),
        groups=tuple(groups),
        stale_after=look.limits.of(scope.main),
        elsewhere=scope.elsewhere,
    )


def _groups(look: Look, scope: Scope, by: By) -> Iterator[Group]:
    if by == "cycle":
        for cycle in scope.cycles or (scope.main,):
            yield _group(look, (cycle.id, cycle.id), scope, cycle, scope.people, by)
        return
    key_of_person = _person_key if by == "person" else _team_key
    people = [(key_of_person(look.ws, person), person) for person in scope.people]
    goals = [_goal_key(look.ws, objective, by) for objective, _ in scope.objectives]
    for key in dict.fromkeys((*(key for key, _ in people), *goals)):
        members = [person for own, person in people if own == key]
        group = _group(look, key, scope, scope.main, members, by)
        if group.objectives or any(role.kras for role in group.roles):
            yield group


def _group(look: Look, key: _Key, scope: Scope, cycle: Cycle, people: Iterable[Person], by: By) -> Group:
    days = days_of(cycle, look)
    goals = [
        objective_row(look, objective, of)
        for objective, of in scope.objectives
        if (of == cycle if by == "cycle" else _goal_key(look.ws, objective, by) == key)
    ]
    roles = [row for person in people for row in role_rows(look, person, days)]
    return Group(
        *key,
        *days,
        tuple(sorted(goals, key=need_of_objective)),
        tuple(sorted(roles, key=need_of_role)),
    )


def days_of(cycle: Cycle, look: Look) -> Days:
    """As many days as a cycle has, up to its end or today: an area goes on from cycle to cycle."""
    end = min(look.today, cycle.end)
    return Days(end - timedelta(days=cycle.days - 1), end)


def _goal_key(ws: Workspace, objective: Objective, by: By) -> _Key:
    owner, holder = ws.owner(objective), ws.holder(objective)
    if by == "person":
        name = owner_name(ws, objective)
        return _person_key(ws, owner) if owner else (name, name) if name else _NOBODY
    if isinstance(holder, Team):
        return holder.id, holder.name or holder.id
    return _team_key(ws, owner) if owner else _NO_TEAM


def _person_key(ws: Workspace, person: Person) -> _Key:
    return person.id, person.name or person.id


def _team_key(ws: Workspace, person: Person) -> _Key:
    team = ws.team(person)
    return (team.id, team.name or team.id) if team else _NO_TEAM
