"""How far a cited thing is from the place that cites it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias

from kraokr.model import KeyResult, Node, Objective, Person, Role, Team
from kraokr.source.document import Document
from kraokr.workspace.organisation import Organisation

Distance: TypeAlias = Callable[[Node], int]
"""0 in the same file, 1 in the person's own roles and objectives, 2 in those of the team, 3 elsewhere."""

ELSEWHERE = 3


class Neighbourhoods:
    """The distances from each place of an organisation."""

    def __init__(self, organisation: Organisation) -> None:
        self._organisation = organisation
        self._of_person: dict[Person, frozenset[Node]] = {}
        self._of_team: dict[Team, frozenset[Node]] = {}

    def around(self, document: Document, holder: Person | Team | None, role: Role | None = None) -> Distance:
        """The distance from a file, or a part of it, that belongs to a holder or a role."""
        team, lead = self._team(holder)
        person = holder if isinstance(holder, Person) else lead
        own = self._person_parts(person) if person else self._parts_of_roles([role] if role else [])
        near = self._team_parts(team) if team else frozenset()

        def distance(node: Node) -> int:
            if node.document is document:
                return 0
            if isinstance(node, Objective | KeyResult):
                return self._between(self._organisation.holder(node), holder, team)
            return 1 if node in own else 2 if node in near else ELSEWHERE

        return distance

    def _team(self, holder: Person | Team | None) -> tuple[Team | None, Person | None]:
        if isinstance(holder, Team):
            return holder, self._organisation.people.get(holder.lead)
        return (self._organisation.team(holder) if holder else None), None

    def _between(self, other: Person | Team | None, holder: Person | Team | None, team: Team | None) -> int:
        if other is not None and other is holder:
            return 1
        theirs = self._organisation.team(other) if isinstance(other, Person) else other
        return 2 if team is not None and theirs is team else ELSEWHERE

    def _person_parts(self, person: Person) -> frozenset[Node]:
        if person not in self._of_person:
            self._of_person[person] = self._parts((person,))
        return self._of_person[person]

    def _team_parts(self, team: Team) -> frozenset[Node]:
        if team not in self._of_team:
            self._of_team[team] = self._parts(self._organisation.members(team))
        return self._of_team[team]

    def _parts(self, people: Iterable[Person]) -> frozenset[Node]:
        return self._parts_of_roles({h.role for person in people for h in self._organisation.held(person)})

    def _parts_of_roles(self, roles: Iterable[Role]) -> frozenset[Node]:
        kras = [kra for role in roles for kra in self._organisation.effective(role).kras]
        return frozenset((*kras, *(kpi for kra in kras for kpi in kra.kpis)))
