"""Making files that are not there yet."""

from __future__ import annotations

import os
from pathlib import Path

from kraokr.errors import KraokrError
from kraokr.workspace.save import locked, save


def create(root: Path, path: Path, text: str) -> None:
    """Write a new file below a root, whole or not at all, while no other run of kraokr writes there.

    Raises:
        KraokrError: something of that name is there already, or the file cannot be written.
    """
    with locked(root):
        if os.path.lexists(path):
            raise KraokrError(f"{path} exists already; nothing was written", "change that file, or move it")
        save(path, text)
