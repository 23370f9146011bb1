"""The files of templates: those in a workspace's own folder, and ours."""

from __future__ import annotations

import os
import stat
from importlib.resources import files
from pathlib import Path

from kraokr.errors import KraokrError
from kraokr.workspace.filesystem import exists, is_folder, read_regular, resolved

FOLDER = "templates"
"""Where a workspace keeps its own templates, unless `templates:` of kraokr.yaml names another folder."""

ENDING = ".html.jinja"
"""How the files of templates end; what stands before it is the kind of document."""

TYPST = "document.typ"
"""The file that sets all kinds of documents for PDF."""

_MOST_BYTES = 1_000_000


def own_folder(root: Path, named: str | None) -> Path:
    """The folder of a workspace's own templates; it need not be there if no setting names it.

    Raises:
        KraokrError: the one that is named is not there, or lies outside the workspace.
    """
    folder = inside(root, root / (named or FOLDER))
    if named and not is_folder(folder):
        help = f"`kraokr review --eject` makes it; without the setting `{FOLDER}/` is used"
        raise KraokrError(f"kraokr.yaml has `templates: {named}`, which is no folder", help)
    return folder


def inside(root: Path, path: Path) -> Path:
    """The path, which lies in the workspace.

    Raises:
        KraokrError: it lies outside, or a link leads there.
    """
    if not resolved(path).is_relative_to(resolved(root)):
        raise KraokrError(
            f"{shown(path)} lies outside the workspace", "keep your own templates in a folder of it"
        )
    return path


def read_own(folder: Path, name: str) -> bytes | None:
    """A file of the folder by its name; None if it has none.

    Raises:
        KraokrError: it cannot be read, is no file or too large, or a link leads out of the folder.
    """
    path = folder / name
    if not exists(path):
        return None
    if not resolved(path).is_relative_to(resolved(folder)):
        raise KraokrError(f"{shown(path)} leads out of {shown(folder)}", "put a copy in its place")
    try:
        status, data = read_regular(str(path), _MOST_BYTES)
    except OSError as error:
        raise KraokrError(f"{shown(path)} cannot be read: {error.strerror}") from None
    if not stat.S_ISREG(status.st_mode) or status.st_size > _MOST_BYTES:
        raise KraokrError(f"{shown(path)} is no file of at most {_MOST_BYTES // 1_000_000} MB")
    return data


def ours(name: str) -> bytes:
    """One of our files by its name."""
    return files("kraokr.documents").joinpath("templates", name).read_bytes()


def our_names() -> tuple[str, ...]:
    """The names of our files, in their order."""
    found = (one.name for one in files("kraokr.documents").joinpath("templates").iterdir())
    return tuple(sorted(name for name in found if name.endswith(ENDING) or name == TYPST))


def shown(path: Path) -> str:
    """A path as it is named from where the user is."""
    return os.path.relpath(path).replace(os.sep, "/")
