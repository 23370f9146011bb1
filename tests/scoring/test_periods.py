from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kraokr.model.types import Period
from kraokr.scoring.periods import periods_in

PERIODS: list[Period] = ["day", "week", "month", "quarter", "half", "year"]


@pytest.mark.parametrize(
    ("start", "end", "per", "times"),
    [
        ((2026, 1, 1), (2026, 3, 31), "quarter", Fraction(1)),
        ((2026, 1, 1), (2026, 2, 14), "quarter", Fraction(1, 2)),
        ((2026, 1, 1), (2026, 6, 30), "quarter", Fraction(2)),
        ((2026, 1, 1), (2026, 6, 30), "month", Fraction(6)),
        ((2026, 1, 1), (2026, 6, 30), "half", Fraction(1)),
        ((2026, 1, 1), (2026, 6, 30), "year", Fraction(181, 365)),
        ((2026, 1, 1), (2026, 1, 14), "week", Fraction(2)),
        ((2026, 1, 1), (2026, 1, 14), "day", Fraction(14)),
        ((2024, 2, 1), (2024, 2, 29), "month", Fraction(1)),
    ],
)
def test_periods_are_counted_by_days(
    start: tuple[int, int, int], end: tuple[int, int, int], per: Period, times: Fraction
) -> None:
    assert periods_in(date(*start), date(*end), per) == times


@pytest.mark.parametrize(("begins", "start"), [("04-01", date(2027, 4, 1)), ("04-06", date(2027, 4, 6))])
def test_a_fiscal_year_is_one_year(begins: str, start: date) -> None:
    assert periods_in(start, start.replace(year=2028) - timedelta(days=1), "year", begins) == 1
    assert periods_in(start, start.replace(month=10) - timedelta(days=1), "half", begins) == 1


def test_a_day_that_a_month_lacks_is_its_last() -> None:
    assert periods_in(date(2026, 2, 28), date(2026, 3, 30), "month", "01-31") == 1


@given(
    start=st.dates(date(1990, 1, 1), date(2060, 1, 1)),
    days=st.integers(1, 800),
    cut=st.integers(0, 800),
    per=st.sampled_from(PERIODS),
    begins=st.sampled_from(["01-01", "04-01", "04-06", "10-31"]),
)
def test_the_parts_of_a_span_add_up(start: date, days: int, cut: int, per: Period, begins: str) -> None:
    middle, end = start + timedelta(days=min(cut, days)), start + timedelta(days=days)
    parts = periods_in(start, middle, per, begins) + periods_in(middle + timedelta(days=1), end, per, begins)
    assert parts == periods_in(start, end, per, begins)
