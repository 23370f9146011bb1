"""Changes of roles themselves."""

from __future__ import annotations

from collections.abc import Iterator

from kraokr.history.change import Change, ChangeName
from kraokr.history.compare.about import About, Plain, plain
from kraokr.history.compare.areas import area_changes
from kraokr.history.compare.both import Both, Reference, referred
from kraokr.history.compare.levels import level_changes
from kraokr.history.compare.match import Matched, is_reworded
from kraokr.model import Person, Role

_FIELDS = (Plain("title", "role-renamed", "minor"),)
_REFERENCES = (
    Reference("owner", "owner-changed", "minor", Person),
    Reference("extends", "role-extends-changed", "major", Role),
    Reference("promotes_to", "promotes-to-changed", "minor", Role),
)
_STATUSES: dict[tuple[bool, bool], ChangeName] = {
    (False, True): "role-retired",
    (True, False): "role-revived",
    (False, False): "role-status-changed",
}


def role_changes(both: Both) -> Iterator[Change]:
    """The changes of all roles, and of what they own."""
    for pair in both.touched_roles:
        yield from _role(both, pair)
    yield from area_changes(both)


def _role(both: Both, pair: Matched[Role]) -> Iterator[Change]:
    old, new, likely = pair
    role, state = (new, both.after) if new else (old, both.before)
    assert role is not None
    about = About(role.title, "", role.id, old, new, state.people(role), likely)
    if old is None:
        yield about.change("role-added", "major")
    elif new is None:
        yield about.change("role-removed", "major")
    else:
        if likely:
            yield about.change("role-id-changed", "minor", "id", old.id, new.id)
        yield from plain(about, _FIELDS)
        purpose = Plain(
            "purpose", "role-reworded", "minor" if is_reworded(old.purpose, new.purpose) else "note"
        )
        yield from plain(about, (purpose,))
        yield from _status(about, old, new)
        yield from referred(both, about, _REFERENCES)
        yield from level_changes(both, old, new)


def _status(about: About, old: Role, new: Role) -> Iterator[Change]:
    if old.status != new.status:
        name = _STATUSES[old.status == "retired", new.status == "retired"]
        yield about.change(name, "major", "status", old.status, new.status)
