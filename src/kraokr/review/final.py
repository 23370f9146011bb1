"""Making a review final: what is written into its file, and what stands in the way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import PurePosixPath

from kraokr.model import Person, ReviewEntry, Role
from kraokr.review.period import Period, held_within
from kraokr.source.diagnostic import Diagnostic, Edit, Finding, Location, Severity
from kraokr.source.edits import insert_entry, scalar
from kraokr.source.text import Span
from kraokr.workspace import Workspace

_HEAD = ("person", "cycle", "period", "type", "status", "reviewer")


def final_edits(record: ReviewEntry, today: date, version: str | None = None) -> list[Edit]:
    """The edits that make a review final as of a day, judged by a version of the role.

    A version that is written already stays; None pins none.
    """
    wanted = {"status": "final", "finalised_on": str(today)}
    if record.role_version is None and version is not None:
        wanted = {"role_version": scalar(version), **wanted}
    return [_written(record, key, text) for key, text in wanted.items()]


def _written(record: ReviewEntry, key: str, text: str) -> Edit:
    document, path = record.document, (*record.path, key)
    if record.has(key):
        after_colon = document.file.text.index(":", document.keys[path].end) + 1
        if document.get(path) is None:
            return Edit(document.file, Span(after_colon, after_colon), f" {text}")
        return Edit(document.file, document.values[path], text)
    last = next(name for name in reversed(_HEAD) if record.has(name))
    return insert_entry(document, record.path, key, text, after=last)


def obstacles(
    final: ReviewEntry, diagnostics: Iterable[Diagnostic], edits: Sequence[Edit]
) -> list[Diagnostic]:
    """The findings that keep a review from being final, as errors, with places in the file as it stands.

    These are those of the rules on reviews in the review itself, and whatever is an error there. `final` is
    the review after the `edits`, which the diagnostics are about.
    """
    return [
        one._replace(severity=Severity.ERROR, finding=_before(one.finding, edits))
        for one in diagnostics
        if (one.group == "review" or one.severity is Severity.ERROR) and _lies_in(final, one)
    ]


def _before(finding: Finding, edits: Sequence[Edit]) -> Finding:
    """A finding with its places moved back to the text before some edits."""

    def moved(at: Location) -> Location:
        if at.file.path != edits[0].file.path:
            return at
        span = Span(_offset_before(at.span.start, edits), _offset_before(at.span.end, edits))
        return at._replace(file=edits[0].file, span=span)

    return finding._replace(at=moved(finding.at), related=tuple(map(moved, finding.related)), fix=None)


def _offset_before(offset: int, edits: Sequence[Edit]) -> int:
    grown = 0
    for edit in sorted(edits, key=lambda edit: edit.span):
        start = edit.span.start + grown
        if offset < start:
            break
        if offset < start + len(edit.text):
            return edit.span.start
        grown += len(edit.text) - (edit.span.end - edit.span.start)
    return offset - grown


def _lies_in(record: ReviewEntry, diagnostic: Diagnostic) -> bool:
    at, whole = diagnostic.finding.at, record.document.values[record.path]
    if at.file.path != record.document.file.path:
        return False
    return not record.path or whole.start <= at.span.start < whole.end


def role_files(ws: Workspace, person: Person, period: Period) -> list[PurePosixPath]:
    """The files of the roles that a person held in a period, and of those they take over."""
    files: list[PurePosixPath] = []
    for held, _, _ in held_within(ws, person, period.start, period.end):
        role: Role | None = held.role
        while role is not None and role.document.file.path not in files:
            files.append(role.document.file.path)
            role = ws.roles.get(role.extends or "")
    return files
