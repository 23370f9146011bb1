"""Writing files: whole or not at all. The only place that writes what users keep."""

from __future__ import annotations

import os
import stat
import tempfile
from pathlib import Path

from kraokr.errors import KraokrError
from kraokr.workspace.filesystem import exists, resolved


def save(path: Path, text: str) -> None:
    """Write a file atomically: beside it first, then in its place. It keeps its mode, a link its target.

    Raises:
        KraokrError: the file cannot be written; what was there before stays as it was.
    """
    path = resolved(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        mode = stat.S_IMODE(path.stat().st_mode) if exists(path) else 0o666 & ~_umask()
        _replace(path, text, mode)
    except OSError as error:
        help = "check the folder and its rights"
        raise KraokrError(f"{path} cannot be written: {error.strerror}", help) from None


def _replace(path: Path, text: str, mode: int) -> None:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(mode)
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
