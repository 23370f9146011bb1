"""Scores of a workspace: the arithmetic of this floor on the readings of the ledger."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from kraokr.model import Kpi, Kra, Level, Objective, Person
from kraokr.model.target import read_target
from kraokr.scoring.average import Average
from kraokr.scoring.keyresult import Score, score_key_result
from kraokr.scoring.kpi import Attainment, attain_kpi
from kraokr.scoring.kra import score_kra, score_role
from kraokr.scoring.ledger import Ledger
from kraokr.scoring.objective import score_objective
from kraokr.workspace import Workspace


class KraScore(NamedTuple):
    """How an area stands: the attainment of each of its KPIs in their order, and their mean."""

    kra: Kra
    attainments: tuple[Attainment, ...]
    average: Average


class ObjectiveScore(NamedTuple):
    """How an objective stands: the score of each key result in their order, and their mean."""

    objective: Objective
    scores: tuple[Score, ...]
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
        cycle = self._workspace.cycle(objective)
        until = min(self.today, cycle.end) if cycle else self.today
        by_hand = objective.closed_on is not None and objective.closed_on <= self.today
        closed = by_hand or (cycle is not None and cycle.end < self.today)
        scores = tuple(
            score_key_result(
                kr, self.ledger.of_key_result(kr, until), self.ledger.milestones_done(kr, until), closed
            )
            for kr in objective.key_results
        )
        return ObjectiveScore(objective, scores, score_objective(objective, scores))

    def kra(self, kra: Kra, person: Person, level: Level | None, start: date, end: date) -> KraScore:
        """The score of an area for a person who held the role at a level, over a period."""
        attainments = tuple(self._attainment(kpi, person, level, start, end) for kpi in kra.kpis)
        return KraScore(kra, attainments, score_kra(kra, attainments))

    def role(self, kras: list[KraScore]) -> Average:
        """The score of a role from those of its areas that are in force."""
        return score_role([score.kra for score in kras], [score.average for score in kras])

    def _attainment(
        self, kpi: Kpi, person: Person, level: Level | None, start: date, end: date
    ) -> Attainment:
        config = self._workspace.config
        own = level.targets.get(kpi.key_id) if level else None
        readings = self.ledger.of_kpi(kpi, person, start, end)
        return attain_kpi(
            kpi, readings, start, end, config.score.cap, read_target(own), config.fiscal_year_start
        )
