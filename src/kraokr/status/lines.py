"""The lines of the dashboard before they are laid out, for every format that people read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from kraokr.status import words
from kraokr.status.need import needs_attention
from kraokr.status.rows import Board, Group, KraRow, ObjectiveRow, RoleRow
from kraokr.status.words import Told


class Line(NamedTuple):
    """One objective, area or role in words; `trend` and `told` are about its weakest part.

    `kra` is the health of an area, `okr` the score of an objective; no line has both.
    """

    status: str
    what: str
    owner: str = ""
    kra: str = ""
    okr: str = ""
    due: str = ""
    fcst: str = ""
    conf: str = ""
    seen: str = ""
    trend: str = ""
    told: Told = Told("")
    warning: str = ""


def lines(group: Group, board: Board) -> Iterator[Line]:
    """The objectives of a group, then its areas; of people among others only the areas in need."""
    by_person, alone = board.by == "person", len(board.groups) == 1
    for row in group.objectives:
        yield _objective(row, "" if by_person else row.owner)
    if not by_person:
        yield from map(_role, group.roles)
        return
    for role in group.roles:
        yield from (_kra(kra) for kra in role.kras if alone or needs_attention(kra))


def _objective(row: ObjectiveRow, owner: str) -> Line:
    return Line(
        words.status_of(row),
        row.title,
        owner,
        okr=words.score(row.score),
        due="" if row.closed or row.expected is None else words.score(row.expected),
        fcst=words.score(row.forecast) if row.forecast is not None else "",
        conf="" if row.confidence is None or row.closed else str(row.confidence),
        seen="" if row.closed else words.ago(row.seen._replace(late=row.late > 0)),
        trend=words.sparkline(row.weakest.trend) if row.weakest else "",
        told=words.weakest_of(row),
        warning=words.doubts(row),
    )


def _kra(row: KraRow) -> Line:
    weakest = row.weakest
    return Line(
        row.colour or "not read",
        row.name,
        kra=words.percent(row.health),
        seen=words.ago(weakest.seen._replace(late=row.late > 0)) if weakest else "",
        trend=words.sparkline(weakest.trend) if weakest else "",
        told=words.weakest_kpi(row),
        warning="reading overdue" if row.late else "",
    )


def _role(row: RoleRow) -> Line:
    return Line(
        row.colour or "not read",
        f"{row.person}, {row.name}",
        kra=words.percent(row.health),
        told=words.weakest_area(row),
    )
