"""Workspaces from a few YAML texts by path."""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from textwrap import dedent

from kraokr.workspace import Workspace, load


def workspace(files: dict[str, str]) -> Workspace:
    """The workspace of texts by path; it must have no problem."""
    loaded = load({PurePosixPath(path): dedent(text) for path, text in files.items()})
    assert not loaded.problems, [str(problem.finding.message) for problem in loaded.problems]
    return loaded


def write(root: Path, files: dict[str, str]) -> None:
    """Write texts by path below a folder."""
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(dedent(text), encoding="utf-8")
