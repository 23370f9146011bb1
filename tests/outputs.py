"""Diagnostics for the tests of output formats: marks in a text become places."""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import Any

from kraokr.source.diagnostic import Diagnostic, Finding, Location, Severity
from kraokr.source.text import SourceFile, Span


def source(text: str, path: str = "roles/a.yaml") -> SourceFile:
    return SourceFile(PurePosixPath(path), text)


def at(file: SourceFile, words: str, label: str = "") -> Location:
    """The place of some words in a file."""
    start = file.text.index(words)
    return Location(file, Span(start, start + len(words)), label)


def diagnostic(
    place: Location, message: str = "something is wrong", severity: str = "warning", **more: Any
) -> Diagnostic:
    """A diagnostic of the rule `kra-x` at a place."""
    private = more.pop("private", False)
    return Diagnostic("kra-x", "kra", Severity[severity.upper()], Finding(place, message, **more), private)
