from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal as D
from typing import Any

import pytest

from kraokr.model import Kpi
from kraokr.model.role import Bands
from kraokr.model.target import parse_target
from kraokr.scoring.kpi import Attainment, attain_kpi
from kraokr.scoring.readings import Reading
from kraokr.scoring.rounding import show_target

QUARTER = date(2026, 1, 1), date(2026, 3, 31)
HALF = date(2026, 1, 1), date(2026, 6, 30)


def per(period: str, op: str, *values: int) -> dict[str, Any]:
    value = D(values[0]) if len(values) == 1 else [D(v) for v in values]
    return {"target": {"op": op, "value": value, "per": period}, "aggregate": "sum"}


def taken(values: Sequence[D]) -> list[Reading]:
    return [Reading(QUARTER[0] + timedelta(days=day), value) for day, value in enumerate(values)]


def attain(*values: str, period: tuple[date, date] = QUARTER, **fields: Any) -> Attainment:
    kpi = Kpi(name="An indicator", **fields)
    return attain_kpi(kpi, taken([D(value) for value in values]), *period)


@pytest.mark.parametrize(
    ("target", "floor", "formula"),
    [
        (">= 85", 90, "80 / 85"),
        (">= 85", 85, "80 / 85"),
        ("<= 6", 3, "1 - (80 - 6) / 6"),
        ("70..90", 50, "80 meets 70..90"),
    ],
)
def test_a_floor_that_is_no_worse_than_the_target_is_not_used(target: str, floor: int, formula: str) -> None:
    result = attain("80", target=target, floor=D(floor))
    assert result.formula == formula
    assert result.note == f"the floor {floor} is not used: it must be worse than the one bound of the target"


def test_a_sum_is_held_to_the_target_of_its_days() -> None:
    fields = per("quarter", "at_least", 2_500_000)
    quarter = attain("1000000", "1300000", **fields)
    assert (quarter.value, quarter.formula) == (D("0.92"), "2,300,000 / 2,500,000")
    half = attain("1000000", "1300000", period=HALF, **fields)
    assert (half.value, half.formula) == (D("0.46"), "2,300,000 / 5,000,000")
    assert half.target is not None
    assert show_target(half.target) == ">= 5,000,000"
    days = attain("1000000", "250000", period=(QUARTER[0], date(2026, 2, 14)), **fields)
    assert (days.value, days.met, days.colour) == (1, True, "green")


def test_the_scaled_target_is_exact() -> None:
    third = attain("30", period=(QUARTER[0], date(2026, 1, 30)), **per("quarter", "at_most", 90))
    assert (third.value, third.met) == (1, True)


def test_a_sum_follows_the_fiscal_year() -> None:
    kpi = Kpi(name="Bookings", **per("year", "at_least", 100))
    start, end = date(2027, 4, 1), date(2028, 3, 31)
    assert attain_kpi(kpi, [Reading(end, D(100))], start, end, fiscal_year_start="04-01").raw == 1


def test_floor_levels_and_bands_of_a_sum_are_scaled_too() -> None:
    fields = {**per("quarter", "at_least", 100), "period": HALF}
    assert attain("150", floor=D(50), **fields).value == D("0.5")
    assert attain("160", scale=tuple(map(D, (100, 90, 80, 70, 60))), **fields).value == D("0.8")
    assert attain("170", bands=Bands(green=D(90), amber=D(80)), **fields).colour == "amber"


def test_a_range_of_a_sum_is_one_total() -> None:
    fields = per("quarter", "between", 10, 20)
    assert attain("4", "4", "4", "4", **fields).value == 1
    assert attain("4", "4", **fields).value == 0


def test_another_target_replaces_the_own_one_with_its_scale_and_bands() -> None:
    kpi = Kpi(
        name="An indicator",
        target=">= 85",
        scale=tuple(map(D, (90, 85, 80, 75, 70))),
        bands=Bands(green=D(60), amber=D(50)),
    )
    result = attain_kpi(kpi, taken([D(75)]), *QUARTER, target=parse_target(">= 100"))
    assert (result.value, result.colour, result.formula) == (D("0.75"), "red", "75 / 100")


@pytest.mark.parametrize(
    ("fields", "actual", "colour"),
    [
        ({"target": ">= 88", "floor": D(60)}, "86", "amber"),
        ({"target": ">= 88", "bands": Bands(green=D(88), amber=D(82))}, "83", "amber"),
        ({"target": ">= 88", "bands": Bands(green=D(88), amber=D(82))}, "81", "red"),
        ({"target": ">= 88", "bands": Bands(green=D(88), amber=D(82))}, "88", "green"),
        ({"target": "<= 6", "bands": Bands(green=D(6), amber=D(8))}, "7", "amber"),
        ({"target": "<= 6", "bands": Bands(amber=D(8))}, "6", "green"),
        ({"target": "<= 6", "bands": Bands(green="<= 3")}, "6", "amber"),
        ({"target": "90..100", "bands": Bands(green="90..100", amber="85..105")}, "103", "amber"),
        ({"target": "90..100", "bands": Bands(green=D(5))}, "95", "green"),
        ({"scale": tuple(map(D, (4, 5, 6, 8, 10))), "bands": Bands(green=D(6), amber=D(8))}, "6", "green"),
    ],
)
def test_bands_of_its_own_are_in_the_unit_of_the_kpi(
    fields: dict[str, Any], actual: str, colour: str
) -> None:
    assert attain(actual, **fields).colour == colour
