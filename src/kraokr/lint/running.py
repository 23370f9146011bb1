"""What rules on running objectives share: which cycle an objective is being worked on in."""

from __future__ import annotations

from datetime import date

from kraokr.lint.keyresults import is_dropped
from kraokr.model import Objective
from kraokr.workspace import Cycle, Workspace


def running_cycle(ws: Workspace, objective: Objective, today: date) -> Cycle | None:
    """The cycle of an objective if it holds today; None for drafts and for what is closed or dropped."""
    if objective.status == "draft" or objective.closed_on is not None or is_dropped(objective):
        return None
    cycle = ws.cycle(objective)
    return cycle if cycle is not None and today in cycle else None
