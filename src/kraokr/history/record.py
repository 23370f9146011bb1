"""What rules may ask of the past, found out when they ask and no further back than they look."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any

from kraokr.history.entities import Key, entities, key_of, sections_of
from kraokr.history.pastfiles import PastFiles
from kraokr.history.repository import Repository, Touched
from kraokr.history.sections import lines_with
from kraokr.history.snapshots import Snapshots
from kraokr.history.steps import Step, logged, to_working_tree
from kraokr.history.version import Gone, N, Version
from kraokr.model import Node, Objective, Objectives, Person, Team
from kraokr.workspace import Found, Workspace

_WITH_OBJECTIVES = (Person, Team, Objectives)
_ID = re.compile(r"\b(?:id|cycle)[\"']?\s*:\s*([^\s,}]+)")
"""The id of anything, and the cycle of an objective, as written; quotes make another one of it."""


class History:
    """The past of a workspace: its log, and last of all the working tree, whose changes are made today.

    With a `base`, a commit, the change from there to the working tree is judged, as one made today:
    `versions` and `gone` then speak of nothing older, unless asked for the whole.
    """

    def __init__(
        self, repository: Repository, found: Found, workspace: Workspace, today: date, base: str | None = None
    ) -> None:
        self.repository = repository
        self.base = base
        self._workspace = workspace
        self._today = today
        self._snapshots = Snapshots(repository, found)
        self._found = found
        self._first = today
        self._past = PastFiles(repository, workspace, self._with)
        self._vanished: dict[date, Sequence[Gone]] = {}

    @property
    def _tip(self) -> str | None:
        return self.base or self.repository.head

    @cached_property
    def begins(self) -> date | None:
        """The day of the first commit of a shallow clone; None where nothing was left out."""
        if self._tip is None or not self.repository.is_shallow:
            return None
        return max(map(self.repository.day, self.repository.first_commits(self._tip)), default=None)

    def reaches(self, day: date) -> bool:
        """Whether all that has changed since a day is known."""
        return self.begins is None or self.begins < day

    def look_back(self, day: date) -> None:
        """Say that what was since a day will be asked for: the log is read once, as far as anyone looks."""
        self._first = min(self._first, day)

    @cached_property
    def root(self) -> frozenset[str]:
        """The commits with which the history began."""
        return frozenset(self.repository.first_commits(self._tip) if self._tip else ())

    @cached_property
    def _last(self) -> Sequence[Step]:
        texts = {path: document.file.text for path, document in self._workspace.documents.items()}
        return [*to_working_tree(self.repository, self._tip, texts, self._is_gone, self._today)]

    def _is_gone(self, path: PurePosixPath) -> bool:
        """Whether a path was a goal file's, and there is none any more."""
        tree = self._found.tree
        if path in tree.files or not self._is_goal_file(path):
            return False
        return all(problem.finding.at.file.path != path for problem in tree.problems)

    def _is_goal_file(self, path: PurePosixPath) -> bool:
        skipped = self._found.tree.skipped
        if not self._snapshots.is_goal_file(path):
            return False
        return path not in skipped and not any(folder in skipped for folder in path.parents)

    @cached_property
    def _logged(self) -> Sequence[Step]:
        return [*logged(self.repository, self._tip, self._first)]

    @cached_property
    def _by_path(self) -> Mapping[PurePosixPath, Sequence[Step]]:
        """The commits that touched each file, the newest first."""
        found: dict[PurePosixPath, list[Step]] = {}
        for step in self._logged:
            for path in step.files:
                found.setdefault(path, []).append(step)
        return found

    def _steps(self, path: PurePosixPath, whole: bool) -> Iterator[Step]:
        yield from (step for step in self._last if path in step.files)
        if whole or self.base is None:
            yield from self._by_path.get(path, ())

    def days(self, node: Node, since: date) -> set[date] | None:
        """The days on which a thing may have changed; None where it may have come from another file.

        Far cheaper than its versions: no file is read.
        """
        path = node.document.file.path
        steps = [step for step in self._steps(path, True) if step.on >= since]
        if any(step.files[path].before is None for step in steps):
            return None
        return {step.on for step in steps}

    def versions(
        self, node: N, since: date, *, whole: bool = False, keys: tuple[str, ...] = ()
    ) -> list[Version[N]]:
        """How a role, an objective, a review or a file came to be as it is, the oldest first, this one last.

        The first one stood before the day, if the thing was there then. Versions that differ in nothing the
        thing says may follow each other; those that could not be read are left out, and with `keys` those
        that differ in nothing under these.
        """
        key, path, current = key_of(node), node.document.file.path, node
        found: list[Version[N]] = []
        made: Step | None = None
        steps = self._steps(path, whole)
        while (step := next(steps, None)) is not None:
            if step.on < since:
                continue
            made = made or step
            touched = step.files[path]
            if self._reads_alike(node, touched, keys):
                made = None if made is step else made
                continue
            before = self._find(key, path, touched.before)
            if before is None and self._past.is_unreadable(path, touched.before):
                continue
            if before is None:
                path, before = self._elsewhere(key, path, step)
                steps = _after(self._steps(path, whole), step) if before is not None else iter(())
            found.append(Version(current, made.on, made.commit))
            made = None
            if before is None:
                return found[::-1]
            current = before  # type: ignore[assignment]
        return [Version(current), *found[::-1]]

    def gone(self, since: date) -> Sequence[Gone]:
        """The objectives that were there since a day and are no longer, under their id and in their cycle."""
        if since not in self._vanished:
            self._vanished[since] = [*self._gone(since)]
        return self._vanished[since]

    def _gone(self, since: date) -> Iterator[Gone]:
        keys = (key for top in self._workspace.files for key in entities(top))
        here = {key[2:] for key in keys if key[0] == "objective"}
        told: set[Key] = set()
        for step in (*self._last, *(() if self.base else self._logged)):
            for path in step.files if step.on >= since else ():
                for key, node in self._lost(path, step.files[path]).items():
                    if isinstance(node, Objective) and key not in told and key[2:] not in here:
                        told.add(key)
                        yield Gone(node, path, step.on, step.commit)

    def _lost(self, path: PurePosixPath, touched: Touched) -> Mapping[Key, Node]:
        """The things of a file before a step that took an objective out of it; none if it took none."""
        is_other = self._kinds.get(path, Objectives) not in _WITH_OBJECTIVES
        if touched.before is None or is_other or not self._is_goal_file(path):
            return {}
        names = sections_of(Objective)
        before, after = (self._past.section(blob, names) for blob in touched)
        if Counter(_ID.findall(before)) <= Counter(_ID.findall(after)):  # far cheaper than to read them
            return {}
        document = self._workspace.documents.get(path)
        if self._past.is_unreadable(path, touched.after) or (document is not None and document.broken):
            return {}
        return self._past.things(path, touched.before)

    def _reads_alike(self, node: Node, touched: Touched, keys: tuple[str, ...]) -> bool:
        """Whether a step left all as it is that a file says of things of a kind, or says under some keys."""
        names = sections_of(node.__class__)
        if touched.before is None or touched.after is None or not names:
            return False
        before, after = (self._past.section(blob, names) for blob in touched)
        if before == after or not keys:
            return before == after
        lines = lines_with(before, keys)
        return lines is not None and lines == lines_with(after, keys)

    def _elsewhere(self, key: Key, path: PurePosixPath, step: Step) -> tuple[PurePosixPath, Node | None]:
        """Where a thing stood that a step brought into a file: in another one that the same step touched."""
        for other, touched in step.files.items():
            if other != path and touched.before and self._is_goal_file(other):
                node = self._find(key, other, touched.before)
                if node is not None:
                    return other, node
        return path, None

    def _find(self, key: Key, path: PurePosixPath, blob: str | None) -> Node | None:
        return self._past.things(path, blob).get(key) if blob else None

    def _with(self, blob: str) -> list[str]:
        """Texts to read with one: those in the log of files whose present kind is that of its file."""
        kinds: dict[Any, list[str]] = {}
        asked: Any = None
        for step in (*self._last, *(() if "_logged" not in vars(self) else self._logged)):
            for path, touched in step.files.items():
                kind = self._kinds.get(path) or (self._is_goal_file(path) and Node)
                kinds.setdefault(kind, []).extend(one for one in touched if one)
                asked = kind if blob in touched else asked
        return kinds.get(asked, []) if asked else []

    @cached_property
    def _kinds(self) -> Mapping[PurePosixPath, type[Node]]:
        return {top.document.file.path: top.__class__ for top in self._workspace.files}


def _after(steps: Iterator[Step], last: Step) -> Iterator[Step]:
    """The steps that are older than one of them."""
    for step in steps:
        if step is last:
            break
    return steps
