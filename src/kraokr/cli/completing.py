"""What the shell offers when Tab is pressed. Where nothing fits, shells offer files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kraokr.errors import KraokrError

if TYPE_CHECKING:
    from kraokr.workspace import Workspace


def complete_rule(incomplete: str) -> Iterator[tuple[str, str]]:
    """The rules that begin so, each with what it says."""
    from kraokr.rules import RULES

    return ((rule.name, rule.doc.summary) for rule in RULES if rule.name.startswith(incomplete))


def complete_rules(incomplete: str) -> Iterator[tuple[str, str]]:
    """The groups and rules that the last name in a list with commas begins."""
    from kraokr.lint import GROUPS

    before, comma, last = incomplete.rpartition(",")
    groups = ((name, about) for name, about in GROUPS.items() if name.startswith(last))
    for name, about in (*groups, *complete_rule(last)):
        yield f"{before}{comma}{name}", about


def complete_person(incomplete: str) -> Iterator[tuple[str, str]]:
    """The ids of the people that begin so; none where the goal files cannot be found."""
    for person in _loaded("person").people.values():
        if person.id.startswith(incomplete):
            yield person.id, person.name or ""


def complete_life(incomplete: str) -> Iterator[tuple[str, str]]:
    """The ids of the roles and people, and the full paths of the KRAs, that begin so."""
    workspace = _loaded("person", "role")
    for role in workspace.roles.values():
        areas = ((f"{role.id}/{kra.id}", kra.name) for kra in role.kras)
        shown = ((role.id, role.title), *(areas if incomplete.startswith(f"{role.id}/") else ()))
        yield from ((id, about) for id, about in shown if id.startswith(incomplete))
    for person in workspace.people.values():
        if person.id.startswith(incomplete):
            yield person.id, person.name or ""


def _loaded(*words: str) -> Workspace:
    """The goal files around here in which one of some words stands; none where they cannot be found."""
    from kraokr.workspace import load, look_around

    try:
        tree = look_around([], Path.cwd()).tree.files
    except KraokrError:
        tree = {}
    return load({path: text for path, text in tree.items() if any(word in text for word in words)})


def complete_kind(incomplete: str) -> Iterator[tuple[str, str]]:
    """The kinds of document that begin so."""
    from kraokr.review.kinds import CALIBRATION, KINDS

    known = {**{kind: about.plural for kind, about in KINDS.items()}, CALIBRATION: "One about many people"}
    return ((kind, about) for kind, about in known.items() if kind.startswith(incomplete))
