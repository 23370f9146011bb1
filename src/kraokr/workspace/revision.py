"""Which version files are: a commit of git that holds them as they are, else a hash of what they say."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path, PurePosixPath


def version_of(root: Path, files: Sequence[PurePosixPath]) -> str:
    """The last commit that changed one of the files, if it holds all of them as they are now.

    Without a repository, or where a file has changes that no commit holds: `sha256:` and the hash of the
    files' bytes, one after the other in their order, each with its length before it.
    """
    names = [str(path) for path in files]
    if _git(root, "ls-files", "--error-unmatch", "--", *names) is not None:
        for commit in (_git(root, "log", "-1", "--format=%H", "--", *names), _git(root, "rev-parse", "HEAD")):
            if commit and _git(root, "diff", "--quiet", commit, "--", *names) is not None:
                return commit
    contents = [(root / path).read_bytes() for path in files]
    return "sha256:" + sha256(b"".join(b"%d\n%b" % (len(one), one) for one in contents)).hexdigest()


def _git(root: Path, *arguments: str) -> str | None:
    """What a command of git says; None where it fails or there is no git."""
    command = ["git", "--no-optional-locks", "--literal-pathspecs", "-C", str(root), *arguments]
    try:
        run = subprocess.run(command, capture_output=True, text=True, check=False)
    except OSError:
        return None
    return run.stdout.strip() if run.returncode == 0 else None
