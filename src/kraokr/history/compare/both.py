"""Both states side by side: roles, people and teams matched, and references between them read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple, TypeVar

from kraokr.history.change import Change, ChangeName, Grave
from kraokr.history.compare.about import About, is_said, is_untouched
from kraokr.history.compare.match import Matched, alike, matched
from kraokr.history.compare.state import State
from kraokr.model import Node, Person, Role, Team

N = TypeVar("N", bound=Node)
NAMESAKES = 1.0
"""People and teams are taken for the same under another id only where they have one name."""


class Both:
    """Two states of a workspace, with what stands in both of them under one id or, likely, under two."""

    def __init__(self, before: State, after: State) -> None:
        self.before = before
        self.after = after
        self.roles = self.match(before.ws.roles, after.ws.roles, _role_text)
        self.people = self.match(before.ws.people, after.ws.people, name_of, NAMESAKES)
        self.teams = self.match(before.ws.teams, after.ws.teams, name_of, NAMESAKES)
        self.touched_roles = [
            pair
            for pair in self.roles
            if not (pair.before and pair.after and is_untouched(pair.before, pair.after))
        ]
        self._renamed: dict[tuple[type[Node], str], str] = {
            (type(old), old.id): new.id
            for old, new, likely in (*self.roles, *self.people, *self.teams)
            if likely and old and new
        }

    def match(
        self, before: Mapping[str, N], after: Mapping[str, N], text: Callable[[N], str], least: float = 0.8
    ) -> list[Matched[N]]:
        """Things that stand by themselves in pairs; what may stand in an unread file is left out."""
        return matched(
            {id: one for id, one in before.items() if id in after or not self.after.may_hold(one)},
            {id: one for id, one in after.items() if id in before or not self.before.may_hold(one)},
            text,
            least,
        )

    def parts(
        self,
        before: tuple[Node, Mapping[str, N]],
        after: tuple[Node, Mapping[str, N]],
        text: Callable[[N], str],
    ) -> list[Matched[N]]:
        """Parts of things in pairs: each thing with its parts by id; those unread in one are left out."""
        (was, old), (now, new) = before, after
        same = [Matched(old[id], new[id]) for id in old if id in new]
        removed = [one for id, one in old.items() if id not in new and not self.after.may_hold(one, now)]
        added = [one for id, one in new.items() if id not in old and not self.before.may_hold(one, was)]
        return [*same, *alike(removed, added, text)]

    def is_same(self, kind: type[Node], old: str | None, new: str | None) -> bool:
        """Whether a reference means the same in both states: it is the same text, or follows a new id."""
        return new in (old, self.now(kind, old))

    def now(self, kind: type[Node], id: str | None) -> str | None:
        """The id that something of the state before has after."""
        return self._renamed.get((kind, id), id) if id else id


class Reference(NamedTuple):
    """A field that names a role, a person or a team: the change it makes, and how grave it is."""

    field: str
    name: ChangeName
    grave: Grave
    kind: type[Role] | type[Person] | type[Team]


def referred(both: Both, about: About, fields: Iterable[Reference]) -> Iterator[Change]:
    """A change for each field that names something else."""
    before, after = about.before, about.after
    if before is None or after is None:
        return
    for field, name, grave, kind in fields:
        old, new = getattr(before, field), getattr(after, field)
        if not both.is_same(kind, old, new) and is_said(before, after, field):
            names = called(both.before, kind, old), called(both.after, kind, new)
            yield about.change(name, grave, field, *names)


def called(state: State, kind: type[Node], id: str | None) -> str | None:
    """What people call a role, person or team; its id where it is not known."""
    named: Mapping[type[Node], Mapping[str, Role | Person | Team]] = {
        Role: state.ws.roles,
        Person: state.ws.people,
        Team: state.ws.teams,
    }
    found = named[kind].get(id or "")
    return name_of(found) if found else id


def name_of(node: Role | Person | Team) -> str:
    """What people call a role, a person or a team."""
    return node.title if isinstance(node, Role) else node.name or node.id


def _role_text(role: Role) -> str:
    return f"{role.title} {role.purpose or ''}"
