"""Runs of `kraokr lint` without its output, on examples that may be written to."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from pathlib import Path, PurePosixPath
from typing import Any

from kraokr.cli.linting import check, find
from kraokr.cli.request import LintRequest
from kraokr.cli.session import Session
from kraokr.lint import Result
from kraokr.lint.frozen import freeze_diagnostic
from kraokr.source.diagnostic import Diagnostic
from kraokr.source.text import SourceFile
from kraokr.source.yaml import parse

EXAMPLES = Path(__file__).parent.parent / "examples"
TODAY = "2026-07-20"


def example(name: str, folder: Path) -> Path:
    """A copy of an example below a folder, without a cache."""
    return Path(shutil.copytree(EXAMPLES / name, folder / name, ignore=shutil.ignore_patterns(".*_cache")))


def run(**how: Any) -> Result:
    """The result of one run in the working directory, on TODAY unless told otherwise."""
    request = LintRequest(**{"today": TODAY, **how})
    return check(Session(request), find(request))


def frozen(result: Result) -> list[list[Any]]:
    """All that the diagnostics of a result say, as plain data."""
    return [freeze_diagnostic(one) for one in result.diagnostics]


def rules_of(diagnostics: list[Diagnostic]) -> list[str]:
    """The names of the rules that found something, in order."""
    return [one.rule for one in diagnostics]


def contents(root: Path) -> dict[PurePosixPath, bytes]:
    """The bytes of every file below a folder but those of the cache."""
    return {
        PurePosixPath(path.relative_to(root).as_posix()): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and ".kraokr_cache" not in path.parts
    }


def data(text: str | bytes, path: str = "a.yaml") -> Any:
    """What a text says, whatever its form; it has to be YAML."""
    read = parse(SourceFile(PurePosixPath(path), text if isinstance(text, str) else text.decode()))
    assert not read.broken
    return read.data


def all_data(files: Mapping[PurePosixPath, bytes]) -> dict[PurePosixPath, Any]:
    """What each file says, by path."""
    return {path: data(text, str(path)) for path, text in files.items()}
