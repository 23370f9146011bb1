"""What rules on alignment share: the KRAs that an objective is about."""

from __future__ import annotations

from datetime import date

from kraokr.model import Kra, Objective
from kraokr.workspace import Held, Workspace


def accelerated_kras(objective: Objective, ws: Workspace) -> list[Kra]:
    """The KRAs an objective says it accelerates, those that are known, with what they inherit."""
    return [ws.merged(kra) for kra in ws.accelerated(objective)]


def owner_roles(objective: Objective, ws: Workspace, today: date) -> list[Held]:
    """The roles that the owner holds in the objective's cycle; today if it has none."""
    owner, cycle = ws.owner(objective), ws.cycle(objective)
    start, end = (cycle.start, cycle.end) if cycle else (today, today)
    return [
        held
        for held in (ws.held(owner) if owner else ())
        if (held.start is None or held.start <= end) and (held.end is None or start <= held.end)
    ]


def owner_kras(objective: Objective, ws: Workspace, today: date) -> list[Kra]:
    """The KRAs in force of those roles."""
    roles = (ws.effective(held.role) for held in owner_roles(objective, ws, today))
    return [kra for role in roles for kra in role.kras if kra.status == "active"]


def concerned_kras(objective: Objective, ws: Workspace, today: date) -> list[Kra]:
    """The KRAs that an objective accelerates; those of its owner where it names none."""
    return accelerated_kras(objective, ws) or owner_kras(objective, ws, today)
