"""What is said about a file: places, edits, fixes, findings, diagnostics."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

from kraokr.source.text import Position, SourceFile, Span


class Severity(IntEnum):
    """How grave a diagnostic is; a higher number is graver."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    def __str__(self) -> str:
        return self.name.lower()


class Location(NamedTuple):
    """A place in a file, with an optional word about what stands there."""

    file: SourceFile
    span: Span
    label: str = ""

    @property
    def start(self) -> Position:
        """Line and column of the first character."""
        return self.file.position(self.span.start)

    @property
    def end(self) -> Position:
        """Line and column just after the last character."""
        return self.file.position(self.span.end)


class Edit(NamedTuple):
    """The replacement of a span of a file by another text."""

    file: SourceFile
    span: Span
    text: str


class Fix(NamedTuple):
    """Edits, possibly to several files, that mend a finding; `title` is an imperative sentence.

    A safe fix keeps what the author meant; the others need a look.
    """

    title: str
    edits: tuple[Edit, ...]
    safe: bool = False


class Finding(NamedTuple):
    """What a rule says about a place; `severity` is a ceiling on the configured one."""

    at: Location
    message: str
    help: str | None = None
    related: tuple[Location, ...] = ()
    fix: Fix | None = None
    severity: Severity | None = None


class Problem(NamedTuple):
    """A finding and the rule, or the problem kind such as `invalid-yaml`, that it belongs to."""

    kind: str
    finding: Finding


class Diagnostic(NamedTuple):
    """A finding with its rule, group and final severity: what printers, fixers and editors read.

    `private` marks findings in reviews and check-ins, whose text stays out of logs and uploads.
    """

    rule: str
    group: str
    severity: Severity
    finding: Finding
    private: bool = False
