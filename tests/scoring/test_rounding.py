from __future__ import annotations

from decimal import Decimal as D

import pytest

from kraokr.model import Target
from kraokr.scoring.rounding import clamp, round_half_up, show, show_target, show_term


@pytest.mark.parametrize(
    ("value", "rounded"),
    [("0.35", "0.4"), ("0.25", "0.3"), ("0.675", "0.7"), ("0.649", "0.6"), ("-0.25", "-0.3")],
)
def test_a_half_is_rounded_away_from_zero(value: str, rounded: str) -> None:
    assert round_half_up(D(value)) == D(rounded)


def test_rounding_keeps_the_places_asked_for() -> None:
    assert str(round_half_up(D(1), 2)) == "1.00"
    assert round_half_up(D("1e40"), 1) == D("1e40")


def test_clamp_keeps_to_the_bounds() -> None:
    assert [clamp(D(v)) for v in ("-0.1", "0.5", "1.2")] == [0, D("0.5"), 1]
    assert clamp(D("1.5"), D("1.2")) == D("1.2")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (D(2500000), "2,500,000"),
        (D("0.6250"), "0.625"),
        (D("1E+3"), "1,000"),
        (D("0E+9999"), "0"),
        (D(100), "100"),
        (D(2) / 3, "0.6667"),
        (D(1000000) / 3, "333,333.3333"),
        (D("0.00001"), "0.00001"),
        (D(1) / 3 * D("1e20"), "33,333,333,333,333,300,000"),
    ],
)
def test_numbers_read_well(value: D, text: str) -> None:
    assert show(value) == text


def test_a_negative_term_stands_in_parentheses() -> None:
    assert (show_term(D(-5)), show_term(D(5))) == ("(-5)", "5")


def test_a_target_shows_shortened_numbers() -> None:
    assert show_target(Target("at_least", D(2500000) / 3, None)) == ">= 833,333.3333"
    assert show_target(Target("between", D(90), D(100))) == "90..100"
