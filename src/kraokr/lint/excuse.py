"""Writes suppression comments for findings that are to stay."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import PurePosixPath

from kraokr.lint.ignore import MARKER
from kraokr.source.comments import comments
from kraokr.source.diagnostic import Diagnostic, Edit
from kraokr.source.document import Document, Mark
from kraokr.source.edits import apply_edits
from kraokr.source.text import SourceFile, Span
from kraokr.source.yaml import parse

_EXISTING = re.compile(r"[ \t]*#[ \t]*kraokr:[ \t]*ignore\[(?P<names>[^\]]*)\]")


def with_suppressions(diagnostics: Iterable[Diagnostic], reason: str) -> dict[PurePosixPath, str]:
    """The texts of the files with a comment above each entry that a finding is about.

    A comment that stands there already takes the rule up. Findings in files that cannot be read, and those
    about suppressions themselves, get none.
    """
    by_file: dict[SourceFile, list[Diagnostic]] = {}
    for diagnostic in diagnostics:
        if diagnostic.rule != "bad-suppression":
            by_file.setdefault(diagnostic.finding.at.file, []).append(diagnostic)
    texts = {}
    for file, found in by_file.items():
        document = parse(file)
        if not document.broken:
            texts[file.path] = apply_edits(file.text, _edits(document, found, reason))
    return texts


def _edits(document: Document, diagnostics: Sequence[Diagnostic], reason: str) -> list[Edit]:
    rules: dict[int, dict[str, None]] = {}
    for diagnostic in diagnostics:
        line = document.file.position(_entry_around(document, diagnostic.finding.at.span.start)).line
        rules.setdefault(line, {})[diagnostic.rule] = None
    return [_edit(document, line, list(names), reason) for line, names in rules.items()]


def _edit(document: Document, line: int, names: Sequence[str], reason: str) -> Edit:
    file = document.file
    above = _EXISTING.match(file.line(line - 1)) if line else None
    if above and any(file.position(span.start).line == line - 1 for span in comments(document)):
        end = file.offset(line - 1) + above.end("names")
        return Edit(file, Span(end, end), "".join(f", {name}" for name in names))
    start = file.offset(line)
    text = file.line(line)
    indent = text[: len(text) - len(text.lstrip())]
    newline = re.search(r"\r\n|\n|\r", file.text)
    comment = f"{indent}# {MARKER} ignore[{', '.join(names)}] {reason}"
    return Edit(file, Span(start, start), comment + (newline.group() if newline else "\n"))


def _entry_around(document: Document, offset: int) -> int:
    """Where the innermost entry or item begins that an offset lies in and that comes first on its line."""
    file, mark = document.file, document.mark
    found = mark[0]
    while len(mark) == 4:
        inner = next(_inside(mark, offset), None)
        if inner is None:
            break
        start, mark = inner
        line = file.position(start).line
        if not file.text[file.offset(line) : start].strip(" \t-?"):
            found = start
    return int(found)


def _inside(mark: Mark, offset: int) -> Iterator[tuple[int, Mark]]:
    if mark[2] is None:
        yield from ((item[0], item) for item in mark[3] if item[0] <= offset <= item[1])
        return
    for key, value in mark[3].items():
        start, end = mark[2][key]
        if start <= offset <= max(value[1], end):
            yield start, value
