"""Where the files of a kind lie in a workspace, and how they begin."""

from __future__ import annotations

import posixpath
import re
from collections import Counter
from collections.abc import Sequence
from pathlib import PurePosixPath
from typing import TypeVar

from kraokr.model import Objectives, Review
from kraokr.workspace.load import CONFIG_PATH
from kraokr.workspace.workspace import Workspace

T = TypeVar("T")
_USUAL = {"role": "roles", "person": "people", "team": "teams", "objectives": "okrs", "review": "reviews"}
_SCHEMA_LINE = re.compile(
    r"# yaml-language-server: \$schema=(?P<schema>\S*)\b(?P<kind>[a-z]+)\.schema\.json$"
)


def place_of_file(ws: Workspace, kind: str, id: str) -> PurePosixPath:
    """Where a role, person or team of an id belongs: beside most others of its kind."""
    paths = _paths(ws, kind)
    folder = _most([path.parent for path in paths], PurePosixPath(_USUAL[kind]))
    return folder / f"{id}{_ending(ws, paths)}"


def place_in_cycle(ws: Workspace, kind: str, cycle: str, id: str) -> PurePosixPath:
    """Where someone's objectives or review of a cycle belong: in a folder that is called like the cycle."""
    files = [file for file in ws.files if isinstance(file, Objectives | Review) and file.kind == kind]
    paths = [file.document.file.path for file in files]
    named = [
        path.parent.parent for file, path in zip(files, paths, strict=True) if file.cycle == path.parent.name
    ]
    base = _most(named or [path.parent for path in paths], PurePosixPath(_USUAL[kind]))
    return base / re.sub(r"[^\w.-]+", "-", cycle).strip(".") / f"{id}{_ending(ws, paths)}"


def head_of_file(ws: Workspace, kind: str, path: PurePosixPath) -> str:
    """The line by which editors find the schema, with its newline, if other files begin with one."""
    texts = {file: ws.documents[file].file.text for file in _paths(ws, kind) or ws.documents}
    for other, text in texts.items():
        match = _SCHEMA_LINE.match(text.split("\n", 1)[0].rstrip("\r"))
        if match:
            folder = match["schema"]
            if "://" not in folder and not folder.startswith("/"):
                folder = _moved(folder, other, path)
            return f"# yaml-language-server: $schema={folder}{kind}.schema.json\n"
    return ""


def _moved(folder: str, other: PurePosixPath, path: PurePosixPath) -> str:
    """A folder as seen from one file, as seen from another."""
    seen = posixpath.relpath(posixpath.join(other.parent, folder), path.parent)
    return f"{seen}/" if seen.startswith(".") else f"./{seen}/"


def _most(values: Sequence[T], default: T) -> T:
    """The most frequent of some values; of several the first."""
    counts = Counter(values)
    return max(counts, key=counts.__getitem__, default=default)


def _ending(ws: Workspace, paths: Sequence[PurePosixPath]) -> str:
    """How the names of the files end that are of a kind; else those of all."""
    return _most(["".join(path.suffixes) for path in paths or _goal_files(ws)], ".yaml")


def _goal_files(ws: Workspace) -> list[PurePosixPath]:
    return [path for path in ws.documents if path != CONFIG_PATH]


def _paths(ws: Workspace, kind: str) -> list[PurePosixPath]:
    return [file.document.file.path for file in ws.files if getattr(file, "kind", None) == kind]
