"""What a review document is drawn from: whose it is, which time it looks at, and what is on record."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from kraokr.model import Kpi, Objective, Person, ReviewEntry
from kraokr.review.period import Period
from kraokr.scoring.readings import Reading
from kraokr.scoring.scores import Scores
from kraokr.workspace import Workspace


class Subject(NamedTuple):
    """A person and a period in a workspace with its scores.

    `record` is what was written of the review, an empty one where nothing was; `objectives` are those the
    person is accountable for in cycles inside the period.
    """

    ws: Workspace
    scores: Scores
    person: Person
    period: Period
    record: ReviewEntry
    objectives: Sequence[Objective]

    def readings(self, kpi: Kpi, start: date, end: date) -> list[Reading]:
        """The readings of a KPI that count for the person between two days, both included."""
        return self.scores.ledger.of_kpi(kpi, self.person, start, end)
