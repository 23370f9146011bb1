"""The engine: what the rules find, less what is suppressed, with its severity."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, TypeAlias

from kraokr.lint.checks import Checked, Checks
from kraokr.lint.ignore import MARKER, Suppression, judge, suppressions
from kraokr.lint.settings import Settings
from kraokr.parallel import ALONE, Team
from kraokr.source.diagnostic import Diagnostic, Finding, Location, Problem, Severity
from kraokr.source.document import Document
from kraokr.source.text import SourceFile
from kraokr.workspace import Workspace, without_garbage_collection

if TYPE_CHECKING:
    from kraokr.history.record import History

Covers: TypeAlias = Callable[[PurePosixPath], bool]
_PRIVATE = re.compile(r"^(?:kind\s*:\s*(?:review|checkins)\b|reviews\s*:|checkins\s*:)", re.MULTILINE)
"""What a file that cannot be parsed says before a place in a review or a check-in."""


@dataclass
class Result:
    """What a run says: diagnostics in the order of path, place and rule; `crashed` if a rule failed.

    `checked` is what the checks found in each file, for a later run on a workspace that is much the same;
    `notes` say what could not be checked.
    """

    diagnostics: list[Diagnostic] = field(default_factory=list)
    crashed: bool = False
    checked: Mapping[PurePosixPath, Checked] = field(default_factory=dict)
    notes: Sequence[str] = ()


def lint(
    workspace: Workspace,
    settings: Settings,
    today: date,
    covers: Covers = lambda path: True,
    *,
    team: Team = ALONE,
    known: Mapping[PurePosixPath, Checked] | None = None,
    timings: dict[str, float] | None = None,
    whole: bool = True,
    history: History | None = None,
) -> Result:
    """Run the rules of `settings`; only files that `covers` accepts are reported on.

    The findings of a rule on a node lie in the node's own file, so that nothing else need be looked at. Of a
    `team` of two processes, the second one ends here. `known` is what an earlier run with the same settings
    found in files that are still the same; `timings` takes the seconds that each rule needs. Where it is not
    about the workspace as a `whole`, rules on all of it are left out, and suppressions are not judged.
    Without a `history`, rules on it are silent.
    """
    with without_garbage_collection():
        run = _Run(workspace, settings, covers)
        run.take_up_suppressions()
        checks = Checks(workspace, settings, today, known or {}, timings, history)
        run.report((*workspace.problems, *settings.problems, *checks.problems))
        found = checks.run([path for path in workspace.documents if covers(path)], team, whole)
        for checked in found.values():
            run.report((*checked.alone, *checked.others))
        run.result.checked = {path: checked for path, checked in found.items() if path is not None}
        if whole:
            run.judge_suppressions(checks.unchecked)
        if history and checks.too_short:
            run.result.notes = (_too_short(history, sorted(checks.too_short)),)
        run.result.diagnostics.sort(key=order)
    return run.result


def _too_short(history: History, rules: Sequence[str]) -> str:
    """What to say of rules that look further back than a shallow clone reaches."""
    were = "were" if len(rules) > 1 else "was"
    return (
        f"history reaches back to {history.begins} only, so {', '.join(rules)} {were} not checked; "
        "use fetch-depth: 0, or `git fetch --unshallow`"
    )


def order(diagnostic: Diagnostic) -> tuple[str, int, str, int, str]:
    """What diagnostics are sorted by: path, place, rule, message."""
    at = diagnostic.finding.at
    return str(at.file.path), at.span.start, diagnostic.rule, at.span.end, diagnostic.finding.message


class _Run:
    """One run over one workspace."""

    def __init__(self, workspace: Workspace, settings: Settings, covers: Covers) -> None:
        self.workspace = workspace
        self.settings = settings
        self.covers = covers
        self.result = Result()
        self.suppressions: dict[SourceFile, list[Suppression]] = {}

    def take_up_suppressions(self) -> None:
        """Read the suppression comments of all files, and report those that cannot be read."""
        for path, document in self.workspace.documents.items():
            if self.covers(path) and MARKER in document.file.text:
                self.suppressions[document.file], unreadable = suppressions(document)
                self.report(unreadable)

    def report(self, problems: Iterable[Problem]) -> None:
        """Turn problems into diagnostics, unless their rule is off or they are suppressed."""
        for problem in problems:
            self._report(problem.kind, problem.finding)

    def judge_suppressions(self, unchecked: Container[str]) -> None:
        """Report suppressions that were not needed or name no rule."""
        for file, found in self.suppressions.items():
            for suppression in found:
                self.report(judge(suppression, self.settings.at(file.path).active, unchecked))

    def _report(self, name: str, finding: Finding) -> None:
        if name == "rule-crashed":  # never switched off, suppressed or out of sight: the exit status is 2
            self.result.crashed = True
            self._add(name, "file", Severity.ERROR, finding)
            return
        active = self.settings.at(finding.at.file.path).active.get(name)
        if active is None or active.severity is None or not self.covers(finding.at.file.path):
            return
        if not self._silenced(name, finding):
            severity = min(active.severity, finding.severity or Severity.ERROR)
            self._add(name, active.rule.group, severity, finding)

    def _add(self, name: str, group: str, severity: Severity, finding: Finding) -> None:
        edits = finding.fix.edits if finding.fix else ()
        places = (finding.at, *finding.related, *(Location(edit.file, edit.span) for edit in edits))
        private = any(is_private(self.workspace.documents.get(at.file.path), at) for at in places)
        self.result.diagnostics.append(Diagnostic(name, group, severity, finding, private))

    def _silenced(self, rule: str, finding: Finding) -> bool:
        found = self.suppressions.get(finding.at.file, ())
        silencing = [suppression for suppression in found if suppression.silences(rule, finding)]
        return bool(silencing)


def is_private(document: Document | None, at: Location) -> bool:
    """Whether a place lies in a review or a check-in, whose text stays out of logs and uploads."""
    if document is None or document.broken:
        return _PRIVATE.search(at.file.text, 0, at.file.offset(at.end.line + 1)) is not None
    if not isinstance(document.data, dict):
        return False
    if document.data.get("kind") in ("review", "checkins"):
        return True
    private = [key for key in ("reviews", "checkins") if key in document.data]
    if all(at.file.text.find(key) > at.span.end for key in private):  # far cheaper than to find the places
        return False
    spans = [document.values[(key,)] for key in private if (key,) in document.values]
    return any(span.start <= at.span.start <= span.end for span in spans)
