"""The view of a person's objectives in a period, kept apart from the areas."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from kraokr.model import KeyResult, Objective, Person, Team
from kraokr.model.config import Expected
from kraokr.review.amounts import amount, target_text
from kraokr.review.kras import accelerated
from kraokr.review.view import KeyResultView, ObjectiveView
from kraokr.scoring import Score, Scores, score_band
from kraokr.workspace import Workspace


def objective_views(
    ws: Workspace, scores: Scores, person: Person, start: date, end: date
) -> tuple[ObjectiveView, ...]:
    """The objectives that a person is accountable for in cycles inside the period, by cycle."""
    return tuple(_view(ws, scores, objective) for objective in _owned(ws, person, start, end))


def _owned(ws: Workspace, person: Person, start: date, end: date) -> Iterator[Objective]:
    dated = [(ws.cycle(objective), objective) for objective in ws.objectives if ws.owner(objective) is person]
    inside = [(c, o) for c, o in dated if c and start <= c.start and c.end <= end and o.status != "draft"]
    return (objective for _, objective in sorted(inside, key=lambda pair: pair[0].start))


def _view(ws: Workspace, scores: Scores, objective: Objective) -> ObjectiveView:
    scored = scores.objective(objective)
    holder = ws.holder(objective)
    override = objective.override
    value = override.value if override else scored.average.value
    pairs = zip(objective.key_results, scored.scores, strict=True)
    return ObjectiveView(
        title=objective.title,
        cycle=ws.cycle_text(objective) or "",
        team=(holder.name or holder.id) if isinstance(holder, Team) else None,
        commitment=objective.commitment,
        accelerates=tuple(kra.name for kra in accelerated(ws, objective)),
        score=value,
        success=_success(objective, ws.config.score.expected),
        band=score_band(value) if value is not None else None,
        override_reason=override.reason if override else None,
        coverage=f"{scored.average.measured} of {scored.average.total}",
        dropped=objective.dropped.reason if objective.dropped else None,
        learning=objective.learning,
        key_results=tuple(_key_result(kr, score) for kr, score in pairs),
    )


def _success(objective: Objective, expected: Expected) -> Decimal | None:
    """The score that counts as success, where the objective says what it is."""
    lines = {"committed": expected.committed, "aspirational": expected.aspirational}
    return lines.get(objective.commitment or "")


def _key_result(kr: KeyResult, score: Score) -> KeyResultView:
    return KeyResultView(
        title=kr.title,
        baseline=amount(kr.start, kr.unit) if kr.start is not None else None,
        target=_target(kr),
        current=amount(score.current, kr.unit) if score.current is not None else None,
        score=score.value,
        guardrail=kr.guardrail,
        note=score.note,
    )


def _target(kr: KeyResult) -> str | None:
    if kr.threshold is not None:
        return target_text(kr.threshold, kr.unit)
    if kr.goal is not None:
        return amount(kr.goal, kr.unit)
    return f"{len(kr.milestones)} milestones" if kr.milestones else None
