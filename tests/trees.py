"""Workspaces for tests: from texts by path, in memory or on disk."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from textwrap import dedent

from kraokr.source.diagnostic import Problem
from kraokr.workspace import Workspace, load

ROLE = """\
kind: role
id: seller
title: Seller
kras:
  - id: sales
    name: Sales
    kpis: [{name: Win rate, target: ">= 30"}]
"""


def tree(files: Mapping[str, str]) -> dict[PurePosixPath, str]:
    """Texts by path; their indentation may follow the test's."""
    return {PurePosixPath(path): dedent(text) for path, text in files.items()}


def workspace(**files: str) -> Workspace:
    """A workspace of texts, each in a file called like its keyword."""
    return load(tree({f"{name}.yaml": text for name, text in files.items()}))


def write(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files below a folder; the folder, without symbolic links."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else dedent(text).encode())
    return folder.resolve()


def messages(ws: Workspace) -> list[str]:
    """Each problem of a workspace as `path:line: kind: message`."""
    return [_line(problem) for problem in ws.problems]


def _line(problem: Problem) -> str:
    at = problem.finding.at
    return f"{at.file.path}:{at.start.line + 1}: {problem.kind}: {problem.finding.message}"
