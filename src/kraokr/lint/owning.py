"""What rules share that ask which roles claim one area or indicator, and how roles are related."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple, TypeAlias

from kraokr.language import Lexicon
from kraokr.lint.dimensions import dimensions_of
from kraokr.lint.likeness import plain
from kraokr.lint.standing import standing
from kraokr.model import Kpi, Kra, Person, Role
from kraokr.workspace import Workspace

Owned: TypeAlias = Kra | Kpi
_Name: TypeAlias = tuple[type[Owned], str, str | None]
_OWN = ("people", "growth")
"""What each role has of its own: its people, and its learning."""


class Claim(NamedTuple):
    """A KRA or KPI as a role lists it."""

    node: Owned
    role: Role

    @property
    def primary(self) -> str | None:
        """The role said to come first, on a KPI or for its whole KRA."""
        held = self.node.outer(Kra) if isinstance(self.node, Kpi) else None
        return self.node.primary_role or (held.primary_role if held else None)


class Claims(NamedTuple):
    """All claims in force on one thing, in the order of files, and the roles said to come first."""

    all: tuple[Claim, ...]
    first: frozenset[str]


@lru_cache(maxsize=4)
def rival_claims(ws: Workspace, lexicon: Lexicon | None) -> Sequence[tuple[Claim, Claims]]:
    """Each claim on a KRA or KPI that more than one role lists, with all of them.

    KPIs are one thing by ids that both write down, or by name and source; KRAs by name and outcome.
    """
    groups: dict[_Name, list[Claim]] = {}
    for role in ws.roles.values():
        for node in _owned(role, lexicon):
            groups.setdefault(name_of(node), []).append(Claim(node, role))
    found: list[tuple[Claim, Claims]] = []
    for claims in groups.values():
        if len(claims) > 1:
            first = frozenset(claim.primary for claim in claims if claim.primary)
            together = Claims(tuple(claims), first)
            found += ((claim, together) for claim in claims)
    return found


def _owned(role: Role, lexicon: Lexicon | None) -> Iterator[Owned]:
    for kra in role.kras:
        if standing(kra) == "active" and dimensions_of(kra, lexicon).isdisjoint(_OWN):
            yield kra
            yield from (kpi for kpi in kra.kpis if not kpi.guardrail)


def name_of(node: Owned) -> _Name:
    """What claims on one thing have in common."""
    if isinstance(node, Kra):
        return Kra, plain(node.name), plain(node.outcome or "")
    return Kpi, node.key_id, None if node.id else _source(node)


def _source(kpi: Kpi) -> str | None:
    if kpi.source is None or isinstance(kpi.source, str):
        return kpi.source
    return f"{kpi.source.connection}: {kpi.source.query}"


@lru_cache(maxsize=4)
def families(ws: Workspace) -> Mapping[str, str]:
    """For each role the name of its family: roles that extend or lead to one another."""
    family = {id: id for id in ws.roles}

    def head(id: str) -> str:
        while family[id] != id:
            id = family[id]
        return id

    for role in ws.roles.values():
        for linked in (role.extends, role.promotes_to):
            if linked in family:
                family[head(role.id)] = head(linked)
    return {id: head(id) for id in family}


@lru_cache(maxsize=4)
def roles_above(ws: Workspace, today: date) -> Mapping[str, frozenset[str]]:
    """For each role the roles of those to whom its holders report, directly or through others."""
    held = {person.id: _held(ws, person, today) for person in ws.people.values()}
    above: dict[str, frozenset[str]] = {}
    for person in ws.people.values():
        higher = frozenset[str]().union(*(held[manager.id] for manager in _line(ws, person)))
        for role in held[person.id]:
            above[role] = above.get(role, frozenset()) | higher
    return above


def _held(ws: Workspace, person: Person, today: date) -> frozenset[str]:
    return frozenset(held.role.id for held in ws.held(person) if held.on(today))


def _line(ws: Workspace, person: Person) -> Iterator[Person]:
    """The managers above a person; a loop ends where it closes."""
    seen = {person.id}
    manager = ws.people.get(person.manager or "")
    while manager is not None and manager.id not in seen:
        yield manager
        seen.add(manager.id)
        manager = ws.people.get(manager.manager or "")
