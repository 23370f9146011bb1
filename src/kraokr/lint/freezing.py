"""What there is to know of freezing: which cycles are frozen, and which roles their reviews are judged by."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import lru_cache
from typing import TYPE_CHECKING

from kraokr.model import Role
from kraokr.model.changed import TargetChange
from kraokr.workspace import Cycle, Cycles, Workspace
from kraokr.workspace.inheritance import ancestry

if TYPE_CHECKING:
    from kraokr.history.change import Change
    from kraokr.history.version import Version


def frozen_cycles(cycles: Cycles, today: date, days: int) -> list[Cycle]:
    """The cycles whose targets stand on a day, and that have not ended more than some days before it."""
    return [
        cycle
        for cycle in cycles.listed()
        if cycle.frozen_on is not None and cycle.frozen_on <= today <= cycle.end + timedelta(days=days)
    ]


@lru_cache(maxsize=16)
def judged_roles(ws: Workspace, cycle: Cycle) -> frozenset[Role]:
    """The roles that people hold in a cycle, and those that these take over."""
    held = (part for person in ws.people.values() for part in ws.held(person))
    return frozenset(
        role
        for part in held
        if (part.start or cycle.start) <= cycle.end and (part.end or cycle.end) >= cycle.start
        for role in ancestry(part.role, ws.roles)
    )


def changes_of_areas(ws: Workspace, versions: Sequence[Version[Role]]) -> Iterator[Change]:
    """What changed between the first and the last version of a role in what its holders are judged by."""
    from kraokr.history.compare import compare

    if len(versions) > 1 and versions[0].node.status != "draft":
        before, after = (Workspace(ws.config, {}, [one.node], ()) for one in (versions[0], versions[-1]))
        for change in compare(before, after):
            if change.grave != "note" and "/" in change.id:
                yield change


def is_explained(role: Role, change: Change, since: date) -> bool:
    """Whether an entry under the role's `changes:` since a day says why something of it changed."""
    ids = set(change.id.split("/")[1:])
    return any(entry.reason and entry.on >= since and _names(entry, ids) for entry in role.changes)


def _names(entry: TargetChange, ids: set[str]) -> bool:
    return entry.field is None or bool(ids & set(entry.field.replace(".", "/").split("/")))


def last_before(versions: Sequence[Version[Role]], end: date) -> Sequence[Version[Role]]:
    """The versions up to the end of a day."""
    return [one for one in versions if one.on is None or one.on <= end]
