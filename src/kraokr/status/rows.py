"""The rows of the dashboard: what every format prints, and nothing else.

Scores of objectives and key results lie in 0 to 1 (`score`), the health of areas and KPIs in 0 to the cap
(`health`, 1 is the target met). The two stand side by side; no row holds a number made of both.
"""

from __future__ import annotations

from collections import Counter
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple, TypeAlias

from kraokr.model import Target
from kraokr.model.objective import Commitment
from kraokr.model.status import StatusName
from kraokr.scoring.forecast import Forecast
from kraokr.scoring.kpi import Colour
from kraokr.scoring.pace import PaceStatus
from kraokr.workspace import Cycle

By: TypeAlias = Literal["person", "team", "cycle"]


class Place(NamedTuple):
    """Where something stands: a path relative to the workspace root, and a line from 1."""

    path: str
    line: int

    def __str__(self) -> str:
        return f"{self.path}:{self.line}"


class Seen(NamedTuple):
    """When something was last checked in on; `days` counts from then, or from when it could first be.

    `late` says that a new check-in is due by the limits of the rules `stale-checkin` and
    `kpi-stale-reading`.
    """

    on: date | None
    days: int
    late: bool = False


class KeyResultRow(NamedTuple):
    """A key result. `id` is its full path, `expected` the score due by today, `trend` its values by day.
    `target` is a number to move to or a level to keep, None where `milestones` count their number instead.

    Where `status` is None, `note` says why there is no verdict. `said` and `confidence` (1 to 10) are what
    the newest check-in that gives them says. `forecast` is None where it is over.
    """

    id: str
    title: str
    at: Place
    score: Decimal | None
    expected: Decimal | None
    status: PaceStatus | None
    note: str
    current: Decimal | None
    baseline: Decimal | None
    target: Target | Decimal | None
    milestones: int
    unit: str | None
    trend: tuple[Decimal, ...]
    seen: Seen
    confidence: int | None = None
    said: StatusName | None = None
    forecast: Forecast | None = None
    guardrail: bool = False
    breached: bool = False


class ObjectiveRow(NamedTuple):
    """An objective. `status` is that of its weakest key result by pace; `said` is what its file says.

    `success` is the score that counts as success. Once it is `closed`, its final score decides. `forecast`
    is the mean of its key results' forecasts, None unless all have one.
    """

    id: str
    title: str
    at: Place
    cycle: str
    owner: str
    team: str | None
    commitment: Commitment | None
    areas: tuple[str, ...]
    score: Decimal | None
    success: Decimal
    expected: Decimal | None
    coverage: str
    status: PaceStatus | None
    note: str
    said: StatusName | None
    confidence: int | None
    seen: Seen
    late: int
    forecast: Decimal | None
    closed: bool
    key_results: tuple[KeyResultRow, ...]
    weakest: KeyResultRow | None

    @property
    def dropped(self) -> bool:
        """Whether it was given up."""
        return self.said == "dropped"


class KpiRow(NamedTuple):
    """A KPI over the days looked at; where `health` is None, `note` says why. The
    target of a sum is scaled to these days."""

    id: str
    name: str
    at: Place
    health: Decimal | None
    colour: Colour | None
    note: str
    actual: Decimal | None
    target: Target | None
    unit: str | None
    trend: tuple[Decimal, ...]
    seen: Seen
    guardrail: bool = False


class KraRow(NamedTuple):
    """An area that a person answers for; `weight` is its share of the role as written."""

    id: str
    name: str
    at: Place
    weight: Decimal | None
    health: Decimal | None
    colour: Colour | None
    coverage: str
    breached: tuple[str, ...]
    kpis: tuple[KpiRow, ...]
    weakest: KpiRow | None

    @property
    def late(self) -> int:
        """How many of its KPIs lack a reading that is due."""
        return sum(kpi.seen.late for kpi in self.kpis)


class RoleRow(NamedTuple):
    """A role that somebody holds, its health, and its areas."""

    person: str
    name: str
    role: str
    health: Decimal | None
    colour: Colour | None
    coverage: str
    kras: tuple[KraRow, ...]


class Group(NamedTuple):
    """A person, a team or a cycle with its objectives and roles, those in need first.

    The health of areas is that of the days from `start` to `end`: as many as the cycle has, up to today.
    """

    id: str
    name: str
    start: date
    end: date
    objectives: tuple[ObjectiveRow, ...]
    roles: tuple[RoleRow, ...]


class Summary(NamedTuple):
    """What needs attention, counted: running and closed objectives, key results, areas, KPIs.

    `stale_after` is the number of days after which a key result counts as stale.
    """

    objectives: int
    off_track: int
    needs_focus: int
    stale_key_results: int
    stale_after: int
    breached: int
    red_areas: int
    late_kpis: int


class Board(NamedTuple):
    """The whole dashboard as of a day.

    `cycles` are those of its objectives, the shortest first; `elsewhere` are the ids of others in which there
    are objectives of the same people, the newest first.
    """

    organisation: str | None
    today: date
    by: By
    cycles: tuple[Cycle, ...]
    groups: tuple[Group, ...]
    stale_after: int
    elsewhere: tuple[str, ...]

    @property
    def summary(self) -> Summary:
        """What needs attention, each objective, area and KPI counted once."""
        rows = {(row.id, row.at): row for group in self.groups for row in group.objectives if not row.dropped}
        roles = [role for group in self.groups for role in group.roles]
        areas = {(role.person, kra.id, kra.at): kra for role in roles for kra in role.kras}
        late = {(kpi.id, kpi.at) for kra in areas.values() for kpi in kra.kpis if kpi.seen.late}
        statuses = Counter(row.status for row in rows.values())
        return Summary(
            objectives=len(rows),
            off_track=statuses["off_track"],
            needs_focus=statuses["needs_focus"],
            stale_key_results=sum(row.late for row in rows.values()),
            stale_after=self.stale_after,
            breached=sum(kr.breached for row in rows.values() for kr in row.key_results),
            red_areas=sum(kra.colour == "red" for kra in areas.values()),
            late_kpis=len(late),
        )
