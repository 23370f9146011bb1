"""The ledger: every reading of a workspace, by what it measures and whose it is."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from kraokr.model import KeyResult, Kpi, Node, Person, Team
from kraokr.scoring.confidence import Confidence
from kraokr.scoring.readings import Reading
from kraokr.scoring.rounding import ZERO
from kraokr.workspace import Workspace
from kraokr.workspace.records import Record

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
        return self._held(kpi, person, start, end)[1]

    def records_of_key_result(self, kr: KeyResult, until: date) -> list[Record]:
        """The records of check-ins that `of_key_result` reads, with the places where they stand."""
        return self._records(kr, date.min, until)

    def records_of_kpi(self, kpi: Kpi, person: Person, start: date, end: date) -> list[Record]:
        """The records of check-ins that `of_kpi` reads, with the places where they stand."""
        holder, _ = self._held(kpi, person, start, end)
        found = self._records(kpi, start, end)
        return [record for record in found if self._workspace.holder(record.checkin) is holder]

    def confidence(self, kr: KeyResult, until: date) -> Confidence:
        """The confidence last stated in a key result by a day; of several on that day the last."""
        last, found = min(until, self._today), Confidence()
        for checkin, _, _, _ in self._workspace.records.of(kr):
            if checkin.confidence is not None and (found.on or date.min) <= checkin.date <= last:
                found = Confidence(checkin.confidence, checkin.date)
        return found

    def _held(
        self, kpi: Kpi, person: Person, start: date, end: date
    ) -> tuple[Person | Team | None, list[Reading]]:
        line: tuple[Person | Team, ...] = (person, *self._workspace.team_line(person))
        for holder in line:
            found = [r for r in self._by_holder(kpi).get(holder, ()) if start <= r.on <= end]
            if found:
                return holder, found
        return None, []

    def _records(self, node: Node, start: date, end: date) -> list[Record]:
        last = min(end, self._today)
        records = self._workspace.records.of(node)
        return [one for one in records if one.value is not None and start <= one.checkin.date <= last]

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
