"""The view of a person's objectives in a period, kept apart from the areas."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from kraokr.model import KeyResult, Objective, Person, Team
from kraokr.model.changed import TargetChange
from kraokr.model.config import Expected
from kraokr.review.period import Period
from kraokr.review.view import ChangeView, KeyResultView, ObjectiveView, ReadingView
from kraokr.scoring.amounts import amount, target_text
from kraokr.scoring.keyresult import Score
from kraokr.scoring.rounding import round_half_up
from kraokr.scoring.scores import Scores
from kraokr.workspace import Workspace

_NEAR = Decimal("0.3")


def owned_objectives(ws: Workspace, person: Person, period: Period) -> list[Objective]:
    """The objectives that a person is accountable for in cycles inside the period, by cycle; no drafts."""
    own = [o for o in ws.owned_by(person) if o.status != "draft"]
    dated = [(ws.cycle(objective), objective) for objective in own]
    inside = [(c, o) for c, o in dated if c and period.start <= c.start and c.end <= period.end]
    return [objective for _, objective in sorted(inside, key=lambda pair: pair[0].start)]


def objective_views(
    ws: Workspace, scores: Scores, objectives: Sequence[Objective]
) -> tuple[ObjectiveView, ...]:
    """The objectives as they are shown, in their order."""
    return tuple(_view(ws, scores, objective) for objective in objectives)


def _view(ws: Workspace, scores: Scores, objective: Objective) -> ObjectiveView:
    scored = scores.objective(objective)
    holder = ws.holder(objective)
    override = objective.override
    average = scored.average
    value = override.value if override else average.value
    success = _success(objective, ws.config.score.expected)
    pairs = zip(objective.key_results, scored.scores, strict=True)
    return ObjectiveView(
        title=objective.title,
        cycle=ws.cycle_text(objective) or "",
        team=(holder.name or holder.id) if isinstance(holder, Team) else None,
        commitment=objective.commitment,
        accelerates=tuple(kra.name for kra in ws.accelerated(objective)),
        score=value,
        success=success,
        colour=_colour(value, success),
        formula="" if override else average.formula,
        override_reason=override.reason if override else None,
        coverage=f"{average.measured} of {average.total}" if average.measured < average.total else None,
        dropped=objective.dropped.reason if objective.dropped else None,
        learning=objective.learning,
        changes=tuple(_change(change) for change in objective.changes),
        key_results=tuple(_key_result(ws, kr, score, scores.until(objective)) for kr, score in pairs),
    )


def _success(objective: Objective, expected: Expected) -> Decimal | None:
    """The score that counts as success, where the objective says what it is."""
    lines = {"committed": expected.committed, "aspirational": expected.aspirational}
    return lines.get(objective.commitment or "")


def _colour(value: Decimal | None, success: Decimal | None) -> str | None:
    """How a score, as it is shown, stands to the one that counts as success."""
    if value is None or success is None:
        return None
    shown = round_half_up(value, 2)
    if shown >= success:
        return "green"
    return "amber" if shown >= success - _NEAR else "red"


def _change(change: TargetChange) -> ChangeView:
    what = change.field or "something"
    before, after = (None if end is None else str(end) for end in (change.from_, change.to))
    return ChangeView(change.on, what, before, after, change.reason)


def _key_result(ws: Workspace, kr: KeyResult, score: Score, until: date) -> KeyResultView:
    return KeyResultView(
        title=kr.title,
        baseline=amount(kr.start, kr.unit) if kr.start is not None else None,
        target=_target(kr),
        current=amount(score.current, kr.unit) if score.current is not None else None,
        score=score.value,
        guardrail=kr.guardrail,
        note=score.note,
        formula=score.formula.replace(" - ", " − "),
        confidence=_confidence(ws, kr, until),
    )


def _confidence(ws: Workspace, kr: KeyResult, until: date) -> tuple[ReadingView, ...]:
    """How sure the check-ins were, by day; of several on a day the last."""
    checkins = (record.checkin for record in ws.records.of(kr))
    sure = {one.date: one.confidence for one in checkins if one.confidence is not None and one.date <= until}
    return tuple(ReadingView(on, Decimal(sure[on]), str(sure[on])) for on in sorted(sure))


def _target(kr: KeyResult) -> str | None:
    if kr.threshold is not None:
        return target_text(kr.threshold, kr.unit)
    if kr.goal is not None:
        return amount(kr.goal, kr.unit)
    steps = len(kr.milestones)
    return f"{steps} milestone{'' if steps == 1 else 's'}" if steps else None
