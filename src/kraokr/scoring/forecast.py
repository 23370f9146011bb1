"""Where a key result would end if the trend holds; for talks about what to do, never for a review."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple, TypeAlias

from kraokr.model import KeyResult, Target
from kraokr.model.config import ScoreSettings
from kraokr.scoring.keyresult import keeps_a_share, limits_of, score_value
from kraokr.scoring.readings import Reading, aggregated, by_day
from kraokr.scoring.rounding import ZERO, clamp, show, show_target, show_term
from kraokr.scoring.trend import Point, least_squares, t_80, theil_sen

Method: TypeAlias = Literal["least squares", "Theil-Sen", "run rate", "share so far", "none"]

ENOUGH_FOR_A_TREND = 3
_LEAST_SPAN = Decimal("0.2")


class Forecast(NamedTuple):
    """Where a key result ends if the trend holds.

    `value` is in its unit; `low` and `high` hold four fifths of what is to be expected, None where that is
    unknown. `score` is what the value would come to; of a level that is kept only that is forecast. `rate` is
    the change a day from the baseline on, `required_rate` what reaches the target from the last reading on;
    None where it is there already or no day is left. Without a forecast `method` is `none`, and `note` says
    why.
    """

    value: Decimal | None
    low: Decimal | None
    high: Decimal | None
    score: Decimal | None
    method: Method
    required_rate: Decimal | None = None
    rate: Decimal | None = None
    formula: str = ""
    note: str = ""


def forecast_key_result(
    kr: KeyResult,
    readings: Sequence[Reading],
    start: date,
    end: date,
    robust: bool = False,
    settings: ScoreSettings | None = None,
) -> Forecast:
    """The forecast of a key result whose cycle has these days; an earlier `due` inside it is its end.

    Three readings or more that span a fifth of the days: the least-squares line (`robust`: Theil-Sen) on what
    the readings come to day by day, so that sums are forecast as totals, read on the last day; 80 % interval
    by Student's t. With fewer, the run rate from the baseline; what was read on the last day is no forecast
    any more. A share of readings stays what it is. Source: linear projection, as TotalKPI and ServiceClarity
    describe it.
    """
    last = kr.due if kr.due is not None and start <= kr.due <= end else end
    taken = [(on, value) for on, value in by_day(readings) if on <= last]
    lack = _lack(kr, any(on >= start for on, _ in taken))
    if lack:
        return Forecast(None, None, None, None, "none", note=lack)
    limits = limits_of(kr)
    if limits and keeps_a_share(kr, settings):
        return _share_so_far([value for _, value in taken], limits)
    points, days = _points(kr, taken, start), Decimal((last - start).days + 1)
    found = _projected(points, days, kr.start, robust)
    if found.value is None:
        return found
    score = score_value(kr, found.value, settings).value
    return found._replace(score=score, required_rate=_required(kr, points[-1], days))


def _lack(kr: KeyResult, read: bool) -> str:
    """Why there is nothing to forecast; empty if there is."""
    if kr.measure in ("milestone", "binary"):
        return "progress comes in steps"
    lack = score_value(kr, ZERO).note
    return lack or ("" if read else "no readings yet")


def _points(kr: KeyResult, taken: Sequence[tuple[date, Decimal]], start: date) -> list[Point]:
    """What the readings came to on each day of the cycle; its first day is 1, the baseline stands at 0."""
    values = [value for _, value in taken]
    how = kr.aggregate or "last"
    return [
        (Decimal((on - start).days + 1), aggregated(values[: index + 1], how))
        for index, (on, _) in enumerate(taken)
        if on >= start
    ]


def _projected(points: Sequence[Point], days: Decimal, baseline: Decimal | None, robust: bool) -> Forecast:
    """The value on the last day and its interval, and the rate so far."""
    day, current = points[-1]
    too_few = len(points) < ENOUGH_FOR_A_TREND or day - points[0][0] < _LEAST_SPAN * days
    if too_few or day == days:
        return _run_on(points[-1], days, baseline)
    rate = None if baseline is None else (current - baseline) / day
    trend = (theil_sen if robust else least_squares)(points, days)
    method: Method = "Theil-Sen" if robust else "least squares"
    formula = f"{len(points)} readings, {show(trend.slope)} a day, read on day {days}"
    found = Forecast(trend.value, None, None, None, method, None, rate, formula)
    if trend.error is None:
        return found
    margin = t_80(len(points) - 2) * trend.error
    return found._replace(low=trend.value - margin, high=trend.value + margin)


def _run_on(last: Point, days: Decimal, baseline: Decimal | None) -> Forecast:
    """The value on the last day at the rate from the baseline to the last reading."""
    day, current = last
    if baseline is None:
        lack = "fewer readings than a trend needs, and no baseline"
        return Forecast(None, None, None, None, "none", note=lack)
    rate = (current - baseline) / day
    formula = f"{show(current)} + ({show(current)} - {show_term(baseline)}) / {day} × {days - day}"
    return Forecast(current + rate * (days - day), None, None, None, "run rate", None, rate, formula)


def _share_so_far(values: Sequence[Decimal], limits: Target) -> Forecast:
    """What is kept so far, and the remaining readings at the same share: the share so far."""
    inside = sum(1 for value in values if limits.met_by(value))
    formula = f"{inside} / {len(values)} readings meet {show_target(limits)}"
    return Forecast(None, None, None, clamp(Decimal(inside) / len(values)), "share so far", formula=formula)


def _required(kr: KeyResult, last: Point, days: Decimal) -> Decimal | None:
    """The change a day that reaches the target from the last reading on."""
    day, current = last
    limits = limits_of(kr)
    goal = limits.value if limits else kr.goal
    if goal is None or day >= days or score_value(kr, current).met:
        return None
    return (goal - current) / (days - day)
