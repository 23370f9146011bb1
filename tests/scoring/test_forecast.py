from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal as D
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kraokr.model import KeyResult, Milestone
from kraokr.model.config import ScoreSettings
from kraokr.scoring.forecast import Forecast, forecast_key_result
from kraokr.scoring.readings import Reading
from kraokr.scoring.rounding import round_half_up

START, END = date(2026, 1, 1), date(2026, 3, 31)
NPS = {14: "41", 28: "43", 42: "46", 56: "47"}


def forecast(read: dict[int, Any], robust: bool = False, kept: Any = "share", **fields: Any) -> Forecast:
    kr = KeyResult(**{"title": "NPS", "baseline": D(40), "target": D(55), **fields})
    readings = [Reading(START + timedelta(days=day - 1), D(value)) for day, value in read.items()]
    return forecast_key_result(kr, readings, START, END, robust, ScoreSettings(kept=kept))


def rounded(*numbers: D | None, places: int = 2) -> tuple[D | None, ...]:
    return tuple(None if number is None else round_half_up(number, places) for number in numbers)


def test_the_worked_example_by_least_squares() -> None:
    found = forecast(NPS)
    assert (found.value, found.method, found.note) == (D("52.5"), "least squares", "")
    assert rounded(found.score, found.low, found.high) == (D("0.83"), D("50.18"), D("54.82"))
    assert rounded(found.rate, found.required_rate, places=3) == (D("0.125"), D("0.235"))
    assert found.formula == "4 readings, 0.15 a day, read on day 90"


def test_the_worked_example_by_the_median_line() -> None:
    found = forecast(NPS, robust=True)
    assert rounded(found.value, places=1) == (D("51.9"),)
    assert (*rounded(found.score), found.method, found.low) == (D("0.79"), "Theil-Sen", None)


@pytest.mark.parametrize("read", [{56: "47"}, {28: "43", 56: "47"}, {54: "46", 55: "44", 56: "47"}])
def test_too_few_readings_or_days_run_on_from_the_baseline(read: dict[int, str]) -> None:
    found = forecast(read)
    assert (found.value, found.score, found.method) == (D("51.25"), D("0.75"), "run rate")
    assert (found.low, found.high, found.formula) == (None, None, "47 + (47 - 40) / 56 × 34")


def test_a_trend_needs_readings_that_span_a_fifth_of_the_days() -> None:
    assert forecast({10: "41", 20: "42", 28: "43"}).method == "least squares"
    assert forecast({10: "41", 20: "42", 27: "43"}).method == "run rate"


def test_a_sum_is_forecast_as_a_total() -> None:
    months = {30: "9", 60: "14"}
    found = forecast(months, baseline=None, target=D(50), aggregate="sum")
    assert (*rounded(found.value), *rounded(found.score)) == (D("34.50"), D("0.69"))
    weeks = forecast(dict.fromkeys(range(7, 57, 7), "4"), baseline=D(0), target=D(50), aggregate="sum")
    assert (*rounded(weeks.value), weeks.method) == (D("51.43"), "least squares")
    assert weeks.score == 1


def test_a_level_stays_at_the_share_so_far() -> None:
    found = forecast({14: "88", 28: "84", 42: "86"}, baseline=None, target=">= 85")
    assert (found.value, found.score, found.method) == (None, D(2) / 3, "share so far")
    assert found.formula == "2 / 3 readings meet >= 85"


def test_a_total_that_has_to_stay_below_a_level() -> None:
    limit: dict[str, Any] = {"baseline": None, "target": "<= 6", "aggregate": "sum"}
    few, many = forecast({30: "2"}, **limit), forecast({30: "3"}, **limit)
    assert (few.value, few.score, few.required_rate) == (6, 1, None)
    assert (many.value, many.score) == (9, 0)


def test_a_level_by_its_last_reading_follows_the_trend() -> None:
    falling = {14: "91", 28: "89", 42: "87", 56: "85.5"}
    assert forecast(falling, kept="last", baseline=None, target=">= 85").score == 0
    assert forecast({14: "91"}, kept="last", baseline=None, target=">= 85").note == (
        "fewer readings than a trend needs, and no baseline"
    )


def test_an_earlier_due_day_is_the_end() -> None:
    assert forecast({45: "47"}, due="2026-02-14").value == 47
    assert forecast({45: "47", 60: "99"}, due="2026-02-14").value == 47


def test_what_was_read_on_the_last_day_is_what_it_came_to() -> None:
    found = forecast({**NPS, 90: "50"})
    assert (found.value, found.low, found.method) == (50, None, "run rate")


def test_at_the_target_or_at_the_end_nothing_is_required() -> None:
    assert forecast({56: "55"}).required_rate is None
    assert forecast({90: "47"}).required_rate is None


@pytest.mark.parametrize(
    ("read", "fields", "note"),
    [
        ({}, {}, "no readings yet"),
        ({-20: "41"}, {}, "no readings yet"),
        ({14: "41"}, {"target": None}, "no target"),
        ({14: "41"}, {"baseline": "unknown"}, "the baseline is not known yet"),
        ({14: "1"}, {"type": "binary"}, "progress comes in steps"),
        ({}, {"type": "milestone", "milestones": (Milestone(title="Cut over"),)}, "progress comes in steps"),
    ],
)
def test_without_a_forecast_it_says_why(read: dict[int, str], fields: dict[str, Any], note: str) -> None:
    assert forecast(read, **fields) == Forecast(None, None, None, None, "none", note=note)


READ = st.dictionaries(st.integers(1, 90), st.decimals(-1000, 1000, places=2), min_size=1, max_size=9)
KINDS = st.sampled_from([None, "last", "mean", "sum", "min", "max"])


@given(READ, st.decimals(0, 100, places=2), KINDS, st.booleans())
def test_a_forecast_never_falls_when_the_last_reading_improves(
    read: dict[int, D], better: D, how: Any, up: bool
) -> None:
    ends = {"baseline": D(0), "target": D(100) if up else D(-100), "aggregate": how}
    last = max(read)
    before = forecast(read, **ends)
    after = forecast({**read, last: read[last] + (better if up else -better)}, **ends)
    assert before.score is not None
    assert after.score is not None
    assert before.score <= after.score


@given(READ, KINDS, st.booleans())
def test_a_decreasing_forecast_mirrors_an_increasing_one(read: dict[int, D], how: Any, robust: bool) -> None:
    other = {"min": "max", "max": "min"}.get(how, how)
    left = forecast(read, robust, baseline=D(10), target=D(90), aggregate=how)
    turned = {day: -value for day, value in read.items()}
    right = forecast(turned, robust, baseline=D(-10), target=D(-90), aggregate=other)
    assert left.value is not None
    assert right.value == -left.value
    assert (right.score, right.low is None) == (left.score, left.low is None)


@given(READ, st.randoms())
def test_the_order_of_records_never_matters_and_the_interval_holds_the_value(
    read: dict[int, D], shuffle: Any
) -> None:
    found = forecast(read)
    days = list(read)
    shuffle.shuffle(days)
    assert found == forecast({day: read[day] for day in days})
    if found.value is not None and found.low is not None and found.high is not None:
        assert found.low <= found.value <= found.high
