"""GitLab's code quality report, which shows in a merge request."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kraokr.output.style import PLAIN, View, printable
from kraokr.output.upload import Upload, said, uploads
from kraokr.source.diagnostic import Diagnostic, Severity

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(diagnostics: Sequence[Diagnostic], view: View = PLAIN) -> str:
    """All diagnostics as one JSON array; a finding that merely moved keeps its fingerprint.

    What stands in reviews and check-ins is never quoted.
    """
    import json

    return (
        json.dumps([_issue(one) for one in uploads(diagnostics, view)], indent=2, ensure_ascii=False) + "\n"
    )


def _issue(upload: Upload) -> dict[str, Any]:
    from kraokr.lint.identity import fingerprint

    at = upload.finding.at
    return {
        "description": said(upload.finding, joint="; "),
        "check_name": upload.diagnostic.rule,
        "fingerprint": fingerprint(upload.identity),
        "severity": _SEVERITIES[upload.diagnostic.severity],
        "location": {
            "path": printable(upload.path),
            "lines": {"begin": at.start.line + 1, "end": at.end.line + 1},
        },
    }
