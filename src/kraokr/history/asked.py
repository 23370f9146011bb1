"""What a user writes behind a command: revisions and paths, told apart as git does."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import NamedTuple

from kraokr.errors import KraokrError
from kraokr.history.repository import Repository
from kraokr.history.revisions import Ends, ends_of, hint, is_revision
from kraokr.workspace.filesystem import resolved


class Asked(NamedTuple):
    """The words of a user who is in the folder `cwd`; `paths` are those behind `--`, None without it."""

    words: tuple[str, ...]
    paths: tuple[str, ...] | None
    cwd: Path

    @property
    def folders(self) -> list[Path]:
        """The folder of the first word that names something on disk; the workspace is found by it."""
        named = (self.cwd / word for word in (*self.words, *(self.paths or ())) if word)
        found = next((path for path in named if os.path.lexists(path)), None)
        return [] if found is None else [found if found.is_dir() else found.parent]

    def ends(self, repository: Repository) -> Ends:
        """What is to be compared.

        Raises:
            KraokrError: there is no commit; a word is neither revision nor file, or both; there are too many.
        """
        revisions, paths = self._told_apart(repository)
        below = tuple(_below(repository.root, self.cwd, text) for text in paths)
        return ends_of(repository, revisions)._replace(paths=() if PurePosixPath() in below else below)

    def _told_apart(self, repository: Repository) -> tuple[Sequence[str], Sequence[str]]:
        """Revisions and paths: without `--`, revisions come first, and no word may be both."""
        if self.paths is not None or repository.head is None:
            return self.words, self.paths or ()
        words = self.words
        count = next((at for at, word in enumerate(words) if not is_revision(repository, word)), len(words))
        both = next((word for word in words[:count] if self._is_file(word)), None)
        if both:
            help = f"use -- to tell them apart: `kraokr diff {both} --` or `kraokr diff -- {both}`"
            raise KraokrError(f"ambiguous argument `{both}`: both a revision and a file", help)
        neither = next((word for word in words[count:] if not self._is_file(word)), None)
        if neither is not None:
            message = f"ambiguous argument `{neither}`: neither a revision nor a file here"
            raise KraokrError(message, f"{hint(repository, neither)}; a file that is gone goes behind --")
        return words[:count], words[count:]

    def _is_file(self, word: str) -> bool:
        return bool(word) and os.path.lexists(self.cwd / word)


def _below(root: Path, cwd: Path, text: str) -> PurePosixPath:
    """A path of the user's, which need not exist, relative to the workspace root."""
    path = Path(os.path.normpath(resolved(cwd) / text))
    for place in (path, resolved(path)):
        if place.is_relative_to(resolved(root)):
            return PurePosixPath(place.relative_to(resolved(root)).as_posix())
    raise KraokrError(
        f"{text} lies outside the workspace {root}", "run kraokr once for each workspace, in its folder"
    )
