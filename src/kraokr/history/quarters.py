"""Quarters: the columns of a history, by the fiscal year of the workspace."""

from __future__ import annotations

from datetime import date, timedelta

from kraokr.model import Config
from kraokr.workspace import Cycle, Cycles


class Quarters:
    """The quarters of a workspace's year, as the config lists them, else by rule."""

    def __init__(self, config: Config) -> None:
        rule = Config(kind="config", fiscal_year_start=config.fiscal_year_start)
        self._all = (Cycles(config), Cycles(rule))
        self._known: dict[date, Cycle] = {}

    def of(self, day: date) -> Cycle:
        """The quarter that holds a day."""
        if day not in self._known:
            ids = [f"{year}-Q{number}" for year in (day.year, day.year - 1) for number in range(1, 5)]
            found = (
                cycle for cycles in self._all for id in ids if (cycle := cycles.get(id)) and day in cycle
            )
            self._known[day] = next(found)
        return self._known[day]

    def between(self, first: date, last: date) -> list[Cycle]:
        """The quarters from the one that holds a day to the one that holds another, the oldest first."""
        found = {(quarter := self.of(first)).id: quarter}
        while quarter.end < last:
            quarter = self.of(quarter.end + timedelta(days=1))
            found.setdefault(quarter.id, quarter)
        return [*found.values()]
