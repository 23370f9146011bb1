"""What tests of several floors share."""

from __future__ import annotations

from pathlib import PurePosixPath
from textwrap import dedent

from kraokr.model.node import Node
from kraokr.model.validate import validate
from kraokr.source.diagnostic import Problem
from kraokr.source.document import Document
from kraokr.source.text import SourceFile
from kraokr.source.yaml import parse


def document(text: str, path: str = "roles/x.yaml") -> Document:
    """A parsed text; its indentation may follow the test's."""
    return parse(SourceFile(PurePosixPath(path), dedent(text)))


def load(text: str, path: str = "roles/x.yaml") -> tuple[Node | None, list[Problem]]:
    """The node of a text and all that is wrong with it."""
    parsed = document(text, path)
    node = validate(parsed)
    return node, parsed.problems


def said(problem: Problem) -> tuple[str, str, str | None]:
    """What a problem points at, its message and its help."""
    at = problem.finding.at
    return at.file.text[at.span.start : at.span.end], problem.finding.message, problem.finding.help
