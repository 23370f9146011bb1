"""The rows of objectives and key results, from their scores and the check-ins."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import accumulate

from kraokr.lint.keyresults import is_dropped
from kraokr.model import KeyResult, Node, Objective, Target, Team
from kraokr.scoring.average import weighted_mean
from kraokr.scoring.keyresult import Score
from kraokr.scoring.pace import ObjectivePace, Pace, PaceStatus, pace_objective, success_line
from kraokr.scoring.readings import Reading, values_in_order
from kraokr.scoring.scores import ObjectiveScore
from kraokr.status.assessed import assessed
from kraokr.status.limits import seen_key_result
from kraokr.status.look import Look
from kraokr.status.need import need_of_key_result
from kraokr.status.rows import KeyResultRow, ObjectiveRow, Place, Seen
from kraokr.workspace import Cycle, Workspace


def objective_row(look: Look, objective: Objective, cycle: Cycle) -> ObjectiveRow:
    """The row of an objective of a cycle."""
    ws, today, _ = look
    scored = look.scores.objective(objective)
    paces = _paces(ws, scored, cycle, today)
    closed = is_closed(objective, cycle, today)
    parts = zip(objective.key_results, scored.scores, paces.paces, strict=True)
    rows = tuple(_key_result(look, kr, score, pace, cycle, closed) for kr, score, pace in parts)
    counted = [row for row in rows if not row.guardrail or row.breached]
    value, line = final(objective, scored), success_line(objective.commitment, ws.config.score.expected)
    holder = ws.holder(objective)
    return ObjectiveRow(
        id=ws.full_path(objective),
        title=objective.title,
        at=place(objective),
        cycle=cycle.id,
        owner=owner_name(ws, objective),
        team=(holder.name or holder.id) if isinstance(holder, Team) else None,
        commitment=objective.commitment,
        areas=tuple(kra.name for kra in ws.accelerated(objective)),
        score=value,
        success=line,
        expected=_expected(objective, paces.paces),
        coverage=scored.average.coverage,
        status=_closing(value, line) if closed else paces.status,
        note=_note(rows),
        said="dropped" if is_dropped(objective) else objective.status,
        confidence=min((row.confidence for row in rows if row.confidence is not None), default=None),
        seen=_seen(rows, cycle, today),
        late=sum(row.seen.late for row in rows),
        forecast=_forecast(objective, rows) if not closed else None,
        closed=closed,
        key_results=rows,
        weakest=min(counted, key=need_of_key_result, default=None),
    )


def is_closed(objective: Objective, cycle: Cycle, today: date) -> bool:
    """Whether it is over: closed by hand, given up, or its cycle has ended."""
    by_hand = objective.closed_on is not None and objective.closed_on <= today
    return by_hand or is_dropped(objective) or objective.status == "done" or cycle.end < today


def final(objective: Objective, scored: ObjectiveScore) -> Decimal | None:
    """The score that counts: as set by hand, as stored at the close, else as computed."""
    if objective.override is not None:
        return objective.override.value
    return objective.score if objective.score is not None else scored.average.value


def place(node: Node) -> Place:
    """Where a node stands."""
    at = node.at()
    return Place(str(at.file.path), at.start.line + 1)


def owner_name(ws: Workspace, node: Objective | KeyResult) -> str:
    """The name of the owner; the words of the file where that is no known person; empty where none is."""
    owner, text = ws.owner(node), ws.owner_text(node)
    if owner is not None:
        return owner.name or owner.id
    return text if isinstance(text, str) else ", ".join(text or ())


def trend(kr: KeyResult, readings: Sequence[Reading]) -> tuple[Decimal, ...]:
    """The values of a key result by day, oldest first; running totals where readings are summed."""
    values = values_in_order(readings)
    return tuple(accumulate(values)) if kr.aggregate == "sum" else values


def target_of(kr: KeyResult) -> Target | Decimal | None:
    """What a key result aims at: a level to keep, or a number to move to; None where that is open."""
    return kr.goal if kr.measure in ("increase", "decrease") else kr.threshold or kr.goal


def _paces(ws: Workspace, scored: ObjectiveScore, cycle: Cycle, today: date) -> ObjectivePace:
    """The paces of a running objective; of one closed early those at the end of its cycle."""
    closed = scored.objective.closed_on
    day = cycle.end + timedelta(days=1) if closed is not None and closed <= today else today
    return pace_objective(scored, cycle.start, cycle.end, day, ws.config)


def _key_result(
    look: Look, kr: KeyResult, score: Score, pace: Pace, cycle: Cycle, closed: bool
) -> KeyResultRow:
    ws, today, limits = look
    readings = look.scores.ledger.of_key_result(kr, min(today, cycle.end))
    seen = seen_key_result(ws, kr, cycle, today, score.met, limits)
    said = assessed(ws, kr, today)
    return KeyResultRow(
        id=ws.full_path(kr),
        title=kr.title,
        at=place(kr),
        score=score.value,
        expected=pace.expected,
        status=pace.status,
        note=score.note or pace.note,
        current=score.current,
        baseline=kr.start,
        target=target_of(kr),
        milestones=len(kr.milestones),
        unit=kr.unit,
        trend=trend(kr, readings),
        seen=seen._replace(late=seen.late and not closed),
        confidence=said.sure,
        said=said.said,
        forecast=None if closed else look.scores.forecast(kr, cycle),
        guardrail=kr.guardrail,
        breached=kr.guardrail and score.met is False,
    )


def _closing(value: Decimal | None, line: Decimal) -> PaceStatus | None:
    if value is None:
        return None
    return "done" if value >= line else "off_track"


def _expected(objective: Objective, paces: Sequence[Pace]) -> Decimal | None:
    """The score due by today, from the key results of which one can be expected."""
    pairs = zip(objective.key_results, paces, strict=True)
    return weighted_mean([(pace.expected, kr.weight) for kr, pace in pairs if not kr.guardrail])[0]


def _forecast(objective: Objective, rows: Sequence[KeyResultRow]) -> Decimal | None:
    pairs = [(kr, row) for kr, row in zip(objective.key_results, rows, strict=True) if not kr.guardrail]
    parts = [(row.forecast.score if row.forecast else None, kr.weight) for kr, row in pairs]
    return weighted_mean(parts)[0] if all(value is not None for value, _ in parts) else None


def _seen(rows: Sequence[KeyResultRow], cycle: Cycle, today: date) -> Seen:
    """The key result that waits longest; those that were never looked at first."""
    start = Seen(None, (today - cycle.start).days)
    return max((row.seen for row in rows), key=lambda seen: (seen.late, seen.days), default=start)


def _note(rows: Sequence[KeyResultRow]) -> str:
    """Why there is no verdict on an objective, in the words of its key results."""
    if not rows:
        return "no key results"
    return next((row.note for row in rows if row.status is None and row.note), "")
