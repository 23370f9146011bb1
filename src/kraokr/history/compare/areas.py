"""Which areas came, went, were renamed or moved between roles, and those that stayed."""

from __future__ import annotations

from collections.abc import Iterator

from kraokr.history.change import Change, Grave
from kraokr.history.compare.about import About
from kraokr.history.compare.area import Area, area_text, areas_in
from kraokr.history.compare.both import Both
from kraokr.history.compare.kras import kra_changes
from kraokr.history.compare.match import Matched, alike
from kraokr.history.compare.state import State
from kraokr.model import Kra, Person, Role

_SAME_ID = 0.4
"""So much alike areas of one id have to be to be one that moved: many roles have areas of the same id."""


def area_changes(both: Both) -> Iterator[Change]:
    """The changes of all areas of roles."""
    pairs = [pair for old, new, _ in both.touched_roles for pair in areas_in(both, old, new)]
    kept = [(pair.before, pair.after, pair.likely) for pair in pairs if pair.before and pair.after]
    moved = [(old, new) for old, new, _ in kept if _has_moved(both, old, new)]
    ends = {area.at_home.key for pair in moved for area in pair}
    gone = [pair.before for pair in pairs if pair.before and not pair.after and pair.before.key not in ends]
    come = [pair.after for pair in pairs if pair.after and not pair.before and pair.after.key not in ends]
    for old, new, likely in kept:
        yield from kra_changes(both, old, new, likely)
    for old, new in moved:
        yield _move(both, old.at_home, new.at_home)
    for old_area, new_area, _ in _between_roles(gone, come):
        if old_area and new_area:
            yield _move(both, old_area, new_area)
            yield from kra_changes(both, old_area, new_area, False)
        elif old_area and old_area.role.id in both.after.ws.roles:
            yield _left(both, old_area)
        elif new_area and new_area.role.id in both.before.ws.roles:
            yield _come(both, new_area)


def _has_moved(both: Both, old: Area, new: Area) -> bool:
    """Whether an area that a role has in both states went to a base role, or came from one."""
    was, now = old.at_home.role, new.at_home.role
    if both.is_same(Role, was.id, now.id):
        return False
    return not _stands(both.before, now, old.kra) and not _stands(both.after, was, new.kra)


def _stands(state: State, role: Role, kra: Kra) -> bool:
    there = state.ws.roles.get(role.id)
    return there is not None and any(own.id == kra.id and own.status != "retired" for own in there.kras)


def _between_roles(gone: list[Area], come: list[Area]) -> list[Matched[Area]]:
    """Areas that left one role and came to another: those of one id that are alike, then the most alike."""
    pairs: list[Matched[Area]] = []
    for id in {area.kra.id for area in gone} & {area.kra.id for area in come}:
        sides = ([area for area in side if area.kra.id == id] for side in (gone, come))
        same = alike(next(sides), next(sides), area_text, _SAME_ID)
        pairs += [Matched(old, new) for old, new, _ in same if old and new]
    taken = {area for old, new, _ in pairs for area in (old, new)}
    gone, come = ([area for area in side if area not in taken] for side in (gone, come))
    return [*pairs, *alike(gone, come, area_text)]


def _move(both: Both, old: Area, new: Area) -> Change:
    """An area that moved: major where someone has it now who had not, or the other way round."""
    touched = _touched(both, old, new)
    had = both.before.with_area(old.role, old.kra) or both.after.with_area(new.role, new.kra)
    about = About(
        *(*new.names, old.kra, new.kra, touched),
        likely=old.kra.id != new.kra.id,
    )
    grave: Grave = "minor" if had and not touched else "major"
    return about.change("kra-moved", grave, "role", old.role.title, new.role.title, kind="moved")


def _touched(both: Both, old: Area, new: Area) -> tuple[Person, ...]:
    """The people who had an area and have not, or have it and had not."""
    lost = both.before.with_area(old.role, old.kra)
    got = both.after.with_area(new.role, new.kra)
    have, had = _having(both.after, new.kra), _having(both.before, old.kra)
    touched = [p for p in lost if p.id not in have] + [p for p in got if p.id not in had]
    return tuple({person.id: person for person in touched}.values())


def _having(state: State, kra: Kra) -> set[str]:
    roles = [role for role in state.ws.roles.values() if kra.id in state.areas(role)]
    return {person.id for role in roles for person in state.people(role)}


def _come(both: Both, area: Area) -> Change:
    old = _own(both.before, area)
    about = About(*area.names, old, area.kra, both.after.with_area(area.role, area.kra))
    return about.change("kra-revived" if old else "kra-added", "major", kind="added")


def _left(both: Both, area: Area) -> Change:
    new = _own(both.after, area)
    about = About(*area.names, area.kra, new, both.before.with_area(area.role, area.kra))
    return about.change("kra-retired" if new else "kra-removed", "major", kind="removed")


def _own(state: State, area: Area) -> Kra | None:
    """What a role says itself of an area that is not in force in a state."""
    role = state.ws.roles.get(area.role.id)
    return next((kra for kra in role.kras if kra.id == area.kra.id), None) if role else None
