"""What people said themselves: the newest confidence and status of a key result."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from kraokr.model import CheckIn, KeyResult
from kraokr.model.status import StatusName
from kraokr.workspace import Workspace


class Assessed(NamedTuple):
    """The newest check-ins on a key result that give a confidence and a status; None where none does."""

    confidence: CheckIn | None
    status: CheckIn | None

    @property
    def sure(self) -> int | None:
        """The confidence, from 1 to 10."""
        return self.confidence.confidence if self.confidence else None

    @property
    def said(self) -> StatusName | None:
        """The status as somebody set it."""
        return self.status.status if self.status else None


def assessed(ws: Workspace, kr: KeyResult, today: date) -> Assessed:
    """What the check-ins up to a day say of a key result besides its readings."""
    found = (record.checkin for record in ws.records.of(kr) if record.checkin.date <= today)
    checkins = sorted(found, key=lambda checkin: checkin.date)
    sure = [checkin for checkin in checkins if checkin.confidence is not None]
    said = [checkin for checkin in checkins if checkin.status is not None]
    return Assessed(sure[-1] if sure else None, said[-1] if said else None)
