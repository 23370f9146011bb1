"""What the shell offers when Tab is pressed. Where nothing fits, shells offer files."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from kraokr.errors import KraokrError


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
    from kraokr.workspace import load, look_around

    try:
        tree = look_around([], Path.cwd()).tree.files
    except KraokrError:
        return
    people = load({path: text for path, text in tree.items() if "person" in text}).people
    for person in people.values():
        if person.id.startswith(incomplete):
            yield person.id, person.name or ""


def complete_kind(incomplete: str) -> Iterator[tuple[str, str]]:
    """The kinds of document that begin so."""
    from kraokr.review.kinds import CALIBRATION, KINDS

    known = {**{kind: about.plural for kind, about in KINDS.items()}, CALIBRATION: "One about many people"}
    return ((kind, about) for kind, about in known.items() if kind.startswith(incomplete))
