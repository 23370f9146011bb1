"""Versions: what a thing was from a day on, and what has gone."""

from __future__ import annotations

from datetime import date
from pathlib import PurePosixPath
from typing import Generic, NamedTuple, TypeVar

from kraokr.history.repository import Commit
from kraokr.model import Node, Objective

N = TypeVar("N", bound=Node)


class Version(NamedTuple, Generic[N]):
    """What a thing was from a day on, and the commit that made it so; None for one not committed.

    `on` is None for what stood before the first day looked at.
    """

    node: N
    on: date | None = None
    commit: Commit | None = None

    @property
    def told(self) -> str:
        """When and by which commit, for people."""
        return _told(self.on, self.commit)


class Gone(NamedTuple):
    """An objective that is no longer there: the file it stood in, when it went, and by which commit."""

    objective: Objective
    path: PurePosixPath
    on: date
    commit: Commit | None

    @property
    def told(self) -> str:
        """When and by which commit, for people."""
        return _told(self.on, self.commit)


def _told(on: date | None, commit: Commit | None) -> str:
    return f"{on} {commit.id[:7]}" if commit else f"{on}, not committed yet"
