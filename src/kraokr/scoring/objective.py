"""The score of an objective and its colour."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Literal, NamedTuple, TypeAlias

from kraokr.model import Objective
from kraokr.scoring.average import Average, average
from kraokr.scoring.keyresult import Score
from kraokr.scoring.rounding import round_half_up

ScoreBand: TypeAlias = Literal["red", "yellow", "green"]


class ObjectiveScore(NamedTuple):
    """How an objective stands: the score of each key result in their order, and their mean."""

    objective: Objective
    scores: tuple[Score, ...]
    average: Average


def score_objective(objective: Objective, scores: Sequence[Score]) -> Average:
    """The mean of the scores of an objective's key results, given in their order; weighted if they are.

    Guardrails are left out. A key result without a score is skipped: at the close it has none only if it
    cannot be scored at all, since missing readings then count as 0. Source: Doerr, Measure What Matters (the
    plain mean); Google's OKR playbook.
    """
    pairs = list(zip(objective.key_results, scores, strict=True))
    averaged = [(kr, score) for kr, score in pairs if not kr.guardrail]
    breached = tuple(kr.key_id for kr, score in pairs if kr.guardrail and score.met is False)
    measured = sum(1 for _, score in averaged if score.raw is not None)
    return average([(score.value, kr.weight) for kr, score in averaged], measured, breached)


def score_band(score: Decimal) -> ScoreBand:
    """The colour of a score: red to 0.3, yellow 0.4 to 0.6, green from 0.7 on.

    Rounded half up to one decimal first, because the bands leave gaps: 0.675 is 0.7, green. Source: Google's
    OKR playbook.
    """
    rounded = round_half_up(score)
    if rounded >= Decimal("0.7"):
        return "green"
    return "yellow" if rounded >= Decimal("0.4") else "red"
