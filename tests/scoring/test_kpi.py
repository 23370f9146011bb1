from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal as D
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kraokr.model import Kpi
from kraokr.scoring.kpi import Attainment, attain_kpi, attainment_colour, on_scale
from kraokr.scoring.readings import Reading
from kraokr.scoring.rounding import round_half_up

QUARTER = date(2026, 1, 1), date(2026, 3, 31)
NUMBERS = st.decimals(-1000, 1000, places=2)


def taken(values: Sequence[D]) -> list[Reading]:
    return [Reading(QUARTER[0] + timedelta(days=day), value) for day, value in enumerate(values)]


def attain(*values: str, period: tuple[date, date] = QUARTER, **fields: Any) -> Attainment:
    kpi = Kpi(name="An indicator", **fields)
    return attain_kpi(kpi, taken([D(value) for value in values]), *period)


def thousandths(result: Attainment) -> D:
    assert result.raw is not None
    return round_half_up(result.raw, 3)


def test_at_least_is_actual_over_target() -> None:
    result = attain("80", target=">= 85")
    assert thousandths(result) == D("0.941")
    assert (result.formula, result.actual, result.met) == ("80 / 85", 80, False)


def test_a_floor_is_worth_nothing() -> None:
    result = attain("80", target=">= 85", floor=D(60))
    assert (result.value, result.formula) == (D("0.8"), "(80 - 60) / (85 - 60)")
    assert attain("55", target=">= 85", floor=D(60)).value == 0
    assert attain("9", target="<= 6", floor=D(12)).value == D("0.5")


@pytest.mark.parametrize(
    ("actual", "raw", "value"),
    [
        ("7.5", "0.75", "0.75"),
        ("9", "0.5", "0.5"),
        ("12", "0", "0"),
        ("5", "1.167", "1"),
        ("15", "-0.5", "0"),
    ],
)
def test_at_most_falls_linearly(actual: str, raw: str, value: str) -> None:
    result = attain(actual, target="<= 6 hours")
    assert (thousandths(result), result.value) == (D(raw), D(value))


def test_at_most_shows_its_working() -> None:
    assert attain("7.5", target="<= 6 hours").formula == "1 - (7.5 - 6) / 6"


@pytest.mark.parametrize(
    ("target", "actual", "value"),
    [
        ("<= 0", "0", 1),
        ("<= 0", "1", 0),
        (">= 0", "-1", 0),
        (">= 0", "3", 1),
        (">= -5", "-5", 1),
        ("<= -5", "-4", 0),
    ],
)
def test_a_target_of_zero_or_less_is_met_or_not(target: str, actual: str, value: int) -> None:
    assert attain(actual, target=target).value == value


def test_a_target_of_zero_with_a_floor_is_a_way() -> None:
    assert attain("1", target="<= 0", floor=D(4)).value == D("0.75")


def test_a_range_counts_the_readings_inside() -> None:
    assert attain("95", "91", "89", "100", target="90..100").value == D("0.75")
    assert attain("95", "91", "89", target="90..100").value == 0
    assert attain("5", "5", "5", "4", target="= 5").value == D("0.75")
    assert attain("5", target="= 5").met is True


@pytest.mark.parametrize(("how", "actual"), [("last", "80"), ("mean", "85"), ("min", "80"), ("max", "90")])
def test_readings_become_one_value(how: str, actual: str) -> None:
    assert attain("90", "80", target=">= 85", aggregate=how).actual == D(actual)


@pytest.mark.parametrize(
    ("levels", "actual", "worth"),
    [
        ((30, 25, 20, 10, 5), "15", "0.75"),
        ((30, 25, 20, 10, 5), "31", "1"),
        ((30, 25, 20, 10, 5), "5", "0.6"),
        ((30, 25, 20, 10, 5), "4.9", "0"),
        ((4, 5, 6, 8, 10), "7", "0.75"),
        ((4, 5, 6, 8, 10), "3", "1"),
        ((4, 5, 6, 8, 10), "11", "0"),
        ((30, 30, 20, 20, 5), "20", "0.8"),
        ((7, 7, 7, 7, 7), "7", "1"),
    ],
)
def test_five_levels_are_read_linearly(levels: tuple[int, ...], actual: str, worth: str) -> None:
    assert on_scale(D(actual), tuple(map(D, levels))) == D(worth)


def test_levels_stand_for_a_target() -> None:
    result = attain("15", scale=tuple(map(D, (30, 25, 20, 10, 5))))
    assert (result.value, result.colour, result.met) == (D("0.75"), "red", False)
    assert result.formula == "15 on the levels 30 / 25 / 20 / 10 / 5"


def test_the_cap_bounds_the_value_and_not_the_raw_one() -> None:
    kpi = Kpi(name="An indicator", target=">= 100")
    assert attain_kpi(kpi, taken([D(130)]), *QUARTER).value == 1
    wide = attain_kpi(kpi, taken([D(130)]), *QUARTER, cap=D("1.2"))
    assert (wide.value, wide.raw) == (D("1.2"), D("1.3"))


def test_only_readings_in_the_period_count() -> None:
    kpi = Kpi(name="An indicator", target=">= 10", aggregate="mean")
    days = (date(2025, 12, 31), QUARTER[0], QUARTER[1], date(2026, 4, 1))
    readings = [Reading(day, D(value)) for day, value in zip(days, (100, 4, 6, 100), strict=True)]
    assert attain_kpi(kpi, readings, *QUARTER).actual == 5


@pytest.mark.parametrize(
    ("fields", "note"),
    [
        ({}, "no target"),
        ({"target": D(85)}, "the target does not say how to compare"),
        ({"target": {"op": "between", "value": D(3)}}, "the target does not say how to compare"),
        ({"target": ">= 5", "aggregate": "sum"}, "a sum needs a period in its target, such as `per quarter`"),
    ],
)
def test_what_cannot_be_measured_says_why(fields: dict[str, Any], note: str) -> None:
    result = attain("5", **fields)
    assert (result.value, result.raw, result.colour, result.note) == (None, None, None, note)


def test_without_readings_there_is_no_attainment() -> None:
    result = attain(target=">= 85")
    assert (result.value, result.met, result.note) == (None, None, "no readings in the period")


@pytest.mark.parametrize(
    ("value", "colour"),
    [("1.2", "green"), ("1", "green"), ("0.999", "amber"), ("0.9", "amber"), ("0.89", "red")],
)
def test_colours_follow_the_attainment(value: str, colour: str) -> None:
    assert attainment_colour(D(value)) == colour


TARGETS = st.builds(lambda op, n: f"{op} {n}", st.sampled_from([">=", "<="]), NUMBERS)
KINDS = st.sampled_from(["last", "mean", "min", "max"])
VALUES = st.lists(NUMBERS, min_size=1, max_size=9)


@given(TARGETS, st.none() | NUMBERS, VALUES, st.decimals(0, 100, places=2), KINDS)
def test_attainment_never_falls_when_the_last_reading_improves(
    target: str, floor: D | None, values: list[D], better: D, how: Any
) -> None:
    kpi = Kpi(name="An indicator", target=target, floor=floor, aggregate=how)
    step = better if target.startswith(">=") else -better
    before = attain_kpi(kpi, taken(values), *QUARTER)
    after = attain_kpi(kpi, taken([*values[:-1], values[-1] + step]), *QUARTER)
    assert before.value is not None
    assert after.value is not None
    assert before.value <= after.value


@given(st.lists(NUMBERS, min_size=5, max_size=5), NUMBERS, st.decimals(0, 100, places=2), st.booleans())
def test_levels_never_reward_a_worse_value(levels: list[D], actual: D, better: D, lower: bool) -> None:
    ordered = sorted(levels, reverse=not lower)
    if ordered[0] == ordered[-1]:
        lower = False
    improved = actual - better if lower else actual + better
    assert 0 <= on_scale(actual, ordered) <= on_scale(improved, ordered) <= 1


@given(TARGETS, st.none() | NUMBERS, VALUES, KINDS, st.randoms())
def test_attainment_lies_in_0_to_1_and_the_order_of_records_never_matters(
    target: str, floor: D | None, values: list[D], how: Any, shuffle: Any
) -> None:
    kpi = Kpi(name="An indicator", target=target, floor=floor, aggregate=how)
    readings = taken(values)
    result = attain_kpi(kpi, readings, *QUARTER)
    shuffle.shuffle(readings)
    assert result == attain_kpi(kpi, readings, *QUARTER)
    assert result.value is not None
    assert 0 <= result.value <= 1


@given(NUMBERS.filter(lambda n: n > 0), VALUES, KINDS)
def test_a_kpi_to_keep_low_mirrors_one_to_keep_high(goal: D, values: list[D], how: Any) -> None:
    other = {"min": "max", "max": "min"}.get(how, how)
    high = attain_kpi(Kpi(name="High", target=f">= {goal}", aggregate=how), taken(values), *QUARTER)
    turned = taken([2 * goal - value for value in values])
    low = attain_kpi(Kpi(name="Low", target=f"<= {goal}", aggregate=other), turned, *QUARTER)
    assert high.raw is not None
    assert low.raw is not None
    assert round_half_up(low.raw, 12) == round_half_up(high.raw, 12)
    assert low.met == high.met
