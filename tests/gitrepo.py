"""A git repository for tests: commits with their days and people, whatever git is set up to do here."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping
from datetime import date
from pathlib import Path

QUIET = {
    "GIT_CONFIG_GLOBAL": os.devnull,
    "GIT_CONFIG_SYSTEM": os.devnull,
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
"""What keeps git from reading the settings of whoever runs the tests."""

AUTHOR = "Asha Rao"
TODAY = date(2026, 1, 5)


def git(root: Path, *arguments: str, on: date = TODAY, author: str = AUTHOR) -> str:
    """What a git command prints, run in a folder on a day as a person. Raises CalledProcessError."""
    email = f"{author.lower().replace(' ', '.')}@example.com"
    noon = f"{on}T12:00:00 +0000"
    identity = {
        f"GIT_{role}_{part}": value
        for role in ("AUTHOR", "COMMITTER")
        for part, value in (("NAME", author), ("EMAIL", email), ("DATE", noon))
    }
    around = {key: value for key, value in os.environ.items() if not key.startswith("GIT_")}
    run = subprocess.run(
        ["git", "-c", "commit.gpgsign=false", "-C", str(root), *arguments],
        capture_output=True,
        env={**around, **QUIET, **identity},
        check=True,
    )
    return os.fsdecode(run.stdout).removesuffix("\n")


def start(root: Path, branch: str = "main") -> Path:
    """An empty repository in a folder, which is made where it is missing."""
    root.mkdir(parents=True, exist_ok=True)
    git(root, "init", "--quiet", f"--initial-branch={branch}")
    git(root, "config", "core.autocrlf", "false")
    return root


def write(root: Path, files: Mapping[str, str | bytes | None]) -> None:
    """Write files below a root; None deletes one."""
    for name, content in files.items():
        path = root / name
        if content is None:
            path.unlink()
            continue
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)


def commit(
    root: Path,
    message: str,
    files: Mapping[str, str | bytes | None] | None = None,
    on: date = TODAY,
    author: str = AUTHOR,
) -> str:
    """Commit files (None deletes one) with all else that is changed on disk; the id of the commit."""
    write(root, files or {})
    git(root, "add", "--all")
    git(root, "commit", "--quiet", "--allow-empty", "-m", message, on=on, author=author)
    return git(root, "rev-parse", "HEAD")
