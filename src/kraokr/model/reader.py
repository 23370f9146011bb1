"""Reader: a document's data through a model, again and again, until a node comes of what is right in it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeAlias

from pydantic import ValidationError

from kraokr.model.messages import explain, key_meant, listing, suggestion
from kraokr.model.node import Node, node_types
from kraokr.model.sensitive import SENSITIVE_KEYS
from kraokr.model.slips import meant
from kraokr.model.types import HOLDS_UNKNOWN
from kraokr.source.diagnostic import Finding, Fix, Location, Problem
from kraokr.source.document import Document, YamlPath
from kraokr.source.edits import rename_key, replace_value

MAX_PROBLEMS = 100

_Error: TypeAlias = Mapping[str, Any]
_SHORT = frozenset(("too_short", "too_long"))


class Reader:
    """Validates, reports, leaves out what is wrong, and validates again until a node comes of it.

    `kept` says which items of a list are left; `spoilt` where something was reported.
    """

    def __init__(self, document: Document, model: type[Node], context: dict[str, Any]) -> None:
        self.document = document
        self.model = model
        self.context = context
        self.dropped: set[YamlPath] = set()
        self.filled: dict[str, Any] = {}
        self.kept: dict[YamlPath, list[int]] = {}
        self.spoilt: set[YamlPath] = set()

    def read(self) -> Node | None:
        """The node; None where a required value at the top is wrong that nothing can stand for."""
        data = self.document.data
        while True:
            try:
                node = self.model.model_validate(data, context=self.context)
            except ValidationError as error:
                before = len(self.dropped) + len(self.filled)
                if not self._take(error.errors(include_url=False)):
                    return None
                if len(self.dropped) + len(self.filled) == before:
                    return None
            else:
                unknown = data is not self.document.data or HOLDS_UNKNOWN in self.context
                self.document.understood = not unknown
                return node
            data = {**self._without((), self.document.data), **self.filled}

    def _take(self, errors: Iterable[_Error]) -> bool:
        """Report errors and drop what is wrong; whether there is still something to read."""
        found = [(self._path(error["loc"], error["type"] == "missing"), error) for error in errors]
        unknown, missing = _names(found, "extra_forbidden"), _names(found, "missing")
        readable = True
        for path, error in found:
            if path in self.dropped:
                readable &= self._give_up(path)
            elif error["type"] == "extra_forbidden":
                self._unknown_key(path, missing[path[:-1]])
                self.dropped.add(path)
            elif error["type"] == "missing":
                if not _explained(str(path[-1]), unknown[path[:-1]]):
                    self._say(error, path)
                readable &= self._give_up(path)
            else:
                if error["type"] not in _SHORT or path not in self.spoilt:
                    self._say(error, path)
                self.dropped.add(path)
        return readable

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

    def _report(self, kind: str, path: YamlPath, finding: Finding) -> None:
        self.spoilt.add(path[:-1])
        self.document.problems.append(Problem(kind, finding))

    def _say(self, error: _Error, path: YamlPath) -> None:
        message, help = explain(error, path)
        at = _place(self.document, path[:-1]) if error["type"] == "missing" else self._value(path)
        self._report("invalid-value", path, Finding(at, message, help, fix=self._mend(error, path)))

    def _mend(self, error: _Error, path: YamlPath) -> Fix | None:
        """Write what a value surely means."""
        span = self.document.values.get(path)
        value = meant(error, self.document.file.text[span.start : span.end]) if span else None
        if value is None:
            return None
        return Fix(f"Write `{value}`", (replace_value(self.document, path, value),), safe=True)

    def _value(self, path: YamlPath) -> Location:
        span = self.document.values.get(path)
        if span is None or span.start == span.end:
            span = self.document.keys.get(path, span)
        return Location(self.document.file, span) if span else _place(self.document, path[:-1])

    def _unknown_key(self, path: YamlPath, missing: Sequence[str]) -> None:
        key = str(path[-1])
        if key.startswith("x-") or key.lower() in SENSITIVE_KEYS:
            return
        at = Location(self.document.file, self.document.keys[path])
        if len(self.document.problems) > MAX_PROBLEMS:
            self._report("unknown-key", path, Finding(at, f"unknown key `{key}`"))
            return
        known = _known_keys(self.model, path[:-1], self.document)
        sure = key_meant(key, known)
        guess = sure or suggestion(key, missing) or suggestion(key, known)
        help = f"did you mean `{guess}`?" if guess else listing(known)
        fix = None
        if sure and [key_meant(str(name), known) for name in self.document.get(path[:-1])].count(sure) == 1:
            fix = Fix(f"Rename `{key}` to `{sure}`", (rename_key(self.document, path, sure),), safe=True)
        self._report("unknown-key", path, Finding(at, f"unknown key `{key}`", help, fix=fix))

    def _give_up(self, path: YamlPath) -> bool:
        """A required value cannot be had: below the top leave its mapping out, at the top fill it in.

        Whether that can be done.
        """
        if len(path) > 1:
            self.dropped.add(path[:-1])
            return True
        stem = re.sub(r"[^a-z0-9]+", "-", self.document.file.path.stem.lower()).strip("-") or "unnamed"
        written = self.document.get(("id",))
        title = written if isinstance(written, str) and written.strip() else stem
        filler = {"id": stem, "title": title, "person": stem, "objectives": [], "checkins": []}
        name = str(path[-1])
        if name not in filler:
            return False
        self.filled[name] = filler[name]
        return True

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


def _names(found: Iterable[tuple[YamlPath, _Error]], kind: str) -> defaultdict[YamlPath, list[str]]:
    """The keys with one kind of error, by the mapping they belong to."""
    names: defaultdict[YamlPath, list[str]] = defaultdict(list)
    for path, error in found:
        if error["type"] == kind:
            names[path[:-1]].append(str(path[-1]))
    return names


def _explained(missing: str, unknown: Sequence[str]) -> bool:
    """Whether an unknown key beside it explains that a required key is missing."""
    return any((key_meant(key, [missing]) or suggestion(key, [missing])) == missing for key in unknown)


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
