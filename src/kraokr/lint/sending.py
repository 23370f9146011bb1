"""Sending findings from one process to the other, which has the same files."""

from __future__ import annotations

import pickle
from pathlib import PurePosixPath
from typing import IO, Any

from kraokr.source.text import SourceFile
from kraokr.workspace import Workspace


def send(what: Any, file: IO[bytes]) -> None:
    """Write something that has findings in it."""
    _Pickler(file, protocol=pickle.HIGHEST_PROTOCOL).dump(what)


def receive(file: IO[bytes], workspace: Workspace) -> Any:
    """What was sent, with the files of this process."""
    return _Unpickler(file, workspace).load()


class _Pickler(pickle.Pickler):
    """Sends a source file as its path, since the other process has it too."""

    def persistent_id(self, obj: Any) -> str | None:
        return str(obj.path) if isinstance(obj, SourceFile) else None


class _Unpickler(pickle.Unpickler):
    def __init__(self, file: IO[bytes], workspace: Workspace) -> None:
        super().__init__(file)
        self._documents = workspace.documents

    def persistent_load(self, pid: str) -> SourceFile:
        return self._documents[PurePosixPath(pid)].file
