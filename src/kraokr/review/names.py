"""How people, teams and roles are called."""

from __future__ import annotations

import re

from kraokr.model import Level, Person, Role
from kraokr.workspace import Workspace

_HASH = re.compile(r"(?P<start>(?:sha256:)?[0-9a-f]{12})[0-9a-f]{28,52}\Z")


def name_of(person: Person) -> str:
    """The name of a person, else the id."""
    return person.name or person.id


def person_name(ws: Workspace, id: str | None) -> str | None:
    """The name of a person given by id; the id itself where nobody has it."""
    person = ws.people.get(id) if id else None
    return name_of(person) if person else id


def team_name(ws: Workspace, person: Person) -> str | None:
    """The name of a person's team; as the person's file has it where there is none such."""
    team = ws.team(person)
    return (team.name or team.id) if team else person.team


def role_title(role: Role, level: Level | None, level_id: str | None) -> str:
    """The title with the level, said once where the level's own title names the role."""
    at = (level.title if level else None) or level_id
    if at is None:
        return role.title
    return at if role.title.casefold() in at.casefold() else f"{role.title}, {at}"


def short_version(version: str | None) -> str | None:
    """A version as it is quoted: the first twelve digits of a hash, else as it is written."""
    found = _HASH.match(version or "")
    return found["start"] if found else version
