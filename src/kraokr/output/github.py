"""GitHub workflow commands, which show as annotations on a pull request."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from kraokr.output.privacy import redacted
from kraokr.output.style import PLAIN, View, printable
from kraokr.source.diagnostic import Diagnostic, Severity

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_LIMIT = 10  # of a kind in one step; the rest would be dropped without a word


def render(diagnostics: Sequence[Diagnostic], view: View = PLAIN) -> str:
    """An annotation for each diagnostic, the gravest first, and a notice of those that are left out.

    What stands in reviews and check-ins is never quoted.
    """
    return "".join(
        f"{line}\n" for severity in reversed(Severity) for line in _kind(severity, diagnostics, view)
    )


def _kind(severity: Severity, diagnostics: Sequence[Diagnostic], view: View) -> Iterator[str]:
    alike = [diagnostic for diagnostic in diagnostics if diagnostic.severity is severity]
    shown = alike if len(alike) <= _LIMIT else alike[: _LIMIT - 1]
    for diagnostic in shown:
        yield _command(redacted(diagnostic), view)
    if len(shown) < len(alike):
        yield f"::{_COMMANDS[severity]} title=kraokr::and {len(alike) - len(shown)} more: see the log"


def _command(diagnostic: Diagnostic, view: View) -> str:
    finding = diagnostic.finding
    start, end = finding.at.start, finding.at.end
    properties = {
        "title": f"kraokr ({diagnostic.rule})",
        "file": view.path(finding.at.file.path),
        "line": str(start.line + 1),
        "endLine": str(end.line + 1),
    }
    if start.line == end.line:
        properties |= {"col": str(start.column + 1), "endColumn": str(end.column + 1)}
    listed = ",".join(f"{name}={_property(value)}" for name, value in properties.items())
    help = f"\nhelp: {printable(finding.help)}" if finding.help else ""
    return f"::{_COMMANDS[diagnostic.severity]} {listed}::{_data(printable(finding.message) + help)}"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
