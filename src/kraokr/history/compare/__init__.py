"""Comparing: from two states of a workspace to the changes in meaning between them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from kraokr.history.change import Change
from kraokr.history.compare.both import Both
from kraokr.history.compare.objectives import objective_changes
from kraokr.history.compare.people import people_changes
from kraokr.history.compare.roles import role_changes
from kraokr.history.compare.state import State
from kraokr.history.compare.teams import team_changes
from kraokr.workspace import Workspace, without_garbage_collection

__all__ = ["compare"]

_GRAVEST_FIRST = ("major", "minor", "note")


def compare(before: Workspace, after: Workspace, today: date | None = None) -> list[Change]:
    """The changes from one state to another, the gravest first, then by what they are about.

    Things are matched by their ids, then by likeness. Formatting, comments, the order of keys and entries,
    and the files that things stand in are no change. What could not be read in one of the states is unknown
    there and left out: it is neither added nor removed.

    `today` decides which cycles run, and who holds a role: without it, every cycle runs, and every role
    is held that has no end.
    """
    with without_garbage_collection():
        both = Both(State(before, today), State(after, today))
        return sorted(_changes(both), key=lambda one: (_GRAVEST_FIRST.index(one.grave), one.id, one.name))


def _changes(both: Both) -> Iterator[Change]:
    yield from role_changes(both)
    yield from people_changes(both)
    yield from team_changes(both)
    yield from objective_changes(both)
