"""When a check-in or a reading is due: the limits that the rules of lint have, so that both say the same."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from kraokr.lint import settle
from kraokr.lint.citations import kpi_of
from kraokr.lint.keyresults import LEVELS
from kraokr.model import Config, KeyResult, Kpi, Node
from kraokr.model.role import Frequency
from kraokr.rules import RULES
from kraokr.status.rows import Seen
from kraokr.workspace import Cycle, Workspace

_DAYS: dict[Frequency, int] = {"daily": 1, "weekly": 7, "monthly": 31, "quarterly": 92, "yearly": 366}
_QUARTER = 100


class Limits(NamedTuple):
    """Days without a check-in that are fine: in short cycles, in those of more than 100 days; free days.

    A KPI's reading may be `factor` times its frequency and `grace` days old.
    """

    short: int
    long: int
    holidays: frozenset[date]
    factor: float
    grace: int

    def of(self, cycle: Cycle) -> int:
        """The days without a check-in that are fine in a cycle."""
        return self.long if cycle.days > _QUARTER else self.short

    @property
    def window(self) -> timedelta:
        """How far back a check-in is worth anything: nothing older can be in time."""
        return timedelta(days=max(self.short, self.long) + len(self.holidays))


def limits(config: Config) -> Limits:
    """The limits as the config sets them for the rules `stale-checkin` and `kpi-stale-reading`."""
    active = settle(RULES, config).active
    checkin, reading = active["stale-checkin"].options, active["kpi-stale-reading"].options
    return Limits(
        checkin.max_days, checkin.annual, frozenset(checkin.holidays), reading.factor, reading.grace
    )


def seen_key_result(
    ws: Workspace, kr: KeyResult, cycle: Cycle, today: date, met: bool | None, allowed: Limits
) -> Seen:
    """When a key result of a running cycle was last looked at: itself, its KPI, or a milestone.

    What is reached, paused or recorded by a program is never late; a level has to be kept to the end.
    """
    last = max((day for day in _days(ws, kr) if day <= today), default=None)
    recent = last if last and last >= today - allowed.window else None
    since = max(recent or cycle.start, kr.paused_until or cycle.start)
    days = (today - since).days - sum(since < free <= today for free in allowed.holidays)
    reached = bool(met) and kr.measure not in LEVELS
    late = days > allowed.of(cycle) and not reached and kr.tracking != "automated"
    return Seen(last, (today - (last or cycle.start)).days, late)


def seen_kpi(kpi: Kpi, last: date | None, start: date, today: date, allowed: Limits) -> Seen:
    """When a KPI was last read; late by its frequency. One that was never read is not late."""
    days = (today - (last or start)).days
    paused = kpi.paused_until is not None and today <= kpi.paused_until
    if last is None or kpi.frequency is None or paused:
        return Seen(last, days)
    return Seen(last, days, days > _DAYS[kpi.frequency] * allowed.factor + allowed.grace)


def _days(ws: Workspace, kr: KeyResult) -> Iterator[date]:
    nodes: tuple[Node | None, ...] = (kr, kpi_of(ws, kr))
    for node in nodes:
        if node is not None:
            yield from ws.records.days(node)
    yield from (step.done_on for step in kr.milestones if step.done_on)
