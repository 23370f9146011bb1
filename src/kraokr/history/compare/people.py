"""Changes of people: who came and went, and who changed role, level, team or manager."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from kraokr.history.change import Change, ChangeName
from kraokr.history.compare.about import About, Plain, is_said, is_untouched, plain
from kraokr.history.compare.both import Both, Reference, name_of, referred
from kraokr.history.compare.state import State
from kraokr.model import Level, Person, Role, Team

_FIELDS = (Plain("name", "person-renamed", "note"),)
_REFERENCES = (
    Reference("team", "team-changed", "minor", Team),
    Reference("manager", "manager-changed", "minor", Person),
)


class _Post(NamedTuple):
    """The role and level that someone holds last, by their ids, and what people call them."""

    role: str
    level: str | None
    levels: tuple[Level, ...]
    title: str

    @property
    def rank(self) -> int | None:
        return next((level.rank for level in self.levels if level.id == self.level), None)

    def __str__(self) -> str:
        named = next((level.title or level.id for level in self.levels if level.id == self.level), self.level)
        if named and self.title.casefold() in named.casefold():
            return named
        return f"{self.title}, {named}" if named else self.title


def people_changes(both: Both) -> Iterator[Change]:
    """The changes of all people."""
    for old, new, likely in both.people:
        person = new or old
        assert person is not None
        about = About(name_of(person), "", person.id, old, new, (person,), likely)
        if old is None:
            yield about.change("person-added", "minor", "role", new=_held(both.after, person))
        elif new is None:
            yield about.change("person-removed", "minor", "role", old=_held(both.before, person))
        elif not is_untouched(old, new):
            yield from _kept(both, about, old, new)


def _kept(both: Both, about: About, old: Person, new: Person) -> Iterator[Change]:
    if about.likely:
        yield about.change("person-id-changed", "minor", "id", old.id, new.id)
    leaving: ChangeName = "person-left" if new.end else "person-returned"
    yield from plain(about, (*_FIELDS, Plain("end", leaving, "minor")))
    yield from referred(both, about, _REFERENCES)
    was, now = _post(both.before, old), _post(both.after, new)
    if was and now and is_said(old, new, "role", "level", "assignments"):
        name = _move(both, was, now)
        if name:
            yield about.change(name, "major", "role", str(was), str(now))


def _move(both: Both, was: _Post, now: _Post) -> ChangeName | None:
    if not both.is_same(Role, was.role, now.role):
        return "person-role-changed"
    if was.level == now.level:
        return None
    old, new = was.rank, now.rank
    if old is None or new is None or old == new:
        return "person-level-changed"
    return "person-promoted" if new > old else "person-level-lowered"


def _held(state: State, person: Person) -> str | None:
    post = _post(state, person)
    return str(post) if post else None


def _post(state: State, person: Person) -> _Post | None:
    """What a person holds last."""
    last = max(person.assignments, key=lambda one: one.from_ or date.min, default=None)
    id, level = (last.role, last.level) if last else (person.role, person.level)
    if id is None:
        return None
    role = state.ws.roles.get(id)
    return _Post(id, level, state.ws.effective(role).levels if role else (), role.title if role else id)
