"""Whether a part of a role is in force, and how gently to judge it where it is not yet."""

from __future__ import annotations

from kraokr.model import Kpi, Kra, Role
from kraokr.model.types import RoleStatus
from kraokr.source.diagnostic import Severity


def standing(part: Role | Kra | Kpi) -> RoleStatus:
    """The status of a part of a role: retired or draft if it, its KRA or its role is."""
    line = (part, part.outer(Kra), part.outer(Role))
    said = {holder.status for holder in line if isinstance(holder, Role | Kra)}
    if "retired" in said:
        return "retired"
    return "draft" if "draft" in said else "active"


def ceiling(part: Role | Kra | Kpi) -> Severity | None:
    """The most that something missing may weigh: a hint while the part is a draft."""
    return Severity.INFO if standing(part) == "draft" else None
