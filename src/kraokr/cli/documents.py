"""Which documents are made: each person's, of which time, under which name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from kraokr.cli.whose import Asked
from kraokr.errors import KraokrError

if TYPE_CHECKING:
    from kraokr.model import ReviewEntry
    from kraokr.review import Period
    from kraokr.workspace import Workspace


class Planned(NamedTuple):
    """A document to be made: whose, of which time, from which record, and its file's name but the ending."""

    asked: Asked
    period: Period
    record: ReviewEntry | None
    stem: str


Plan: TypeAlias = Planned | KraokrError
"""A document to be made, or why there can be none."""


def plan(ws: Workspace, asked: Asked, kind: str, cycle: str | None, today: date) -> Planned:
    """The document of a kind for a person: of the cycle, else of the review given, else of their own period.

    Raises:
        KraokrError: there is no such cycle.
    """
    period, record = period_of_asked(ws, asked, cycle, today, _is_running(kind))
    words = (asked.person.id, period.name, *([] if kind == "review" else [kind]))
    return Planned(asked, period, record, stem_of(*words))


def stem_of(*words: str) -> str:
    """The name of a document's file without its ending."""
    return re.sub(r"[^\w.-]+", "-", "-".join(words))


def plan_all(
    ws: Workspace, asked: Iterable[Asked | KraokrError], kind: str, cycle: str | None, today: date
) -> list[Plan]:
    """The documents asked for, each once. Names that differ by case only are one, as on many disks."""
    taken: dict[str, Planned] = {}
    plans: list[Plan] = []
    for one in asked:
        try:
            if isinstance(one, KraokrError):
                raise one
            made = plan(ws, one, kind, cycle, today)
        except KraokrError as error:
            plans.append(error if isinstance(one, KraokrError) else about(one, error))
            continue
        before = taken.setdefault(made.stem.casefold(), made)
        if before is made:
            plans.append(made)
        elif _whose(before) != _whose(made):
            plans.append(_clash(made, before))
    return plans


def period_of_asked(
    ws: Workspace, asked: Asked, cycle: str | None, today: date, running: bool = False
) -> tuple[Period, ReviewEntry | None]:
    """The cycle asked for, else the period of the review given, else the person's own; and its record.

    Raises:
        KraokrError: there is no such cycle.
    """
    from kraokr.review import choose_period, period_of

    given = asked.record
    if given is None or cycle is not None or running:
        return choose_period(ws, asked.person, today, cycle, running)
    period = period_of(ws, given, "as the review's file says")
    if period is None:
        return choose_period(ws, asked.person, today, given.cycle)
    return period, given


def _is_running(kind: str) -> bool:
    from kraokr.review.kinds import KINDS

    return kind in KINDS and KINDS[kind].running


def lost_reviews(ws: Workspace, plans: Iterable[Plan]) -> Iterator[str]:
    """The reviews of the people planned for that no document shows: their cycle does not exist."""
    people = {one.asked.person.id: one.asked.name for one in plans if isinstance(one, Planned)}
    for review in ws.reviews:
        person = ws.holder(review)
        if person is not None and person.id in people and review.cycle and ws.cycle(review) is None:
            path = review.document.file.path
            yield f"{path} reviews {people[person.id]} over {review.cycle}, a cycle that does not exist"


def about(asked: Asked, error: KraokrError) -> KraokrError:
    """An error that says whom it is about."""
    if error.message.startswith(f"{asked.name} "):
        return error
    return KraokrError(f"{asked.name}: {error.message}", error.help)


def _whose(planned: Planned) -> tuple[object, ...]:
    return planned.asked.person, planned.period.name, planned.record


def _clash(planned: Planned, before: Planned) -> KraokrError:
    other = f"{before.asked.name}, {before.period.name}"
    return KraokrError(
        f"{planned.asked.name}: {planned.stem} is the name of another document already ({other})",
        "review one of them by itself, to a file that you name with --output",
    )
