"""The ledger: every reading of a workspace, by what it measures and whose it is."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from kraokr.model import KeyResult, Kpi, Node, Person, Team
from kraokr.scoring.readings import Reading
from kraokr.scoring.rounding import ZERO
from kraokr.workspace import Workspace

_ITEM = ("item",)


class Ledger:
    """Readings and finished milestones, collected from the check-ins of a workspace when they are asked for.

    Check-ins after `today` are left out, so that an archive can be looked at as it stood.
    """

    def __init__(self, workspace: Workspace, today: date) -> None:
        self._workspace = workspace
        self._today = today
        self._readings: dict[Node, dict[Person | Team | None, list[Reading]]] = {}

    def of_key_result(self, kr: KeyResult, until: date) -> list[Reading]:
        """The readings of a key result up to a day, whoever wrote them down.

        What several people read on one day adds up where readings are summed.
        """
        by_holder = self._by_holder(kr).values()
        found = [
            reading for readings in by_holder for reading in _last_of_days(readings) if reading.on <= until
        ]
        return _added_up(found) if kr.aggregate == "sum" else found

    def milestones_done(self, kr: KeyResult, until: date) -> set[str]:
        """The ids of the milestones that are done by a day."""
        own = {m.key_id for m in kr.milestones if m.done_on is not None and m.done_on <= until}
        last = min(until, self._today)
        checkins = (record.checkin for record in self._workspace.records.of(kr) if record.keys == _ITEM)
        return own | {one.milestone for one in checkins if one.milestone and one.date <= last}

    def of_kpi(self, kpi: Kpi, person: Person, start: date, end: date) -> list[Reading]:
        """The readings of a KPI in a period: the person's own, else the team's, else its parents'."""
        line: tuple[Person | Team, ...] = (person, *self._workspace.team_line(person))
        for holder in line:
            found = [r for r in self._by_holder(kpi).get(holder, ()) if start <= r.on <= end]
            if found:
                return found
        return []

    def _by_holder(self, node: Node) -> dict[Person | Team | None, list[Reading]]:
        if node not in self._readings:
            by_holder = self._readings[node] = {}
            today, last = self._today, None
            read: list[Reading] = []
            for checkin, _, _, value in self._workspace.records.of(node):
                if checkin.holder is not last:
                    last = checkin.holder
                    read = by_holder.setdefault(self._workspace.holder(checkin), [])
                if value is not None and checkin.date <= today:
                    read.append(Reading(checkin.date, value))
        return self._readings[node]


def _last_of_days(readings: list[Reading]) -> list[Reading]:
    """The readings of one person or team; of several on a day the last."""
    return list({reading.on: reading for reading in readings}.values())


def _added_up(readings: list[Reading]) -> list[Reading]:
    totals: dict[date, Decimal] = {}
    for reading in readings:
        totals[reading.on] = totals.get(reading.on, ZERO) + reading.value
    return [Reading(on, value) for on, value in totals.items()]
