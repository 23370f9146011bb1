"""The logbook: what each commit did, from the oldest to the newest, each compared by the files it touched."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from datetime import date
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from kraokr.history.deeds import Deed, deeds
from kraokr.history.repository import Commit, Repository
from kraokr.history.sections import sections
from kraokr.history.snapshots import Snapshots
from kraokr.model import Person, Role
from kraokr.workspace import Found, Workspace, without_garbage_collection

_TELLING = (
    *(
        "kind",
        "id",
        "owner",
        "team",
        "person",
        "cycle",
        "name",
        "title",
        "status",
        "extends",
        "kras",
        "levels",
    ),
    *("objectives", "role", "level", "assignments", "start", "end"),
)
"""The top keys of a file under which roles, people and objectives say what a life is made of."""

_SILENT = re.compile(r"^kind:[ \t]*[\"']?(?:checkins|review|config)\b", re.MULTILINE)
_TRAILER = "kra-change"

State = Mapping[PurePosixPath, str]


class Stamp(NamedTuple):
    """By which commit something happened; `declared` is what its trailer `KRA-Change:` says."""

    commit: str
    on: date
    author: str
    subject: str
    declared: str | None = None


class RoleHead(NamedTuple):
    """What a role is called, and which one it takes over."""

    path: str
    id: str
    title: str
    extends: str | None


class PersonHead(NamedTuple):
    """What a person is called, and the roles held with their first and last days, as far as they are said."""

    path: str
    id: str
    name: str
    held: tuple[tuple[str, str | None, str | None], ...]


class Page(NamedTuple):
    """What a commit did, the roles and people that it touched, and the files that it left unreadable."""

    stamp: Stamp
    deeds: Sequence[Deed]
    roles: Sequence[RoleHead]
    people: Sequence[PersonHead]
    unread: Sequence[tuple[str, str]]


class Logbook:
    """The pages of all commits that led to HEAD by first parents.

    `kept` holds the pages of earlier runs by the ids of commits, as plain data; new ones are added. A file
    that cannot be read at a commit is passed over: how it reads next is compared with how it read last.
    """

    def __init__(self, repository: Repository, found: Found, kept: MutableMapping[str, Any]) -> None:
        self._repository = repository
        self._snapshots = Snapshots(repository, found)
        self._kept = kept
        self._files: dict[PurePosixPath, str] = {}
        self._homes: dict[str, set[PurePosixPath]] = {}
        self._goal_files: dict[PurePosixPath, bool] = {}

    def pages(self) -> Iterator[Page]:
        """A page for each commit, the oldest first."""
        commits = [*self._repository.log()][::-1]
        commits = [
            one._replace(files={p: t for p, t in one.files.items() if self._wants(p)}) for one in commits
        ]
        self._fetch(commits)
        with without_garbage_collection():
            for commit in commits:
                kept = self._kept[commit.id][1:] if self._is_known(commit) else None
                page = _thawed(kept, _stamp(commit)) if kept else self._read(commit)
                self._turn(commit, page)
                yield page

    def _wants(self, path: PurePosixPath) -> bool:
        if path not in self._goal_files:
            self._goal_files[path] = self._snapshots.is_goal_file(path)
        return self._goal_files[path]

    def _fetch(self, commits: Sequence[Commit]) -> None:
        """Ask for the content of all files at once: one question takes as long as many."""
        fresh = (one for one in commits if not self._is_known(one))
        self._repository.content(
            [blob for one in fresh for touched in one.files.values() for blob in touched if blob]
        )

    def _is_known(self, commit: Commit) -> bool:
        """Whether an earlier run read a commit, and the same files counted as goal files then."""
        kept = self._kept.get(commit.id)
        return kept is not None and kept[0] == sorted(map(str, commit.files))

    def _read(self, commit: Commit) -> Page:
        before, after = self._sides(commit)
        now = self._snapshots.of(after, commit.id)
        unread = dict(self._unread(commit, now, after))
        for path in unread:
            after.pop(path)
            before.pop(path, None)
        beside = self._beside(before, after)
        was, now = (self._snapshots.of({**beside, **side}, commit.id) for side in (before, after))
        page = Page(
            _stamp(commit),
            deeds(was, now, commit.on),
            [RoleHead(_path(one), one.id, one.title, one.extends) for one in now.roles.values()],
            [_person(one) for one in now.people.values()],
            [(str(path), why) for path, why in unread.items()],
        )
        self._kept[commit.id] = [sorted(map(str, commit.files)), *page[1:]]
        self._snapshots.forget({path: blob for path, blob in before.items() if after.get(path) != blob})
        return page

    def _sides(self, commit: Commit) -> tuple[dict[PurePosixPath, str], dict[PurePosixPath, str]]:
        """The files before a commit, as they could last be read, and after; not those that say the same."""
        before, after = {}, {}
        for path, touched in commit.files.items():
            old, new = self._files.get(path), touched.after
            if self._says(old) != self._says(new):
                before.update({path: old} if old else {})
                after.update({path: new} if new else {})
        return before, after

    def _says(self, blob: str | None) -> str | None:
        if blob is None:
            return None
        text = self._repository.content([blob]).get(blob, b"").decode("utf-8", "replace")
        return None if _SILENT.search(text) else sections(text, _TELLING)

    def _unread(self, commit: Commit, now: Workspace, files: State) -> Iterator[tuple[PurePosixPath, str]]:
        for path in files:
            document = now.documents.get(path)
            if path in self._snapshots.unread.get(commit.id, ()):
                yield path, "no text in UTF-8, too large, or missing in this clone"
            elif document is not None and document.broken:
                yield path, f"broken YAML in line {document.problems[0].finding.at.start.line + 1}"
            elif document is not None and now.top(document) is None:
                yield path, "no goal file can be made of it"

    def _beside(self, before: State, after: State) -> State:
        """The files that were not touched and hold roles which these extend, or of the same id."""
        found: dict[PurePosixPath, str] = {}
        wanted = {*self._roles(before), *self._roles(after)}
        done: set[str] = set()
        while wanted - done:
            id = (wanted - done).pop()
            done.add(id)
            paths = self._homes.get(id, set()) - before.keys() - after.keys() - found.keys()
            new = {path: self._files[path] for path in paths if path in self._files}
            found |= new
            wanted |= self._roles(new)
        return found

    def _roles(self, files: State) -> set[str]:
        """The ids of the roles in some files, and of those that they extend."""
        roles = self._snapshots.of(files).roles.values() if files else ()
        return {id for role in roles for id in (role.id, role.extends) if id}

    def _turn(self, commit: Commit, page: Page) -> None:
        """Keep the files as they are after a commit, as far as they could be read."""
        unread = {PurePosixPath(path) for path, _ in page.unread}
        for path, touched in commit.files.items():
            if touched.after is None:
                self._files.pop(path, None)
            elif path not in unread:
                self._files[path] = touched.after
        for role in page.roles:
            self._homes.setdefault(role.id, set()).add(PurePosixPath(role.path))


def _path(node: Role | Person) -> str:
    return str(node.document.file.path)


def _person(person: Person) -> PersonHead:
    forms = [(one.role, one.from_, one.to) for one in person.assignments]
    if person.role:
        forms = [(person.role, person.start, person.end)]
    held = tuple(
        (role, str(start) if start else None, str(end) if end else None) for role, start, end in forms
    )
    return PersonHead(_path(person), person.id, person.name or person.id, held)


def _stamp(commit: Commit) -> Stamp:
    return Stamp(commit.id, commit.on, commit.author, commit.subject, commit.trailers.get(_TRAILER))


def _thawed(kept: Sequence[Any], stamp: Stamp) -> Page:
    made, roles, people, unread = kept
    return Page(
        stamp,
        [Deed._make((*one[:3], tuple(one[3]), one[4] and tuple(one[4]), *one[5:])) for one in made],
        [RoleHead(*one) for one in roles],
        [PersonHead(path, id, name, tuple(map(tuple, held))) for path, id, name, held in people],
        [(path, why) for path, why in unread],
    )
