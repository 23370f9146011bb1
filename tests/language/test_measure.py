from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kraokr.language.measure import Measure, Op, read_measures
from kraokr.language.quantity import read_quantities

D = Decimal


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("NPS from 40 to 55", "from 40 to 55", {"op": Op.CHANGE, "baseline": D(40), "target": D(55)}),
        ("12h -> 4h", "12h -> 4h", {"op": Op.CHANGE, "baseline": D(12), "target": D(4), "unit": "hours"}),
        ("at least 90%", "at least 90%", {"op": Op.AT_LEAST, "target": D(90), "unit": "percent"}),
        ("above 85", "above 85", {"op": Op.AT_LEAST, "target": D(85)}),
        ("within 6h", "within 6h", {"op": Op.AT_MOST, "target": D(6), "unit": "hours"}),
        ("at most 3", "at most 3", {"op": Op.AT_MOST, "target": D(3)}),
        ("no more than 3 falls", "no more than 3", {"op": Op.AT_MOST, "target": D(3)}),
        ("no less than 4", "no less than 4", {"op": Op.AT_LEAST, "target": D(4)}),
        ("users by 25%", "by 25%", {"op": Op.CHANGE, "change": D(25), "unit": "percent"}),
        (">= 85%", ">= 85%", {"op": Op.AT_LEAST, "target": D(85), "unit": "percent"}),
        ("90..100", "90..100", {"op": Op.BETWEEN, "target": D(90), "upper": D(100)}),
        ("between 5% and 10%", "between 5% and 10%", {"op": Op.BETWEEN, "target": D(5), "upper": D(10)}),
        (">= 2500000 per quarter", ">= 2500000 per quarter", {"target": D(2500000), "per": "quarter"}),
        ("cut it to 3% from 5%", "3% from 5%", {"op": Op.CHANGE, "baseline": D(5), "target": D(3)}),
        ("50+ pupils", "50+", {"op": Op.AT_LEAST, "target": D(50)}),
        ("from $1.2M to $2M", "from $1.2M to $2M", {"baseline": D(1200000), "unit": "USD"}),
        ("from ₹5 lakh to ₹1 Cr", "from ₹5 lakh to ₹1 Cr", {"baseline": D(500000), "target": D(10000000)}),
        ("from 8 000 to 10 000", "from 8 000 to 10 000", {"baseline": D(8000), "target": D(10000)}),
        ("grow from 5k to 7k (+40%)", "from 5k to 7k", {"baseline": D(5000), "target": D(7000)}),
    ],
)
def test_certain_measures(text: str, words: str, expected: dict[str, object]) -> None:
    (measure,) = read_measures(text)
    assert text[measure.start : measure.end] == words
    assert {name: getattr(measure, name) for name in expected} == expected
    assert measure.certain


@pytest.mark.parametrize(
    "text",
    [
        "from about 40 to 55",
        "from 40 to under 20",
        "Achieve 90% CSAT",
        "to 55",
        "10 to 20 visits",
        "20-30% lift",
        "by about 20%",
        "within 3 months of birth",
        "Grow from 40 to 55 and keep churn below 3%",
        "twice the visits",
        "from 10 days to 5%",
    ],
)
def test_uncertain_measures(text: str) -> None:
    assert not any(measure.certain for measure in read_measures(text))


@pytest.mark.parametrize(
    "text",
    [
        "ISO 9001 compliance",
        "Web3 and B2B",
        "24/7 support",
        "Tier 1 accounts",
        "Fortune 500",
        "SOC 2 Type 2",
        "by 31 March 2026",
        "by March 31",
        "in 6 months",
        "in 2026",
        "the 15th of each month",
        "P1 tickets and p99 latency",
        "version 3.1.4",
        "the #1 choice",
        "1-1 talks at 10:30",
        "6-month plan",
    ],
)
def test_no_measures(text: str) -> None:
    assert read_measures(text) == ()


def test_a_share_and_its_window_are_two_measures() -> None:
    ops = [m.op for m in read_measures("Resolve 95% within 6 hours")]
    assert ops == [Op.EQUALS, Op.AT_MOST]


def test_quantity_units() -> None:
    text = "4.5/5 stars, 30/month, -2.5 points, 3x, 8 out of ten"
    assert [(q.value, q.unit, q.per) for q in read_quantities(text)] == [
        (D("4.5"), "/5", None),
        (D(30), None, "month"),
        (D("2.5"), "points", None),
        (D(3), "times", None),
        (D(8), "/10", None),
    ]


@given(st.text("0123456789 %.,-–+/<>()$kMxhfromtbyles\n", max_size=40))
def test_spans_lie_inside_and_never_overlap(text: str) -> None:
    measures = read_measures(text)
    ends = [0]
    for measure in measures:
        assert isinstance(measure, Measure)
        assert ends[-1] <= measure.start < measure.end <= len(text)
        ends.append(measure.end)
