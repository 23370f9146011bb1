"""Tenures: the roles that a person held and from when to when, as their file said over time."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from typing import NamedTuple

from kraokr.history.logbook import Page, PersonHead


class Tenure(NamedTuple):
    """A role held from one day to another, both included; None: since before the history, and still."""

    role: str
    start: date | None
    end: date | None

    def overlaps(self, start: date, end: date) -> bool:
        """Whether it was held on a day of a span."""
        return (self.start is None or self.start <= end) and (self.end is None or start <= self.end)


def tenures(pages: Iterable[Page]) -> dict[str, list[Tenure]]:
    """The tenures of each person: by the days that the file gives, else by the commits that changed it."""
    found: dict[str, dict[str, Tenure]] = {}
    for page in pages:
        for head in page.people:
            _follow(found.setdefault(head.id, {}), head, page.stamp.on)
    return {id: [*held.values()] for id, held in found.items()}


def _follow(held: dict[str, Tenure], head: PersonHead, on: date) -> None:
    """Take over what a person's file says from a day on; a role no longer named ended the day before."""
    named = {role for role, _, _ in head.held}
    for role, tenure in held.items():
        if role not in named and tenure.end is None:
            held[role] = tenure._replace(end=on - timedelta(days=1))
    is_first = not held
    for role, first, last in head.held:
        known = held.get(role)
        start = date.fromisoformat(first) if first else on
        if known is not None and known.start is not None:
            start = min(start, known.start)
        if not is_first and known is None and len(head.held) == 1:
            start = max(start, on)  # the start of the person, not of the role
        held[role] = Tenure(role, start, date.fromisoformat(last) if last else None)
