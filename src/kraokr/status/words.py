"""The words and numbers of rows as people read them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from decimal import Decimal
from typing import NamedTuple

from kraokr.model import Target
from kraokr.scoring import amounts
from kraokr.scoring.kpi import attainment_colour
from kraokr.scoring.rounding import round_half_up
from kraokr.status.rows import Board, KeyResultRow, KpiRow, KraRow, ObjectiveRow, RoleRow, Seen

NONE = "–"
_MOST = 4


def score(value: Decimal | None) -> str:
    """A score of an objective or key result with two decimals: `0.68`."""
    return NONE if value is None else amounts.score(value)


def percent(value: Decimal | None) -> str:
    """The health of an area or KPI as a whole percentage, never rounded into a better colour: `92%`."""
    if value is None:
        return NONE
    share = round_half_up(value * 100, 0)
    better = attainment_colour(share / 100) != attainment_colour(value)
    return f"{share - 1 if better else share:f}%"


def amount(value: Decimal, unit: str | None) -> str:
    """A number with its unit, as long as a table has room for."""
    return amounts.amount(value, unit, short=True)


def target_text(target: Target | Decimal | None, unit: str | None) -> str:
    """A target with its unit: `55 %`, `≥ 85 %`, `90 to 100 %`; empty where there is none."""
    if target is None or isinstance(target, Decimal):
        return "" if target is None else amount(target, unit)
    return amounts.target_text(target, unit, short=True)


def ago(seen: Seen) -> str:
    """How long ago something was looked at: `3 d`, `18 d!` if a check-in is due, `never`."""
    return ("never" if seen.on is None else f"{seen.days} d") + ("!" if seen.late else "")


def sparkline(values: Sequence[Decimal], most: int = 8) -> str:
    """The last values as bars; nothing for a single one."""
    shown = values[-most:]
    return amounts.bars(shown) if len(shown) > 1 else ""


def status_of(row: ObjectiveRow | KeyResultRow) -> str:
    """The status in words; where there is none, why: `off track`, `missed`, `not read`, `too early`."""
    if isinstance(row, ObjectiveRow) and row.dropped:
        return "dropped"
    if row.status == "off_track" and isinstance(row, ObjectiveRow) and row.closed:
        return "missed"
    if row.status is not None:
        return row.status.replace("_", " ")
    return "not read" if row.score is None else _VERDICTS.get(row.note, "no verdict")


_VERDICTS = {"too early to tell": "too early"}


def doubts(row: ObjectiveRow) -> str:
    """What people say and the numbers do not: the status set by hand; and that some key results are stale."""
    parts = []
    if row.said is not None and row.said != row.status and not row.closed:
        parts.append(f"said {row.said.replace('_', ' ')}")
    if 0 < row.late < len(row.key_results):
        parts.append(f"{row.late} of {len(row.key_results)} stale")
    return ", ".join(parts)


class Told(NamedTuple):
    """What is named, and what is said of it; where room is short, the name is cut."""

    name: str
    said: str = ""

    def __str__(self) -> str:
        return f"{self.name}: {self.said}" if self.name and self.said else self.name or self.said


def weakest_of(row: ObjectiveRow) -> Told:
    """The weakest key result of an objective and how it stands: `Carriers won: 1, target 5; 0.20`."""
    kr = row.weakest
    if kr is None:
        return Told("", row.note)
    if kr.score is None:
        return Told(kr.title, kr.note)
    where = ""
    if kr.current is not None:
        where = f"{amount(kr.current, None)}, target {target_text(kr.target, kr.unit) or 'done'}; "
    broken = "guardrail broken, " if kr.breached else ""
    return Told(kr.title, f"{broken}{where}{score(kr.score)}")


def weakest_kpi(row: KraRow) -> Told:
    """The weakest KPI of an area and how it stands: `Win rate: 28.5 %, target ≥ 30 %`."""
    kpi = row.weakest
    if kpi is None:
        return Told("" if row.kpis else "no KPIs")
    return Told(kpi.name, reading_of(kpi))


def reading_of(kpi: KpiRow) -> str:
    """What a KPI was read as and is to be, or why it is not known."""
    if kpi.actual is None:
        return kpi.note
    broken = "guardrail broken, " if kpi.guardrail and kpi.colour == "red" else ""
    return f"{broken}{amount(kpi.actual, kpi.unit)}, target {target_text(kpi.target, kpi.unit)}"


def areas_of(roles: Sequence[RoleRow]) -> str:
    """How many areas of some roles have which colour: `1 red, 3 green`."""
    counts = Counter(kra.colour for role in roles for kra in role.kras)
    named = ((counts["red"], "red"), (counts["amber"], "amber"), (counts["green"], "green"))
    return ", ".join(f"{count} {what}" for count, what in (*named, (counts[None], "not read")) if count)


def weakest_area(row: RoleRow) -> Told:
    """The area of a role that needs attention most: `Technology spend 77%`."""
    return Told(row.kras[0].name, percent(row.kras[0].health)) if row.kras else Told("no areas")


def title_of(board: Board) -> str:
    """Whose dashboard, as of when, and how far its cycles are."""
    parts = [f"{cycle.id}{_day_of(board, cycle.id)}" for cycle in board.cycles]
    return " · ".join(filter(None, (board.organisation, ", ".join(parts), f"as of {board.today}")))


def _day_of(board: Board, id: str) -> str:
    cycle = next(cycle for cycle in board.cycles if cycle.id == id)
    if board.today not in cycle:
        return " (ended)" if cycle.end < board.today else " (not begun)"
    return f" (day {(board.today - cycle.start).days + 1} of {cycle.days})"


def summary_of(board: Board) -> str:
    """What needs attention, in one line: `3 off track, 5 without a check-in for 14 days`."""
    found = board.summary
    counts = (
        (found.off_track, "off track"),
        (found.needs_focus, "needs focus" if found.needs_focus == 1 else "need focus"),
        (found.stale_key_results, f"without a check-in for {found.stale_after} days"),
        (found.breached, "guardrail broken" if found.breached == 1 else "guardrails broken"),
        (found.red_areas, "area red" if found.red_areas == 1 else "areas red"),
        (found.late_kpis, "KPI overdue" if found.late_kpis == 1 else "KPIs overdue"),
    )
    said = ", ".join(f"{count} {what}" for count, what in counts if count)
    whole = f"{found.objectives or 'no'} objective{'' if found.objectives == 1 else 's'}"
    return f"{whole}: {said or 'nothing needs attention'}"


def notes_of(board: Board) -> list[str]:
    """What is missing altogether, and what to do about it."""
    cycles = " and ".join(cycle.id for cycle in board.cycles)
    rows = [row for group in board.groups for row in group.objectives]
    notes = []
    if not rows:
        others = ", ".join(board.elsewhere[:_MOST])
        found = f"there are some in {others}: use `--cycle`" if others else "add some under `objectives:`"
        notes.append(f"No objectives in {cycles}; {found}.")
    elif all(row.seen.on is None for row in rows):
        notes.append(f"No check-ins in {cycles} yet: add one under `checkins:` with `date:` and `readings:`.")
    if not board.groups:
        notes.append(f"No areas: nobody shown here held a role with `kras:` in {cycles}.")
    return notes


def legend_of(board: Board) -> str:
    """What the columns mean."""
    days = {(group.start, group.end) for group in board.groups}
    [start, end] = days.pop() if len(days) == 1 else (None, None)
    over = f" from {start} to {end}" if start else ""
    return f"KRA: health of areas{over}. OKR: score, and what is due by now. !: a check-in is due."


def plain(text: str) -> str:
    """A text on one line, without characters that could steer a terminal."""
    line = " ".join(text.split())
    return line if line.isprintable() else "".join(c if c.isprintable() else "\ufffd" for c in line)
