"""What is near a place that cites something: its own file, then its person's things, then its team's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from typing import TypeAlias

from kraokr.model import Person, Role, Team
from kraokr.source.document import Document
from kraokr.workspace.organisation import Organisation

Home: TypeAlias = Document | Person | Team | Role
"""Where a thing belongs: its file; the role of a KRA or KPI; the owner of an objective or key result."""


class Neighbourhoods:
    """The homes around each place of an organisation."""

    def __init__(self, organisation: Organisation) -> None:
        self._organisation = organisation
        self._of_holder: dict[Person | Team, frozenset[Home]] = {}
        self._of_team: dict[Team, frozenset[Home]] = {}

    def around(
        self, document: Document, holder: Person | Team | None, role: Role | None = None
    ) -> Iterator[Set[Home]]:
        """The homes around a file, or a part of it, that belongs to a holder or a role; the nearest first."""
        yield {document}
        if role is not None:
            yield {role}
        if holder is not None:
            yield self._own(holder)
            team = holder if isinstance(holder, Team) else self._organisation.team(holder)
            if team is not None:
                yield self._shared(team)

    def _own(self, holder: Person | Team) -> frozenset[Home]:
        """A person or team itself, and the roles of the person or the team's lead."""
        if holder not in self._of_holder:
            person = self._organisation.people.get(holder.lead) if isinstance(holder, Team) else holder
            self._of_holder[holder] = frozenset((holder, *self._roles((person,) if person else ())))
        return self._of_holder[holder]

    def _shared(self, team: Team) -> frozenset[Home]:
        """A team, its members and their roles."""
        if team not in self._of_team:
            members = self._organisation.members(team)
            self._of_team[team] = frozenset((team, *members, *self._roles(members)))
        return self._of_team[team]

    def _roles(self, people: Iterable[Person]) -> Iterator[Role]:
        return (held.role for person in people for held in self._organisation.held(person))
