"""Runs the checks of the rules on everything of their type."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import PurePosixPath
from typing import IO, Any, TypeAlias

from kraokr.lint.rule import Context
from kraokr.lint.settings import Active, Settings
from kraokr.lint.words import lexicon_of
from kraokr.model import Node
from kraokr.parallel import Team
from kraokr.source.diagnostic import Finding, Location, Problem
from kraokr.source.document import Document
from kraokr.source.text import SourceFile, Span
from kraokr.workspace import Workspace

_Check: TypeAlias = tuple[Active, Callable[[Any, Context[Any]], Iterator[Finding]], Context[Any]]


class Checks:
    """The checks that are on, by the type of thing they look at."""

    def __init__(self, workspace: Workspace, settings: Settings, today: date) -> None:
        self._workspace = workspace
        lexicon, self.problems = lexicon_of(workspace.config)
        self._by_type = _by_type(
            (active, Context(workspace, active.options, today, lexicon))
            for active in settings.active.values()
            if active.severity is not None and active.rule.check is not None
        )
        self._unless = {name: active.rule.unless for name, active in settings.active.items()}

    def run(self, paths: Sequence[PurePosixPath], team: Team) -> list[Problem]:
        """What the checks find in the workspace as a whole and in the files at some paths.

        A second process of the team ends here.
        """
        found = list(self._look(self._workspace))
        files = {file.document.file.path: file for file in self._workspace.files}
        subjects = [(self._workspace.documents[path], files.get(path)) for path in paths]
        for part in team.finish(self._look_through, subjects, self._dump, self._load):
            found += part
        return found

    def _look_through(self, subjects: Sequence[tuple[Document, Node | None]]) -> list[Problem]:
        found: list[Problem] = []
        for document, file in subjects:
            found += self._look(document)
            for node in file.walk() if file else ():
                found += self._look(node)
        return found

    def _look(self, subject: Any) -> Iterable[Problem]:
        found: dict[str, list[Problem]] = {}
        for active, check, context in self._by_type.get(subject.__class__, ()):
            try:
                findings = [*check(subject, context)]
            except Exception as error:
                found.setdefault("rule-crashed", []).append(_crash(active, subject, error))
                continue
            if findings and (active.files is None or active.applies_to(place_of(subject).file.path)):
                found[active.rule.name] = [Problem(active.rule.name, finding) for finding in findings]
        return self._without_doubles(found) if found else ()

    def _without_doubles(self, found: Mapping[str, list[Problem]]) -> Iterator[Problem]:
        """All problems but those of a rule that another one, which says it better, has found too."""
        for name, problems in found.items():
            if self._unless.get(name) not in found:
                yield from problems

    def _dump(self, found: list[Problem], file: IO[bytes]) -> None:
        _Pickler(file, protocol=pickle.HIGHEST_PROTOCOL).dump(found)

    def _load(self, file: IO[bytes]) -> list[Problem]:
        found: list[Problem] = _Unpickler(file, self._workspace).load()
        return found


class _Pickler(pickle.Pickler):
    """Sends a source file as its path, since the other process has it too."""

    def persistent_id(self, obj: Any) -> str | None:
        return str(obj.path) if isinstance(obj, SourceFile) else None


class _Unpickler(pickle.Unpickler):
    def __init__(self, file: IO[bytes], workspace: Workspace) -> None:
        super().__init__(file)
        self._documents = workspace.documents

    def persistent_load(self, pid: str) -> SourceFile:
        return self._documents[PurePosixPath(pid)].file


def _crash(active: Active, subject: Any, error: Exception) -> Problem:
    message = f"the rule {active.rule.name} failed here: {type(error).__name__}: {error}"
    help = "this is a fault of kraokr: please report it; the other rules ran"
    return Problem("rule-crashed", Finding(place_of(subject), message, help))


def _by_type(checks: Iterable[tuple[Active, Context[Any]]]) -> Mapping[type, Sequence[_Check]]:
    by_type: dict[type, list[_Check]] = {}
    for active, context in checks:
        on = active.rule.on if isinstance(active.rule.on, tuple) else (active.rule.on,)
        assert active.rule.check is not None
        for kind in dict.fromkeys(kind for named in on for kind in (named, *_subclasses(named))):
            by_type.setdefault(kind, []).append((active, active.rule.check, context))
    return by_type


def _subclasses(kind: type[Any]) -> Iterator[type[Any]]:
    for subclass in type.__subclasses__(kind):
        yield subclass
        yield from _subclasses(subclass)


def place_of(subject: Any) -> Location:
    """A place that stands for a node, a document or the whole workspace."""
    if isinstance(subject, Node):
        return subject.at()
    if isinstance(subject, Document):
        return Location(subject.file, Span(0, 0))
    first = next(iter(subject.documents.values()), None)
    return Location(first.file if first else SourceFile(PurePosixPath("."), ""), Span(0, 0))
