"""A parsed file: its data, and where each part of it stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, TypeAlias

from kraokr.source.diagnostic import Location, Problem
from kraokr.source.text import SourceFile, Span

YamlPath: TypeAlias = tuple[str | int, ...]
"""The keys and indexes that lead from the top of a document to a value."""

Mark: TypeAlias = tuple[Any, ...]
"""(start, end) of a scalar; (start, end, key spans or None, marks of the children) of a collection."""


class Document:
    """A parsed file: `data` (plain dicts, lists, str, int, Decimal, bool, None) and the spans of its parts.

    A `broken` file could not be read to its end: `data` holds what came before the break. It is `understood`
    once a model has taken it as it is and knows each of its keys. The marks may be given as a function that
    finds them, called when a place is first asked for.
    """

    __slots__ = ("_mark", "broken", "data", "file", "problems", "understood")

    def __init__(
        self,
        file: SourceFile,
        data: Any,
        mark: Mark | Callable[[SourceFile], Mark],
        problems: list[Problem],
        broken: bool = False,
    ) -> None:
        self.file = file
        self.data = data
        self.problems = problems
        self.broken = broken
        self.understood = False
        self._mark = mark

    @property
    def mark(self) -> Mark:
        """The mark of the whole document."""
        if callable(self._mark):
            self._mark = self._mark(self.file)
        return self._mark

    @property
    def values(self) -> Mapping[YamlPath, Span]:
        """The span of the value at each path; `()` is the whole document."""
        return _Spans(self.mark, _value_span)

    @property
    def keys(self) -> Mapping[YamlPath, Span]:
        """The span of the key at each path that ends in a key."""
        return _Spans(self.mark, _key_span)

    def at(self, path: YamlPath, label: str = "") -> Location:
        """The place of the value at a path.

        Raises:
            KeyError: nothing stands there.
        """
        return Location(self.file, self.values[path], label)

    def get(self, path: YamlPath) -> Any:
        """The raw value at a path; None where nothing stands there."""
        value = self.data
        for step in path:
            try:
                value = value[step]
            except (LookupError, TypeError):
                return None
        return value


class _Spans(Mapping[YamlPath, Span]):
    """A view of the tree of marks as a mapping from path to span."""

    def __init__(self, mark: Mark, span: Callable[[Mark, YamlPath], Span]) -> None:
        self._mark = mark
        self._span = span

    def __getitem__(self, path: YamlPath) -> Span:
        try:
            return self._span(self._mark, path)
        except (LookupError, TypeError):
            raise KeyError(path) from None

    def __iter__(self) -> Iterator[YamlPath]:
        return (path for path in _paths(self._mark, ()) if path in self)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _value_span(mark: Mark, path: YamlPath) -> Span:
    for step in path:
        mark = mark[3][step]
    return Span(mark[0], mark[1])


def _key_span(mark: Mark, path: YamlPath) -> Span:
    for step in path[:-1]:
        mark = mark[3][step]
    return Span(*mark[2][path[-1]])


def _paths(mark: Mark, path: YamlPath) -> Iterator[YamlPath]:
    yield path
    if len(mark) == 4:
        steps = mark[3] if mark[2] is not None else range(len(mark[3]))
        for step in steps:
            yield from _paths(mark[3][step], (*path, step))
