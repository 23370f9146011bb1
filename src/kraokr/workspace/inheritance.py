"""Effective roles: what a role says together with the roles it extends.

The nearest role wins field by field; KRAs and KPIs merge by id; `status: retired` drops one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, TypeVar

from kraokr.model import Kpi, Kra, Node, Role

Keyed = TypeVar("Keyed", bound=Kra | Kpi)


def effective_role(role: Role, roles: Mapping[str, Role]) -> Role:
    """The role with everything it takes over; itself where it extends nothing that exists."""
    line = ancestry(role, roles)
    merged = line[-1]
    for nearer in reversed(line[:-1]):
        merged = _merge_role(merged, nearer)
    return merged


def ancestry(role: Role, roles: Mapping[str, Role]) -> list[Role]:
    """The role and those it extends, nearest first; a loop ends where it closes."""
    line = [role]
    while line[-1].extends is not None:
        base = roles.get(line[-1].extends)
        if base is None or base in line:
            break
        line.append(base)
    return line


def _merge_role(base: Role, nearer: Role) -> Role:
    changes: dict[str, Any] = {"kras": _merge_by_id(base.kras, nearer.kras)}
    if not nearer.levels:
        changes["levels"] = base.levels
    return _overlay(base, nearer, changes)


def _merge_by_id(base: Sequence[Keyed], nearer: Sequence[Keyed]) -> tuple[Keyed, ...]:
    own = {item.key_id: item for item in reversed(nearer)}
    own = {item.key_id: own[item.key_id] for item in nearer}
    merged = [_merge_item(item, own.pop(item.key_id, None)) for item in base]
    merged.extend(own.values())
    return tuple(item for item in merged if not (isinstance(item, Kra) and item.status == "retired"))


def _merge_item(base: Keyed, nearer: Keyed | None) -> Keyed:
    if nearer is None:
        return base
    changes: dict[str, Any] = {}
    if isinstance(base, Kra) and isinstance(nearer, Kra):
        changes["kpis"] = _merge_by_id(base.kpis, nearer.kpis)
    return _overlay(base, nearer, changes)


NodeT = TypeVar("NodeT", bound=Node)


def _overlay(base: NodeT, nearer: NodeT, changes: dict[str, Any]) -> NodeT:
    """A copy of the nearer node with the fields it leaves out taken from the base."""
    missing = base.model_fields_set - nearer.model_fields_set
    inherited = {name: getattr(base, name) for name in missing}
    merged = nearer.model_copy(update={**inherited, **changes})
    for computed in vars(merged).keys() - type(nearer).model_fields.keys():
        del vars(merged)[computed]  # a cached property of the nearer node, from before the merge
    merged.bind(nearer.document, nearer.path, nearer.holder)
    return merged
