"""A stamp of a repository: what tells one history from another, read without starting git."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path


def git_folder(root: Path) -> Path | None:
    """The folder in which git keeps what it knows of a work tree; None where no folder above is one."""
    for folder in (root, *root.parents):
        place = folder / ".git"
        if place.is_dir():
            return place
        if place.is_file():
            return (folder / _text(place).removeprefix("gitdir:").strip()).resolve()
    return None


def stamp(root: Path) -> str:
    """A text that changes whenever the commit checked out does, or how far back the history reaches."""
    folder = git_folder(root)
    return "\n".join(_parts(folder)) if folder else ""


def horizon(root: Path) -> str:
    """The commits at which the history of a shallow clone ends; empty where nothing was left out."""
    folder = git_folder(root)
    return _text(_shared(folder) / "shallow") if folder else ""


def _shared(folder: Path) -> Path:
    """The folder that all work trees of a repository share."""
    return (folder / _text(folder / "commondir").strip()).resolve()


def _parts(folder: Path) -> Iterator[str]:
    head = _text(folder / "HEAD")
    shared = _shared(folder)
    yield head
    if head.startswith("ref:"):
        name = head.removeprefix("ref:").strip()
        yield _text(shared / name)
        yield _text(shared / "reftable" / "tables.list")
        yield _time(shared / "packed-refs")
    yield _time(shared / "shallow")


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        return ""


def _time(path: Path) -> str:
    try:
        return str(path.stat().st_mtime_ns)
    except OSError:
        return ""
