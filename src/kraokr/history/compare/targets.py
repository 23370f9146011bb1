"""Whether a target became harder or easier to meet."""

from __future__ import annotations

from decimal import Decimal
from typing import Literal, TypeAlias

from kraokr.history.change import ChangeName
from kraokr.history.compare.readable import stated, target_shown
from kraokr.model import Kpi, Target
from kraokr.model.objective import KeyResultType

Move: TypeAlias = Literal["tightened", "loosened", "changed"]

MOVES: dict[Move, ChangeName] = {
    "tightened": "target-tightened",
    "loosened": "target-loosened",
    "changed": "target-changed",
}


def how_moved(old: object, old_kpi: Kpi, new: object, new_kpi: Kpi) -> ChangeName | None:
    """How a target of a KPI moved, its own or a level's; None if it says the same, whatever the unit."""
    was, now = stated(old), stated(new)
    if was is not None and now is not None:
        return named(moved(was, now), None, None)
    return named(None, target_shown(old, old_kpi), target_shown(new, new_kpi))


def named(how: Move | None, old: str | None, new: str | None) -> ChangeName | None:
    """The kind of change of a target, by how it moved and by its texts; None if it says the same."""
    if how is not None:
        return MOVES[how]
    if old == new:
        return None
    return "target-changed" if old and new else "target-added" if new else "target-removed"


def moved(old: Target, new: Target) -> Move | None:
    """How a target moved: tightened where all that meets the new one met the old one; None if it is the same.

    Targets that are counted over other periods, or have to be met exactly, are simply changed.
    """
    if _bounds(old) == _bounds(new) and old.per == new.per:
        return None
    if old.per != new.per or "equals" in (old.comparator, new.comparator):
        return "changed"
    if _inside(new, old):
        return "tightened"
    return "loosened" if _inside(old, new) else "changed"


def further(old: Decimal, new: Decimal, measure: KeyResultType | None) -> Move | None:
    """How the end of a way moved, by whether it leads up or down; changed where that is not known."""
    if old == new:
        return None
    if measure not in ("increase", "decrease"):
        return "changed"
    return "tightened" if (new > old) == (measure == "increase") else "loosened"


def _bounds(target: Target) -> tuple[Decimal | None, Decimal | None]:
    return target.low, target.high


def _inside(inner: Target, outer: Target) -> bool:
    """Whether all that meets one target meets another."""
    low = outer.low is None or (inner.low is not None and inner.low >= outer.low)
    return low and (outer.high is None or (inner.high is not None and inner.high <= outer.high))
