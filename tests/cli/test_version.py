"""`kraokr --version`, and how little it takes."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from commands import Commands

HEAVY = ("pydantic", "jinja2", "rich", "ruamel", "typer", "pathspec")


def imported(times: str) -> set[str]:
    """The top packages in what `-X importtime` says."""
    return {line.rpartition("|")[2].strip().partition(".")[0] for line in times.splitlines()}


def test_version(kraokr: Commands, tmp_path: Path) -> None:
    assert kraokr("--version", cwd=tmp_path) == (0, f"kraokr {version('kraokr')}\n", "")
    assert kraokr("-V", "lint", cwd=tmp_path).out == f"kraokr {version('kraokr')}\n"


@pytest.mark.parametrize("option", ["--version", "-V"])
def test_version_imports_nothing_heavy(option: str) -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "kraokr", option],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == f"kraokr {version('kraokr')}\n"
    assert "kraokr" in imported(done.stderr)
    assert imported(done.stderr).isdisjoint(HEAVY)


def test_help_imports_no_model() -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "kraokr", "lint", "--help"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert imported(done.stderr).isdisjoint(set(HEAVY) - {"typer"})


def test_nothing_shows_help(kraokr: Commands, tmp_path: Path) -> None:
    code, out, err = kraokr(cwd=tmp_path)
    assert (code, out) == (2, "")
    assert err == kraokr("--help", cwd=tmp_path).out
    for command in ("lint", "review", "rule", "schema"):
        assert f"\n  {command} " in err
