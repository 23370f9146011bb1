"""The dashboard as CSV: a line for each objective, key result, area and KPI, for a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from typing import TypeAlias

from kraokr.scoring.rounding import round_half_up
from kraokr.status import words
from kraokr.status.rows import Board, Group, KeyResultRow, KpiRow, KraRow, ObjectiveRow, Seen

COLUMNS = (
    *("group", "kind", "person", "cycle", "id", "title", "status", "said", "score", "expected", "forecast"),
    *("health", "confidence", "last_checkin", "days", "late", "current", "target", "unit", "weight"),
    *("path", "line"),
)
"""The columns in their order; `score` is of objectives and key results, `health` of areas and KPIs."""

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_Cells: TypeAlias = Mapping[str, object]


def render(board: Board) -> str:
    """The rows with a head, in the order in which they are shown."""
    return written(COLUMNS, ([row.get(name) for name in COLUMNS] for row in _rows(board)))


def written(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """CSV text with numbers as numbers; text that a spreadsheet would run as a formula is quoted."""
    import csv
    from io import StringIO

    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(head)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return out.getvalue()


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Decimal):
        return f"{round_half_up(value, 4).normalize() + 0:f}"
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULA) else value
    return value


def _rows(board: Board) -> Iterator[_Cells]:
    for group in board.groups:
        for row in _group(group):
            yield {"group": group.name, **row}


def _group(group: Group) -> Iterator[_Cells]:
    for objective in group.objectives:
        about = {"person": objective.owner, "cycle": objective.cycle}
        yield {**about, **_objective(objective)}
        yield from ({**about, **_key_result(kr)} for kr in objective.key_results)
    for role in group.roles:
        for kra in role.kras:
            yield {"person": role.person, **_kra(kra)}
            yield from ({"person": role.person, **_kpi(kpi)} for kpi in kra.kpis)


def _objective(row: ObjectiveRow) -> _Cells:
    return {
        **_common("objective", row),
        "title": row.title,
        "status": words.status_of(row),
        "said": row.said,
        "score": row.score,
        "expected": row.expected,
        "forecast": row.forecast,
        "confidence": row.confidence,
        **_seen(row.seen),
        "late": row.late > 0,
    }


def _key_result(row: KeyResultRow) -> _Cells:
    return {
        **_common("key result", row),
        "title": row.title,
        "status": words.status_of(row),
        "said": row.said,
        "score": row.score,
        "expected": row.expected,
        "forecast": row.forecast.score if row.forecast else None,
        "confidence": row.confidence,
        **_seen(row.seen),
        "current": row.current,
        "target": row.target,
        "unit": row.unit,
    }


def _kra(row: KraRow) -> _Cells:
    return {
        **_common("area", row),
        "title": row.name,
        "status": row.colour or "not read",
        "health": row.health,
        "weight": row.weight,
        "late": row.late > 0,
    }


def _kpi(row: KpiRow) -> _Cells:
    return {
        **_common("KPI", row),
        "title": row.name,
        "status": row.colour or "not read",
        "health": row.health,
        **_seen(row.seen),
        "current": row.actual,
        "target": words.target_text(row.target, None),
        "unit": row.unit,
    }


def _common(kind: str, row: ObjectiveRow | KeyResultRow | KraRow | KpiRow) -> _Cells:
    return {"kind": kind, "id": row.id, "path": row.at.path, "line": row.at.line}


def _seen(seen: Seen) -> _Cells:
    return {"last_checkin": seen.on, "days": seen.days if seen.on else None, "late": seen.late}
