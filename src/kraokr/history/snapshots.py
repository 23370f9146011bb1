"""Snapshots: the workspace as it stood at a commit, through the same loader as the files on disk."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from kraokr.history.repository import Repository
from kraokr.workspace import Found, Workspace, open_found
from kraokr.workspace.filesystem import exists
from kraokr.workspace.globs import Globs
from kraokr.workspace.load import CONFIG_PATH, Loaded, load
from kraokr.workspace.tree import CONFIG_NAME, MAX_BYTES


class Snapshots:
    """The states of a workspace in a repository, each judged by the config that is in force now.

    What a blob holds is read once, and what did not change is shared by all states. `unread` names the files
    that could not be read as text at their revision.
    """

    def __init__(self, repository: Repository, found: Found) -> None:
        self.repository = repository
        self.unread: dict[str, list[PurePosixPath]] = {}
        self._found = found
        self._globs = Globs(found.root, found.config.files, found.config.exclude)
        self._loaded: dict[tuple[str, PurePosixPath], Loaded] = {}
        self._beside: dict[PurePosixPath, str] = {}

    def at(self, commit: str) -> Workspace:
        """The workspace as of a commit."""
        return self.of({**self._beside, **self.goal_files(self.repository.files(commit))}, commit)

    def on_disk(self) -> Workspace:
        """The workspace as it is on disk; what is the same at a commit is shared from now on.

        What no commit can hold, such as the files of a repository inside this one, is from now on the same
        at all commits, so that it is no change.
        """
        workspace = open_found(self._found).workspace
        self.unread[""] = [one.finding.at.file.path for one in self._found.tree.problems]
        for path, document in workspace.documents.items():
            text = self._found.tree.files.get(path, document.file.text)
            one = Loaded(document, workspace.top(document))
            for blob in {self.repository.blob(text), self.repository.blob(text.replace("\r\n", "\n"))}:
                self._loaded[blob, path] = one
        for path in self._not_of_git(workspace.documents):
            self._beside[path] = self.repository.blob(workspace.documents[path].file.text)
        return workspace

    def _not_of_git(self, paths: Iterable[PurePosixPath]) -> Iterator[PurePosixPath]:
        """Those files on disk that are links, or lie in a repository inside this one."""
        root = self._found.root
        folders = {folder for path in paths for folder in path.parents if folder.parts}
        inner = {folder for folder in folders if exists(root / folder / ".git")}
        return (path for path in paths if (root / path).is_symlink() or not inner.isdisjoint(path.parents))

    def goal_files(self, files: Mapping[PurePosixPath, str]) -> Mapping[PurePosixPath, str]:
        """Those files that the config takes for goal files, without folders with a config of their own."""
        inner = {str(path.parent) for path in files if path.name == CONFIG_NAME and path.parent.parts}
        return {
            path: blob
            for path, blob in files.items()
            if self.is_goal_file(path) and not any(str(folder) in inner for folder in path.parents)
        }

    def is_goal_file(self, path: PurePosixPath) -> bool:
        """Whether the config takes a path for a goal file."""
        if any(part.startswith(".") for part in path.parts) or not self._globs.wants(str(path)):
            return False
        if not self._found.tree.skipped.keys().isdisjoint((path, *path.parents)):
            return False
        folders = (str(folder) for folder in path.parents if folder.parts)
        skipped = self._globs.reason_to_skip(str(path), False)
        return not skipped and not any(self._globs.reason_to_skip(folder, True) for folder in folders)

    def forget(self, files: Mapping[PurePosixPath, str]) -> None:
        """Let go of what was read of some files, which is not to be asked for again soon."""
        for path, blob in files.items():
            self._loaded.pop((blob, path), None)

    def of(self, files: Mapping[PurePosixPath, str], commit: str = "") -> Workspace:
        """A workspace of some files, each with the id of its content."""
        known = {path: one for path, blob in files.items() if (one := self._loaded.get((blob, path)))}
        texts = self._texts({path: blob for path, blob in files.items() if path not in known}, commit)
        config = self._found.config_file
        known = {**known, **({CONFIG_PATH: config} if config else {})}
        texts.pop(CONFIG_PATH, None)
        tree = {**{path: one.document.file.text for path, one in known.items()}, **texts}
        workspace = load(tree, known=known)
        for path in texts.keys() & workspace.documents.keys():
            document = workspace.documents[path]
            self._loaded[files[path], path] = Loaded(document, workspace.top(document))
        return workspace

    def _texts(self, files: Mapping[PurePosixPath, str], commit: str) -> dict[PurePosixPath, str]:
        content = self.repository.content(list(files.values()))
        texts = {}
        for path, blob in files.items():
            data = content.get(blob, b"")
            try:
                if blob not in content or len(data) > MAX_BYTES:
                    raise UnicodeDecodeError("utf-8", b"", 0, 0, "too large, or not there")
                texts[path] = data.decode("utf-8")
            except UnicodeDecodeError:
                self.unread.setdefault(commit, []).append(path)
        return texts


def broken(workspace: Workspace) -> Iterable[PurePosixPath]:
    """The files of a state that could not be read as goal files, or not wholly."""
    return (path for path, document in workspace.documents.items() if document.problems)
