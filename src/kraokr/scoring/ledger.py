"""The ledger: every reading of a workspace, by what it measures and whose it is."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from kraokr.model import CheckIn, KeyResult, Kpi, Kra, Node, Person, Team
from kraokr.scoring.readings import Reading
from kraokr.scoring.rounding import ZERO
from kraokr.workspace import Workspace

_MEASURED = (KeyResult, Kpi, Kra)


class Ledger:
    """Readings and finished milestones, collected once from the check-ins of a workspace.

    Check-ins after `today` are left out, so that an archive can be looked at as it stood.
    """

    def __init__(self, workspace: Workspace, today: date) -> None:
        self._workspace = workspace
        self._readings: dict[Node, dict[Person | Team | None, list[Reading]]] = {}
        self._milestones: dict[KeyResult, list[tuple[str, date]]] = {}
        for checkin in workspace.checkins:
            if checkin.date <= today:
                self._enter(checkin)

    def of_key_result(self, kr: KeyResult, until: date) -> list[Reading]:
        """The readings of a key result up to a day, whoever wrote them down.

        What several people read on one day adds up where readings are summed.
        """
        by_holder = self._readings.get(kr, {}).values()
        found = [
            reading for readings in by_holder for reading in _last_of_days(readings) if reading.on <= until
        ]
        return _added_up(found) if kr.aggregate == "sum" else found

    def milestones_done(self, kr: KeyResult, until: date) -> set[str]:
        """The ids of the milestones that are done by a day."""
        own = [(m.key_id, m.done_on) for m in kr.milestones if m.done_on is not None]
        return {id for id, on in (*own, *self._milestones.get(kr, ())) if on <= until}

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
                self._milestones.setdefault(kr, []).append((checkin.milestone, checkin.date))

    def _measured(self, item: str, checkin: CheckIn) -> Node | None:
        return self._workspace.find(_MEASURED, item, checkin, checkin.date).node


def _last_of_days(readings: list[Reading]) -> list[Reading]:
    """The readings of one person or team; of several on a day the last."""
    return list({reading.on: reading for reading in readings}.values())


def _added_up(readings: list[Reading]) -> list[Reading]:
    totals: dict[date, Decimal] = {}
    for reading in readings:
        totals[reading.on] = totals.get(reading.on, ZERO) + reading.value
    return [Reading(on, value) for on, value in totals.items()]
