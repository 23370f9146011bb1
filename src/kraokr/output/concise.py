"""Concise: one line each, `path:line:col: severity[rule] message`."""

from __future__ import annotations

from collections.abc import Sequence

from kraokr.output.privacy import redacted
from kraokr.output.style import PLAIN, View, printable
from kraokr.source.diagnostic import Diagnostic


def render(diagnostics: Sequence[Diagnostic], view: View = PLAIN) -> str:
    """A line for each diagnostic."""
    return "".join(f"{line(diagnostic, view)}\n" for diagnostic in diagnostics)


def line(diagnostic: Diagnostic, view: View) -> str:
    """One diagnostic on one line."""
    finding = (diagnostic if view.show_private else redacted(diagnostic)).finding
    at = finding.at.start
    place = f"{view.path(finding.at.file.path)}:{at.line + 1}:{at.column + 1}"
    severity = view.style.severity(diagnostic.severity)(f"{diagnostic.severity}[{diagnostic.rule}]")
    return f"{place}: {severity} {printable(finding.message)}"
