"""Where goal files cite each other: every field that holds the id of something else."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from kraokr.model import (
    Assignment,
    CheckIn,
    CheckIns,
    KeyResult,
    Kpi,
    Kra,
    Level,
    Node,
    Objective,
    Objectives,
    Person,
    Review,
    ReviewEntry,
    Role,
    Team,
)
from kraokr.model.review import Amendment, DevelopmentAction, NextRole
from kraokr.source.diagnostic import Location


class Reference(NamedTuple):
    """A citation: `text` stands in a node under `keys` and means something of one of `kinds`.

    A cycle is cited by the kind `cycle`, which is no node. `is_key` says that the text is a key of a mapping.
    """

    node: Node
    keys: tuple[str | int, ...]
    text: str
    kinds: tuple[type[Node] | str, ...]
    is_key: bool = False

    @property
    def nodes(self) -> Sequence[type[Node]]:
        """The kinds of nodes that it may mean."""
        return () if self.kinds == _CYCLE_ONLY else self.kinds  # type: ignore[return-value]

    @property
    def at(self) -> Location:
        """Where the citing text stands."""
        if self.is_key:
            span = self.node.document.keys.get((*self.node.path, *self.keys))
            if span is not None:
                return Location(self.node.document.file, span)
        return self.node.at(*self.keys)


CYCLE = "cycle"
_CYCLE_ONLY = (CYCLE,)
_ITEMS = (KeyResult, Kpi, Kra)
_FIELDS: dict[type[Node], tuple[tuple[str, tuple[type[Node] | str, ...]], ...]] = {
    Role: (("owner", (Person,)), ("extends", (Role,)), ("promotes_to", (Role,))),
    Kra: (("primary_role", (Role,)),),
    Kpi: (("primary_role", (Role,)),),
    Person: (("role", (Role,)), ("team", (Team,)), ("manager", (Person,))),
    Assignment: (("role", (Role,)),),
    Team: (("parent", (Team,)), ("lead", (Person,))),
    Objectives: (("owner", (Person,)), ("team", (Team,)), ("cycle", (CYCLE,))),
    Objective: (
        ("owner", (Person,)),
        ("team", (Team,)),
        ("contributors", (Person,)),
        ("cycle", (CYCLE,)),
        ("accelerates", (Kra,)),
        ("supports", (Kra,)),
        ("parent", (Objective,)),
    ),
    KeyResult: (("kpi", (Kpi,)), ("owner", (Person,))),
    CheckIns: (("owner", (Person,)), ("team", (Team,)), ("cycle", (CYCLE,))),
    CheckIn: (("item", _ITEMS), ("readings", _ITEMS), ("by", (Person,))),
    ReviewEntry: (("person", (Person,)), ("cycle", (CYCLE,)), ("reviewer", (Person,)), ("kras", (Kra,))),
    DevelopmentAction: (("kra", (Kra,)), ("owner", (Person,))),
    NextRole: (("role", (Role,)),),
    Amendment: (("by", (Person,)),),
    Level: (("scope", (Kra,)), ("targets", (Kpi,))),
}
_FIELDS[Review] = _FIELDS[ReviewEntry]


def references(node: Node) -> Iterator[Reference]:
    """The references that stand in a node itself, in the order of its fields."""
    for field, kinds in _FIELDS.get(node.__class__, ()):
        value: Any = getattr(node, field)
        if value:
            yield from _cited(node, field, value, kinds)


def _cited(node: Node, field: str, value: Any, kinds: tuple[type[Node] | str, ...]) -> Iterator[Reference]:
    if isinstance(value, str):
        if not (field == "accelerates" and value == "none"):
            yield Reference(node, (field,), value, kinds)
    elif isinstance(value, dict):
        for key in value:
            yield Reference(node, (field, key), key, kinds, is_key=True)
    else:
        for index, text in enumerate(value):
            yield Reference(node, (field, index), text, kinds)
