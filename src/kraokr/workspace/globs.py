"""Which paths are goal files: the globs of the config and the .gitignore files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


_ENDING = re.compile(r"\*\.\w+\Z")
_MEANINGLESS = re.compile(r"\s*(?:!?\\?|!?/)\s*\Z")


class Globs:
    """The patterns in force below a workspace root; paths are relative to it and use `/`."""

    def __init__(self, root: Path, files: Sequence[str], exclude: Sequence[str]) -> None:
        self._root = f"{root.as_posix().rstrip('/')}/"
        simple = all(map(_ENDING.match, files))
        self._endings = tuple(glob[1:] for glob in files) if simple else ()
        self._files = None if simple else spec(files)
        self._exclude = spec(exclude) if exclude else None
        self._ignores: list[tuple[str, GitIgnoreSpec]] = []
        for folder in _above(root):
            self.enter(folder)
        if self._ignored(self._root):
            self._ignores.clear()  # whoever works in an ignored folder wants it looked at
        self.enter(root)

    def enter(self, folder: Path) -> None:
        """Take up the .gitignore of a folder, if it has one."""
        try:
            lines = (folder / ".gitignore").read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            return
        self._ignores.append((f"{folder.as_posix().rstrip('/')}/", spec(lines)))

    def wants(self, path: str) -> bool:
        """Whether a file's name is one of those that `files` asks for."""
        return path.endswith(self._endings) or (self._files is not None and self._files.match_file(path))

    def reason_to_skip(self, path: str, is_folder: bool) -> str | None:
        """Why a path is passed over; None if it is not."""
        shown = f"{path}/" if is_folder else path
        if self._exclude is not None and self._exclude.match_file(shown):
            return "excluded in kraokr.yaml"
        return "ignored by git" if self._ignores and self._ignored(self._root + shown) else None

    def _ignored(self, path: str) -> bool:
        verdict = False
        for folder, patterns in self._ignores:
            if path.startswith(folder):
                found = patterns.check_file(path[len(folder) :]).include
                verdict = verdict if found is None else found
        return verdict


def spec(patterns: Iterable[str]) -> GitIgnoreSpec:
    """Patterns as git reads them; those it would not understand, such as a lone `!`, match nothing."""
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(pattern for pattern in patterns if not _MEANINGLESS.match(pattern))


def _above(root: Path) -> list[Path]:
    """The folders from the git root down to the one that holds the workspace root; none without git."""
    folders = [root, *root.parents]
    top = next((index for index, folder in enumerate(folders) if (folder / ".git").exists()), 0)
    return folders[top:0:-1]
