"""Findings as plain data for JSON, and back: how the cache keeps them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import PurePosixPath
from typing import Any, TypeAlias

from kraokr.source.diagnostic import Diagnostic, Edit, Finding, Fix, Location, Problem, Severity
from kraokr.source.text import SourceFile, Span

FileAt: TypeAlias = Callable[[PurePosixPath], SourceFile]
"""The file at a path."""


def freeze_problem(problem: Problem) -> list[Any]:
    """A problem as a list."""
    return [problem.kind, _freeze_finding(problem.finding)]


def thaw_problem(data: Sequence[Any], file_at: FileAt) -> Problem:
    """The problem that `freeze_problem` made a list of."""
    kind, finding = data
    return Problem(kind, _thaw_finding(finding, file_at))


def freeze_diagnostic(diagnostic: Diagnostic) -> list[Any]:
    """A diagnostic as a list."""
    rule, group, severity, finding, private = diagnostic
    return [rule, group, severity, _freeze_finding(finding), private]


def thaw_diagnostic(data: Sequence[Any], file_at: FileAt) -> Diagnostic:
    """The diagnostic that `freeze_diagnostic` made a list of."""
    rule, group, severity, finding, private = data
    return Diagnostic(rule, group, Severity(severity), _thaw_finding(finding, file_at), private)


def _freeze_finding(finding: Finding) -> list[Any]:
    at, message, help, related, fix, severity = finding
    places = [_freeze_location(place) for place in related]
    edits = fix and [fix.title, [[*_freeze_span(edit), edit.text] for edit in fix.edits], fix.safe]
    return [_freeze_location(at), message, help, places, edits, severity]


def _thaw_finding(data: Sequence[Any], file_at: FileAt) -> Finding:
    at, message, help, related, fix, severity = data
    return Finding(
        _thaw_location(at, file_at),
        message,
        help,
        tuple(_thaw_location(place, file_at) for place in related),
        _thaw_fix(fix, file_at) if fix else None,
        Severity(severity) if severity else None,
    )


def _thaw_fix(data: Sequence[Any], file_at: FileAt) -> Fix:
    title, edits, safe = data
    return Fix(title, tuple(Edit(*_thaw_span(edit, file_at), edit[3]) for edit in edits), safe)


def _freeze_location(at: Location) -> list[Any]:
    return [*_freeze_span(at), at.label]


def _thaw_location(data: Sequence[Any], file_at: FileAt) -> Location:
    return Location(*_thaw_span(data, file_at), data[3])


def _freeze_span(part: Location | Edit) -> list[Any]:
    return [str(part.file.path), part.span.start, part.span.end]


def _thaw_span(data: Sequence[Any], file_at: FileAt) -> tuple[SourceFile, Span]:
    return file_at(PurePosixPath(data[0])), Span(data[1], data[2])
