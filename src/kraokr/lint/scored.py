"""What rules on scores share: the scores of a workspace, computed once."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING

from kraokr.model import KeyResult, Objective
from kraokr.workspace import Workspace

if TYPE_CHECKING:
    from kraokr.scoring.keyresult import Score
    from kraokr.scoring.scores import Scores


@lru_cache(maxsize=4)
def scores(ws: Workspace, today: date) -> Scores:
    """The scores of a workspace as of a day."""
    from kraokr.scoring.scores import Scores

    return Scores(ws, today)


def score_on(ws: Workspace, kr: KeyResult, day: date, today: date) -> Score:
    """The score that a key result had on a day that is not after today."""
    return scores(ws, today).key_result(kr, day)


def final_score(ws: Workspace, objective: Objective, today: date) -> Decimal | None:
    """The score of an objective that counts: as set by hand, as stored, else as computed from readings.

    None where nothing was read.
    """
    if objective.override is not None:
        return objective.override.value
    if objective.score is not None:
        return objective.score
    average = scores(ws, today).objective(objective).average
    return average.value if average.measured else None
