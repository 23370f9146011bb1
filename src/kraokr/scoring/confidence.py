"""The confidence that people state, beside the pace that the numbers show."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from kraokr.scoring.pace import WEAKEST_FIRST, PaceStatus, confidence_status

STARTING_CONFIDENCE = 5


class Confidence(NamedTuple):
    """How sure people are of a key result, from 1 to 10, and since when.

    `on` and `status` are None where nobody said so yet: it then starts at 5. Source: Radical Focus.
    """

    value: int = STARTING_CONFIDENCE
    on: date | None = None

    @property
    def status(self) -> PaceStatus | None:
        """What the confidence means as a status."""
        return confidence_status(self.value) if self.on else None

    def differs_from(self, pace: PaceStatus | None) -> bool:
        """Whether the numbers say something else; what is done is on track."""
        return None not in (self.status, pace) and self.status != ("on_track" if pace == "done" else pace)

    def brighter_than(self, pace: PaceStatus | None) -> bool:
        """Whether people are surer than the numbers are."""
        if self.status is None or pace is None:
            return False
        return WEAKEST_FIRST.index(self.status) > WEAKEST_FIRST.index(pace)
