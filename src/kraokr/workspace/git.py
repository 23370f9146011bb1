"""What git knows about the files of a workspace; only asked, never told to change anything."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path, PurePosixPath

from kraokr.errors import KraokrError


def changed_files(root: Path, revision: str) -> frozenset[PurePosixPath]:
    """The files below a folder that differ from where HEAD left a revision, and those git does not know yet.

    Raises:
        KraokrError: there is no git, no repository or no such revision.
    """
    if _lines(root, "rev-parse", "--is-inside-work-tree") != ["true"]:
        raise KraokrError(f"{root} lies in no git repository", "--changed compares with a revision of one")
    if revision == "HEAD" and not _commit(root, "HEAD"):
        return _paths(root, "ls-files", "--cached", "--others", "--exclude-standard")
    if not _commit(root, revision):
        raise KraokrError(
            f"`{revision}` is no revision of this repository",
            "correct its name, or fetch it: a shallow clone lacks other branches and older commits",
        )
    base = _lines(root, "merge-base", revision, "HEAD") or [revision]
    changed = _paths(root, "diff", "--name-only", "--no-renames", "--relative", base[0], "--", ".")
    return changed | _paths(root, "ls-files", "--others", "--exclude-standard")


def _commit(root: Path, revision: str) -> bool:
    return bool(
        _lines(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}")
    )


def _lines(root: Path, *arguments: str) -> list[str]:
    return os.fsdecode(_git(root, *arguments)).split("\n")[:-1]


def _paths(root: Path, command: str, *arguments: str) -> frozenset[PurePosixPath]:
    listed = _git(root, command, "-z", *arguments).split(b"\0")
    return frozenset(PurePosixPath(os.fsdecode(path)) for path in listed if path)


def _git(root: Path, *arguments: str) -> bytes:
    """What a command of git says; nothing where it fails."""
    environment = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    try:
        run = subprocess.run(
            ["git", "-C", str(root), *arguments], capture_output=True, env=environment, check=False
        )
    except OSError:
        raise KraokrError("git is not installed", "--changed needs it; name the files instead") from None
    return run.stdout if run.returncode == 0 else b""
