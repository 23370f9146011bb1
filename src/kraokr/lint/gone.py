"""What rules on vanished objectives share: which ones have gone, from which cycle, and where to say so."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from kraokr.lint.keyresults import is_dropped
from kraokr.model import Objective
from kraokr.source.diagnostic import Location
from kraokr.source.text import SourceFile, Span
from kraokr.workspace import Cycle, Workspace

if TYPE_CHECKING:
    from kraokr.history.record import History
    from kraokr.history.version import Gone

_SAME = 0.9
"""From this likeness of titles on, an objective was given another id."""


def gone_from(ws: Workspace, history: History, since: date) -> Iterator[tuple[Gone, Cycle]]:
    """The objectives that have gone since a day, with their cycles; no drafts, and none that had ended."""
    for gone in history.gone(since):
        one = gone.objective
        cycle = ws.cycles.get(cycle_of(one) or "")
        stood = one.status != "draft" and one.closed_on is None and not is_dropped(one)
        if cycle is not None and stood and not _has_other_id(ws, one):
            yield gone, cycle


def cycle_of(objective: Objective) -> str | None:
    """The cycle of an objective as written, on itself or in the head of its file."""
    return objective.cycle or getattr(objective.holder, "cycle", None)


def _has_other_id(ws: Workspace, gone: Objective) -> bool:
    from kraokr.history.compare.match import likeness

    same = (one for one in ws.objectives if ws.cycle_text(one) == cycle_of(gone))
    return any(likeness(one.title, gone.title) >= _SAME for one in same)


def place_of(ws: Workspace, gone: Gone) -> Location:
    """Where to speak of an objective that has gone: its file, else that of whose it was, else any."""
    head = gone.objective.holder
    named = (
        getattr(gone.objective, "owner", None),
        *(getattr(head, name, None) for name in ("id", "owner", "team")),
    )
    holders = (ws.people.get(one) or ws.teams.get(one) for one in named if isinstance(one, str))
    document = ws.documents.get(gone.path)
    top = (ws.top(document) if document else None) or next(filter(None, holders), None)
    if top is not None:
        return top.at()
    first = next(iter(ws.documents.values()), None)
    return Location(first.file if first else SourceFile(PurePosixPath("."), ""), Span(0, 0))
