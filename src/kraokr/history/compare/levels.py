"""Changes of the levels of a role: scope that grew or shrank, targets of a level."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple, get_args

from kraokr.history.change import Change, ChangeName, Grave
from kraokr.history.compare.about import About, Plain, plain
from kraokr.history.compare.area import areas_in
from kraokr.history.compare.both import Both
from kraokr.history.compare.match import Matched, is_reworded
from kraokr.history.compare.readable import target_shown, value
from kraokr.history.compare.state import State
from kraokr.history.compare.targets import how_moved
from kraokr.model import Kpi, Level, Role
from kraokr.model.role import Scope
from kraokr.model.types import Reach

_REACH = get_args(Reach)
_FACETS = ("systems", "influence", "ownership")
_ALL = {*_FACETS, "reach"}
_FIELDS = (Plain("title", "level-renamed", "note"), Plain("rank", "level-rank-changed", "minor"))

Text = Scope | str | None


class _Roles(NamedTuple):
    """A role before and after, with the ids that its areas had before by those they have after."""

    before: Role
    after: Role
    areas: Mapping[str, str]


def level_changes(both: Both, before: Role, after: Role) -> Iterator[Change]:
    """What changed of the levels of a role that is there before and after."""
    pairs = areas_in(both, before, after)
    roles = _Roles(before, after, {p.after.kra.id: p.before.kra.id for p in pairs if p.before and p.after})
    sides = ((role, {level.id: level for level in reversed(role.levels)}) for role in (before, after))
    for pair in both.parts(next(sides), next(sides), lambda level: level.title or level.id):
        yield from _level(both, roles, pair)


def _level(both: Both, roles: _Roles, pair: Matched[Level]) -> Iterator[Change]:
    old, new, likely = pair
    state, role = (both.after, roles.after) if new else (both.before, roles.before)
    level = new or old
    assert level is not None
    touched = state.at_level(role, level.id)
    about = About(level.title or level.id, role.title, f"{role.id}/{level.id}", old, new, touched, likely)
    if old is None:
        yield about.change("level-added", "minor")
    elif new is None:
        yield about.change("level-removed", "major")
    else:
        yield from plain(about, _FIELDS)
        yield from _scopes(both, roles, about, old, new)
        yield from _targets(both, roles, about, old, new)


def _part(about: About, name: str, id: str) -> About:
    return about._replace(what=f"{name} at {about.what}", id=f"{about.id}/{id}")


def _scopes(both: Both, roles: _Roles, about: About, old: Level, new: Level) -> Iterator[Change]:
    """Scopes of areas that the role has in both states; those of others came or went with them."""
    had = both.before.areas(roles.before)
    for id, kra in both.after.areas(roles.after).items():
        was = roles.areas.get(id, id)
        before, after = old.scope.get(was), new.scope.get(id)
        if was not in had or value(before) == value(after):
            continue
        if _is_unread(old, "scope", was) or _is_unread(new, "scope", id):
            continue
        name, shown = _growth(before, after), _shown(before, after)
        wording: Grave = "minor" if is_reworded(*shown) else "note"
        grave: Grave = wording if name == "scope-reworded" else "major"
        yield _part(about, kra.name, id).change(name, grave, "scope", *shown)


def _is_unread(level: Level, field: str, id: str) -> bool:
    """Whether a level says something under an id that could not be read."""
    written = level.document.get((*level.path, field))
    return isinstance(written, dict) and id in written and id not in getattr(level, field)


def _shown(before: Text, after: Text) -> tuple[str | None, str | None]:
    """Two scopes as people read them; where both say it by facet, the facets that differ."""
    if not isinstance(before, Scope) or not isinstance(after, Scope):
        return value(before), value(after)
    differ = {f for f in _ALL if value(getattr(before, f)) != value(getattr(after, f))}
    old, new = (value(scope.model_copy(update=dict.fromkeys(_ALL - differ))) for scope in (before, after))
    return old, new


def _growth(before: Text, after: Text) -> ChangeName:
    """Whether a scope grew or shrank, where that can be told: by its reach, or since it came or went."""
    if before is None or after is None:
        return "scope-grown" if before is None else "scope-shrunk"
    if not isinstance(before, Scope) or not isinstance(after, Scope):
        return "scope-reworded"
    if before.reach and after.reach and before.reach != after.reach:
        return "scope-grown" if _REACH.index(after.reach) > _REACH.index(before.reach) else "scope-shrunk"
    came = any(not getattr(before, facet) and getattr(after, facet) for facet in _FACETS)
    went = any(getattr(before, facet) and not getattr(after, facet) for facet in _FACETS)
    if came == went:
        return "scope-reworded"
    return "scope-grown" if came else "scope-shrunk"


def _targets(both: Both, roles: _Roles, about: About, old: Level, new: Level) -> Iterator[Change]:
    """Targets that a level has, or had, of its own; where it has none, the role's count."""
    were, are = _kpis(both.before, roles.before), _kpis(both.after, roles.after)
    for id in dict.fromkeys((*old.targets, *new.targets)):
        was, now = (kpis.get(id.rpartition("/")[2]) for kpis in (were, are))
        if was is None or now is None or any(_is_unread(level, "targets", id) for level in (old, new)):
            continue
        before, after = _own_target(old, was), _own_target(new, now)
        how = how_moved(before, was, after, now)
        if how:
            texts = target_shown(before, was), target_shown(after, now)
            yield _part(about, now.name, now.key_id).change(how, "major", "target", *texts)


def _own_target(level: Level, kpi: Kpi) -> object:
    own = {id.rpartition("/")[2]: target for id, target in level.targets.items()}
    return own.get(kpi.key_id, kpi.target)


def _kpis(state: State, role: Role) -> dict[str, Kpi]:
    return {kpi.key_id: kpi for kra in state.areas(role).values() for kpi in kra.kpis}
