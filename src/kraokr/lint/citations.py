"""What rules share that ask what cites an indicator or a key result, and when it was last read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from kraokr.model import CheckIn, KeyResult, Kpi, Kra, Node
from kraokr.workspace import Reference, Workspace, references

_MEASURED = (KeyResult, Kpi, Kra)


class Spoken(NamedTuple):
    """A key result, KPI or KRA that a check-in speaks of; `read` says that it gives a value."""

    checkin: CheckIn
    reference: Reference
    node: Node
    read: bool


@lru_cache(maxsize=4)
def spoken_of(ws: Workspace) -> Sequence[Spoken]:
    """Everything known that the check-ins of a workspace speak of, in their order."""
    return [spoken for checkin in ws.checkins for spoken in _spoken(ws, checkin)]


def _spoken(ws: Workspace, checkin: CheckIn) -> Iterator[Spoken]:
    for reference in references(checkin):
        field = reference.keys[0]
        if field in ("item", "readings"):
            node = ws.find(_MEASURED, reference.text, checkin, checkin.date).node
            if node is not None:
                yield Spoken(checkin, reference, node, field == "readings" or checkin.value is not None)


def kpi_of(ws: Workspace, kr: KeyResult) -> Kpi | None:
    """The KPI whose metric a key result moves, if it names a known one."""
    found = ws.find((Kpi,), kr.kpi, kr).node if kr.kpi else None
    return found if isinstance(found, Kpi) else None


@lru_cache(maxsize=4)
def newest_readings(ws: Workspace, today: date) -> Mapping[CheckIn, Sequence[tuple[Kpi, Reference]]]:
    """The check-ins that hold the newest reading of a KPI, with the KPI and where its reading stands.

    A reading of a key result that moves the KPI is one of the KPI as well.
    """
    newest: dict[Kpi, Spoken] = {}
    for spoken in spoken_of(ws):
        kpi = kpi_of(ws, spoken.node) if isinstance(spoken.node, KeyResult) else spoken.node
        if spoken.read and isinstance(kpi, Kpi) and spoken.checkin.date <= today:
            before = newest.get(kpi)
            if before is None or before.checkin.date <= spoken.checkin.date:
                newest[kpi] = spoken
    found: dict[CheckIn, list[tuple[Kpi, Reference]]] = {}
    for kpi, spoken in newest.items():
        found.setdefault(spoken.checkin, []).append((kpi, spoken.reference))
    return found
