"""Everything that has an id, found by any suffix of its full path, the nearest first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from functools import cached_property
from typing import Any, NamedTuple

from kraokr.model import KeyResult, Kpi, Kra, Level, Milestone, Node, Objective, Person, Role, Team
from kraokr.model.role import slug
from kraokr.source.document import Document
from kraokr.source.text import Span
from kraokr.workspace.nearness import Home

ELSEWHERE = 3
"""Further away than everything that is near."""


class Match(NamedTuple):
    """What a reference means: `node` if it is one thing, else the `candidates` that are equally near."""

    node: Node | None
    candidates: tuple[Node, ...] = ()


class Index:
    """Nodes by kind and id; any suffix of a node's path (`kpi`, `kra/kpi`, `role/kra/kpi`) leads to it."""

    def __init__(self) -> None:
        self._nodes: dict[tuple[type[Node], str], list[Node]] = {}
        self._paths: dict[Node, list[tuple[str, ...]]] = {}
        self._homes: dict[Node, tuple[Home, ...]] = {}
        self._at_home: dict[tuple[type[Node], str], Mapping[Home, Sequence[Node]]] = {}
        self._by_path: dict[tuple[type[Node], str], Sequence[Node]] = {}
        self._raw: dict[type[Node], set[str]] = {}

    def add(self, node: Node, home: Home | None, *path: str) -> None:
        """Enter a node under its full path, at home in its file and in `home`; again where it has several."""
        homes = self._homes.get(node)
        if homes is None:
            homes = (node.document,)
            self._nodes.setdefault((node.__class__, path[-1]), []).append(node)
        self._homes[node] = (*homes, home) if home else homes
        self._paths.setdefault(node, []).append(path)

    def add_raw(self, document: Document) -> None:
        """Enter the ids of a document with faults, so that a broken thing is not an unknown one."""
        data = document.data
        if isinstance(data, dict):
            for kind, ids in _raw_ids(data):
                self._raw.setdefault(kind, set()).update(ids)

    def find(self, kinds: Sequence[type[Node]], text: str, around: Iterable[Set[Home]]) -> Match:
        """The nearest node that a text means, by the homes around the place that cites it."""
        if sum(len(self._called(kind, text)) for kind in kinds) > 1:
            for homes in around:
                near = [node for kind in kinds for home in homes for node in self._in(home, kind, text)]
                if near:
                    return _match(tuple(sorted(set(near), key=_place)) if len(near) > 1 else tuple(near))
        return _match(tuple(self.named(kinds, text)))

    def _in(self, home: Home, kind: type[Node], text: str) -> Sequence[Node]:
        """The nodes of a home; grouped when first asked for, as most texts mean one thing everywhere."""
        key = (kind, text)
        if key not in self._at_home:
            groups: dict[Home, list[Node]] = {}
            for node in self._called(kind, text):
                for each in self._homes[node]:
                    groups.setdefault(each, []).append(node)
            self._at_home[key] = groups
        return self._at_home[key].get(home, ())

    def distance(self, node: Node, around: Iterable[Set[Home]]) -> int:
        """How far out the first of the surrounding homes is that a node is at home in."""
        homes = frozenset(self._homes.get(node, ()))
        outwards = enumerate(around)
        return next((far for far, near in outwards if not homes.isdisjoint(near)), ELSEWHERE)

    def named(self, kinds: Iterable[type[Node]], text: str) -> list[Node]:
        """All nodes whose path ends in a text, wherever they stand."""
        return [node for kind in kinds for node in self._called(kind, text)]

    def _called(self, kind: type[Node], text: str) -> Sequence[Node]:
        if "/" not in text:
            return self._nodes.get((kind, text), ())
        key = (kind, text)
        if key not in self._by_path:
            ids = tuple(text.split("/"))
            found = self._nodes.get((kind, ids[-1]), ())
            self._by_path[key] = [n for n in found if any(p[-len(ids) :] == ids for p in self._paths[n])]
        return self._by_path[key]

    def is_raw(self, kinds: Iterable[type[Node]], text: str) -> bool:
        """Whether a document with faults holds this id."""
        last = text.rpartition("/")[2]
        return any(last in self._raw.get(kind, ()) for kind in kinds)

    @cached_property
    def short_ids(self) -> Mapping[type[Node], Sequence[str]]:
        """The ids of each kind, without paths, in alphabetical order."""
        found: dict[type[Node], list[str]] = {}
        for kind, text in sorted(self._nodes, key=lambda entry: entry[1]):
            found.setdefault(kind, []).append(text)
        return found


def _place(node: Node) -> tuple[str, Span]:
    """What nodes that are equally near are listed by: homes are sets and have no order."""
    at = node.at()
    return str(at.file.path), at.span


def _match(nodes: tuple[Node, ...]) -> Match:
    if len(nodes) > 1:
        return Match(None, nodes)
    return Match(nodes[0] if nodes else None)


def _raw_ids(data: dict[str, Any]) -> Iterable[tuple[type[Node], set[str]]]:
    roots: dict[Any, type[Node]] = {"role": Role, "person": Person, "team": Team}
    kind = data.get("kind")
    if isinstance(kind, str) and kind in roots:
        yield roots[kind], _ids([data])
    kras, objectives = _mappings(data, "kras"), _mappings(data, "objectives")
    yield Kra, _ids(kras)
    yield Kpi, _ids([kpi for kra in kras for kpi in _mappings(kra, "kpis")])
    yield Objective, _ids(objectives)
    key_results = [kr for objective in objectives for kr in _mappings(objective, "key_results")]
    yield KeyResult, _ids(key_results)
    yield Milestone, _ids([milestone for kr in key_results for milestone in _mappings(kr, "milestones")])
    yield Level, _ids(_mappings(data, "levels"))


def _mappings(data: dict[str, Any], key: str) -> list[dict[str, Any]]:
    items = data.get(key)
    return [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []


def _ids(items: Sequence[dict[str, Any]]) -> set[str]:
    texts = ((item.get("id"), item.get("name"), item.get("title")) for item in items)
    return {
        form for names in texts for text in names if text is not None for form in (str(text), slug(str(text)))
    }
