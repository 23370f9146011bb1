"""What people are judged by: the roles as they stood when a period ended, or as a review names them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from kraokr.errors import KraokrError

if TYPE_CHECKING:
    from kraokr.history.repository import Repository
    from kraokr.history.snapshots import Snapshots
    from kraokr.model import Person, ReviewEntry
    from kraokr.review import Period
    from kraokr.scoring.scores import Scores
    from kraokr.workspace import Opened, Workspace


class Standard(NamedTuple):
    """The workspace with the roles that count, and which version of them it is."""

    ws: Workspace
    version: str | None


class Standards:
    """The roles of a workspace in their versions; each version is read once."""

    def __init__(self, opened: Opened, today: date) -> None:
        self._opened = opened
        self._today = today
        self._snapshots_read: dict[str, Workspace] = {}
        self._states: dict[str, Workspace] = {}
        self._scores: dict[Workspace, Scores] = {}
        self._versions: dict[tuple[PurePosixPath, ...], str] = {}
        self._ends: dict[date, str | None] = {}
        self._changed: dict[tuple[str, tuple[PurePosixPath, ...]], str] = {}

    @property
    def now(self) -> Workspace:
        """The workspace with the roles as they are now."""
        return self._opened.workspace

    def scores(self, ws: Workspace) -> Scores:
        """The scores of a workspace as of today, made once."""
        from kraokr.scoring.scores import Scores

        if ws not in self._scores:
            self._scores[ws] = Scores(ws, self._today)
        return self._scores[ws]

    def of(self, person: Person, period: Period, record: ReviewEntry | None) -> Standard:
        """What a person is judged by: the version a review names, else the roles at the end of its period.

        Where there is no repository, or its history begins later, the roles count as they are now.
        """
        from kraokr.review.final import role_files

        named = record.role_version if record is not None else None
        files = role_files(self.now, person, period)
        if named is not None:
            return self._named(named, files)
        ended = period.end < self._today
        commit = self._last_before(period.end) if ended else None
        if commit is None:
            return Standard(self.now, self._now(files))
        return Standard(self._at(commit), self._last_change(commit, tuple(files)))

    def _named(self, version: str, files: Sequence[PurePosixPath]) -> Standard:
        commit = self._repository.commit(version) if self._repository else None
        if commit is not None:
            return Standard(self._at(commit), version)
        if version == self._now(files):
            return Standard(self.now, version)
        return Standard(self.now, f"{version}, which is not known here: shown as it is now")

    def _now(self, files: Sequence[PurePosixPath]) -> str | None:
        """Which version the files are in as they are on disk; None for no files."""
        from kraokr.workspace.revision import version_of

        key = tuple(files)
        if key and key not in self._versions:
            self._versions[key] = version_of(self._opened.root, files)
        return self._versions.get(key)

    @cached_property
    def _repository(self) -> Repository | None:
        from kraokr.history.repository import Repository

        try:
            return Repository(self._opened.root)
        except KraokrError:
            return None

    @cached_property
    def _snapshots(self) -> Snapshots:
        from kraokr.history.snapshots import Snapshots

        assert self._repository is not None
        return Snapshots(self._repository, self._opened.found)

    def _snapshot(self, commit: str) -> Workspace:
        if commit not in self._snapshots_read:
            self._snapshots_read[commit] = self._snapshots.at(commit)
        return self._snapshots_read[commit]

    def _at(self, commit: str) -> Workspace:
        """The workspace with all roles as they were at a commit, and everything else as it is."""
        from kraokr.workspace import open_found

        if commit not in self._states:
            texts = self._role_texts(commit)
            found = self._opened.found.with_texts(texts)
            self._states[commit] = open_found(found, before=self.now).workspace if texts else self.now
        return self._states[commit]

    def _last_before(self, day: date) -> str | None:
        if day not in self._ends:
            self._ends[day] = self._repository.last_before(day) if self._repository else None
        return self._ends[day]

    def _last_change(self, commit: str, files: tuple[PurePosixPath, ...]) -> str:
        """The commit up to one that made the roles of some files what they were."""
        key = (commit, files)
        if key not in self._changed:
            places = self._places(commit, files)
            then = self._repository.last_change(commit, places) if self._repository else None
            self._changed[key] = then or commit
        return self._changed[key]

    def _places(self, commit: str, files: Sequence[PurePosixPath]) -> Sequence[PurePosixPath]:
        """Where the roles of some files stood at a commit."""
        ids = [id for id, role in self.now.roles.items() if role.document.file.path in files]
        then = self._snapshot(commit).roles
        return [then[id].document.file.path for id in ids if id in then]

    def _role_texts(self, commit: str) -> Mapping[PurePosixPath, str]:
        """The texts of the roles that were other ones at a commit, by the files they are in now."""
        now, texts = self.now.roles, {}
        for id, then in self._snapshot(commit).roles.items():
            file = now[id].document.file if id in now else then.document.file
            if id not in now or file.text != then.document.file.text:
                texts[file.path] = then.document.file.text
        return texts
