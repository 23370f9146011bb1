"""Diagnostics for the tests of output formats: marks in a text become places."""

from __future__ import annotations

from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any

from kraokr.lint import lint, settle
from kraokr.rules import RULES
from kraokr.source.diagnostic import Diagnostic, Edit, Finding, Fix, Location, Severity
from kraokr.source.text import SourceFile, Span
from kraokr.workspace import open_workspace

EXAMPLES = Path(__file__).parent.parent / "examples"


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


def messy() -> list[Diagnostic]:
    """What the linter finds in the example that is a mess."""
    opened = open_workspace([], EXAMPLES / "messy")
    settings = settle(RULES, opened.workspace.config)
    return lint(opened.workspace, settings, date(2026, 9, 1)).diagnostics


def secret() -> Diagnostic:
    """A finding in a review, each part of which quotes what the review says."""
    file = source("kind: review\nsummary: secret words\n", "reviews/r.yaml")
    return diagnostic(
        at(file, "secret", "secret label"),
        'the word "secret"',
        help="write no secret",
        related=(at(file, "words", "secret place"),),
        fix=Fix("Remove secret", (Edit(file, at(file, "secret").span, "secret"),)),
        private=True,
    )
