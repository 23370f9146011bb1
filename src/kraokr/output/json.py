"""JSON: the contract that programs rely on; lines and columns from 1, columns in code points."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kraokr.lint.fix import is_safe
from kraokr.output.style import PLAIN, View
from kraokr.source.diagnostic import Diagnostic, Edit, Fix, Location
from kraokr.source.text import Position


def render(diagnostics: Sequence[Diagnostic], view: View = PLAIN) -> str:
    """All diagnostics as one JSON array; paths are relative to the workspace root whatever the view."""
    import json

    return json.dumps([_diagnostic(one) for one in diagnostics], indent=2, ensure_ascii=False) + "\n"


def _diagnostic(diagnostic: Diagnostic) -> dict[str, Any]:
    finding = diagnostic.finding
    return {
        "rule": diagnostic.rule,
        "group": diagnostic.group,
        "severity": str(diagnostic.severity),
        "message": finding.message,
        "help": finding.help,
        **_place(finding.at),
        "related": [{**_place(place), "label": place.label} for place in finding.related],
        "fix": _fix(finding.fix, is_safe(diagnostic)) if finding.fix else None,
    }


def _place(at: Location | Edit) -> dict[str, Any]:
    file = at.file
    return {
        "path": str(file.path),
        "start": _position(file.position(at.span.start)),
        "end": _position(file.position(at.span.end)),
    }


def _position(position: Position) -> dict[str, int]:
    return {"line": position.line + 1, "column": position.column + 1}


def _fix(fix: Fix, safe: bool) -> dict[str, Any]:
    edits = [{**_place(edit), "text": edit.text} for edit in fix.edits]
    return {"title": fix.title, "safe": safe, "edits": edits}
