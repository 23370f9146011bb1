"""Trees of text: what is read, from disk for now, before anything is understood."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from typing import TypeAlias

from kraokr.errors import KraokrError
from kraokr.source.diagnostic import Finding, Location, Problem
from kraokr.source.text import SourceFile, Span
from kraokr.workspace.filesystem import exists, is_file, is_folder, read_regular, resolved
from kraokr.workspace.globs import Globs

Tree: TypeAlias = Mapping[PurePosixPath, str]
"""The text of each file by its path relative to the workspace root."""

CONFIG_NAME = "kraokr.yaml"
INNER = "a workspace of its own"
"""Why a folder with a config inside another workspace is passed over."""

MAX_BYTES = 2_000_000
_UTF_16 = (b"\xff\xfe", b"\xfe\xff")


@dataclass
class DiskTree:
    """The files read from a folder, the problems met, and why other files were passed over."""

    files: dict[PurePosixPath, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    skipped: dict[PurePosixPath, str] = field(default_factory=dict)


def find_root(paths: Sequence[Path], cwd: Path) -> Path:
    """The workspace root: the folder of the nearest kraokr.yaml upward, never above the git root.

    Without one it is the git root, else the working directory if it holds the first path, else its folder.
    """
    first = resolved(cwd / paths[0] if paths else cwd)
    start = first if is_folder(first) else first.parent
    for folder in (start, *start.parents):
        if is_file(folder / CONFIG_NAME) or exists(folder / ".git"):
            return folder
    here = resolved(cwd)
    return here if first.is_relative_to(here) else start


def relative(path: Path, root: Path, cwd: Path) -> PurePosixPath:
    """A path given by the user as a path relative to the root.

    Raises:
        KraokrError: it does not exist or lies outside the root.
    """
    absolute = Path(os.path.normpath(cwd / path))
    if not os.path.lexists(absolute):
        raise KraokrError(f"{path} does not exist", "check the spelling; paths are relative to where you are")
    target = resolved(absolute)
    for candidate in (target, absolute) if is_folder(target) else (absolute, target):
        if candidate.is_relative_to(root):
            return PurePosixPath(candidate.relative_to(root).as_posix())
    raise KraokrError(
        f"{path} lies outside the workspace {root}",
        "run kraokr once for each workspace, or add a kraokr.yaml above both",
    )


def read_disk(
    root: Path, files: Sequence[str], exclude: Sequence[str], named: Iterable[PurePosixPath] = ()
) -> DiskTree:
    """All goal files below a folder, plus the files named by the user, whatever they are called.

    Hidden and git-ignored paths, symbolic links to folders, and folders with a kraokr.yaml of their own are
    passed over.
    """
    tree = DiskTree()
    found = list(_walk(root, Globs(root, files, exclude), tree))
    for path in found:
        _read(root, path, tree)
    for path in sorted(set(named).difference(found)):
        if not is_folder(root / path):
            tree.skipped.pop(path, None)
            _read(root, path, tree)
    return tree


def read_text(root: Path, path: PurePosixPath) -> str | None:
    """The text of one file; None if it cannot be read."""
    tree = DiskTree()
    _read(root, path, tree)
    return tree.files.get(path)


def _walk(root: Path, globs: Globs, tree: DiskTree) -> Iterator[PurePosixPath]:
    folders = [""]
    while folders:
        folder = folders.pop()
        inner = []
        for entry in _entries(root, folder, tree):
            path = f"{folder}{entry.name}"
            is_inner = entry.is_dir(follow_symlinks=False)
            if not is_inner and not globs.wants(path):
                continue
            reason = _hidden(entry, is_inner) or globs.reason_to_skip(path, is_inner)
            if reason:
                tree.skipped[PurePosixPath(path)] = reason
            elif is_inner:
                inner.append(f"{path}/")
                globs.enter(root / path)
            elif not (entry.is_symlink() and is_folder(root / path)):
                yield PurePosixPath(path)
        folders.extend(reversed(inner))


def _entries(root: Path, folder: str, tree: DiskTree) -> list[os.DirEntry[str]]:
    """What lies in a folder, by name."""
    try:
        return sorted(os.scandir(root / folder), key=lambda entry: entry.name)
    except OSError as error:
        message = f"the folder cannot be read: {error.strerror}"
        help = "list it under `exclude`, or correct its rights"
        _refuse(tree, PurePosixPath(folder), "invalid-yaml", message, help)
        return []


def _hidden(entry: os.DirEntry[str], is_folder: bool) -> str | None:
    if entry.name.startswith("."):
        return "hidden"
    if is_folder and is_file(Path(entry.path) / CONFIG_NAME):
        return INNER
    return None


def _read(root: Path, path: PurePosixPath, tree: DiskTree) -> None:
    try:
        status, data = read_regular(f"{root}/{path}", MAX_BYTES)
        if not stat.S_ISREG(status.st_mode):
            _refuse(tree, path, "invalid-yaml", "this is no regular file", "only regular files are read")
            return
        if status.st_size > MAX_BYTES:
            megabytes = f"{status.st_size / 1_000_000:.1f} MB"
            _refuse(
                tree, path, "file-too-large", f"the file has {megabytes}; up to 2 MB are read", "split it up"
            )
            return
    except OSError as error:
        _refuse(tree, path, "invalid-yaml", f"the file cannot be read: {error.strerror}", None)
        return
    try:
        tree.files[path] = data.decode("utf-8")
    except UnicodeDecodeError as error:
        _refuse_bytes(tree, path, data, error)


def _refuse(tree: DiskTree, path: PurePosixPath, kind: str, message: str, help: str | None) -> None:
    at = Location(SourceFile(path, ""), Span(0, 0))
    tree.problems.append(Problem(kind, Finding(at, message, help)))


def _refuse_bytes(tree: DiskTree, path: PurePosixPath, data: bytes, error: UnicodeDecodeError) -> None:
    if data.startswith(_UTF_16):
        _refuse(tree, path, "invalid-yaml", "the file is in UTF-16", "save the file as UTF-8")
        return
    if b"\0" in data[:8000]:
        _refuse(
            tree,
            path,
            "invalid-yaml",
            "this is a binary file, not YAML",
            "rename it or list it under `exclude`",
        )
        return
    file = SourceFile(path, data.decode("utf-8", errors="replace"))
    offset = len(data[: error.start].decode("utf-8").removeprefix("\ufeff"))
    message = f"the byte 0x{data[error.start]:02X} is not UTF-8"
    finding = Finding(Location(file, Span(offset, offset + 1)), message, "save the file as UTF-8")
    tree.problems.append(Problem("invalid-yaml", finding))
