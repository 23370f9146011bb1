"""Cycles: the spans of time that objectives and reviews belong to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from kraokr.language.words import on_demand
from kraokr.model.config import Config, CycleFields

_ID = on_demand(r"(?P<year>(?:19|20|21)[0-9]{2})(?:-(?P<part>[HQ])(?P<number>[1-4]))?\Z")
_MONTHS = {None: 12, "H": 6, "Q": 3}
_KINDS = {None: "year", "H": "half", "Q": "quarter"}


@dataclass(frozen=True, slots=True)
class Cycle:
    """A span of days, both ends included."""

    id: str
    kind: str
    start: date
    end: date
    frozen_on: date | None = None

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.end - self.start).days + 1

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    def overlaps(self, start: date, end: date) -> bool:
        """Whether it shares a day with another span."""
        return self.start <= end and start <= self.end


class Cycles:
    """The cycles of a workspace: 2026, 2026-H1 and 2026-Q1 by rule, others as the config lists them.

    A fiscal year has the name of the calendar year in which it starts.
    """

    def __init__(self, config: Config) -> None:
        month, day = config.fiscal_year_start.split("-")
        self._first = (int(month), int(day))
        self._listed: dict[str, Cycle] = {}
        self._known: dict[str, Cycle | None] = {}
        for fields in config.cycles:
            cycle = self._from_fields(fields)
            if cycle is not None:
                self._listed.setdefault(cycle.id, cycle)

    def get(self, id: str) -> Cycle | None:
        """The cycle of an id; None if there is none."""
        if id not in self._known:
            self._known[id] = self._listed.get(id) or self._by_rule(id)
        return self._known[id]

    def listed(self) -> Iterable[Cycle]:
        """The cycles that the config lists."""
        return self._listed.values()

    def last_ended(self, kind: str, today: date) -> Cycle:
        """The half (`H`), quarter (`Q`) or year (``) by rule that ended last before a day."""
        candidates = (
            self._by_rule(f"{year}-{kind}{number}" if kind else str(year))
            for year in range(today.year, today.year - 3, -1)
            for number in range(12 // _MONTHS[kind or None], 0, -1)
        )
        return next(cycle for cycle in candidates if cycle is not None and cycle.end < today)

    def _by_rule(self, id: str) -> Cycle | None:
        match = _ID().match(id)
        if match is None:
            return None
        part, months = match["part"], _MONTHS[match["part"]]
        number = int(match["number"] or 1)
        if number * months > 12:
            return None
        start = self._day(int(match["year"]), (number - 1) * months)
        end = self._day(int(match["year"]), number * months) - timedelta(days=1)
        return Cycle(id, _KINDS[part], start, end)

    def _day(self, year: int, months: int) -> date:
        """The first day of the fiscal year, some months later."""
        month, day = self._first
        carried, index = divmod(month - 1 + months, 12)
        return _clamped(year + carried, index + 1, day)

    def _from_fields(self, fields: CycleFields) -> Cycle | None:
        rule = self._by_rule(fields.id)
        start = fields.start or (rule.start if rule else None)
        end = fields.end or (rule.end if rule else None)
        if start is None or end is None or end < start:
            return None
        kind = fields.kind or (rule.kind if rule else "other")
        return Cycle(fields.id, kind, start, end, fields.frozen_on)


def _clamped(year: int, month: int, day: int) -> date:
    """A day of a month, or the month's last one where it is too short."""
    following = date(year + month // 12, month % 12 + 1, 1)
    return min(date(year, month, 1) + timedelta(days=day - 1), following - timedelta(days=1))


def spellings(text: str) -> str | None:
    """The id that another spelling of a cycle means: `Q1 2026`, `2026Q1`, `2026/q1`."""
    found: Mapping[str, str | None] = next(
        (match.groupdict() for match in (pattern().search(text) for pattern in _SPELLINGS) if match), {}
    )
    return f"{found['year']}-{str(found['part']).upper()}" if found else None


_SPELLINGS = (
    on_demand(r"(?P<year>20\d\d)\W*(?P<part>[Qq][1-4]|[Hh][12])"),
    on_demand(r"(?P<part>[Qq][1-4]|[Hh][12])\W*(?P<year>20\d\d)"),
)
