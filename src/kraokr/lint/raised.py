"""What rules on reviews share: what was said to a person about an area before."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache

from kraokr.lint.checkedin import texts_of
from kraokr.model import CheckIn, KeyResult, Kra, Node, Objective, Person
from kraokr.workspace import Workspace

_TALKS = ("one_on_one", "feedback")
_WARNINGS = ("needs_focus", "off_track")


def was_raised(
    ws: Workspace, person: Person, kra: Kra, days: tuple[date, date], cited: Collection[str]
) -> bool:
    """Whether a talk, feedback or a warning status spoke of a person's area between two days.

    A talk about nothing in particular counts if it names the area, or if its date is among those cited.
    """
    start, end = days
    return any(
        _speaks_of(ws, checkin, kra, cited)
        for checkin in _raised(ws).get(person, ())
        if start <= checkin.date <= end
    )


@lru_cache(maxsize=4)
def _raised(ws: Workspace) -> Mapping[Person, Sequence[CheckIn]]:
    """For each person the check-ins that are a talk, feedback or a warning."""
    raised: dict[Person, list[CheckIn]] = {}
    for checkin in ws.checkins:
        if checkin.type in _TALKS or checkin.status in _WARNINGS:
            for person in dict.fromkeys(_concerned(ws, checkin)):
                raised.setdefault(person, []).append(checkin)
    return raised


def _concerned(ws: Workspace, checkin: CheckIn) -> Iterator[Person]:
    """The person in whose file it stands, and the owner of the key result that it is about."""
    holder = ws.holder(checkin)
    if isinstance(holder, Person):
        yield holder
    for node in _items(ws, checkin):
        owner = ws.owner(node) if isinstance(node, KeyResult) else None
        if owner is not None:
            yield owner


def _speaks_of(ws: Workspace, checkin: CheckIn, kra: Kra, cited: Collection[str]) -> bool:
    if any(kra.id in _areas(ws, node) for node in _items(ws, checkin)):
        return True
    named = kra.name.casefold() in (checkin.note or "").casefold()
    return checkin.type in _TALKS and (named or checkin.date.isoformat() in cited)


def _items(ws: Workspace, checkin: CheckIn) -> Iterator[Node]:
    found = (ws.records.node(text, checkin) for text in texts_of(checkin))
    return (node for node in found if node is not None)


def _areas(ws: Workspace, node: Node) -> set[str]:
    """The ids of the areas that an area, a KPI or a key result stands for."""
    if isinstance(node, Kra):
        return {node.id}
    area, objective = node.outer(Kra), node.outer(Objective)
    if area is not None or objective is None:
        return {area.id} if area else set()
    given = objective.accelerates or ()
    names = ((given,) if isinstance(given, str) else given) + objective.supports
    found = (ws.find((Kra,), name, objective).node for name in names)
    return {kra.id for kra in found if isinstance(kra, Kra)}
