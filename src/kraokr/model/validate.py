"""From a document to nodes: everything wrong is reported at once, and costs the smallest unit.

An unknown key or a bad optional value is left out; a bad required value costs its list item; a file keeps
its other parts whatever is wrong in one of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import ValidationError

from kraokr.model import KINDS
from kraokr.model.messages import KEY_ALIASES, explain, listing, suggestion, unknown_word
from kraokr.model.node import Node, node_types
from kraokr.model.sensitive import SENSITIVE_KEYS
from kraokr.source.diagnostic import Finding, Fix, Location, Problem, Severity
from kraokr.source.document import Document, YamlPath
from kraokr.source.edits import rename_key

MAX_PROBLEMS = 100


def validate(document: Document, status_aliases: Mapping[str, str] | None = None) -> Node | None:
    """The node of a document, bound to its places; None if there is nothing to make one of.

    Problems are added to the document's own. A document without `kind:` gives None and no problem: it is
    not ours.
    """
    if document.broken:
        return None
    model = _model(document)
    if model is None:
        return None
    reader = _Reader(document, model, {"status_aliases": status_aliases or {}})
    node = reader.read()
    if node is not None:
        _bind(node, document, (), None, reader.kept)
        document.problems += (
            Problem("invalid-value", finding) for part in node.walk() for finding in part.misfits()
        )
    _shorten(document)
    return node


def is_ours(document: Document) -> bool:
    """Whether a document claims to be a goal file: a mapping with `kind:` and without `apiVersion:`."""
    data = document.data
    return isinstance(data, dict) and "kind" in data and "apiVersion" not in data


def _model(document: Document) -> type[Node] | None:
    if document.data is None:
        _report(
            document, (), "the file is empty", "write `kind:` first, or remove the file", Severity.WARNING
        )
        return None
    if not isinstance(document.data, dict):
        form = "a list" if isinstance(document.data, list) else "plain text"
        _report(document, (), f"this file is {form}, but one mapping is expected", "write `kind:` first")
        return None
    if not is_ours(document):
        return None
    kind = document.data["kind"]
    model = KINDS.get(kind) if isinstance(kind, str) else None
    if model is None:
        message, help = unknown_word("kind", str(kind), tuple(KINDS))
        _report(document, ("kind",), message, help)
    return model


def _report(
    document: Document, path: YamlPath, message: str, help: str | None, ceiling: Severity | None = None
) -> None:
    finding = Finding(document.at(path), message, help, severity=ceiling)
    document.problems.append(Problem("invalid-value", finding))


class _Reader:
    """Validates, reports, leaves out what is wrong, and validates again until a node comes of it."""

    def __init__(self, document: Document, model: type[Node], context: dict[str, Any]) -> None:
        self.document = document
        self.model = model
        self.context = context
        self.dropped: set[YamlPath] = set()
        self.filled: dict[str, Any] = {}
        self.kept: dict[YamlPath, list[int]] = {}

    def read(self) -> Node | None:
        data = self.document.data
        while True:
            try:
                return self.model.model_validate(data, context=self.context)
            except ValidationError as error:
                before = len(self.dropped) + len(self.filled)
                self._take(error.errors(include_url=False))
                if len(self.dropped) + len(self.filled) == before:
                    return None
            data = {**self._without((), self.document.data), **self.filled}

    def _take(self, errors: Sequence[Mapping[str, Any]]) -> None:
        paths = [self._path(error["loc"], error["type"] == "missing") for error in errors]
        unknown = {
            path for path, error in zip(paths, errors, strict=True) if error["type"] == "extra_forbidden"
        }
        missing = {path for path, error in zip(paths, errors, strict=True) if error["type"] == "missing"}
        for path, error in zip(paths, errors, strict=True):
            if path in self.dropped:
                self._give_up(path)
            elif error["type"] == "extra_forbidden":
                self._unknown_key(path, missing)
                self.dropped.add(path)
            elif error["type"] == "missing":
                if not self._misspelt(path, unknown):
                    self._say(error, path)
                self._give_up(path)
            else:
                self._say(error, path)
                self.dropped.add(path)

    def _path(self, loc: Sequence[str | int], missing: bool) -> YamlPath:
        """A pydantic location as a path: union tags skipped, indexes as they are in the file."""
        path: YamlPath = ()
        for place, step in enumerate(loc, 1):
            holder = self.document.get(path)
            if isinstance(holder, list) and isinstance(step, int):
                path = (*path, self.kept.get(path, range(len(holder)))[step])
            elif isinstance(holder, dict) and (step in holder or (missing and place == len(loc))):
                path = (*path, step)
        return path

    def _say(self, error: Mapping[str, Any], path: YamlPath) -> None:
        name = next((step for step in reversed(path) if isinstance(step, str)), "this")
        message, help = explain(error, name)
        at = _place(self.document, path[:-1]) if error["type"] == "missing" else self._value(path)
        self.document.problems.append(Problem("invalid-value", Finding(at, message, help)))

    def _value(self, path: YamlPath) -> Location:
        span = self.document.values.get(path)
        if span is None or span.start == span.end:
            span = self.document.keys.get(path, span)
        return Location(self.document.file, span) if span else _place(self.document, path[:-1])

    def _unknown_key(self, path: YamlPath, missing: set[YamlPath]) -> None:
        key = str(path[-1])
        if key.startswith("x-") or key.lower() in SENSITIVE_KEYS:
            return
        known = _known_keys(self.model, path[:-1], self.document)
        absent = [str(other[-1]) for other in missing if other[:-1] == path[:-1]]
        alias = KEY_ALIASES.get(key)
        guess = alias if alias in known else suggestion(key, absent) or suggestion(key, known)
        help = f"did you mean `{guess}`?" if guess else listing(known)
        span = self.document.keys[path]
        fix = None
        if guess and guess == alias and guess not in self.document.get(path[:-1]):
            fix = Fix(f"Rename `{key}` to `{guess}`", (rename_key(self.document, path, guess),), safe=True)
        finding = Finding(Location(self.document.file, span), f"unknown key `{key}`", help, fix=fix)
        self.document.problems.append(Problem("unknown-key", finding))

    def _misspelt(self, path: YamlPath, unknown: set[YamlPath]) -> bool:
        """Whether an unknown key beside it explains that a required key is missing."""
        beside = (str(other[-1]) for other in unknown if other[:-1] == path[:-1])
        return any(KEY_ALIASES.get(key, suggestion(key, [str(path[-1])])) == path[-1] for key in beside)

    def _give_up(self, path: YamlPath) -> None:
        """A required value cannot be had: at the top fill it in, below leave its mapping out."""
        if len(path) > 1:
            self.dropped.add(path[:-1])
            return
        name = str(path[-1])
        stem = self.document.file.path.stem
        filler: dict[str, Any] = {
            "id": stem,
            "title": self.document.get(("id",)) or stem,
            "objectives": [],
            "checkins": [],
        }
        if name in filler and name not in self.filled:
            self.filled[name] = filler[name]

    def _without(self, path: YamlPath, value: Any) -> Any:
        """A copy of the data without what was dropped; remembers which list items are left."""
        if isinstance(value, dict):
            return {
                key: self._without((*path, key), item)
                for key, item in value.items()
                if (*path, key) not in self.dropped
            }
        if isinstance(value, list):
            left = [index for index in range(len(value)) if (*path, index) not in self.dropped]
            self.kept[path] = left
            return [self._without((*path, index), value[index]) for index in left]
        return value


def _bind(
    node: Node, document: Document, path: YamlPath, holder: Node | None, kept: Mapping[YamlPath, list[int]]
) -> None:
    node.bind(document, path, holder)
    for below, child in node.children():
        steps = (*path, *below)
        if kept and isinstance(steps[-1], int):
            left = kept.get(steps[:-1])
            steps = (*steps[:-1], left[steps[-1]]) if left else steps
        _bind(child, document, steps, node, kept)


def _place(document: Document, path: YamlPath) -> Location:
    """A short place that stands for the mapping at a path."""
    for name in ("id", "title", "name", "kind"):
        if document.keys.get((*path, name)):
            return document.at((*path, name))
    data = document.get(path)
    if isinstance(data, dict) and data:
        return Location(document.file, document.keys[(*path, next(iter(data)))])
    return document.at(path)


def _known_keys(model: type[Node], path: YamlPath, document: Document) -> tuple[str, ...]:
    """The keys that the mapping at a path may have."""
    at: YamlPath = ()
    for step in path:
        at = (*at, step)
        field = next((f for name, f in model.model_fields.items() if (f.alias or name) == step), None)
        found = node_types(field.annotation) if field else ()
        model = found[0] if found else model
    return tuple(field.alias or name for name, field in model.model_fields.items())


def _shorten(document: Document) -> None:
    problems = document.problems
    if len(problems) > MAX_PROBLEMS:
        last = problems[MAX_PROBLEMS - 1]
        more = f"and {len(problems) - MAX_PROBLEMS} more problems in this file"
        document.problems[MAX_PROBLEMS:] = [Problem(last.kind, Finding(last.finding.at, more))]
