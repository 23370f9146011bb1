"""Writing files: whole or not at all. The only place that writes what users keep."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from kraokr.errors import KraokrError


def save(path: Path, text: str) -> None:
    """Write a file atomically: beside it first, then in its place; an existing file keeps its mode.

    Raises:
        KraokrError: the file cannot be written; what was there before stays as it was.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
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
