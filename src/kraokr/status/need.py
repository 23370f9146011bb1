"""In which order things are shown: what needs attention first."""

from __future__ import annotations

from decimal import Decimal
from typing import TypeAlias

from kraokr.model.status import StatusName
from kraokr.scoring.kpi import Colour
from kraokr.scoring.pace import PaceStatus, confidence_status
from kraokr.scoring.rounding import ZERO
from kraokr.status.rows import Group, KeyResultRow, KpiRow, KraRow, ObjectiveRow, RoleRow

Need: TypeAlias = tuple[int, Decimal]
"""How much something needs attention: the lower, the more; then by how much is missing."""

_STALE = 1
_UNKNOWN = 3
_LEAST = 9
_RANKS: dict[PaceStatus | StatusName | None, int] = {
    "off_track": 0,
    "needs_focus": 2,
    None: _UNKNOWN,
    "draft": _UNKNOWN,
    "not_started": _UNKNOWN,
    "on_track": 4,
    "done": 5,
    "dropped": 6,
}
_COLOURS: dict[Colour | None, int] = {"red": 0, "amber": 2, None: _UNKNOWN, "green": 4}


def need_of_objective(row: ObjectiveRow) -> Need:
    """Off track comes first, then stale, then what needs focus; the worst of pace and what people say."""
    if row.dropped:
        return _RANKS["dropped"], ZERO
    rank = _rank(row.status, row.said if not row.closed else None, row.confidence)
    if row.late:
        rank = min(rank, _STALE)
    missing = (row.score or ZERO) - (row.expected or row.success)
    return rank, missing


def need_of_key_result(row: KeyResultRow) -> Need:
    """A key result by pace first; the weakest of an objective is the one whose need comes first."""
    rank = _RANKS["needs_focus"] if row.breached else _RANKS[row.status]
    score = row.score if row.score is not None else ZERO
    return rank, score - row.expected if row.expected is not None else score


def need_of_kpi(row: KpiRow) -> Need:
    """A KPI by its colour, then by its health."""
    return _COLOURS[row.colour], row.health if row.health is not None else ZERO


def need_of_kra(row: KraRow) -> Need:
    """An area by its colour; a breached guardrail is as much as amber, a late reading just above that."""
    ranks = [_COLOURS[row.colour]]
    if row.breached:
        ranks.append(_COLOURS["amber"])
    if row.late:
        ranks.append(_STALE)
    return min(ranks), row.health if row.health is not None else ZERO


def need_of_role(row: RoleRow) -> Need:
    """A role by its own colour, then by its health."""
    return _COLOURS[row.colour], row.health if row.health is not None else ZERO


def need_of_group(group: Group) -> tuple[int, int, Decimal]:
    """A group by the objective in it that needs attention most, then by its areas."""
    goal, missing = min(map(need_of_objective, group.objectives), default=(_UNKNOWN, ZERO))
    areas = (need_of_kra(kra) for role in group.roles for kra in role.kras)
    area, _ = min(areas, default=(_LEAST, ZERO))
    return goal, area, missing


def _rank(status: PaceStatus | None, said: StatusName | None, confidence: int | None) -> int:
    """The worst of pace, what was said, and how sure people are."""
    ranks = [_RANKS[status]]
    if said is not None:
        ranks.append(_RANKS[said])
    if confidence is not None:
        ranks.append(_RANKS[confidence_status(confidence)])
    return min(ranks)


def needs_attention(row: KraRow) -> bool:
    """Whether an area is shown where only the urgent ones are: red, guardrail broken, or a reading due."""
    return row.colour == "red" or bool(row.breached) or row.late > 0
