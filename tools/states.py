"""Examples of rules on history: the states of one file in a YAML text, and a repository that holds them.

A line `# on 2026-01-05` begins the state that was committed on that day. The states follow each other, and
the last one is also what lies in the working tree. A text without such a line is a file unknown to git.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from hashlib import sha1
from pathlib import PurePosixPath
from typing import NamedTuple

from kraokr.history.repository import Commit, Touched

_ON = re.compile(r"^# on (\d{4}-\d\d-\d\d)\n", re.MULTILINE)


class State(NamedTuple):
    """What a file held from a day on; None where the text does not say since when."""

    on: date | None
    text: str


def states(text: str) -> list[State]:
    """The states that a text tells of, the oldest first."""
    _, *parts = _ON.split(text)
    days, texts = map(date.fromisoformat, parts[::2]), parts[1::2]
    return [State(on, state) for on, state in zip(days, texts, strict=True)] or [State(None, text)]


def last(text: str) -> str:
    """What a file of an example holds in the end."""
    return states(text)[-1].text


class Told:
    """What rules ask of a `Repository`, answered from the states of some files: a commit for each day."""

    is_shallow = False

    def __init__(self, files: Mapping[PurePosixPath, Sequence[State]]) -> None:
        self._content: dict[str, bytes] = {}
        self._commits: list[Commit] = []
        blobs: dict[PurePosixPath, str] = {}
        days = sorted({state.on for found in files.values() for state in found if state.on})
        for number, on in enumerate(days, start=1):
            touched = {}
            for path, found in files.items():
                for state in found:
                    if state.on == on:
                        blob = self.blob(state.text)
                        self._content[blob] = state.text.encode()
                        touched[path] = Touched(blobs.get(path), blob)
                        blobs[path] = blob
            id = sha1(f"{number} {on}".encode(), usedforsecurity=False).hexdigest()
            self._commits.insert(0, Commit(id, on, "Asha Rao", "An example", {}, touched))
        self._files = blobs

    @property
    def head(self) -> str | None:
        """The newest commit."""
        return self._commits[0].id if self._commits else None

    def blob(self, text: str) -> str:
        """The id of a text."""
        return sha1(text.encode(), usedforsecurity=False).hexdigest()

    def files(self, commit: str) -> Mapping[PurePosixPath, str]:
        """The files of the newest commit."""
        return self._files

    def content(self, blobs: Sequence[str]) -> Mapping[str, bytes]:
        """The texts of some ids."""
        return {blob: self._content[blob] for blob in blobs}

    def first_commits(self, commit: str) -> Sequence[str]:
        """The oldest commit."""
        return [self._commits[-1].id] if self._commits else []

    def log(self, since: date | None = None, until: str = "HEAD") -> Iterator[Commit]:
        """The commits since a day, the newest first."""
        return (commit for commit in self._commits if since is None or commit.on >= since)
