from __future__ import annotations

from datetime import date
from decimal import Decimal as D

import pytest

from kraokr.model import Target
from kraokr.model.role import Aggregate
from kraokr.scoring.readings import Reading, aggregated, consistency, values_in_order


def test_readings_come_by_date_and_the_last_of_a_day_counts() -> None:
    first, second = date(2026, 1, 30), date(2026, 2, 27)
    readings = [Reading(second, D(3)), Reading(first, D(1)), Reading(first, D(2))]
    assert values_in_order(readings) == (2, 3)


@pytest.mark.parametrize(
    ("how", "value"), [("last", "14"), ("mean", "11"), ("sum", "33"), ("min", "8"), ("max", "14")]
)
def test_readings_become_one_value(how: Aggregate, value: str) -> None:
    assert aggregated([D(11), D(8), D(14)], how) == D(value)


def test_four_readings_make_a_share() -> None:
    assert consistency([D(88), D(86), D(84), D(87)], Target("at_least", D(85), None)) == (
        D("0.75"),
        "3 / 4 readings meet >= 85",
    )


def test_with_three_readings_the_last_decides() -> None:
    keep = Target("between", D(90), D(100))
    assert consistency([D(50), D(60), D(95)], keep) == (1, "95 meets 90..100")
    assert consistency([D(95), D(95), D(101)], keep) == (0, "101 misses 90..100")
