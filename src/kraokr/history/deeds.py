"""Deeds: what a commit did to roles, KRAs, KPIs, objectives and key results, as data that can be kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Set
from datetime import date
from typing import NamedTuple, TypeAlias

from kraokr.history.change import Change, ChangeKind, ChangeName, Grave
from kraokr.history.compare import compare
from kraokr.history.compare.readable import target_shown
from kraokr.history.entities import key_of
from kraokr.model import KeyResult, Kpi, Kra, Level, Node, Objective, Role
from kraokr.scoring.amounts import amount, target_text
from kraokr.workspace import Workspace

Thing: TypeAlias = tuple[str, ...]
"""What a deed is about: `kra`, its role and id; `kpi` the same and its id; `role` and its id; `objective`,
whose it is, its cycle and id; `key-result` the same and its id."""


class Deed(NamedTuple):
    """One change of one thing. `was` is what it was found under before, where that is something else.

    `what` names what changed as people call it, which may be the thing at one level only; `title` is the name
    of the thing. The rest is as in `Change`.
    """

    name: ChangeName
    kind: ChangeKind
    grave: Grave
    thing: Thing
    was: Thing | None
    title: str
    what: str
    whose: str
    field: str | None = None
    old: str | None = None
    new: str | None = None
    likely: bool = False
    reason: str | None = None


def deeds(before: Workspace, after: Workspace, on: date) -> list[Deed]:
    """What led from one state to another on a day: what is found elsewhere now, what went, then the rest."""
    changes = compare(before, after, on)
    moved = [("kra", *change.id.split("/")) for change in changes if change.name == "kra-moved"]
    left = [_was(change) for change in changes if change.name == "kra-moved"]
    found = (deed for change in changes for deed in _deeds(change, before, after, {*moved, *left}))
    return sorted(found, key=lambda one: (one.was is None, one.kind != "removed", len(one.thing)))


def _deeds(change: Change, before: Workspace, after: Workspace, moved: Set[Thing | None]) -> Iterator[Deed]:
    node = change.after or change.before
    ws = after if change.after else before
    if isinstance(node, Level):
        yield from _at_level(change, node, ws)
    elif isinstance(node, Role):
        yield from _of_role(change, node)
    elif isinstance(node, Kra | Kpi):
        yield _deed(change, ("kra" if isinstance(node, Kra) else "kpi", *change.id.split("/")), _was(change))
    elif isinstance(node, Objective | KeyResult):
        was = _goal(change.before) if change.before and change.after else None
        yield _deed(change, _goal(node), was if was != _goal(node) else None)
    if change.kind in ("added", "removed") and node is not None:
        yield from _parts(change, node, moved)


def _of_role(change: Change, role: Role) -> Iterator[Deed]:
    was = ("role", change.old) if change.name == "role-id-changed" and change.old else None
    yield _deed(change, ("role", role.id), was)
    if change.name in ("role-retired", "role-revived"):
        ended = change.name == "role-retired"
        name: ChangeName = "kra-retired" if ended else "kra-revived"
        alone = change._replace(
            name=name, kind="removed" if ended else "added", field=None, old=None, new=None
        )
        for kra in (kra for kra in role.kras if kra.status != "retired"):
            yield _part(alone, name, ("kra", role.id, kra.id), kra.name, role.title)


def _was(change: Change) -> Thing | None:
    """Where a KRA or KPI that has moved, or has another id, was found before."""
    old, (role, kra, *_) = change.before, change.id.split("/")
    if change.name == "kra-id-changed":
        return "kra", role, change.old or ""
    if change.name == "kra-moved" and isinstance(old, Kra):
        home = old.outer(Role)
        return "kra", home.id if home else role, old.id
    if isinstance(old, Kpi) and isinstance(change.after, Kpi) and old.key_id != change.after.key_id:
        return "kpi", role, kra, old.key_id
    return None


def _at_level(change: Change, level: Level, ws: Workspace) -> Iterator[Deed]:
    """A scope or a target of one level, told of the area or KPI wherever that stands."""
    role = level.outer(Role)
    id = change.id.rpartition("/")[2]
    for kra in ws.effective(role).kras if role else ():
        home = kra.outer(Role) or role
        assert home is not None
        if change.field == "scope" and kra.id == id:
            yield _deed(change, ("kra", home.id, kra.id), title=kra.name)
        for kpi in kra.kpis:
            if change.field == "target" and kpi.key_id == id:
                yield _deed(change, ("kpi", home.id, kra.id, id), title=kpi.name)


def _parts(change: Change, node: Node, moved: Set[Thing | None]) -> Iterator[Deed]:
    """What comes or goes with a thing: areas of a role, unless they moved, KPIs of an area, key results."""
    came = change.kind == "added"
    if isinstance(node, Role):
        for kra in (kra for kra in _areas(node) if ("kra", node.id, kra.id) not in moved):
            name: ChangeName = "kra-added" if came else "kra-removed"
            yield _part(change, name, ("kra", node.id, kra.id), kra.name, node.title)
            yield from _kpis(change, kra, node.id, node.title)
    elif isinstance(node, Kra):
        yield from _kpis(change, node, change.id.split("/")[0], change.whose)
    elif isinstance(node, Objective):
        for kr in node.key_results:
            name = "key-result-added" if came else "key-result-removed"
            yield _part(change, name, _goal(kr), kr.title, f"{change.whose}, {node.title}", goal_shown(kr))


def _areas(role: Role) -> Iterable[Kra]:
    return (kra for kra in role.kras if kra.status != "retired") if role.status != "retired" else ()


def _kpis(change: Change, kra: Kra, role: str, title: str) -> Iterator[Deed]:
    name: ChangeName = "kpi-added" if change.kind == "added" else "kpi-removed"
    for kpi in kra.kpis:
        shown = target_shown(kpi.target, kpi)
        yield _part(change, name, ("kpi", role, kra.id, kpi.key_id), kpi.name, f"{title}, {kra.name}", shown)


def _deed(change: Change, thing: Thing, was: Thing | None = None, title: str | None = None) -> Deed:
    return Deed(
        *(
            change.name,
            change.kind,
            change.grave,
            thing,
            was,
            title or change.what,
            change.what,
            change.whose,
        ),
        *(change.field, change.old, change.new, change.likely, change.reason),
    )


def _part(
    change: Change, name: ChangeName, thing: Thing, title: str, whose: str, target: str | None = None
) -> Deed:
    old, new = (None, target) if change.kind == "added" else (target, None)
    field = "target" if target else None
    return Deed(name, change.kind, change.grave, thing, None, title, title, whose, field, old, new)


def _goal(node: Node | None) -> Thing:
    """The thing that an objective or a key result is."""
    if isinstance(node, KeyResult):
        objective = node.outer(Objective)
        return "key-result", *(key_of(objective)[1:] if objective else ()), node.key_id
    return ("objective", *key_of(node)[1:]) if node else ()


def goal_shown(kr: KeyResult) -> str | None:
    """The target of a key result as people read it; None where it has none that is a number."""
    if kr.threshold is not None:
        return target_text(kr.threshold, kr.unit or kr.threshold.unit)
    return amount(kr.goal, kr.unit) if kr.goal is not None else None
