"""New roles, people and teams: where their files lie, and what they say."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import PurePosixPath
from typing import NamedTuple

from kraokr.authoring.entry import Entry, Style, given, lines, ref
from kraokr.authoring.ids import id_of, person_id, short_id_of, unique
from kraokr.source.edits import scalar
from kraokr.workspace import Workspace
from kraokr.workspace.layout import head_of_file, place_of_file


class NewFile(NamedTuple):
    """A file that is to be there: its id, its place below the root, its text."""

    id: str
    path: PurePosixPath
    text: str


def new_role(
    ws: Workspace,
    title: str,
    *,
    id: str | None = None,
    purpose: str | None = None,
    owner: str | None = None,
    kras: Sequence[str] = (),
    today: date,
) -> NewFile:
    """A role, a draft until it is agreed; each area is given as `name` or `name: outcome`.

    Raises:
        KraokrError: no id can be made from the title or from an area.
    """
    id = id or unique(id_of(title), ws.roles, title)
    entry: Entry = {"kind": "role", "id": ref(id), "title": scalar(title), "status": "draft"}
    entry |= given(
        purpose=purpose and scalar(purpose),
        owner=owner and ref(owner),
        created_on=str(today),
        kras=_areas(kras),
    )
    return _file(ws, "role", id, entry)


def new_person(
    ws: Workspace,
    name: str,
    role: str,
    *,
    id: str | None = None,
    level: str | None = None,
    team: str | None = None,
    manager: str | None = None,
    start: date | None = None,
) -> NewFile:
    """A person who holds a role.

    Raises:
        KraokrError: no id can be made from the name.
    """
    id = id or unique(person_id(name, ws.people.values()), ws.people, name)
    entry: Entry = {"kind": "person", "id": ref(id), "name": scalar(name), "role": ref(role)}
    cited = {
        key: value and ref(value) for key, value in (("level", level), ("team", team), ("manager", manager))
    }
    return _file(ws, "person", id, entry | given(**cited, start=str(start) if start else None))


def new_team(
    ws: Workspace, name: str, lead: str, *, id: str | None = None, parent: str | None = None
) -> NewFile:
    """A team and its lead.

    Raises:
        KraokrError: no id can be made from the name.
    """
    id = id or unique(id_of(name), ws.teams, name)
    entry: Entry = {"kind": "team", "id": ref(id), "name": scalar(name)}
    return _file(ws, "team", id, entry | given(parent=parent and ref(parent), lead=ref(lead)))


def _file(ws: Workspace, kind: str, id: str, entry: Entry) -> NewFile:
    path = place_of_file(ws, kind, id)
    text = "\n".join(lines(entry, Style()))
    return NewFile(id, path, f"{head_of_file(ws, kind, path)}{text}\n")


def _areas(texts: Sequence[str]) -> list[Entry]:
    areas: list[Entry] = []
    taken: list[str] = []
    for text in texts:
        name, _, outcome = (part.strip() for part in text.partition(": "))
        id = unique(short_id_of(name), taken, name)
        taken.append(id)
        areas.append({"id": ref(id), "name": scalar(name), **given(outcome=outcome and scalar(outcome))})
    return areas
