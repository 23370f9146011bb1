"""What rules share that ask what cites an indicator or a key result, and when it was last read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from kraokr.model import KeyResult, Kpi, Kra
from kraokr.workspace import Record, Workspace

_MEASURED = (KeyResult, Kpi, Kra)


def kpi_of(ws: Workspace, kr: KeyResult) -> Kpi | None:
    """The KPI whose metric a key result moves, if it names a known one."""
    found = ws.find((Kpi,), kr.kpi, kr).node if kr.kpi else None
    return found if isinstance(found, Kpi) else None


def newest_readings(ws: Workspace, today: date) -> Mapping[Kpi, Record]:
    """The newest reading of each KPI that has one.

    A reading of a key result that moves the KPI is one of the KPI as well.
    """
    newest: dict[Kpi, Record] = {}
    for node in ws.records.nodes():
        kpi = kpi_of(ws, node) if isinstance(node, KeyResult) else node
        if not isinstance(kpi, Kpi):
            continue
        for record in ws.records.of(node):
            if record.value is not None and record.checkin.date <= today:
                before = newest.get(kpi)
                if before is None or before.checkin.date <= record.checkin.date:
                    newest[kpi] = record
    return newest
