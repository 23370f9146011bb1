"""Entities: the things of a file whose past is looked at, by keys that hold wherever the file lies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from kraokr.model import CheckIns, Node, Objective, Objectives, Person, ReviewEntry, Role, Team

Key: TypeAlias = tuple[str, ...]
"""The kind of a thing, whose it is, and what tells it from others."""

_HEAD = ("kind", "id", "owner", "team", "person", "cycle", "period")
_SECTIONS: Mapping[type[Node], Sequence[str]] = {
    Role: (*_HEAD, "title", "status", "extends", "kras", "levels", "changes"),
    Objective: (*_HEAD, "objectives"),
    ReviewEntry: (*_HEAD, "reviews"),
    Person: (*_HEAD, "checkins"),
    Team: (*_HEAD, "checkins"),
    CheckIns: (*_HEAD, "checkins"),
}


def sections_of(kind: type[Node]) -> Sequence[str]:
    """The top keys of a file that say what rules ask of things of a kind; none where all of them do."""
    return _SECTIONS.get(kind, ())


def entities(top: Node) -> Mapping[Key, Node]:
    """The things of a file by their keys; of two with one key the first counts."""
    found: dict[Key, Node] = {}
    for key, node in _entities(top):
        found.setdefault(key, node)
    return found


def _entities(top: Node) -> Iterator[tuple[Key, Node]]:
    yield key_of(top), top
    if isinstance(top, Person | Team | Objectives):
        yield from ((key_of(one), one) for one in top.objectives)
    if isinstance(top, Person):
        yield from ((key_of(one), one) for one in top.reviews)


def key_of(node: Node) -> Key:
    """The key of a thing: a file, an objective or a review."""
    if isinstance(node, Objective):
        head = node.holder
        return "objective", _home(head), node.cycle or getattr(head, "cycle", None) or "", node.id
    if isinstance(node, ReviewEntry):
        person = node.person or _home(node.holder)
        period = f"{node.period.start}..{node.period.end}" if node.period else ""
        return "review", person, node.cycle or period, node.type or ""
    own = getattr(node, "cycle", None) or ""
    return node.__class__.__name__, _home(node), own


def _home(head: Node | None) -> str:
    """Whose a file is: a role, a person or a team."""
    named = (getattr(head, name, None) for name in ("id", "owner", "team", "person"))
    return next((str(one) for one in named if one), "")
