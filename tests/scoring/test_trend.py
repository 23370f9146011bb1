from __future__ import annotations

from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kraokr.scoring.rounding import round_half_up
from kraokr.scoring.trend import least_squares, t_80, theil_sen

NPS = [(D(14), D(41)), (D(28), D(43)), (D(42), D(46)), (D(56), D(47))]


def test_the_least_squares_line_of_the_worked_example() -> None:
    found = least_squares(NPS, D(90))
    assert found.error is not None
    assert (found.slope, found.value, round_half_up(found.error, 2)) == (D("0.15"), D("52.5"), D("1.23"))


def test_the_median_line_of_the_worked_example() -> None:
    found = theil_sen(NPS, D(90))
    assert (round_half_up(found.value), found.error) == (D("51.9"), None)


def test_an_outlier_hardly_moves_the_median_line() -> None:
    steady = [(D(day), D(2 * day)) for day in range(1, 8)]
    wild = [*steady[:-1], (D(7), D(90))]
    assert theil_sen(wild, D(10)).value == D(20)
    assert least_squares(wild, D(10)).value > D(40)


def test_points_on_a_line_leave_no_doubt() -> None:
    found = least_squares([(D(1), D(3)), (D(2), D(5)), (D(4), D(9))], D(10))
    assert (round_half_up(found.value, 9), round_half_up(found.error or D(0), 9)) == (D(21), D(0))


@pytest.mark.parametrize(
    ("freedom", "quantile"),
    [(1, "3.078"), (2, "1.886"), (10, "1.372"), (30, "1.310"), (40, "1.303"), (60, "1.296"), (120, "1.289")],
)
def test_students_t(freedom: int, quantile: str) -> None:
    assert round_half_up(t_80(freedom), 3) == D(quantile)


@given(st.integers(1, 500))
def test_more_readings_never_widen_students_t(freedom: int) -> None:
    assert t_80(freedom) > t_80(freedom + 1) > D("1.28")
