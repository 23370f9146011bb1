from __future__ import annotations

from decimal import Decimal

import pytest

from kraokr.language.measure import read_measures
from kraokr.language.quantity import read_quantities


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("Keep stock-outs at nil", "0", None),
        ("None of the wards run out of gloves", "0", None),
        ("Cut waste by a quarter", "0.25", "times"),
        ("A quarter of members volunteer", "0.25", "times"),
        ("Three quarters of pupils swim", "0.75", "times"),
        ("Every second guest returns", "0.5", "times"),
        ("Guests visit twice a year", "2", "times"),
        ("Bring outages down to one", "1", None),
        ("One drill per site", "1", None),
        ("Record a 10-part course", "10", None),
        ("A 30-day sales cycle on average", "30", "days"),
        ("Sell within 4 months of joining", "4", "months"),
        ("Twenty-five percent of staff cycle", "25", "percent"),
        ("Answer in less than an hour", "1", "hours"),
        ("Kappa of .61", "0.61", None),
        ("Overdue cases (last FY 610)", "610", None),
    ],
)
def test_numbers_in_words_and_shapes(text: str, value: str, unit: str | None) -> None:
    (quantity,) = read_quantities(text)
    assert (quantity.value, quantity.unit) == (Decimal(value), unit)
    assert read_measures(text)


@pytest.mark.parametrize(
    "text",
    [
        "Certify to ISO 17025 by 31/12/2023",
        "Get SOC 2 by 12/31/2026",
        "Close the books for FY 2023-24",
        "Complete postgres 16 upgrade",
        "Upgrade all services to Java 21",
        "Managers hold 1:1s",
        "Weekly 1 on 1s with the team",
        "Fix every P1 by Q3",
        "Publish on 03/04/2026",
        "Meet once a quarter",
        "Improve the results of Plant 2",
        "Parents see progress by Term 2",
        "Second opinion for every patient",
        "None but the brave",
        "Every second week the team meets",
        "Desk staffed from 9am to 5pm",
        "Finish in the last quarter",
    ],
)
def test_dates_versions_and_names_are_no_numbers(text: str) -> None:
    assert read_measures(text) == ()
