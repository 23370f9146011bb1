"""Steps: commits and, last of all, what lies in the working tree, each with the files it touched."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import PurePosixPath
from typing import NamedTuple

from kraokr.history.repository import Commit, Repository, Touched

WORKING = "working tree:"
"""What the id of a text begins with that stands in the working tree and is not committed as it is."""


class Step(NamedTuple):
    """A day's change of some files; `commit` is None for what is not committed, or judged as a whole."""

    on: date
    commit: Commit | None
    files: Mapping[PurePosixPath, Touched]


def to_working_tree(
    repository: Repository,
    tip: str | None,
    texts: Mapping[PurePosixPath, str],
    is_gone: Callable[[PurePosixPath], bool],
    today: date,
) -> Iterator[Step]:
    """The step from a commit to the working tree, if anything differs.

    `texts` are the files of the working tree; `is_gone` says of others whether a goal file was there.
    """
    known = repository.files(tip) if tip else {}
    gone = (path for path in known if path not in texts and is_gone(path))
    files = {path: Touched(known[path], None) for path in gone}
    for path, text in texts.items():
        before = known.get(path)
        if before is None or not _is_same(repository, text, before):
            files[path] = Touched(before, f"{WORKING}{path}")
    if files:
        yield Step(today, None, files)


def _is_same(repository: Repository, text: str, blob: str) -> bool:
    """Whether git keeps a text under an id, as it is or with the newlines of other systems."""
    return repository.blob(text) == blob or (
        "\r\n" in text and repository.blob(text.replace("\r\n", "\n")) == blob
    )


def logged(repository: Repository, tip: str | None, since: date) -> Iterator[Step]:
    """The commits since a day that led to a commit, the newest first.

    What stood before the first commits of a shallow clone is unknown, so that these are left out.
    """
    unknown = repository.first_commits(tip) if tip and repository.is_shallow else ()
    for commit in repository.log(since, until=tip) if tip else ():
        if commit.id not in unknown and commit.on >= since:
            yield Step(commit.on, commit, commit.files)
