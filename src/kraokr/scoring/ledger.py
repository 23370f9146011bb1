"""The ledger: every reading of a workspace, by what it measures and whose it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kraokr.model import CheckIn, KeyResult, Kpi, Kra, Node, Person, Team
from kraokr.scoring.readings import Reading
from kraokr.workspace import Workspace

_MEASURED = (KeyResult, Kpi, Kra)


class Ledger:
    """Readings and finished milestones, collected once from the check-ins of a workspace.

    Check-ins after `today` are left out, so that an archive can be looked at as it stood.
    """

    def __init__(self, workspace: Workspace, today: date) -> None:
        self._workspace = workspace
        self._readings: dict[Node, dict[Person | Team | None, list[Reading]]] = {}
        self._milestones: dict[KeyResult, set[str]] = {}
        for checkin in workspace.checkins:
            if checkin.date <= today:
                self._enter(checkin)

    def of_key_result(self, kr: KeyResult, until: date) -> list[Reading]:
        """The readings of a key result up to a day, whoever wrote them down."""
        by_holder = self._readings.get(kr, {})
        return [reading for readings in by_holder.values() for reading in readings if reading.on <= until]

    def milestones_done(self, kr: KeyResult, until: date) -> set[str]:
        """The ids of the milestones that are done by a day."""
        own = {m.key_id for m in kr.milestones if m.done_on is not None and m.done_on <= until}
        return own | self._milestones.get(kr, set())

    def of_kpi(self, kpi: Kpi, person: Person, start: date, end: date) -> list[Reading]:
        """The readings of a KPI in a period: the person's own, else the team's, else its parents'."""
        for holder in self._line(person):
            found = [r for r in self._readings.get(kpi, {}).get(holder, ()) if start <= r.on <= end]
            if found:
                return found
        return []

    def _line(self, person: Person) -> Iterator[Person | Team]:
        yield person
        seen: list[Team] = []
        team = self._workspace.team(person)
        while team is not None and team not in seen:
            yield team
            seen.append(team)
            team = self._workspace.teams.get(team.parent or "")

    def _enter(self, checkin: CheckIn) -> None:
        holder = self._workspace.holder(checkin)
        for item, value in checkin.values():
            node = self._measured(item, checkin)
            if node is not None:
                by_holder = self._readings.setdefault(node, {})
                by_holder.setdefault(holder, []).append(Reading(checkin.date, value))
        if checkin.milestone and checkin.item:
            kr = self._measured(checkin.item, checkin)
            if isinstance(kr, KeyResult):
                self._milestones.setdefault(kr, set()).add(checkin.milestone)

    def _measured(self, item: str, checkin: CheckIn) -> Node | None:
        return self._workspace.find(_MEASURED, item, checkin, checkin.date).node
