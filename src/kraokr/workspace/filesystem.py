"""Questions about paths on disk; the answer to one that cannot be looked at is no, never an error."""

from __future__ import annotations

import os
import stat
from pathlib import Path

_READ = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


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


def read_regular(path: str, most: int) -> tuple[os.stat_result, bytes]:
    """What a path is, and its bytes if it is a regular file of at most so many.

    Opened without waiting, so that a pipe does not hang, and looked at while open, so that nothing changes
    in between.

    Raises:
        OSError: it cannot be opened.
    """
    handle = os.open(path, _READ)
    try:
        status = os.fstat(handle)
        small = stat.S_ISREG(status.st_mode) and status.st_size <= most
        return status, os.read(handle, status.st_size) if small else b""
    finally:
        os.close(handle)


def _mode(path: Path) -> int:
    try:
        return path.stat().st_mode
    except (OSError, ValueError):
        return 0
