"""Node: a part of a goal file as a typed model that knows where it stands."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar, get_args

from pydantic import BaseModel, ConfigDict

from kraokr.source.diagnostic import Finding, Location
from kraokr.source.document import Document, YamlPath
from kraokr.source.text import Span

N = TypeVar("N", bound="Node")
_set = object.__setattr__
_PLAIN = (str, Decimal)  # all that stands beside nodes in unions; asking pydantic what is a node takes longer


class Node(BaseModel):
    """A mapping of a goal file. Frozen; equal and hashed by identity.

    `document`, `path` and `holder` say where it stands; `bind` sets them once, after validation.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)
    __slots__ = ("_document", "_holder", "_path")
    __eq__ = object.__eq__

    if TYPE_CHECKING:
        _document: Document
        _holder: Node | None
        _path: YamlPath

    anchors: ClassVar[tuple[str, ...]] = ("id", "title", "name")
    """The keys whose value stands for the whole node when a place is needed."""

    def __hash__(self) -> int:
        return id(self)

    @property
    def document(self) -> Document:
        """The document this node was read from."""
        return self._document

    @property
    def path(self) -> YamlPath:
        """The keys and indexes that lead to this node in its document."""
        return self._path

    @property
    def holder(self) -> Node | None:
        """The node that holds this one; None at the top of a file."""
        return self._holder

    def bind(self, document: Document, path: YamlPath, holder: Node | None) -> None:
        """Say where this node stands; called once for each node while a file is loaded."""
        _set(self, "_document", document)
        _set(self, "_path", path)
        _set(self, "_holder", holder)

    def at(self, *keys: str | int, label: str = "") -> Location:
        """The place of the value under `keys`; of the node's own id or title where there is none."""
        span = self.document.values.get((*self.path, *keys)) if keys else None
        return Location(self.document.file, span or self._own_span(), label)

    def key(self, name: str, label: str = "") -> Location:
        """The place of the key `name` itself; of the node's own id or title where there is none."""
        span = self.document.keys.get((*self.path, name))
        return Location(self.document.file, span or self._own_span(), label)

    def part(self, name: str, start: int, end: int, label: str = "") -> Location:
        """The place of the characters `start` to `end` of the text under `name`.

        Where the YAML form (folding, escapes) hides them, the whole value.
        """
        whole = self.at(name, label=label)
        text = self.document.get((*self.path, name))
        source = whole.file.text[whole.span.start : whole.span.end]
        if not isinstance(text, str) or start >= end:
            return whole
        if source == text:
            offset = start
        elif source[:1] in ("'", '"') and source[1:-1] == text:
            offset = start + 1
        else:
            offset = _same_place(text, start, end, source)
        if offset < 0:
            return whole
        begin = whole.span.start + offset
        return Location(whole.file, Span(begin, begin + end - start), label)

    def has(self, name: str) -> bool:
        """Whether the file gives the key `name` here, well formed or not."""
        data = self.document.get(self.path)
        return isinstance(data, dict) and name in data

    def children(self) -> list[tuple[YamlPath, Node]]:
        """The nodes directly below, with the keys that lead to them from here."""
        fields = self.__dict__
        found: list[tuple[YamlPath, Node]] = []
        for field, key in child_fields(self.__class__):
            value = fields[field]
            if value:
                found += _nodes(value, key)
        return found

    def walk(self) -> list[Node]:
        """This node and all below it, in the order of the file's fields."""
        nodes: list[Node] = [self]
        for _, child in self.children():
            nodes += child.walk()
        return nodes

    def misfits(self) -> Iterator[Finding]:
        """What is wrong between fields that are each right by themselves."""
        return iter(())

    def outer(self, kind: type[N]) -> N | None:
        """The nearest node of a kind that holds this one."""
        node = self.holder
        while node is not None and not isinstance(node, kind):
            node = node.holder
        return node

    def _own_span(self) -> Span:
        values = self.document.values
        for name in self.anchors:
            span = values.get((*self.path, name))
            if span is not None:
                return span
        data = self.document.get(self.path)
        if isinstance(data, dict) and data:
            return self.document.keys[(*self.path, next(iter(data)))]
        written = (self.path[:length] for length in range(len(self.path), -1, -1))
        return next(values[path] for path in written if path in values)


def _same_place(text: str, start: int, end: int, source: str) -> int:
    """Where a part of a text stands in another form of it; -1 where that is not certain."""
    part = text[start:end]
    if source.count(part) != text.count(part):
        return -1
    offset = source.find(part)
    for _ in range(text.count(part, 0, start)):
        offset = source.find(part, offset + len(part))
    return offset


def _nodes(value: Any, key: str) -> list[tuple[YamlPath, Node]]:
    if value.__class__ is tuple:
        return [((key, index), item) for index, item in enumerate(value) if not isinstance(item, _PLAIN)]
    if value.__class__ is dict:
        return [((key, name), item) for name, item in value.items() if not isinstance(item, _PLAIN)]
    return [] if isinstance(value, _PLAIN) else [((key,), value)]


@cache
def judges(cls: type[Node]) -> bool:
    """Whether a node class has something to say in `misfits`."""
    return cls.misfits is not Node.misfits


@cache
def child_fields(cls: type[Node]) -> tuple[tuple[str, str], ...]:
    """The fields of a node class that can hold nodes, each with its key in the file."""
    return tuple(
        (name, field.alias or name)
        for name, field in cls.model_fields.items()
        if node_types(field.annotation)
    )


def node_types(annotation: Any) -> tuple[type[Node], ...]:
    """The node classes that an annotation mentions."""
    if isinstance(annotation, type) and issubclass(annotation, Node):
        return (annotation,)
    return tuple(found for argument in get_args(annotation) for found in node_types(argument))
