"""The engine: runs the rules over a workspace and turns findings into diagnostics."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePosixPath
from typing import Any, TypeAlias

from kraokr.lint.ignore import Suppression, judge, suppressions
from kraokr.lint.rule import Context
from kraokr.lint.settings import Active, Settings
from kraokr.lint.words import lexicon_of
from kraokr.model import Node
from kraokr.source.diagnostic import Diagnostic, Finding, Location, Problem, Severity
from kraokr.source.document import Document
from kraokr.source.text import SourceFile, Span
from kraokr.workspace import Workspace

Covers: TypeAlias = Callable[[PurePosixPath], bool]


@dataclass
class Result:
    """What a run says: diagnostics in the order of path, place and rule; `crashed` if a rule failed."""

    diagnostics: list[Diagnostic] = field(default_factory=list)
    crashed: bool = False


def lint(
    workspace: Workspace,
    settings: Settings,
    today: date,
    covers: Covers = lambda path: True,
) -> Result:
    """Run the rules of `settings`; only files that `covers` accepts are reported on.

    The findings of a rule on a node lie in the node's own file, so that nothing else need be looked at.
    """
    run = _Run(workspace, settings, today, covers)
    run.read_problems()
    run.check_all()
    run.judge_suppressions()
    run.result.diagnostics.sort(key=_order)
    return run.result


def _order(diagnostic: Diagnostic) -> tuple[str, Span, str, str]:
    at = diagnostic.finding.at
    return str(at.file.path), at.span, diagnostic.rule, diagnostic.finding.message


class _Run:
    """One run over one workspace."""

    def __init__(self, workspace: Workspace, settings: Settings, today: date, covers: Covers) -> None:
        self.workspace = workspace
        self.settings = settings
        self.covers = covers
        self.result = Result()
        lexicon, self.problems = lexicon_of(workspace.config)
        self.checks = _by_type(
            (active, Context(workspace, active.options, today, lexicon))
            for active in settings.active.values()
            if active.severity is not None and active.rule.check is not None
        )
        self.suppressions: dict[SourceFile, list[Suppression]] = {}

    def read_problems(self) -> None:
        """Report what was found while files were read, after taking up their suppressions."""
        for path, document in self.workspace.documents.items():
            if self.covers(path):
                self.suppressions[document.file], unreadable = suppressions(document)
                self._report_problems(unreadable)
        self._report_problems(self.workspace.problems)
        self._report_problems((*self.settings.problems, *self.problems))

    def check_all(self) -> None:
        """Run every check on everything of its type."""
        self._check(self.workspace)
        for path, document in self.workspace.documents.items():
            if self.covers(path):
                self._check(document)
        for file in self.workspace.files:
            if self.covers(file.document.file.path):
                for node in file.walk():
                    self._check(node)

    def judge_suppressions(self) -> None:
        """Report suppressions that were not needed or name no rule."""
        for found in self.suppressions.values():
            for suppression in found:
                self._report_problems(judge(suppression, self.settings.active))

    def _check(self, subject: Any) -> None:
        checks = self.checks.get(subject.__class__)
        if not checks:
            return
        found: dict[str, list[Finding]] = {}
        for active, context in checks:
            findings = self._findings(active, context, subject)
            if findings:
                found[active.rule.name] = findings
        for name, findings in found.items():
            active = self.settings.active[name]
            if active.rule.unless not in found:
                self._report(active, findings)

    def _findings(self, active: Active, context: Context[Any], subject: Any) -> list[Finding]:
        assert active.rule.check is not None
        if active.files is not None and not active.applies_to(_location(subject).file.path):
            return []
        try:
            return list(active.rule.check(subject, context))
        except Exception as error:
            self.result.crashed = True
            message = f"the rule {active.rule.name} failed here: {type(error).__name__}: {error}"
            help = "this is a fault of kraokr: please report it; the other rules ran"
            self._report_problems([Problem("rule-crashed", Finding(_location(subject), message, help))])
            return []

    def _report_problems(self, problems: Iterable[Problem]) -> None:
        for problem in problems:
            active = self.settings.active.get(problem.kind)
            if active is not None and active.severity is not None:
                self._report(active, (problem.finding,))

    def _report(self, active: Active, findings: Sequence[Finding]) -> None:
        assert active.severity is not None
        for finding in findings:
            file = finding.at.file
            if not self.covers(file.path) or self._silenced(active.rule.name, finding):
                continue
            severity = min(active.severity, finding.severity or Severity.ERROR)
            private = is_private(self.workspace.documents.get(file.path), finding.at)
            self.result.diagnostics.append(
                Diagnostic(active.rule.name, active.rule.group, severity, finding, private)
            )

    def _silenced(self, rule: str, finding: Finding) -> bool:
        found = self.suppressions.get(finding.at.file, ())
        silencing = [suppression for suppression in found if suppression.silences(rule, finding)]
        return bool(silencing)


def _by_type(
    checks: Iterable[tuple[Active, Context[Any]]],
) -> Mapping[type, Sequence[tuple[Active, Context[Any]]]]:
    by_type: dict[type, list[tuple[Active, Context[Any]]]] = {}
    for active, context in checks:
        for kind in (active.rule.on, *_subclasses(active.rule.on)):
            by_type.setdefault(kind, []).append((active, context))
    return by_type


def _subclasses(kind: type[Any]) -> Iterator[type[Any]]:
    for subclass in type.__subclasses__(kind):
        yield subclass
        yield from _subclasses(subclass)


def _location(subject: Any) -> Location:
    if isinstance(subject, Node):
        return subject.at()
    if isinstance(subject, Document):
        return Location(subject.file, Span(0, 0))
    first = next(iter(subject.documents.values()), None)
    return Location(first.file if first else SourceFile(PurePosixPath("."), ""), Span(0, 0))


def is_private(document: Document | None, at: Location) -> bool:
    """Whether a place lies in a review or a check-in, whose text stays out of logs and uploads."""
    if document is None or not isinstance(document.data, dict):
        return False
    if document.data.get("kind") in ("review", "checkins"):
        return True
    values = document.values
    spans = (values.get((key,)) for key in ("reviews", "checkins"))
    return any(span is not None and span.start <= at.span.start <= span.end for span in spans)
