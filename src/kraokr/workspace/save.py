"""Writing files: whole or not at all. The only place that writes what users keep."""

from __future__ import annotations

import os
import stat
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

from kraokr.errors import KraokrError
from kraokr.workspace.filesystem import exists, resolved


class Rewrite(NamedTuple):
    """A file that is to hold another text: what it was read as, and what it is to say."""

    path: Path
    before: str
    after: str


def save(path: Path, text: str | bytes) -> None:
    """Write a file atomically: beside it first, then in its place. It keeps its mode, a link its target.

    Raises:
        KraokrError: the file cannot be written; what was there before stays as it was.
    """
    path = resolved(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        mode = stat.S_IMODE(path.stat().st_mode) if exists(path) else 0o666 & ~_umask()
        _replace(path, text.encode() if isinstance(text, str) else text, mode)
    except OSError as error:
        raise _unwritable(path, error) from None


def save_all(root: Path, rewrites: Sequence[Rewrite]) -> None:
    """Rewrite files below a root, all of them or none, while no other run of kraokr writes there.

    Raises:
        KraokrError: one is read-only, cannot be written, or is no longer what it was when it was read.
    """
    with locked(root):
        targets = [resolved(rewrite.path) for rewrite in rewrites]
        for path, rewrite in zip(targets, rewrites, strict=True):
            _expect_unchanged(path, rewrite)
        _replace_all(targets, rewrites)


@contextmanager
def locked(root: Path) -> Iterator[None]:
    """Wait until no other run of kraokr holds the lock on a folder, and hold it."""
    try:
        import fcntl
    except ImportError:  # Windows: the comparison before each write has to do
        yield
        return
    handle = os.open(root, os.O_RDONLY)
    try:
        with suppress(OSError):  # a file system without locks
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def put_in_place(path: Path, data: bytes) -> None:
    """Write a file of our own, such as one of the cache, so that nobody ever reads half of it.

    Raises:
        OSError: it cannot be written.
    """
    _replace(path, data, 0o600, sync=False)


def _replace(path: Path, data: bytes, mode: int, sync: bool = True) -> None:
    temporary = _beside(path, data, mode, sync)
    try:
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _expect_unchanged(path: Path, rewrite: Rewrite) -> None:
    try:
        now = path.read_bytes()
        mode = path.stat().st_mode
    except OSError as error:
        raise _unwritable(path, error) from None
    if now != rewrite.before.encode():
        raise KraokrError(
            f"{rewrite.path} has changed since it was read; nothing was written", "run the command again"
        )
    if not mode & stat.S_IWUSR:
        raise KraokrError(
            f"{rewrite.path} is read-only; nothing was written", "allow writing to it, or leave it out"
        )


def _replace_all(targets: Sequence[Path], rewrites: Sequence[Rewrite]) -> None:
    ready: list[Path] = []
    replaced: list[Rewrite] = []
    path = Path()
    try:
        for path, rewrite in zip(targets, rewrites, strict=True):
            ready.append(_beside(path, rewrite.after.encode(), stat.S_IMODE(path.stat().st_mode)))
        for path, temporary, rewrite in zip(targets, ready, rewrites, strict=True):
            temporary.replace(path)
            replaced.append(rewrite)
    except BaseException as error:
        for rewrite in replaced:
            save(rewrite.path, rewrite.before)
        if isinstance(error, OSError):
            raise _unwritable(path, error) from None
        raise
    finally:
        for temporary in ready[len(replaced) :]:
            temporary.unlink(missing_ok=True)


def _beside(path: Path, data: bytes, mode: int, sync: bool = True) -> Path:
    """A temporary file beside a path that holds the data."""
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            if sync:
                os.fsync(file.fileno())
        temporary.chmod(mode)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _unwritable(path: Path, error: OSError) -> KraokrError:
    return KraokrError(f"{path} cannot be written: {error.strerror}", "check the folder and its rights")


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
