"""What rules on check-ins share: what a check-in speaks of, and when something was last spoken of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import TypeAlias

from kraokr.model import CheckIn, CheckIns, KeyResult, Kpi, Node, Person, Team
from kraokr.workspace import Workspace

Kept: TypeAlias = Person | Team | CheckIns
"""What holds check-ins."""

_CHECKED = (KeyResult, Kpi)


def items_of(ws: Workspace, checkin: CheckIn) -> Iterator[Node]:
    """The key results and KPIs that a check-in speaks of, those that are known."""
    found = (ws.records.node(text, checkin) for text in texts_of(checkin))
    return (node for node in found if isinstance(node, _CHECKED))


def texts_of(checkin: CheckIn) -> Iterable[str]:
    """The ids that a check-in speaks of, as written, each once."""
    return dict.fromkeys((*([checkin.item] if checkin.item else ()), *checkin.readings))


def last_checkin(ws: Workspace, node: Node, since: date, today: date) -> date | None:
    """The day of the last check-in of a key result or KPI between two days; None if there is none."""
    return max((day for day in ws.records.days(node) if since <= day <= today), default=None)


def last_assessed(file: Kept, today: date) -> Mapping[str, CheckIn]:
    """The check-in of a file that says last, by date and then by order, how each item stands."""
    assessed = (
        one for one in file.checkins if one.date <= today and (one.status or one.confidence is not None)
    )
    return {text: one for one in sorted(assessed, key=lambda one: one.date) for text in texts_of(one)}
