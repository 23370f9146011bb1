"""What rules on rhythm share: the quarters of the workspace's year, back from a day."""

from __future__ import annotations

from datetime import date, timedelta

from kraokr.workspace import Cycle, Cycles


def last_quarters(cycles: Cycles, today: date, count: int) -> list[Cycle]:
    """The quarter that holds a day and those before it, the newest first; fewer where one is not known."""
    found: list[Cycle] = []
    day = today
    while len(found) < count and (quarter := _quarter(cycles, day)) is not None:
        found.append(quarter)
        day = quarter.start - timedelta(days=1)
    return found


def _quarter(cycles: Cycles, day: date) -> Cycle | None:
    ids = (f"{year}-Q{number}" for year in (day.year, day.year - 1) for number in range(1, 5))
    return next((cycle for id in ids if (cycle := cycles.get(id)) is not None and day in cycle), None)
