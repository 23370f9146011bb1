"""What rules on check-ins share: what a check-in speaks of, and when something was last spoken of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache

from kraokr.model import CheckIn, KeyResult, Kpi, Node
from kraokr.workspace import Workspace

_CHECKED = (KeyResult, Kpi)


def items_of(ws: Workspace, checkin: CheckIn) -> Iterator[Node]:
    """The key results and KPIs that a check-in speaks of, those that are known."""
    found = (ws.find(_CHECKED, text, checkin, checkin.date).node for text in texts_of(checkin))
    return (node for node in found if node is not None)


def texts_of(checkin: CheckIn) -> Iterable[str]:
    """The ids that a check-in speaks of, as written, each once."""
    return dict.fromkeys((*([checkin.item] if checkin.item else ()), *checkin.readings))


@lru_cache(maxsize=4)
def last_checkins(ws: Workspace, since: date, today: date) -> Mapping[Node, date]:
    """The day of the last check-in of each key result and KPI that has one between two days."""
    last: dict[Node, date] = {}
    for checkin in ws.checkins:
        if since <= checkin.date <= today:
            for node in items_of(ws, checkin):
                last[node] = max(last.get(node, checkin.date), checkin.date)
    return last


def later_in_file(checkin: CheckIn) -> Iterator[CheckIn]:
    """The check-ins of the same file that come after one, by date and then by order."""
    own: tuple[CheckIn, ...] = getattr(checkin.holder, "checkins", ())
    after = False
    for other in own:
        if other.date > checkin.date or (after and other.date == checkin.date):
            yield other
        after = after or other is checkin
