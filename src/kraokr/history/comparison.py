"""Comparing a workspace at a commit with another one, or with the files on disk."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import PurePosixPath
from typing import NamedTuple

from kraokr.history.change import Change, Grave
from kraokr.history.compare import compare
from kraokr.history.repository import Repository
from kraokr.history.revisions import End, Ends
from kraokr.history.snapshots import Snapshots
from kraokr.workspace import CONFIG_NAME, Found, Workspace

GRAVES: tuple[Grave, ...] = ("major", "minor", "note")
"""How grave changes are, the gravest first."""


class Unread(NamedTuple):
    """A file that could not be read at one end, `wholly` or in parts: nothing is said about what it holds."""

    end: End
    path: PurePosixPath
    why: str
    wholly: bool = True

    def __str__(self) -> str:
        what = "it is not compared" if self.wholly else "what is wrong there is not compared"
        return f"{self.path} at {self.end.text}: {self.why}; {what}"


class Comparison(NamedTuple):
    """The changes from one end to the other, the gravest first; `notes` say what to know beforehand."""

    before: End
    after: End
    changes: tuple[Change, ...]
    unread: tuple[Unread, ...] = ()
    notes: tuple[str, ...] = ()

    def least(self, grave: Grave) -> Comparison:
        """The same without the changes that are less grave."""
        kept = GRAVES[: GRAVES.index(grave) + 1]
        return self._replace(changes=tuple(one for one in self.changes if one.grave in kept))


def compare_ends(found: Found, repository: Repository, ends: Ends, today: date | None = None) -> Comparison:
    """What changed between two ends, both through the same loader and judged by the config of now.

    Cycles run, and roles are held, as of `today`.
    """
    snapshots = Snapshots(repository, found)
    after = snapshots.at(ends.after.commit) if ends.after.commit else snapshots.on_disk()
    before = snapshots.at(ends.before.commit or "")
    unread = [
        one
        for end, here, there in ((ends.before, before, after), (ends.after, after, before))
        for one in _unread(snapshots, end, here, there)
        if ends.covers(one.path)
    ]
    lost = {one.path for one in unread if one.wholly}
    changes = (one for one in compare(before, after, today) if lost.isdisjoint(_files(one)))
    shown = tuple(one for one in changes if any(map(ends.covers, _files(one))))
    return Comparison(ends.before, ends.after, shown, tuple(unread), tuple(_notes(ends, before, after)))


def _files(change: Change) -> set[PurePosixPath]:
    """The files in which a change stands, before and after."""
    return {node.document.file.path for node in (change.before, change.after) if node}


def _unread(snapshots: Snapshots, end: End, here: Workspace, there: Workspace) -> Iterator[Unread]:
    """The files that could not be read at an end; those with parts amiss only if they differ at the other."""
    for path in snapshots.unread.get(end.commit or "", ()):
        yield Unread(end, path, "no text in UTF-8, too large, or missing in this clone")
    for path, document in here.documents.items():
        if document.problems and document is not there.documents.get(path):
            line = document.problems[0].finding.at.start.line + 1
            why = f"broken YAML in line {line}" if document.broken else f"a problem in line {line}"
            yield Unread(end, path, why, document.broken)


def _notes(ends: Ends, before: Workspace, after: Workspace) -> Iterator[str]:
    if ends.note:
        yield ends.note
    states = ((ends.before, before), (ends.after, after))
    files = {
        end: [str(path) for path in state.documents if path.name != CONFIG_NAME] for end, state in states
    }
    for end, paths in files.items():
        if not paths:
            yield f"no goal file is there at {end}"
    for asked in ends.paths:
        if not any(PurePosixPath(path).is_relative_to(asked) for paths in files.values() for path in paths):
            yield f"{asked} holds no goal file, neither before nor after"
