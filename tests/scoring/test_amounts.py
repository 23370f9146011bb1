from __future__ import annotations

from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kraokr.model.target import read_target
from kraokr.scoring.amounts import amount, bars, percent, score, target_text


@pytest.mark.parametrize(
    ("value", "unit", "whole", "short"),
    [
        ("28.456", "percent", "28.456 %", "28.46 %"),
        ("2300000.5", "USD", "USD 2,300,000.5", "USD 2,300,001"),
        ("6", "hours", "6 hours", "6 hours"),
        ("4.2", "rating", "4.2", "4.2"),
        ("7", None, "7", "7"),
    ],
)
def test_a_number_stands_with_its_unit(value: str, unit: str | None, whole: str, short: str) -> None:
    assert (amount(D(value), unit), amount(D(value), unit, short=True)) == (whole, short)


@pytest.mark.parametrize(
    ("target", "whole", "short"),
    [
        (">= 85 percent", "≥ 85 %", "≥ 85 %"),
        ("90..100", "90 to 100 %", "90 to 100 %"),
        ("<= 5000000 per quarter", "≤ 5,000,000 % per quarter", "≤ 5,000,000 %"),
    ],
)
def test_a_target_says_which_way_and_per_what(target: str, whole: str, short: str) -> None:
    read = read_target(target)
    assert read is not None
    assert (target_text(read, "percent"), target_text(read, "percent", short=True)) == (whole, short)


def test_shares_and_scores_are_rounded_half_up_and_never_minus_nothing() -> None:
    assert (percent(D("0.94149")), percent(D("1.0005")), score(D("0.675"))) == ("94.1 %", "100.1 %", "0.68")
    assert score(D("-0.001")) == "0.00"


def test_bars_stand_between_the_lowest_and_the_highest() -> None:
    assert bars([10, 20, 15, 80]) == "▁▂▂█"
    assert bars([4, 4, 4]) == "▅▅▅"


@given(st.lists(st.integers(-(10**9), 10**9), min_size=1, max_size=40))
def test_a_higher_value_never_has_a_lower_bar(values: list[int]) -> None:
    drawn = bars(values)
    assert len(drawn) == len(values)
    assert [bar for _, bar in sorted(zip(values, drawn, strict=True))] == sorted(drawn)
