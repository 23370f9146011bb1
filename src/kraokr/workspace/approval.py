"""Who approves a change of a goal file: not the one whose file it is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from functools import cached_property

from kraokr.model import CheckIns, Config, Node, Objectives, Person, Review, Role, Team
from kraokr.workspace.workspace import Workspace


class Approvers:
    """Who approves a change on a day: one person for each file, with a second for what that one proposes.

    Nobody can approve what they propose themselves, so the approver's manager stands in. A role is for its
    owner, else for the lead of the team that holds it; a person's file and objectives are for their manager;
    those of a team for its lead; a review is for its reviewer. Those who have left approve nothing, and who
    has nobody above them is the one exception.
    """

    def __init__(self, ws: Workspace, today: date) -> None:
        self._ws = ws
        self._today = today

    @cached_property
    def company(self) -> Sequence[Person]:
        """Who approves what is nobody else's: the leads of the teams without a parent."""
        leads = (self._present(team.lead) for team in self._ws.teams.values() if team.parent is None)
        return tuple(dict.fromkeys(lead for lead in leads if lead))

    def is_free(self, file: Node) -> bool:
        """Whether nobody needs to approve: check-ins are appended, and the next one corrects the last."""
        return isinstance(file, CheckIns)

    def of(self, file: Node) -> Sequence[Person]:
        """Who approves a change of a file; the company's lead where nobody else is found."""
        if self.is_free(file):
            return ()
        subject = None if isinstance(file, Role | Team | Config) else self._ws.holder(file)
        first = next((person for person in self._candidates(file) if person not in (None, subject)), None)
        if first is None:
            return self.company
        second = self._present(first.manager)
        return (first,) if second is None or second in (first, subject) else (first, second)

    def _candidates(self, file: Node) -> Iterable[Person | None]:
        """Who could approve a change of a file, the best first."""
        if isinstance(file, Role):
            return (self._present(file.owner), *self._leads(self._holding(file)))
        if isinstance(file, Review):
            return (self._present(file.reviewer), *self._above(self._ws.holder(file)))
        return self._above(self._ws.holder(file) if isinstance(file, Person | Team | Objectives) else None)

    def _above(self, holder: Person | Team | None) -> Iterable[Person | None]:
        if isinstance(holder, Team):
            return self._leads(self._upward(holder))
        if isinstance(holder, Person):
            return (self._present(holder.manager), *self._leads(self._ws.team_line(holder)))
        return ()

    def _holding(self, role: Role) -> list[Team]:
        """The teams that everyone who holds a role belongs to, the nearest first."""
        lines = [self._ws.team_line(person) for person in self._ws.holders(role, self._today)]
        return [team for team in lines[0] if all(team in line for line in lines)] if lines else []

    def _upward(self, team: Team) -> list[Team]:
        line: list[Team] = []
        above: Team | None = team
        while above is not None and above not in line:
            line.append(above)
            above = self._ws.teams.get(above.parent or "")
        return line

    def _leads(self, teams: Iterable[Team]) -> list[Person | None]:
        return [self._present(team.lead) for team in teams]

    def _present(self, id: str | None) -> Person | None:
        """The person of an id, unless they are unknown or have left."""
        person = self._ws.people.get(id or "")
        return None if person is None or (person.end or self._today) < self._today else person
