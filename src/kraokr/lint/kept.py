"""What earlier runs found out about commits, by their ids: a file beside the cache of the goal files."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any

from kraokr.history.stamp import horizon
from kraokr.lint.cache import FOLDER, digest, prepare, program_digest
from kraokr.workspace import Found
from kraokr.workspace.load import CONFIG_PATH
from kraokr.workspace.save import put_in_place


@contextmanager
def kept_pages(found: Found, keep: bool = True) -> Iterator[dict[str, Any]]:
    """What is known of commits, by their ids; what is added is written down afterwards.

    Nothing is known after an update of the program, a change of the config, or where a shallow clone reaches
    further back than before. Without `keep` nothing is read
    or written; a folder that cannot be written is left alone.
    """
    if not keep:
        yield {}
        return
    file = found.root / FOLDER / "history.json"
    key = digest(program_digest(), found.tree.files.get(CONFIG_PATH, ""), horizon(found.root))
    pages: dict[str, Any] = {}
    with suppress(OSError, ValueError, LookupError, TypeError):
        known, kept = json.loads(file.read_bytes())
        pages = dict(kept) if known == key else {}
    before = dict(pages)
    yield pages
    if pages != before:
        with suppress(OSError):
            prepare(file.parent)
            put_in_place(file, json.dumps([key, pages], separators=(",", ":")).encode())
