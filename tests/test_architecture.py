"""The floors of the house hold, and the contract that says so bites."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent


def contracts_hold(source: Path, tmp_path: Path) -> subprocess.CompletedProcess[str]:
    """Check the contracts of pyproject.toml against a source tree."""
    call = (
        "from importlinter.cli import lint_imports as run; exit(run(config_filename=argv[1], no_cache=True))"
    )
    return subprocess.run(
        [sys.executable, "-c", f"from sys import argv; {call}", str(ROOT / "pyproject.toml")],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(source)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_imports_point_down(tmp_path: Path) -> None:
    done = contracts_hold(ROOT / "src", tmp_path)
    assert done.returncode == 0, done.stdout
    assert "0 broken" in done.stdout


@pytest.mark.parametrize(
    ("path", "line", "contract"),
    [
        ("model/node.py", "from kraokr.workspace import load", "Floors"),
        ("language/words.py", "from kraokr.source.text import Span", "Floors"),
        ("output/text.py", "from kraokr.review import build", "Floors"),
        ("errors.py", "from kraokr.source import text", "Floors"),
        ("workspace/save.py", "import ruamel.yaml", "Only source/events.py"),
        ("lint/engine.py", "def late():\n    import _ruamel_yaml", "Only source/events.py"),
    ],
)
def test_the_contracts_bite(tmp_path: Path, path: str, line: str, contract: str) -> None:
    source = tmp_path / "src"
    shutil.copytree(ROOT / "src", source, ignore=shutil.ignore_patterns("__pycache__"))
    with (source / "kraokr" / path).open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")
    done = contracts_hold(source, tmp_path)
    assert done.returncode == 1
    broken = [text for text in done.stdout.splitlines() if " BROKEN" in text]
    assert [text.startswith(contract) for text in broken] == [True]
