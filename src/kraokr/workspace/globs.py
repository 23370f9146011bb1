"""Which paths are goal files: the globs of the config and the .gitignore files."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec


class Globs:
    """The patterns in force below a workspace root; paths are relative to it and use `/`."""

    def __init__(self, root: Path, files: Sequence[str], exclude: Sequence[str]) -> None:
        self._root = f"{root.as_posix().rstrip('/')}/"
        simple = [glob[1:] for glob in files if glob.startswith("*.") and "/" not in glob]
        others = [glob for glob in files if glob[1:] not in simple]
        self._endings = tuple(simple)
        self._files = _spec(others) if others else None
        self._exclude = _spec(exclude) if exclude else None
        self._ignores: list[tuple[str, GitIgnoreSpec]] = []
        for folder in _down_from_git_root(root):
            self.enter(folder)

    def enter(self, folder: Path) -> None:
        """Take up the .gitignore of a folder, if it has one."""
        try:
            lines = (folder / ".gitignore").read_text(encoding="utf-8", errors="replace").splitlines()
        except OSError:
            return
        self._ignores.append((f"{folder.as_posix().rstrip('/')}/", _spec(lines)))

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
        for folder, spec in self._ignores:
            if path.startswith(folder):
                found = spec.check_file(path[len(folder) :]).include
                verdict = verdict if found is None else found
        return verdict


def _spec(patterns: Iterable[str]) -> GitIgnoreSpec:
    from pathspec import GitIgnoreSpec

    return GitIgnoreSpec.from_lines(patterns)


def _down_from_git_root(root: Path) -> list[Path]:
    """The folders from the git root down to the workspace root; only the latter outside a repository."""
    folders = [root, *root.parents]
    top = next((index for index, folder in enumerate(folders) if (folder / ".git").exists()), 0)
    return folders[top::-1]
