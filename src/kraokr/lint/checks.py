"""Runs the checks of the rules on everything of their type."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import PurePosixPath
from typing import IO, TYPE_CHECKING, Any, NamedTuple, TypeAlias

from kraokr.lint.context import Context
from kraokr.lint.sending import receive, send
from kraokr.lint.settings import Active, Settings
from kraokr.lint.words import lexicon_of
from kraokr.model import Node
from kraokr.parallel import Team
from kraokr.source.diagnostic import Finding, Location, Problem
from kraokr.source.document import Document
from kraokr.source.text import SourceFile, Span
from kraokr.workspace import Workspace

if TYPE_CHECKING:
    from kraokr.history.record import History

_Check: TypeAlias = tuple[Active, Callable[[Any, Context[Any]], Iterable[Finding]], Context[Any]]
_Table: TypeAlias = Mapping[type, Sequence[_Check]]

_Subject: TypeAlias = str | tuple[Document, Node | None]
"""The name of a rule on the workspace, or a file."""


class Checked(NamedTuple):
    """What the checks say about one file.

    `alone` is what rules found without looking beyond the file, so that it holds until the file changes.
    `others` is what rules found that looked at other files or at the day; `beyond` names them, with the
    number of the subject: 0 is the document, then come the nodes in the order of `Node.walk`.
    """

    alone: Sequence[Problem]
    beyond: Sequence[tuple[int, Sequence[str]]]
    others: Sequence[Problem] = ()


class Checks:
    """The checks that are on, by the type of thing they look at.

    Of a file that is `known` from an earlier run, only the rules run that looked beyond it. `timings` takes
    the seconds that each rule needs.
    """

    def __init__(
        self,
        workspace: Workspace,
        settings: Settings,
        today: date,
        known: Mapping[PurePosixPath, Checked],
        timings: dict[str, float] | None = None,
        history: History | None = None,
    ) -> None:
        self._workspace = workspace
        self._settings = settings
        self._today = today
        self._known = known
        self._timings = timings
        self._looked: set[str] = set()
        self._partners = _partners(settings)
        self._unless = {name: active.rule.unless for name, active in settings.active.items()}
        self._lexicon, self.problems = lexicon_of(workspace.config)
        self._tables: dict[tuple[Settings, tuple[str, ...] | None], _Table] = {}
        self._history = history
        self.too_short = frozenset(self._looking_too_far(history) if history else ())

    def run(
        self, paths: Sequence[PurePosixPath], team: Team, whole: bool
    ) -> dict[PurePosixPath | None, Checked]:
        """What the checks find in the files at some paths, and under None in the workspace as a `whole`.

        A second process of the team ends here.
        """
        files = {file.document.file.path: file for file in self._workspace.files}
        on_all = [*self._on_workspace] if whole else []
        subjects: list[_Subject] = [*on_all]
        subjects += ((self._workspace.documents[path], files.get(path)) for path in paths)
        found = team.finish(self._look_through, subjects, self._dump, self._load)
        others = [problem for checked in found[: len(on_all)] for problem in checked.others]
        return {None: Checked((), (), others), **dict(zip(paths, found[len(on_all) :], strict=True))}

    @property
    def unchecked(self) -> frozenset[str]:
        """The rules that look back, and cannot or need not look at all that was."""
        if self._history is not None and self._history.base is None:
            return self.too_short
        looking_back = (a.rule for a in self._settings.active.values() if a.rule.looks_back is not None)
        return frozenset(rule.name for rule in looking_back)

    def _looking_too_far(self, history: History) -> Iterator[str]:
        """The rules that look further back than the history reaches; it is told how far the others do."""
        for settings in self._settings.variants():
            for name, active in settings.active.items():
                looks_back = active.rule.looks_back if active.severity is not None else None
                day = looks_back(self._context(active, history)) if looks_back else None
                if day is not None and history.reaches(day):
                    history.look_back(day)
                elif day is not None:
                    yield name

    def _context(self, active: Active, history: History | None) -> Context[Any]:
        name = active.rule.name
        return Context(
            self._workspace, active.options, self._today, self._lexicon, name, self._looked, history
        )

    def _look_through(self, subjects: Sequence[_Subject]) -> list[Checked]:
        return [
            self._look_at_all(subject) if isinstance(subject, str) else self._look_at(*subject)
            for subject in subjects
        ]

    @cached_property
    def _on_workspace(self) -> Mapping[str, Settings]:
        """The rules on the workspace as a whole that are on for some file, and the settings that say so."""
        found: dict[str, Settings] = {}
        for settings in self._settings.variants():
            for active, _, _ in self._table(settings).get(Workspace, ()):
                found.setdefault(active.rule.name, settings)
        return found

    def _look_at_all(self, rule: str) -> Checked:
        """What one rule finds in the workspace as a whole."""
        table = self._table(self._on_workspace[rule], (rule,))
        return Checked((), (), self._look(self._workspace, table))

    def _look_at(self, document: Document, file: Node | None) -> Checked:
        settings = self._settings.at(document.file.path)
        known = self._known.get(document.file.path)
        if known:
            subjects = _subjects(document, file, max((number for number, _ in known.beyond), default=0))
            again = (
                self._look(subjects[at], self._table(settings, tuple(names))) for at, names in known.beyond
            )
            return known._replace(others=[problem for found in again for problem in found])
        alone: list[Problem] = []
        others: list[Problem] = []
        beyond: list[tuple[int, Sequence[str]]] = []
        table = self._table(settings)
        for number, subject in enumerate(_subjects(document, file)):
            self._looked.clear()
            found = self._look(subject, table)
            if self._looked:
                names = self._looked.union(*(self._partners.get(name, ()) for name in self._looked))
                beyond.append((number, sorted(names)))
                others += [problem for problem in found if problem.kind in names]
                found = [problem for problem in found if problem.kind not in names]
            alone += found
        return Checked(alone, beyond, others)

    def _table(self, settings: Settings, names: tuple[str, ...] | None = None) -> _Table:
        """The checks that are on, or some of them, by the type of thing they look at."""
        key = settings, names
        if key not in self._tables:
            self._tables[key] = _by_type(self._checks(settings, names))
        return self._tables[key]

    def _checks(self, settings: Settings, names: tuple[str, ...] | None) -> Iterator[_Check]:
        for name, active in settings.active.items():
            check = active.rule.check
            if check is None or active.severity is None or (names is not None and name not in names):
                continue
            context = self._context(active, None if name in self.too_short else self._history)
            yield active, check if self._timings is None else _timed(check, name, self._timings), context

    def _look(self, subject: Any, table: _Table) -> Sequence[Problem]:
        found: dict[str, list[Problem]] = {}
        for active, check, context in table.get(subject.__class__, ()):
            name = active.rule.name
            try:
                findings = [*check(subject, context)]
            except Exception as error:
                self._looked.update((name, "rule-crashed"))
                found.setdefault("rule-crashed", []).append(_crash(active, subject, error))
                continue
            for finding in findings:
                if active.applies_to(finding.at.file.path):
                    found.setdefault(name, []).append(Problem(name, finding))
        return [*self._without_doubles(found)] if found else ()

    def _without_doubles(self, found: Mapping[str, list[Problem]]) -> Iterator[Problem]:
        """All problems but those of a rule that another one, which says it better, has found too."""
        for name, problems in found.items():
            if self._unless.get(name) not in found:
                yield from problems

    def _dump(self, found: list[Checked], file: IO[bytes]) -> None:
        send(found, file)

    def _load(self, file: IO[bytes]) -> list[Checked]:
        found: list[Checked] = receive(file, self._workspace)
        return found


def _crash(active: Active, subject: Any, error: Exception) -> Problem:
    message = f"the rule {active.rule.name} failed here: {type(error).__name__}: {error}"
    help = "this is a fault of kraokr: please report it; the other rules ran"
    return Problem("rule-crashed", Finding(place_of(subject), message, help))


def _subjects(document: Document, file: Node | None, last: int | None = None) -> Sequence[Any]:
    """A document and the nodes of its file, or only as many as are needed to reach the last one asked for."""
    if file is None or last == 0:
        return (document,)
    return (document, file) if last == 1 else (document, *file.walk())


def _partners(settings: Settings) -> Mapping[str, set[str]]:
    """The rules of which one gives way to the other: what one looks at, the other depends on."""
    partners: dict[str, set[str]] = {}
    for name, active in settings.active.items():
        if active.rule.unless is not None:
            partners.setdefault(name, set()).add(active.rule.unless)
            partners.setdefault(active.rule.unless, set()).add(name)
    return partners


def _timed(check: Callable[..., Iterator[Finding]], name: str, timings: dict[str, float]) -> Any:
    def timed(subject: Any, context: Context[Any]) -> list[Finding]:
        start = time.perf_counter()
        findings = [*check(subject, context)]
        timings[name] = timings.get(name, 0.0) + time.perf_counter() - start
        return findings

    return timed


def _by_type(checks: Iterable[_Check]) -> _Table:
    by_type: dict[type, list[_Check]] = {}
    for one in checks:
        on = one[0].rule.on if isinstance(one[0].rule.on, tuple) else (one[0].rule.on,)
        for kind in dict.fromkeys(kind for named in on for kind in (named, *_subclasses(named))):
            by_type.setdefault(kind, []).append(one)
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
