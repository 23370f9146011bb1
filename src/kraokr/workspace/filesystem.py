"""Questions about paths on disk; the answer to one that cannot be looked at is no, never an error."""

from __future__ import annotations

import os
import stat
from pathlib import Path


def resolved(path: Path) -> Path:
    """The absolute path without symbolic links, as far as they lead somewhere."""
    return Path(os.path.realpath(path))


def is_folder(path: Path) -> bool:
    """Whether a folder is there, perhaps through a link."""
    return stat.S_ISDIR(_mode(path))


def is_file(path: Path) -> bool:
    """Whether a regular file is there, perhaps through a link."""
    return stat.S_ISREG(_mode(path))


def exists(path: Path) -> bool:
    """Whether anything is there."""
    return _mode(path) != 0


def _mode(path: Path) -> int:
    try:
        return path.stat().st_mode
    except (OSError, ValueError):
        return 0
