"""What a change is about, and plain fields that differ."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from kraokr.history.change import Change, ChangeKind, ChangeName, Grave
from kraokr.history.compare.readable import value
from kraokr.model import Node, Person


class About(NamedTuple):
    """What a change is about: its names, the thing before and after, and the people it touches."""

    what: str
    whose: str
    id: str
    before: Node | None
    after: Node | None
    affected: tuple[Person, ...] = ()
    likely: bool = False

    def change(
        self,
        name: ChangeName,
        grave: Grave,
        field: str | None = None,
        old: str | None = None,
        new: str | None = None,
        *,
        kind: ChangeKind | None = None,
        reason: str | None = None,
    ) -> Change:
        """A change of it; added or removed where it stands in one state only."""
        alone: ChangeKind = "added" if self.before is None else "removed"
        both = self.before is not None and self.after is not None
        return Change(
            name,
            kind or ("changed" if both else alone),
            grave,
            self.what,
            self.whose,
            self.id,
            self.before,
            self.after,
            field,
            old,
            new,
            self.affected,
            self.likely,
            reason,
        )


class Plain(NamedTuple):
    """A field that is compared by its value: the change it makes, how grave it is, and how it is read.

    What is read may depend on the fields `beside` it as well.
    """

    field: str
    name: ChangeName
    grave: Grave
    read: Callable[[Any], str | None] | None = None
    beside: tuple[str, ...] = ()


def plain(about: About, fields: Iterable[Plain]) -> Iterator[Change]:
    """A change for each field that has another value; one that could not be read is left out."""
    before, after = about.before, about.after
    if before is None or after is None:
        return
    for field, name, grave, read, beside in fields:
        if read is None and getattr(before, field) == getattr(after, field):
            continue
        old, new = (read(node) if read else value(getattr(node, field)) for node in (before, after))
        if old != new and is_said(before, after, field, *beside):
            yield about.change(name, grave, field, old, new)


def is_said(before: Node, after: Node, *fields: str) -> bool:
    """Whether a field is given in a state and was read where it is: else it is inherited, or unknown."""
    given = any(node.has(field) for node in (before, after) for field in fields)
    unread = any(
        node.has(field) and field not in node.model_fields_set for node in (before, after) for field in fields
    )
    return given and not unread


def is_untouched(before: Node, after: Node) -> bool:
    """Whether the same is written of a thing in both states, in whatever form and file."""
    return before is after or before.document.get(before.path) == after.document.get(after.path)
