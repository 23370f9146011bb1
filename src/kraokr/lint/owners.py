"""What rules on ownership share: whom an owner text means."""

from __future__ import annotations

from collections.abc import Iterable
from enum import Enum, auto
from typing import NamedTuple, TypeAlias

from kraokr.language import Lexicon, is_owner_placeholder, looks_like_team, split_owners
from kraokr.model import KeyResult, Objective, Objectives, Person, Team
from kraokr.workspace import Workspace

Owned: TypeAlias = Objectives | Objective | KeyResult
"""What has an owner; the head of a file of objectives has one for all of them."""


class OwnerKind(Enum):
    """Whom an owner text means: one person, known or not, or something that cannot be accountable."""

    PERSON = auto()
    NOBODY = auto()
    SEVERAL = auto()
    TEAM = auto()


class OwnerReading(NamedTuple):
    """An owner as read: `names` are the single owners as written, `team` the team if it is a known one."""

    kind: OwnerKind
    names: tuple[str, ...]
    team: Team | None = None


def read_owner(owner: str | tuple[str, ...], ws: Workspace, lexicon: Lexicon | None) -> OwnerReading:
    """Whom an owner means. Ids and names of people come first, then those of teams, then what words say.

    Without a lexicon no placeholder (`TBD`) and no team by its name (`Sales Team`) is seen.
    """
    if isinstance(owner, tuple):
        if len(owner) != 1:
            return OwnerReading(OwnerKind.SEVERAL, owner)
        owner = owner[0]
    if owner in ws.people or known_person(owner, ws):
        return OwnerReading(OwnerKind.PERSON, (owner,))
    team = ws.teams.get(owner) or _team_named(owner, ws, lexicon)
    if team:
        return OwnerReading(OwnerKind.TEAM, (owner,), team)
    if lexicon and is_owner_placeholder(owner, lexicon):
        return OwnerReading(OwnerKind.NOBODY, (owner,))
    names = split_owners(owner)
    if len(names) > 1 and not (lexicon and _is_one_team(owner, names, ws, lexicon)):
        return OwnerReading(OwnerKind.SEVERAL, names)
    if lexicon and looks_like_team(owner, lexicon):
        return OwnerReading(OwnerKind.TEAM, (owner,))
    return OwnerReading(OwnerKind.PERSON, (owner,))


def called(node: Owned) -> str:
    """What has the owner, in words: `the objective "Win schools"`."""
    if isinstance(node, Objectives):
        return "the objectives of this file"
    return f'the {"key result" if isinstance(node, KeyResult) else "objective"} "{node.title}"'


def known_person(text: str, ws: Workspace) -> Person | None:
    """The one person whose id or name a text is, whatever the case and order (`Rao, Alice`)."""
    if text in ws.people:
        return ws.people[text]
    words = _words(text)
    found = [p for p in ws.people.values() if words in (_words(p.name or p.id), {p.id})]
    return found[0] if len(found) == 1 else None


def _words(text: str) -> set[str]:
    return set(text.lower().replace(",", " ").split())


def _team_named(text: str, ws: Workspace, lexicon: Lexicon | None) -> Team | None:
    """The one team with this id or name, with or without the word `team`."""
    words = _bare(text.lower().replace("-", " ").split(), lexicon)
    found = [
        team
        for team in ws.teams.values()
        if any(words == _bare(known.lower().replace("-", " ").split(), lexicon) for known in _texts(team))
    ]
    return found[0] if words and len(found) == 1 else None


def _texts(team: Team) -> Iterable[str]:
    return filter(None, (team.id, team.name))


def _bare(words: list[str], lexicon: Lexicon | None) -> list[str]:
    kinds = lexicon.word_set("team_words") if lexicon else frozenset()
    return [word for word in words if word not in kinds]


def _is_one_team(text: str, names: tuple[str, ...], ws: Workspace, lexicon: Lexicon) -> bool:
    """Whether `Research and Development Team` is a team, not two owners."""
    several = any(known_person(name, ws) for name in names) or looks_like_team(names[0], lexicon)
    return not several and looks_like_team(text, lexicon)
