"""What rules on pace share: how key results stood on a day."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from kraokr.lint.scored import score_on
from kraokr.model import KeyResult, Objective
from kraokr.scoring.pace import Pace, pace_key_result, success_line
from kraokr.scoring.rounding import round_half_up, show
from kraokr.workspace import Workspace


class Standing(NamedTuple):
    """How a key result stood on a day: its score, the score that counts as success, its pace."""

    kr: KeyResult
    score: Decimal
    line: Decimal
    pace: Pace

    def __str__(self) -> str:
        return f'"{self.kr.title}" {self.told}'

    @property
    def told(self) -> str:
        """What it scores and what it should, in words: `scores 10% where 48% is due`."""
        if self.pace.expected is None:
            return f"scores {percent(self.score)}, and {percent(self.line)} is success"
        return f"scores {percent(self.score)} where {percent(self.pace.expected)} is due"


def standings(ws: Workspace, krs: Iterable[KeyResult], day: date, today: date) -> Iterator[Standing]:
    """How those of some key results that can be scored stood on a day that is not after today."""
    for kr in krs:
        objective = kr.outer(Objective)
        cycle = ws.cycle(objective) if objective else None
        score = score_on(ws, kr, day, today).value
        if objective and cycle and score is not None:
            line = success_line(objective.commitment, ws.config.score.expected)
            pace = pace_key_result(kr, score, cycle.start, cycle.end, day, line, ws.config.pace)
            yield Standing(kr, score, line, pace)


def percent(share: Decimal) -> str:
    """A share of 1 as a whole percentage: `51%`."""
    return f"{show(round_half_up(share * 100, 0))}%"
