"""Writing what was recorded, safe where several people do so at once."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import PurePosixPath

from kraokr.errors import KraokrError
from kraokr.recording.record import Recorded
from kraokr.workspace import Opened
from kraokr.workspace.create import create
from kraokr.workspace.save import Rewrite, save_all
from kraokr.workspace.tree import read_text

_ATTEMPTS = 100
_PAUSE = 0.01


def save_recorded(
    opened: Opened, again: Callable[[], Opened], plan: Callable[[Opened], Sequence[Recorded]]
) -> tuple[Opened, Sequence[Recorded]]:
    """Plan check-ins and write the files; where somebody else wrote meanwhile, read `again` and once more.

    Check-ins add up, so that none is lost: a file is written only if it still is what was read. The
    workspace before and what was recorded are returned.

    Raises:
        KraokrError: something is not right, or a file cannot be written.
    """
    for attempt in range(_ATTEMPTS):
        done = plan(opened)
        try:
            _write(opened, done)
            return opened, done
        except KraokrError:
            if attempt == _ATTEMPTS - 1 or not _has_changed(opened, done):
                raise
        time.sleep(_PAUSE * (attempt % 3))
        opened = again()
    raise AssertionError("unreachable")


def _texts(opened: Opened, done: Sequence[Recorded]) -> dict[PurePosixPath, tuple[str | None, str]]:
    """Before and after of each file that changes; None before for a new one."""
    paths = dict.fromkeys(one.path for one in done if one.changed)
    after = done[-1].opened.found.tree.files if done else {}
    before = opened.found.tree.files
    return {path: (before.get(path), after[path]) for path in paths}


def _write(opened: Opened, done: Sequence[Recorded]) -> None:
    texts = _texts(opened, done)
    known = {path: (old, new) for path, (old, new) in texts.items() if old is not None}
    save_all(opened.root, [Rewrite(opened.root / path, old, new) for path, (old, new) in known.items()])
    for path in texts.keys() - known.keys():
        create(opened.root, opened.root / path, texts[path][1])


def _has_changed(opened: Opened, done: Sequence[Recorded]) -> bool:
    texts = _texts(opened, done)
    return any(read_text(opened.root, path) != before for path, (before, _) in texts.items())
