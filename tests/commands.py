"""Running the command line inside a test."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import pytest

from kraokr.cli.app import run

VARIABLES = (
    "NO_COLOR",
    "FORCE_COLOR",
    "CLICOLOR_FORCE",
    "CI",
    "GITHUB_ACTIONS",
    "GITHUB_WORKSPACE",
    "COLUMNS",
)


class Outcome(NamedTuple):
    """How a command ended, and what it wrote."""

    code: int
    out: str
    err: str


class Commands:
    """Runs `kraokr` in a folder, with an environment in which nothing asks for colour or annotations."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
        self._monkeypatch = monkeypatch
        self._capsys = capsys

    def __call__(self, *arguments: str, cwd: Path, **env: str) -> Outcome:
        with self._monkeypatch.context() as patch:
            patch.chdir(cwd)
            for name in VARIABLES:
                patch.delenv(name, raising=False)
            for name, value in env.items():
                patch.setenv(name, value)
            self._capsys.readouterr()
            code = run(arguments)
        out, err = self._capsys.readouterr()
        assert "Traceback" not in err
        assert "kraokr itself failed" not in err
        return Outcome(code, out, err)


def process(
    arguments: Sequence[str], cwd: Path, env: Mapping[str, str] | None = None, prelude: str = ""
) -> subprocess.CompletedProcess[bytes]:
    """Run `kraokr` in a process of its own, after some Python statements."""
    code = f"import sys; from kraokr.__main__ import main\n{prelude}\nmain()"
    inherited = {name: value for name, value in os.environ.items() if name not in VARIABLES}
    return subprocess.run(
        [sys.executable, "-c", code, *arguments],
        cwd=cwd,
        env={**inherited, **(env or {})},
        capture_output=True,
        timeout=60,
        check=False,
    )
