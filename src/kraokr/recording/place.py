"""Where a check-in belongs: its cycle and its file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import PurePosixPath
from typing import NamedTuple

from kraokr.errors import KraokrError
from kraokr.model import CheckIn, KeyResult, Node, Objective, Person, Team
from kraokr.recording.items import closing
from kraokr.source.document import Document
from kraokr.workspace import Cycle, Opened, Workspace
from kraokr.workspace.cycles import spellings
from kraokr.workspace.filesystem import is_folder

FOLDER = PurePosixPath("checkins")


class Place(NamedTuple):
    """A file for check-ins; without a `document` it has to be made."""

    path: PurePosixPath
    document: Document | None
    near: Node


def cycle_named(ws: Workspace, text: str) -> Cycle:
    """The cycle that a text names.

    Raises:
        KraokrError: there is none.
    """
    cycle = ws.cycles.get(text) or ws.cycles.get(spellings(text) or "")
    if cycle is None:
        raise KraokrError(f"there is no cycle {text}", "write it as 2026, 2026-H1 or 2026-Q1")
    return cycle


def cycle_of(ws: Workspace, holder: Person | Team, node: Node, on: date) -> Cycle:
    """The cycle of a key result; for others the shortest one in which the person has something then."""
    objective = node.outer(Objective) if isinstance(node, KeyResult) else None
    own = ws.cycle(objective) if objective is not None else None
    if own is not None:
        return own
    parts: tuple[CheckIn | Objective, ...] = (*ws.checkins, *ws.objectives)
    held = (ws.cycle(part) for part in parts if ws.holder(part) is holder)
    quarters = (ws.cycles.get(f"{on.year + back}-Q{n}") for back in (0, -1) for n in range(1, 5))
    found = [cycle for cycle in (*held, *quarters) if cycle is not None and on in cycle]
    return min(found, key=lambda cycle: cycle.days)


def place_of(opened: Opened, holder: Person | Team, cycle: Cycle) -> Place:
    """Where the newest check-in of a cycle stands, else the cycle's folder if there is one, else the person.

    Raises:
        KraokrError: the file is one of something else, or cannot be read.
    """
    ws = opened.workspace
    of_cycle = [checkin for checkin in ws.checkins if _belongs(ws, checkin, holder, cycle)]
    newest = max(of_cycle, key=lambda checkin: checkin.date, default=None)
    folder = FOLDER / cycle.id
    if newest is not None:
        document = newest.document
    elif is_folder(opened.root / folder):
        path = folder / f"{holder.id}.yaml"
        if path not in opened.found.tree.files:
            return Place(path, None, holder)
        document = _readable(ws, path)
    else:
        document = holder.document
    return _checked(ws, holder, document)


def _belongs(ws: Workspace, checkin: CheckIn, holder: Person | Team, cycle: Cycle) -> bool:
    if ws.holder(checkin) is not holder:
        return False
    own = ws.cycle(checkin)
    return checkin.date in cycle if own is None else own.id == cycle.id


def _readable(ws: Workspace, path: PurePosixPath) -> Document:
    document = ws.documents.get(path)
    if document is None:
        raise KraokrError(f"{path} is no goal file that can be read", f"`kraokr lint {path}` shows why")
    return document


def _checked(ws: Workspace, holder: Person | Team, document: Document) -> Place:
    path, top = document.file.path, ws.top(document)
    if document.broken or top is None:
        raise KraokrError(f"{path} cannot be read in full", f"`kraokr lint {path}` shows what is wrong")
    if "checkins" not in type(top).model_fields or ws.holder(top) is not holder:
        raise KraokrError(f"{path} holds no check-ins of {holder.id}", "move it to another name")
    return Place(path, document, top)


def refusal(ws: Workspace, holder: Person | Team, node: Node, on: date) -> str | None:
    """Why the books on an item are closed; None while they are open."""
    objective = node.outer(Objective) if isinstance(node, KeyResult) else None
    if objective is not None:
        why = closing(objective)
        return f'the objective "{objective.title}" {why}' if why else None
    final = next(_final_reviews(ws, holder, on), None)
    return f"the review of {final} is final, and {on} lies in it" if final else None


def _final_reviews(ws: Workspace, holder: Person | Team, on: date) -> Iterator[str]:
    for review in ws.reviews:
        if review.status == "final" and ws.holder(review) is holder:
            cycle, period = ws.cycle(review), review.period
            if cycle is not None and on in cycle:
                yield cycle.id
            elif period is not None and period.start <= on <= period.end:
                yield f"{period.start} to {period.end}"
