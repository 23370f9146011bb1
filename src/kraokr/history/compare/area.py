"""An area of a role, and which areas of a role are the same before and after."""

from __future__ import annotations

from typing import NamedTuple

from kraokr.history.compare.both import Both
from kraokr.history.compare.match import Matched, alike
from kraokr.model import Kra, Role


class Area(NamedTuple):
    """An area together with the role that has it, of its own or from one that it takes over."""

    role: Role
    kra: Kra

    @property
    def key(self) -> tuple[str, str]:
        """The ids of the role and the area."""
        return self.role.id, self.kra.id

    @property
    def names(self) -> tuple[str, str, str]:
        """The area's name, its role's title, and its full path."""
        return self.kra.name, self.role.title, "/".join(self.key)

    @property
    def at_home(self) -> Area:
        """The area with the role in which it stands."""
        return Area(self.kra.outer(Role) or self.role, self.kra)


def areas_in(both: Both, old: Role | None, new: Role | None) -> list[Matched[Area]]:
    """The areas of a role in pairs: its own in either state, and what stands for them in the other."""
    own = {kra.id for role in (old, new) if role for kra in role.kras}
    was = {id: Area(old, kra) for id, kra in both.before.areas(old).items() if old and id in own}
    now = {id: Area(new, kra) for id, kra in both.after.areas(new).items() if new and id in own}
    same = [Matched(was[id], now[id]) for id in was if id in now]
    gone = [area for id, area in was.items() if id not in now and not both.after.may_hold(area.kra, new)]
    come = [area for id, area in now.items() if id not in was and not both.before.may_hold(area.kra, old)]
    return [*same, *alike(gone, come, area_text)]


def area_text(area: Area) -> str:
    """What tells an area from others."""
    return f"{area.kra.name} {area.kra.outcome or ''}"
