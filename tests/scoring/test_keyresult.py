from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal as D
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kraokr.model import KeyResult, Milestone
from kraokr.scoring.keyresult import Score, score_key_result
from kraokr.scoring.readings import Reading
from kraokr.scoring.rounding import round_half_up

NUMBERS = st.decimals(-1000, 1000, places=2)
KINDS = st.sampled_from([None, "last", "mean", "sum", "min", "max"])


def taken(values: Sequence[D]) -> list[Reading]:
    return [Reading(date(2026, 1, 1) + timedelta(days=day), value) for day, value in enumerate(values)]


def score(*values: str, closed: bool = False, done: Sequence[str] = (), **fields: Any) -> Score:
    for name in ("baseline", "target"):
        if isinstance(fields.get(name), int):
            fields[name] = D(fields[name])
    kr = KeyResult(title="A metric", **fields)
    return score_key_result(kr, taken([D(value) for value in values]), done, closed)


@pytest.mark.parametrize(
    ("baseline", "target", "current", "value", "formula"),
    [
        (40, 55, "49", "0.6", "(49 - 40) / (55 - 40)"),
        (12, 4, "7", "0.625", "(7 - 12) / (4 - 12)"),
        (12, 4, "13", "0", "(13 - 12) / (4 - 12)"),
        (-10, 30, "10", "0.5", "(10 - (-10)) / (30 - (-10))"),
        (40, 55, "55", "1", "(55 - 40) / (55 - 40)"),
    ],
)
def test_a_metric_moves_from_its_baseline_to_its_target(
    baseline: int, target: int, current: str, value: str, formula: str
) -> None:
    result = score(current, baseline=baseline, target=target)
    assert (result.value, result.formula, result.current) == (D(value), formula, D(current))


def test_a_third_left_is_two_thirds_done() -> None:
    result = score("6", baseline=8, target=5)
    assert result.value is not None
    assert round_half_up(result.value, 3) == D("0.667")


def test_the_unclamped_score_is_kept() -> None:
    assert score("100", baseline=0, target=100).met is True
    over, under = score("113", baseline=0, target=100), score("13", baseline=12, target=4)
    assert (over.value, over.raw, over.met) == (1, D("1.13"), True)
    assert (under.value, under.raw, under.met) == (0, D("-0.125"), False)


def test_a_sum_adds_its_readings_and_starts_from_zero() -> None:
    result = score("9", "14", "11", target=50, aggregate="sum")
    assert (result.value, result.current, result.formula) == (D("0.68"), 34, "(34 - 0) / (50 - 0)")


def test_a_level_is_kept_by_the_share_of_readings() -> None:
    result = score("88", "86", "84", "87", target=">= 85")
    assert (result.value, result.met, result.formula) == (D("0.75"), True, "3 / 4 readings meet >= 85")


def test_eleven_of_twelve_months() -> None:
    result = score(*["3"] * 11, "5", target="<= 4 hours")
    assert result.value is not None
    assert round_half_up(result.value, 3) == D("0.917")
    assert result.met is False


@pytest.mark.parametrize(("values", "value"), [(("84", "86"), 1), (("90", "90", "84"), 0)])
def test_few_readings_leave_it_to_the_last(values: tuple[str, ...], value: int) -> None:
    assert score(*values, target=">= 85").value == value


def test_a_type_gives_a_bare_target_its_direction() -> None:
    assert score("5", type="at_most", target=4).value == 0
    assert score("5", type="at_least", target=4).value == 1
    assert score("95", target="90..100").value == 1


def test_a_sum_that_keeps_a_level_is_one_total() -> None:
    result = score("1", "1", "1", "1", type="at_most", target=3, aggregate="sum")
    assert (result.value, result.formula, result.met) == (0, "4 misses <= 3", False)


def milestones(*weights: str | None) -> tuple[Milestone, ...]:
    return tuple(
        Milestone(title=f"Step {n}", weight=None if w is None else D(w)) for n, w in enumerate(weights, 1)
    )


def test_milestones_count_by_weight() -> None:
    steps = milestones("0.2", "0.3", "0.2", "0.3")
    result = score(milestones=steps, done=["step-1", "step-2", "step-3"])
    assert (result.value, result.note, result.met) == (D("0.7"), "3 of 4 milestones done", False)


def test_milestones_without_weights_count_alike() -> None:
    steps = (*milestones(None, None), Milestone(title="Cut over"))
    assert score(milestones=steps, done=["step-2", "step-1", "cut-over"]).value == 1
    assert score(milestones=steps[1:], done=["step-2"]).value == D("0.5")


def test_three_of_four_milestones() -> None:
    assert score(milestones=milestones(*[None] * 4), done=["step-1", "step-2", "step-4"]).value == D("0.75")


@pytest.mark.parametrize(("value", "expected"), [("1", 1), ("0", 0), ("0.9", 0)])
def test_binary_has_no_partial_credit(value: str, expected: int) -> None:
    assert score(value, type="binary").value == expected


def test_binary_with_milestones_has() -> None:
    assert score(type="binary", milestones=milestones(None, None), done=["step-1"]).value == D("0.5")


@pytest.mark.parametrize(
    ("fields", "note"),
    [
        ({"baseline": 40, "target": 55}, "no readings yet"),
        ({"target": 55}, "no baseline"),
        ({"baseline": "unknown", "target": 55}, "the baseline is not known yet"),
        ({"baseline": 40}, "no target"),
        ({}, "no target"),
        ({"baseline": 55, "target": 55}, "the target equals the baseline"),
        ({"baseline": 55, "target": "soon"}, "the target soon is not one number"),
        ({"type": "between", "target": 55}, "the target 55 states no range"),
        ({"type": "at_least", "target": "high"}, "the target high states no level"),
        ({"type": "milestone"}, "no milestones"),
        ({"milestones": milestones("0", "0")}, "the weights add up to 0"),
    ],
)
def test_what_cannot_be_scored_says_why(fields: dict[str, Any], note: str) -> None:
    assert score(**fields) == Score(None, note=note)


def test_at_the_close_missing_readings_count_as_zero() -> None:
    assert score(baseline=40, target=55, closed=True) == Score(D(0), note="no readings: 0 at the close")
    assert score("49", baseline=40, target=55, closed=True).value == D("0.6")


def test_at_the_close_what_has_no_baseline_stays_unscored() -> None:
    assert score(target=55, closed=True).value is None


@given(NUMBERS, NUMBERS, st.lists(NUMBERS, min_size=1), st.decimals(0, 100, places=2), KINDS)
def test_a_score_never_falls_when_the_last_reading_improves(
    baseline: D, target: D, values: list[D], better: D, how: Any
) -> None:
    kr = KeyResult(title="A metric", baseline=baseline, target=target, aggregate=how)
    step = better if target >= baseline else -better
    before = score_key_result(kr, taken(values))
    after = score_key_result(kr, taken([*values[:-1], values[-1] + step]))
    assert (before.value is None) == (after.value is None) == (baseline == target)
    assert before.value is None or after.value is None or before.value <= after.value


@given(NUMBERS, st.lists(NUMBERS, min_size=1), st.decimals(0, 100, places=2))
def test_a_kept_level_never_falls_when_the_last_reading_improves(
    level: D, values: list[D], better: D
) -> None:
    for kind, step in (("at_least", better), ("at_most", -better)):
        kr = KeyResult(title="A metric", type=kind, target=level)
        before = score_key_result(kr, taken(values)).value
        after = score_key_result(kr, taken([*values[:-1], values[-1] + step])).value
        assert before is not None
        assert after is not None
        assert before <= after


@given(NUMBERS, NUMBERS, st.lists(NUMBERS), KINDS)
def test_a_decreasing_metric_mirrors_an_increasing_one(
    baseline: D, target: D, values: list[D], how: Any
) -> None:
    kr = KeyResult(title="A metric", baseline=baseline, target=target, aggregate=how)
    other = {"min": "max", "max": "min"}.get(how, how)
    mirror = KeyResult(title="A metric", baseline=-baseline, target=-target, aggregate=other)
    left = score_key_result(kr, taken(values))
    right = score_key_result(mirror, taken([-value for value in values]))
    assert (left.value, left.raw, left.met) == (right.value, right.raw, right.met)


@given(
    st.none() | NUMBERS,
    NUMBERS,
    st.sampled_from([None, "increase", "decrease", "at_least", "at_most", "binary"]),
    st.lists(NUMBERS, max_size=9),
    KINDS,
    st.booleans(),
    st.randoms(),
)
def test_scores_lie_in_0_to_1_and_the_order_of_records_never_matters(
    baseline: D | None, target: D, kind: Any, values: list[D], how: Any, closed: bool, shuffle: Any
) -> None:
    kr = KeyResult(title="A metric", type=kind, baseline=baseline, target=target, aggregate=how)
    readings = taken(values)
    result = score_key_result(kr, readings, closed=closed)
    shuffle.shuffle(readings)
    assert result == score_key_result(kr, readings, closed=closed)
    assert bool(result.note) if result.value is None else 0 <= result.value <= 1
