"""What a text may have meant that is no id."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property

from kraokr.model import Node
from kraokr.model.role import slug
from kraokr.workspace.index import Index

_LETTERS = "abcdefghijklmnopqrstuvwxyz-"
_SHORTEST = 4
_ALIKE = 0.7


class Suggestions:
    """The things of an index whose id or name is much like a text."""

    def __init__(self, index: Index) -> None:
        self._index = index

    def slip(self, kinds: Sequence[type[Node]], text: str) -> str | None:
        """The one id that a text is a slip of the pen for: one letter off, and no other id is that near.

        Digits tell things apart (`kr1`, `kr2`) and short ids are alike by chance: these are none.
        """
        found = {id for kind in kinds for id in self._one_off(kind, text)}
        return found.pop() if len(found) == 1 and len(text) >= _SHORTEST else None

    def likely(self, kinds: Sequence[type[Node]], text: str) -> list[Node]:
        """The things that a text may mean: by their name, by the end of a path, by a similar id."""
        last = text.rpartition("/")[2]
        known = self._index.named(kinds, last) or self._index.named(kinds, slug(last))
        named = [node for kind in kinds for node in self._by_name.get((kind, slug(last)), ())]
        return known or named or [node for kind in kinds for node in self._similar(kind, last)]

    def _similar(self, kind: type[Node], text: str) -> Iterator[Node]:
        for id in self._one_off(kind, text) or self._alike(kind, slug(text)):
            yield from self._index.named((kind,), id)

    @cached_property
    def _by_name(self) -> Mapping[tuple[type[Node], str], Sequence[Node]]:
        found: dict[tuple[type[Node], str], list[Node]] = {}
        for kind, ids in self._index.short_ids.items():
            for id in ids:
                for node in self._index.named((kind,), id):
                    name = getattr(node, "name", None) or getattr(node, "title", None) or ""
                    found.setdefault((kind, slug(name)), []).append(node)
        return found

    @cached_property
    def _known(self) -> Mapping[type[Node], frozenset[str]]:
        return {kind: frozenset(ids) for kind, ids in self._index.short_ids.items()}

    @cached_property
    def _by_letter(self) -> Mapping[tuple[type[Node], str], Sequence[str]]:
        found: dict[tuple[type[Node], str], list[str]] = {}
        for kind, ids in self._index.short_ids.items():
            for id in ids:
                found.setdefault((kind, id[:1]), []).append(id)
        return found

    def _one_off(self, kind: type[Node], text: str) -> frozenset[str]:
        known = self._known.get(kind, frozenset())
        return known.intersection(_edits(text))

    def _alike(self, kind: type[Node], text: str) -> list[str]:
        """Similar ids that begin with the same letter; comparing with all would take long."""
        from difflib import get_close_matches

        return get_close_matches(text, self._by_letter.get((kind, text[:1]), ()), n=3, cutoff=_ALIKE)


def _edits(text: str) -> Iterator[str]:
    """Every text that is one letter away: left out, added, replaced, or two changed over."""
    for index in range(len(text) + 1):
        head, tail = text[:index], text[index:]
        yield from _letters_added(head, tail)
        if tail and not tail[0].isdigit():
            yield head + tail[1:]
            yield from _letters_added(head, tail[1:])
        if len(tail) > 1 and not (tail[0].isdigit() or tail[1].isdigit()):
            yield head + tail[1] + tail[0] + tail[2:]


def _letters_added(head: str, tail: str) -> Iterable[str]:
    return (f"{head}{letter}{tail}" for letter in _LETTERS)
