"""New objectives: in which file one belongs, and how it is added there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import PurePosixPath
from typing import NamedTuple

from kraokr.authoring.entry import Entry, Style, given, lines, ref, refs
from kraokr.authoring.ids import short_id_of, unique
from kraokr.authoring.insertion import appended
from kraokr.authoring.keyresults import key_results
from kraokr.model import Objective, Objectives, Person, Team
from kraokr.source.document import Document
from kraokr.source.edits import scalar
from kraokr.workspace import Workspace
from kraokr.workspace.layout import head_of_file, place_in_cycle


class Draft(NamedTuple):
    """What a new objective is to say; `accelerates` are ids of key result areas."""

    title: str
    cycle: str
    key_results: Sequence[str] = ()
    accelerates: Sequence[str] = ()
    commitment: str | None = None
    parent: str | None = None
    why: str | None = None
    id: str | None = None


class Written(NamedTuple):
    """The text of a file: the id of what is new in it, its place below the root, whether it is new itself."""

    id: str
    path: PurePosixPath
    text: str
    is_new: bool


def new_objective(ws: Workspace, holder: Person | Team, draft: Draft, today: date) -> Written:
    """The file of an objective of a person or team, with the objective added after those that stand there.

    Raises:
        KraokrError: no id can be made from a title, or the file is written in a form that cannot be added to.
    """
    taken = {one.id for one in ws.objectives if ws.holder(one) is holder}
    id = draft.id or unique(short_id_of(draft.title), taken, draft.title)
    entry = _entry(ws, id, draft, today)
    document = _home(ws, holder, draft.cycle)
    if document is None:
        head: Entry = {"kind": "objectives", **_owner(holder), "cycle": ref(draft.cycle)}
        path = place_in_cycle(ws, "objectives", draft.cycle, holder.id)
        text = "\n".join(lines({**head, "objectives": [entry]}, Style()))
        return Written(id, path, f"{head_of_file(ws, 'objectives', path)}{text}\n", True)
    own = _unsaid(ws, document, holder, draft.cycle)
    first = {key: entry.pop(key) for key in ("id", "title")}
    return Written(id, document.file.path, appended(document, {**first, **own, **entry}), False)


def _entry(ws: Workspace, id: str, draft: Draft, today: date) -> Entry:
    return {"id": ref(id), "title": scalar(draft.title)} | given(
        why=draft.why and scalar(draft.why),
        accelerates=refs(draft.accelerates) if draft.accelerates else None,
        parent=draft.parent and ref(draft.parent),
        commitment=draft.commitment and scalar(draft.commitment),
        key_results=key_results(ws, draft.key_results, today),
    )


def _home(ws: Workspace, holder: Person | Team, cycle: str) -> Document | None:
    """The file in which an objective of someone's belongs, if it is there already.

    That is where the last one of the cycle stands, else a file with their name and that cycle or none at its
    head, else their own file if it holds objectives.
    """
    same = [one for one in _of(ws, holder) if ws.cycle_text(one) == cycle]
    if same:
        return same[-1].document
    heads = (file for file in ws.files if isinstance(file, Objectives) and ws.holder(file) is holder)
    found = next((file.document for file in heads if file.cycle in (cycle, None)), None)
    return found or (holder.document if holder.objectives else None)


def _of(ws: Workspace, holder: Person | Team) -> Iterator[Objective]:
    return (one for one in ws.objectives if ws.holder(one) is holder)


def _unsaid(ws: Workspace, document: Document, holder: Person | Team, cycle: str) -> Entry:
    """What an entry has to say itself, because the head of its file does not."""
    top = ws.top(document)
    own = _owner(holder) if top is None or ws.holder(top) is not holder else {}
    if not isinstance(top, Objectives) or top.cycle != cycle:
        own["cycle"] = ref(cycle)
    return own


def _owner(holder: Person | Team) -> Entry:
    return {"team" if isinstance(holder, Team) else "owner": ref(holder.id)}
