"""Scores of a workspace: the arithmetic of this floor on the readings of the ledger."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from kraokr.model import KeyResult, Kpi, Kra, Level, Objective, Person
from kraokr.model.target import read_target
from kraokr.scoring.average import Average
from kraokr.scoring.forecast import Forecast, forecast_key_result
from kraokr.scoring.keyresult import Score, score_key_result
from kraokr.scoring.kpi import Attainment, attain_kpi
from kraokr.scoring.kra import score_kra, score_role
from kraokr.scoring.ledger import Ledger
from kraokr.scoring.objective import ObjectiveScore as ObjectiveScore
from kraokr.scoring.objective import score_objective
from kraokr.scoring.rating import RatingHint, rating_hint
from kraokr.workspace import Cycle, Workspace


class KraScore(NamedTuple):
    """How an area stands: the attainment of each of its KPIs in their order, and their mean."""

    kra: Kra
    attainments: tuple[Attainment, ...]
    average: Average


class Scores:
    """Scores as of a day. KRA scores and objective scores stand side by side and are never combined."""

    def __init__(self, workspace: Workspace, today: date) -> None:
        self.today = today
        self.ledger = Ledger(workspace, today)
        self._workspace = workspace

    def objective(self, objective: Objective) -> ObjectiveScore:
        """The score of an objective from the readings up to its cycle's end.

        It is closed once it was closed by hand or its cycle is over: what was never read then counts 0.
        """
        cycle, until = self._workspace.cycle(objective), self.until(objective)
        by_hand = objective.closed_on is not None and objective.closed_on <= self.today
        closed = by_hand or (cycle is not None and cycle.end < self.today)
        scores = tuple(self.key_result(kr, until, closed) for kr in objective.key_results)
        return ObjectiveScore(objective, scores, score_objective(objective, scores))

    def until(self, objective: Objective) -> date:
        """The last day whose readings count for an objective: today, or the end of its cycle."""
        cycle = self._workspace.cycle(objective)
        return min(self.today, cycle.end) if cycle else self.today

    def key_result(self, kr: KeyResult, until: date, closed: bool = False) -> Score:
        """The score of a key result from what was read up to a day."""
        readings, done = self.ledger.of_key_result(kr, until), self.ledger.milestones_done(kr, until)
        return score_key_result(kr, readings, done, closed, self._workspace.config.score)

    def forecast(self, kr: KeyResult, cycle: Cycle) -> Forecast:
        """Where a key result of a cycle ends if the trend of its readings holds."""
        readings = self.ledger.of_key_result(kr, min(self.today, cycle.end))
        return forecast_key_result(
            kr, readings, cycle.start, cycle.end, settings=self._workspace.config.score
        )

    def kra(self, kra: Kra, person: Person, level: Level | None, start: date, end: date) -> KraScore:
        """The score of an area for a person who held the role at a level, over a period."""
        attainments = tuple(self._attainment(kpi, person, level, start, end) for kpi in kra.kpis)
        return KraScore(kra, attainments, score_kra(kra, attainments))

    def role(self, kras: list[KraScore]) -> Average:
        """The score of a role from those of its areas that are in force."""
        return score_role([score.kra for score in kras], [score.average for score in kras])

    def rating_hint(self, score: KraScore) -> RatingHint:
        """The step of the rating scale that an area's results speak for."""
        return rating_hint(score.average, self._workspace.config.rating_scale)

    def _attainment(
        self, kpi: Kpi, person: Person, level: Level | None, start: date, end: date
    ) -> Attainment:
        config = self._workspace.config
        own = level.targets.get(kpi.key_id) if level else None
        readings = self.ledger.of_kpi(kpi, person, start, end)
        target, first_day, settings = read_target(own), config.fiscal_year_start, config.score
        return attain_kpi(kpi, readings, start, end, settings.cap, target, first_day, settings)
