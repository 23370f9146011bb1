"""Changes of an area that is there before and after, and of the KPIs that measure it."""

from __future__ import annotations

from collections.abc import Iterator

from kraokr.history.change import Change
from kraokr.history.compare.about import About, Plain, is_untouched, plain
from kraokr.history.compare.area import Area
from kraokr.history.compare.both import Both, Reference, referred
from kraokr.history.compare.kpis import kpi_changes
from kraokr.history.compare.match import is_reworded
from kraokr.model import Kra, Role

_FIELDS = (
    Plain("weight", "weight-moved", "major"),
    Plain("dimension", "dimension-changed", "note"),
    Plain("status", "kra-status-changed", "minor"),
    Plain("practices", "practices-changed", "note"),
)
_REFERENCES = (Reference("primary_role", "owner-changed", "minor", Role),)


def kra_changes(both: Both, old: Area, new: Area, likely: bool) -> Iterator[Change]:
    """What changed of an area; each change with the people who have it as it says there."""
    if is_untouched(old.kra, new.kra):
        return
    about = About(*new.names, old.kra, new.kra, likely=likely)
    for change in _own(both, about, old.kra, new.kra):
        yield change._replace(affected=both.after.with_area(new.role, new.kra, change.field))
    yield from kpi_changes(both, old, new)


def _own(both: Both, about: About, old: Kra, new: Kra) -> Iterator[Change]:
    if old.id != new.id:
        yield about.change("kra-id-changed", "minor", "id", old.id, new.id)
    name = Plain("name", "kra-renamed", "major" if is_reworded(old.name, new.name) else "note")
    outcome = Plain("outcome", "kra-reworded", "major" if is_reworded(old.outcome, new.outcome) else "note")
    yield from plain(about, (name, outcome, *_FIELDS))
    yield from referred(both, about, _REFERENCES)
