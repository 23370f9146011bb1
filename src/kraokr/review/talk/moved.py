"""Which numbers moved since the last talk, and whether for the better."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

from kraokr.model import KeyResult, Kpi, Node, Objective, Target
from kraokr.model.target import read_target
from kraokr.review.talk.talk import Area, Talk
from kraokr.review.view import MovedView
from kraokr.scoring.amounts import amount
from kraokr.scoring.keyresult import limits_of
from kraokr.scoring.readings import Reading, aggregated, by_day
from kraokr.scoring.rounding import ZERO
from kraokr.scoring.yardstick import yardstick


def moved(talk: Talk) -> tuple[MovedView, ...]:
    """The numbers that moved, by area or objective, those with the newest reading first."""
    own = [objective for objective, _ in talk.objectives()]
    told = [kpi for objective in own for kpi in _told(talk, objective)]
    objectives = ([*_of_objective(talk, objective)] for objective in own)
    groups = [*objectives, *([*_of_area(talk, area, told)] for area in talk.areas())]
    newest_first = [sorted(group, key=lambda one: one.on, reverse=True) for group in groups if group]
    newest_first.sort(key=lambda group: group[0].on, reverse=True)
    return tuple(one for group in newest_first for one in group)


def _of_objective(talk: Talk, objective: Objective) -> Iterator[MovedView]:
    until = talk.scores.until(objective)
    for kr in objective.key_results:
        yield from _milestones(talk, kr, objective.title, until)
        if change := _change(talk, kr, until):
            before, after, on = change
            better = _is_better(_wanted(kr), before, after)
            yield MovedView(
                kr.title, objective.title, _amount(before, kr.unit), amount(after, kr.unit), on, better
            )


def _change(talk: Talk, kr: KeyResult, until: date) -> tuple[Decimal | None, Decimal, date] | None:
    """From and to what a key result moved, and the day it was read."""
    earlier, recent = _parted(talk, talk.scores.ledger.of_key_result(kr, until))
    if not recent:
        return None
    how = "last" if kr.measure == "binary" else kr.aggregate or "last"
    before = aggregated(earlier, how) if earlier else kr.start
    after = aggregated([*earlier, *(value for _, value in recent)], how)
    return None if before == after else (before, after, recent[-1][0])


def _told(talk: Talk, objective: Objective) -> Iterator[tuple[Node | None, date, Decimal]]:
    """The KPIs whose newest reading stands with a key result that moves them already."""
    for kr in objective.key_results:
        change = _change(talk, kr, talk.scores.until(objective)) if kr.kpi else None
        if change:
            yield talk.ws.find((Kpi,), kr.kpi or "", kr).node, change[2], change[1]


def _milestones(talk: Talk, kr: KeyResult, about: str, until: date) -> Iterator[MovedView]:
    """The milestones that were done since the last talk."""
    ledger = talk.scores.ledger
    new = ledger.milestones_done(kr, until) - ledger.milestones_done(kr, talk.since)
    for milestone in kr.milestones:
        if milestone.key_id in new:
            said = (one.checkin for one in talk.ws.records.of(kr))
            days = [one.date for one in said if one.milestone == milestone.key_id and talk.is_new(one.date)]
            on = min(filter(None, (milestone.done_on, *days)))
            yield MovedView(milestone.title, about, "open", "done", on, True)


def _of_area(
    talk: Talk, area: Area, told: Sequence[tuple[Node | None, date, Decimal]]
) -> Iterator[MovedView]:
    for kpi in area.kra.kpis:
        read = talk.scores.ledger.of_kpi(kpi, talk.person, date.min, talk.on)
        earlier, recent = _parted(talk, read)
        if recent and kpi.aggregate == "sum":
            yield from _added(kpi, area, recent)
        elif recent and (kpi, *recent[-1]) not in told:
            before, (on, after) = earlier[-1] if earlier else None, recent[-1]
            own = read_target(area.level.targets.get(kpi.key_id)) if area.level else None
            if before != after:
                better = _is_better(_kept(kpi, own), before, after)
                yield MovedView(
                    kpi.name, area.kra.name, _amount(before, kpi.unit), amount(after, kpi.unit), on, better
                )


def _added(kpi: Kpi, area: Area, recent: list[tuple[date, Decimal]]) -> Iterator[MovedView]:
    """What came in of a sum; part of a period says nothing on better or worse."""
    added = sum((value for _, value in recent), ZERO)
    if added:
        after = f"{amount(added, kpi.unit)} added"
        yield MovedView(kpi.name, area.kra.name, None, after, recent[-1][0], None)


def _parted(talk: Talk, read: list[Reading]) -> tuple[list[Decimal], list[tuple[date, Decimal]]]:
    """The values up to the last talk, and those since with their days."""
    days = by_day(read)
    return [value for on, value in days if on <= talk.since], [pair for pair in days if pair[0] > talk.since]


def _amount(value: Decimal | None, unit: str | None) -> str | None:
    return None if value is None else amount(value, unit)


def _wanted(kr: KeyResult) -> Target | None:
    """Where a key result is to go: a level, or up or down."""
    if kr.measure in ("increase", "binary"):
        return Target("at_least", ZERO, None)
    return Target("at_most", None, ZERO) if kr.measure == "decrease" else limits_of(kr)


def _kept(kpi: Kpi, own: Target | None) -> Target | None:
    """The level that a KPI is to keep; of five levels only the direction."""
    measure = yardstick(kpi, own, Fraction(1))
    if measure.target is not None or not measure.scale:
        return measure.target
    up = measure.scale[0] >= measure.scale[-1]
    return Target("at_least", ZERO, None) if up else Target("at_most", None, ZERO)


def _is_better(wanted: Target | None, before: Decimal | None, after: Decimal) -> bool | None:
    """Whether a value is better than the one before; a range is judged by the distance from it."""
    if wanted is None or before is None:
        return None
    if wanted.comparator == "at_least":
        return after > before
    if wanted.comparator == "at_most":
        return after < before
    was, now = _beyond(wanted, before), _beyond(wanted, after)
    return None if was == now else now < was


def _beyond(wanted: Target, value: Decimal) -> Decimal:
    """How far a value lies outside a range."""
    low, high = wanted.low, wanted.high
    return max(ZERO, ZERO if low is None else low - value, ZERO if high is None else value - high)
