"""SARIF 2.1.0, which GitHub code scanning and many editors and dashboards read.

Plain dicts: the libraries for it are abandoned, or take longer to import than the linter takes to run.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from kraokr.lint.fix import is_safe
from kraokr.output.sarif_rules import LEVELS, descriptors
from kraokr.output.style import PLAIN, View, printable
from kraokr.output.upload import HOME, Upload, said, uploads
from kraokr.source.diagnostic import Diagnostic, Edit, Finding, Fix, Location
from kraokr.source.text import SourceFile, Span

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_ROOT = "%SRCROOT%"


def render(diagnostics: Sequence[Diagnostic], view: View = PLAIN) -> str:
    """All diagnostics as one run; columns count code points, addresses start at the root of the sources.

    What stands in reviews and check-ins is never quoted.
    """
    import json

    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [_run(diagnostics, view)]}
    return json.dumps(log, indent=2, ensure_ascii=False) + "\n"


def _run(diagnostics: Sequence[Diagnostic], view: View) -> dict[str, Any]:
    from importlib.metadata import version

    names = sorted({diagnostic.rule for diagnostic in diagnostics})
    numbers = {name: number for number, name in enumerate(names)}
    return {
        "tool": {
            "driver": {
                "name": "kraokr",
                "version": version("kraokr"),
                "informationUri": HOME,
                "rules": list(descriptors(names)),
            }
        },
        "invocations": [{"executionSuccessful": "rule-crashed" not in numbers}],
        "originalUriBaseIds": {_ROOT: {"description": {"text": "The root of the sources."}}},
        "columnKind": "unicodeCodePoints",
        "results": [_result(upload, view, numbers) for upload in uploads(diagnostics, view)],
    }


def _result(upload: Upload, view: View, numbers: Mapping[str, int]) -> dict[str, Any]:
    from kraokr.lint.identity import fingerprint

    rule, finding = upload.diagnostic.rule, upload.finding
    return {
        "ruleId": rule,
        "ruleIndex": numbers[rule],
        "level": LEVELS[upload.diagnostic.severity],
        "message": {"text": _message(finding)},
        "locations": [_location(finding.at, view)],
        "partialFingerprints": {"kraokr/v1": fingerprint(upload.identity)},
        **_related(finding, view),
        **({"fixes": [_fix(finding.fix, is_safe(upload.diagnostic), view)]} if finding.fix else {}),
    }


def _message(finding: Finding) -> str:
    """The message with links to the related places; what looks like a link in the user's words is none."""
    links = [
        f"[{printable(place.label).translate(_BRACKETS) or 'related'}]({number})"
        for number, place in enumerate(finding.related, start=1)
    ]
    seen = f"\nsee: {', '.join(links)}" if links else ""
    return said(finding).replace("](", "] (") + seen


_BRACKETS = str.maketrans("[]", "()")


def _related(finding: Finding, view: View) -> dict[str, Any]:
    places = [{"id": number, **_location(at, view)} for number, at in enumerate(finding.related, start=1)]
    return {"relatedLocations": places} if places else {}


def _location(at: Location, view: View) -> dict[str, Any]:
    physical = {"artifactLocation": _artifact(at.file, view), "region": _region(at.file, at.span)}
    label = {"message": {"text": printable(at.label)}} if at.label else {}
    return {"physicalLocation": physical, **label}


def _artifact(file: SourceFile, view: View) -> dict[str, str]:
    from urllib.parse import quote

    return {"uri": quote(f"{view.prefix}{file.path}", errors="surrogatepass"), "uriBaseId": _ROOT}


def _region(file: SourceFile, span: Span) -> dict[str, int]:
    start, end = file.position(span.start), file.position(span.end)
    return {
        "startLine": start.line + 1,
        "startColumn": start.column + 1,
        "endLine": end.line + 1,
        "endColumn": end.column + 1,
    }


def _fix(fix: Fix, safe: bool, view: View) -> dict[str, Any]:
    return {
        "description": {"text": f"{printable(fix.title)}."},
        "artifactChanges": list(_changes(fix.edits, view)),
        "properties": {"safe": safe},
    }


def _changes(edits: Sequence[Edit], view: View) -> Iterator[dict[str, Any]]:
    for file in dict.fromkeys(edit.file for edit in edits):
        replacements = [
            {"deletedRegion": _region(file, edit.span), "insertedContent": {"text": edit.text}}
            for edit in edits
            if edit.file is file
        ]
        yield {"artifactLocation": _artifact(file, view), "replacements": replacements}
