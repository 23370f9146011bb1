"""Whether a part of a role is in force, and how gently to judge it where it is not yet."""

from __future__ import annotations

from kraokr.model import Kpi, Kra, Node, Role
from kraokr.model.types import RoleStatus
from kraokr.source.diagnostic import Severity


def standing(part: Role | Kra | Kpi) -> RoleStatus:
    """The status of a part of a role: retired or draft if it, its KRA or its role is."""
    node: Node | None = part
    draft = False
    while node is not None:
        status = vars(node).get("status")
        if status == "retired":
            return "retired"
        draft = draft or status == "draft"
        node = node.holder
    return "draft" if draft else "active"


def ceiling(part: Role | Kra | Kpi) -> Severity | None:
    """The most that something missing may weigh: a hint while the part is a draft."""
    return Severity.INFO if standing(part) == "draft" else None
