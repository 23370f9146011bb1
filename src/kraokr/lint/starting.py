"""Where a key result starts: what the KPI that it moves read before the cycle."""

from __future__ import annotations

from datetime import date, timedelta

from kraokr.lint.scored import scores
from kraokr.lint.targets import known_unit
from kraokr.model import KeyResult, Kpi, Objective
from kraokr.scoring.readings import Reading
from kraokr.workspace import Workspace


def last_reading_before(kr: KeyResult, ws: Workspace, today: date) -> Reading | None:
    """The last reading of a key result's KPI before its cycle: its owner's own, else the team's.

    None where there is none, for sums, which start anew in each period, and where the units differ.
    """
    objective, owner = kr.outer(Objective), ws.owner(kr)
    cycle = ws.cycle(objective) if objective else None
    found = ws.find((Kpi,), kr.kpi, kr).node if kr.kpi else None
    if cycle is None or owner is None or not isinstance(found, Kpi):
        return None
    kpi = ws.merged(found)
    if kpi.aggregate == "sum" or not _is_same_unit(kr.unit, kpi.unit):
        return None
    readings = scores(ws, today).ledger.of_kpi(found, owner, date.min, cycle.start - timedelta(days=1))
    return max(readings, key=lambda reading: reading.on, default=None)


def _is_same_unit(own: str | None, other: str | None) -> bool:
    return (
        own is None or own == other or (known_unit(own) is not None and known_unit(own) == known_unit(other))
    )
