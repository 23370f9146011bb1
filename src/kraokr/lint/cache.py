"""The cache: what earlier runs found out, for as long as the texts it comes from stay the same.

Two tiers of JSON in `.kraokr_cache` at the workspace root. `runs/` holds whole runs, by everything that can
change what they say. `files.jsonl` holds a line for each file: its data as parsed, and what the rules said
that looked at nothing else. Everything is found by what it was made of, and written beside and then moved
into place: two runs that share a cache can lose each other's entries, but never read wrong ones.
"""

from __future__ import annotations

import hashlib
import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Any

import kraokr
from kraokr.lint.checks import Checked
from kraokr.lint.engine import Result
from kraokr.lint.frozen import freeze_diagnostic, freeze_problem, thaw_diagnostic, thaw_problem
from kraokr.source.events import library_version
from kraokr.source.text import SourceFile
from kraokr.workspace import CONFIG_NAME, Found, Workspace
from kraokr.workspace.save import put_in_place

FOLDER = ".kraokr_cache"
_NOTES = {
    "CACHEDIR.TAG": "Signature: 8a477f597d28d172789f06886806bc55\n# This folder is a cache of kraokr.\n",
    ".gitignore": "# Made by kraokr.\n*\n",
}
_RUNS_KEPT = 16
_DECIMAL = "\0decimal"
_CONFIG = PurePosixPath(CONFIG_NAME)


class Cache:
    """What earlier runs found out about the texts of a workspace.

    `choice` is what the command line says about which rules run, `past` what tells one history from others.
    """

    def __init__(self, found: Found, choice: Sequence[str], today: date, past: str = "") -> None:
        self._found = found
        self._folder = found.root / FOLDER
        program = program_digest()
        self._digests = {path: digest(program, str(path), text) for path, text in found.tree.files.items()}
        texts = (f"{path} {one}" for path, one in sorted(self._digests.items()))
        skipped = (str(path) for path in sorted(found.tree.skipped) if str(path) != FOLDER)
        self._key = digest(program, found.tree.files.get(_CONFIG, ""), *choice)
        where = (
            *sorted(map(str, found.asked)),
            "",
            *sorted(map(str, found.only or ())),
            str(found.only is None),
        )
        self._run = digest(self._key, str(today), past, *where, "", *texts, "", *skipped)
        self._whole = not found.tree.problems

    def replay(self) -> Result | None:
        """The result of the same run on the same texts, if one is kept."""
        if not self._whole:
            return None
        files: dict[PurePosixPath, SourceFile] = {}

        def file_at(path: PurePosixPath) -> SourceFile:
            if path not in files:
                files[path] = SourceFile(path, self._found.tree.files.get(path, ""))
            return files[path]

        try:
            kept, notes = json.loads((self._folder / "runs" / f"{self._run}.json").read_bytes())
            return Result([thaw_diagnostic(one, file_at) for one in kept], notes=notes)
        except (OSError, ValueError, LookupError, TypeError):
            return None

    @cached_property
    def _lines(self) -> Mapping[PurePosixPath, tuple[bytes, list[Any]]]:
        """The entries of the files that are still the same, as read and as written."""
        try:
            lines = (self._folder / "files.jsonl").read_bytes().splitlines()
            entries = [(line, json.loads(line)) for line in lines]
            return {
                path: (line, entry)
                for line, entry in entries
                if self._digests.get(path := PurePosixPath(entry[0])) == entry[1]
            }
        except (OSError, ValueError, LookupError, TypeError):
            return {}

    @cached_property
    def parsed(self) -> Mapping[PurePosixPath, Any]:
        """The data of the files that are still the same and could be read without a problem."""
        return {
            path: _with_decimals(entry[2][0]) if entry[2][1] else entry[2][0]
            for path, (_, entry) in self._lines.items()
            if entry[2] is not None and path not in self._found.named and path != _CONFIG
        }

    def known(self, workspace: Workspace) -> Mapping[PurePosixPath, Checked]:
        """What an earlier run with the same settings said about the files that are still the same."""
        documents = workspace.documents

        def file_at(path: PurePosixPath) -> SourceFile:
            return documents[path].file

        return {
            path: Checked([thaw_problem(one, file_at) for one in entry[4]], entry[5])
            for path, (_, entry) in self._lines.items()
            if entry[3] == self._key and path in documents
        }

    def keep(self, workspace: Workspace, result: Result) -> None:
        """Write down what a run found out; a folder that cannot be written is left alone."""
        try:
            prepare(self._folder)
            if self._whole and not result.crashed:
                self._keep_run(result)
            self._keep_files(workspace, result)
        except OSError:
            return

    def _keep_run(self, result: Result) -> None:
        diagnostics = [freeze_diagnostic(one) for one in result.diagnostics]
        runs = self._folder / "runs"
        put_in_place(runs / f"{self._run}.json", json.dumps([diagnostics, result.notes]).encode())
        by_age = sorted(runs.glob("*.json"), key=lambda run: run.stat().st_mtime, reverse=True)
        for old in by_age[_RUNS_KEPT:]:
            old.unlink(missing_ok=True)

    def _keep_files(self, workspace: Workspace, result: Result) -> None:
        kept = {
            path: line
            for path, (line, entry) in self._lines.items()
            if entry[3] == self._key or path not in result.checked
        }
        fresh = [self._entry(path, workspace, result) for path in self._digests if path not in kept]
        if fresh:
            put_in_place(self._folder / "files.jsonl", b"\n".join([*kept.values(), *fresh]))

    def _entry(self, path: PurePosixPath, workspace: Workspace, result: Result) -> bytes:
        document = workspace.documents.get(path)
        data: Any = None
        if document is None:
            data = {}  # another program's file: that it is no goal file is all there is to know
        elif not document.problems:
            data = document.data
        checked = result.checked.get(path)
        alone = [freeze_problem(one) for one in checked.alone] if checked else []
        packed = "null" if data is None else _packed(data)
        rest = json.dumps([self._key if checked else "", alone, checked.beyond if checked else []])
        return f"{json.dumps([str(path), self._digests[path]])[:-1]}, {packed}, {rest[1:]}".encode()


def _packed(data: Any) -> str:
    """The data and whether there are exact numbers in it; nothing where a key looks like the sign of one."""
    encoder = _Encoder()
    text = encoder.encode(data)
    if text.count(json.dumps(_DECIMAL)) > encoder.decimals:
        return "null"
    return f"[{text}, {json.dumps(encoder.decimals > 0)}]"


class _Encoder(json.JSONEncoder):
    """Writes exact numbers as texts that say so, and counts them."""

    def __init__(self) -> None:
        super().__init__(separators=(",", ":"))
        self.decimals = 0

    def default(self, o: Any) -> Any:
        self.decimals += 1
        return {_DECIMAL: str(o)}


def _with_decimals(data: Any) -> Any:
    if isinstance(data, dict):
        if _DECIMAL in data:
            return Decimal(data[_DECIMAL])
        return {key: _with_decimals(value) for key, value in data.items()}
    return [_with_decimals(item) for item in data] if isinstance(data, list) else data


def prepare(folder: Path) -> None:
    """Make the folder of a cache, with what tells others that it is one.

    Raises:
        OSError: it cannot be made.
    """
    if not folder.is_dir():
        folder.mkdir(mode=0o700, exist_ok=True)
        for name, text in _NOTES.items():
            put_in_place(folder / name, text.encode())
    (folder / "runs").mkdir(exist_ok=True)


def digest(*texts: str) -> str:
    """A short text that stands for some texts."""
    made = hashlib.blake2b(digest_size=16)
    for text in texts:
        made.update(text.encode("utf-8", "surrogatepass"))
        made.update(b"\0")
    return made.hexdigest()


def program_digest() -> str:
    """What tells this program from other versions of it: the files it is made of."""
    import pydantic

    parts = [sys.version, pydantic.VERSION, library_version()]
    for folder in kraokr.__path__:
        parts += sorted(_stamps(folder))
    return digest(*parts)


def _stamps(folder: str) -> Iterator[str]:
    """Size and time of each file of a package."""
    for entry in os.scandir(folder):
        if entry.is_dir():
            yield from _stamps(entry.path) if entry.name != "__pycache__" else ()
        else:
            status = entry.stat()
            yield f"{entry.path} {status.st_size} {status.st_mtime_ns}"
