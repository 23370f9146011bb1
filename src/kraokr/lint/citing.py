"""What rules on references share: when what is cited has to be there."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from kraokr.model import Assignment, CheckIn, CheckIns, Node, Objective, Objectives, Person, ReviewEntry, Role
from kraokr.model.review import Amendment
from kraokr.workspace import Workspace


class Days(NamedTuple):
    """From one day to another, both included."""

    start: date
    end: date


def days_of(node: Node, ws: Workspace, today: date) -> Days | None:
    """The days that a node speaks of: an objective of its cycle, a check-in of its date, a role of today.

    None where that is not known, as without a cycle, and for what is no longer in force.
    """
    if isinstance(node, CheckIn):
        return Days(node.date, node.date)
    if isinstance(node, Amendment):
        return Days(node.on, node.on)
    if isinstance(node, (Objective, Objectives, CheckIns, ReviewEntry)):
        return _of_cycle(node, ws)
    if isinstance(node, (Assignment, Person)):
        end = node.to if isinstance(node, Assignment) else node.end
        last = min(end or today, today)
        return Days(last, last)
    if isinstance(node, Role) and node.status == "retired":
        return None
    return days_of(node.holder, ws, today) if node.holder else Days(today, today)


def _of_cycle(node: Objective | Objectives | CheckIns | ReviewEntry, ws: Workspace) -> Days | None:
    text = node.cycle or getattr(node.holder, "cycle", None)
    span = getattr(node, "period", None) or (ws.cycles.get(text) if text else None)
    return Days(span.start, span.end) if span else None
