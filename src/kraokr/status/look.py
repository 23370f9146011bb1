"""One look at a workspace: as of which day, and when something counts as late."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from kraokr.lint.scored import scores
from kraokr.scoring.scores import Scores
from kraokr.status.limits import Limits
from kraokr.workspace import Workspace


class Look(NamedTuple):
    """What every row is made from."""

    ws: Workspace
    today: date
    limits: Limits

    @property
    def scores(self) -> Scores:
        """The scores as of the day, computed once."""
        return scores(self.ws, self.today)
