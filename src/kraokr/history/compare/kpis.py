"""Changes of the KPIs of an area."""

from __future__ import annotations

from collections.abc import Iterator

from kraokr.history.change import Change
from kraokr.history.compare.about import About, Plain, is_said, plain
from kraokr.history.compare.area import Area
from kraokr.history.compare.both import Both, Reference, referred
from kraokr.history.compare.match import Matched, is_reworded
from kraokr.history.compare.readable import kpi_unit, target_shown
from kraokr.history.compare.targets import how_moved
from kraokr.model import Kpi, Role

_FIELDS = (
    Plain("unit", "kpi-redefined", "major", kpi_unit, ("target",)),
    Plain("aggregate", "kpi-redefined", "major"),
    Plain("floor", "kpi-redefined", "major"),
    Plain("scale", "kpi-redefined", "major"),
    Plain("guardrail", "kpi-redefined", "major"),
    Plain("bands", "kpi-redefined", "minor"),
    Plain("definition", "kpi-redefined", "minor"),
    Plain("measures", "kpi-redefined", "note"),
    Plain("weight", "weight-moved", "minor"),
    Plain("frequency", "kpi-tracking-changed", "note"),
    Plain("source", "kpi-tracking-changed", "note"),
    Plain("tracking", "kpi-tracking-changed", "note"),
    Plain("baseline_until", "kpi-redefined", "note"),
)
_REFERENCES = (Reference("primary_role", "owner-changed", "minor", Role),)


def kpi_changes(both: Both, old: Area, new: Area) -> Iterator[Change]:
    """The changes of the KPIs of an area that is there before and after."""
    was, now = ({kpi.key_id: kpi for kpi in reversed(area.kra.kpis)} for area in (old, new))
    own = {id for area, kpis in ((old, was), (new, now)) for id, kpi in kpis.items() if _stands_in(kpi, area)}
    sides = ({id: kpi for id, kpi in kpis.items() if id in own} for kpis in (was, now))
    for pair in both.parts((old.role, next(sides)), (new.role, next(sides)), lambda kpi: kpi.name):
        yield from _kpi(both, old, new, pair)


def _stands_in(kpi: Kpi, area: Area) -> bool:
    role = kpi.outer(Role)
    return role is None or role.id == area.role.id


def _kpi(both: Both, old: Area, new: Area, pair: Matched[Kpi]) -> Iterator[Change]:
    kpi = pair.after or pair.before
    assert kpi is not None
    name, title, id = new.names
    about = About(
        kpi.name, f"{title}, {name}", f"{id}/{kpi.key_id}", pair.before, pair.after, (), pair.likely
    )
    if pair.before is None:
        changes = iter((about.change("kpi-added", "major", "target", new=target_shown(kpi.target, kpi)),))
    elif pair.after is None:
        changes = iter((about.change("kpi-removed", "major", "target", old=target_shown(kpi.target, kpi)),))
    else:
        changes = _kept(both, about, pair.before, pair.after)
    state, area = (both.after, new) if pair.after else (both.before, old)
    for change in changes:
        touched = state.with_kpi(area.role, area.kra, kpi, change.field)
        is_overridden = change.field == "target" and not touched and state.people(area.role)
        yield change._replace(affected=touched, grave="minor" if is_overridden else change.grave)


def _kept(both: Both, about: About, old: Kpi, new: Kpi) -> Iterator[Change]:
    yield from plain(
        about, (Plain("name", "kpi-renamed", "minor" if is_reworded(old.name, new.name) else "note"),)
    )
    yield from _target(about, old, new)
    paused = Plain("paused_until", "kpi-paused" if new.paused_until else "kpi-resumed", "minor")
    yield from plain(about, (*_FIELDS, paused))
    yield from referred(both, about, _REFERENCES)


def _target(about: About, old: Kpi, new: Kpi) -> Iterator[Change]:
    how = how_moved(old.target, old, new.target, new)
    if how and is_said(old, new, "target"):
        texts = target_shown(old.target, old), target_shown(new.target, new)
        yield about.change(how, "major", "target", *texts)
