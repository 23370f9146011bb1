"""What needs a word in a talk: goals behind, broken guardrails, lost confidence, old readings, due dates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal

from kraokr.model import KeyResult, Kpi, Objective
from kraokr.model.role import Frequency
from kraokr.review.talk.talk import Area, Talk
from kraokr.review.view import AttentionView, DevelopmentView, ObjectiveView, ReadingView
from kraokr.review.words import day
from kraokr.scoring.amounts import amount, score, target_text
from kraokr.scoring.keyresult import Score, limits_of
from kraokr.scoring.kpi import Attainment
from kraokr.scoring.pace import WEAKEST_FIRST, ObjectivePace, Pace, pace_objective
from kraokr.scoring.rounding import ZERO, round_half_up, show
from kraokr.workspace import Cycle

_BEHIND = ("off_track", "needs_focus")
_FALLEN = 2
_SOON = timedelta(days=30)
_WEEK = timedelta(days=7)
_DAYS: dict[Frequency, int] = {"daily": 7, "weekly": 7, "monthly": 31, "quarterly": 92, "yearly": 366}


def attention(
    talk: Talk, running: Sequence[ObjectiveView], development: Sequence[DevelopmentView]
) -> tuple[AttentionView, ...]:
    """What needs a word: of the running objectives the weakest first, of the areas, of what was agreed."""
    found: list[tuple[int, list[str], str]] = []
    for (objective, cycle), view in zip(talk.running(), running, strict=True):
        scored = talk.scores.objective(objective)
        pace = pace_objective(scored, cycle.start, cycle.end, talk.on, talk.ws.config)
        rank = WEAKEST_FIRST.index(pace.status) if pace.status else len(WEAKEST_FIRST)
        found.append((rank, [*_of_objective(talk, objective, cycle, scored.scores, pace, view)], view.title))
    found.sort(key=lambda one: one[0])
    goals = [AttentionView(title, why) for _, reasons, title in found for why in reasons]
    areas = [AttentionView(area.kra.name, why) for area in talk.areas() for why in _of_area(talk, area)]
    return (*goals, *areas, *_due(development, talk.on))


def _of_objective(
    talk: Talk,
    objective: Objective,
    cycle: Cycle,
    scores: Sequence[Score],
    pace: ObjectivePace,
    view: ObjectiveView,
) -> Iterator[str]:
    for kr, scored, one in zip(objective.key_results, scores, pace.paces, strict=True):
        if kr.guardrail and scored.met is False:
            yield f"Guardrail not kept: {kr.title}{_where(kr, scored)}."
        elif not kr.guardrail and one.status in _BEHIND:
            yield _behind(talk, kr, cycle, scored, one)
        yield from _overdue(talk, kr)
    yield from _fallen(talk, view)
    pairs = zip(objective.key_results, scores, strict=True)
    yield from _unread(_not_read(talk, kr, scored, cycle) for kr, scored in pairs)


def _where(kr: KeyResult, scored: Score) -> str:
    limits = limits_of(kr)
    if limits is None or scored.current is None:
        return ""
    return f": {amount(scored.current, kr.unit)}, target {target_text(limits, kr.unit)}"


def _behind(talk: Talk, kr: KeyResult, cycle: Cycle, scored: Score, pace: Pace) -> str:
    """How far behind a key result is, and where it ends if the trend holds."""
    status = (pace.status or "").replace("_", " ")
    told = f"{kr.title}: {status}, a score of {score(scored.value or ZERO)}"
    if kr.due is not None and kr.due < talk.on:
        return f"{told}; it was due on {day(kr.due)}."
    expected = f"{told} where {score(pace.expected)} is due by now" if pace.expected is not None else told
    return f"{expected}.{_forecast(talk, kr, cycle)}"


def _forecast(talk: Talk, kr: KeyResult, cycle: Cycle) -> str:
    found = talk.scores.forecast(kr, cycle)
    if found.value is None or found.score is None:
        return ""
    ends = amount(_readable(found.value), kr.unit)
    if found.low is not None and found.high is not None:
        ends += f" ({show(_readable(found.low))} to {show(_readable(found.high))})"
    return f" If the trend holds, it ends at {ends}, which scores {score(found.score + ZERO)}."


def _readable(value: Decimal) -> Decimal:
    """A computed number with as many digits as it is worth."""
    places = 0 if abs(value) >= 100 else 1 if abs(value) >= 1 else 3
    return round_half_up(value, places)


def _overdue(talk: Talk, kr: KeyResult) -> Iterator[str]:
    done = talk.scores.ledger.milestones_done(kr, talk.on)
    for milestone in kr.milestones:
        if milestone.due is not None and milestone.due < talk.on and milestone.key_id not in done:
            yield f"{milestone.title} was to be done by {day(milestone.due)}."


def _fallen(talk: Talk, view: ObjectiveView) -> Iterator[str]:
    """Confidence that fell by two or more, key results with the same fall together."""
    falls: dict[tuple[str, str], list[str]] = {}
    for result in view.key_results:
        ends = _fall(talk, result.confidence)
        if ends:
            falls.setdefault(ends, []).append(result.title)
    for (before, after), titles in falls.items():
        yield f"Confidence fell from {before} to {after}: {', '.join(titles)}."


def _fall(talk: Talk, confidence: Sequence[ReadingView]) -> tuple[str, str] | None:
    """Confidence as of the last talk, else the first since, and the newest, if it fell by two or more."""
    earlier = [one for one in confidence if one.on <= talk.since]
    since = [*earlier[-1:], *(one for one in confidence if talk.is_new(one.on))]
    if not since or since[0].value - since[-1].value < _FALLEN:
        return None
    return since[0].text, since[-1].text


def _not_read(talk: Talk, kr: KeyResult, scored: Score, cycle: Cycle) -> str | None:
    """A key result to be read that was not since the last talk, nor for a week."""
    waits = kr.paused_until is not None and talk.on < kr.paused_until
    reached = bool(scored.met) and limits_of(kr) is None
    young = cycle.start > talk.on - _WEEK
    if waits or reached or young or kr.measure == "milestone" or kr.tracking == "automated":
        return None
    last = max((one.on for one in talk.scores.ledger.of_key_result(kr, talk.on)), default=None)
    return _late(kr.title, last, min(talk.since, talk.on - _WEEK))


def _of_area(talk: Talk, area: Area) -> Iterator[str]:
    attained = talk.scores.kra(area.kra, talk.person, area.level, area.start, area.end)
    for kpi, one in zip(area.kra.kpis, attained.attainments, strict=True):
        if kpi.guardrail and one.met is False:
            yield f"Guardrail not kept: {_stands(kpi, one)}"
        elif one.colour == "red" and kpi.aggregate != "sum":
            yield _stands(kpi, one)
    yield from _unread(_kpi_not_read(talk, kpi) for kpi in area.kra.kpis)


def _stands(kpi: Kpi, one: Attainment) -> str:
    actual = amount(one.actual, kpi.unit) if one.actual is not None else "nothing"
    wanted = f", target {target_text(one.target, kpi.unit)}" if one.target else ""
    return f"{kpi.name}: {actual}{wanted}."


def _kpi_not_read(talk: Talk, kpi: Kpi) -> str | None:
    """A KPI that was not read since the last talk, and not for longer than its frequency says."""
    if kpi.tracking == "automated" or (kpi.paused_until is not None and talk.on <= kpi.paused_until):
        return None
    read = talk.scores.ledger.of_kpi(kpi, talk.person, date.min, talk.on)
    last = max((one.on for one in read), default=None)
    return _late(kpi.name, last, min(talk.since, talk.on - timedelta(days=_DAYS[kpi.frequency or "monthly"])))


def _late(name: str, last: date | None, quiet: date) -> str | None:
    if last is None:
        return f"{name} (never)"
    return f"{name} ({day(last)})" if last <= quiet else None


def _unread(names: Iterable[str | None]) -> Iterator[str]:
    late = [name for name in names if name]
    if late:
        yield f"To be read again, with the last reading: {', '.join(late)}."


def _due(development: Iterable[DevelopmentView], on: date) -> Iterator[AttentionView]:
    for action in development:
        if action.by is not None and action.by < on:
            yield AttentionView(action.action, f"Overdue since {day(action.by)}.")
        elif action.by is not None and action.by <= on + _SOON:
            yield AttentionView(action.action, f"Due on {day(action.by)}.")
