from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kraokr.model.target import Target, TargetFields, parse_target, read_target


def number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


FORMS = [
    (">= 85", "at_least", "85", None, None, None),
    (">85", "at_least", "85", None, None, None),
    ("≥ 4.5", "at_least", "4.5", None, None, None),
    ("<= 6 hours", "at_most", None, "6", None, "hours"),
    ("< 2 business days", "at_most", None, "2", None, "business days"),
    ("= 0", "equals", "0", "0", None, None),
    ("== 12", "equals", "12", "12", None, None),
    (">= -3", "at_least", "-3", None, None, None),
    (">= 98 %", "at_least", "98", None, None, "%"),
    ("90..100", "between", "90", "100", None, None),
    ("100...90", "between", "90", "100", None, None),
    ("4 to 6 hours", "between", "4", "6", None, "hours"),
    ("10–20 per week", "between", "10", "20", "week", None),
    (">= 2500000 per quarter", "at_least", "2500000", None, "quarter", None),
    (">= 2,500,000 per quarter", "at_least", "2500000", None, "quarter", None),
    (">= 2_500_000", "at_least", "2500000", None, None, None),
    (">= 2.5M", "at_least", "2500000", None, None, None),
    (">= 40k per month", "at_least", "40000", None, "month", None),
    (">= $40k a month", "at_least", "40000", None, "month", "$"),
    (">= 3 deals a month", "at_least", "3", None, "month", "deals"),
    (">= 3 / week", "at_least", "3", None, "week", None),
    (">= 5 minutes", "at_least", "5", None, None, "minutes"),
]


@pytest.mark.parametrize(("text", "comparator", "low", "high", "per", "unit"), FORMS)
def test_forms(
    text: str, comparator: str, low: str | None, high: str | None, per: str | None, unit: str | None
) -> None:
    target = parse_target(text)
    assert target == Target(comparator, number(low), number(high), per, unit)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text", ["85", "85 %", "all of it", "", ">=", "high", ">= x", "1..2..3", ">= 5 > 3", "2026-03-31"]
)
def test_what_states_no_target(text: str) -> None:
    assert parse_target(text) is None


@pytest.mark.parametrize(
    ("text", "met", "missed"),
    [
        (">= 85", ("85", "90"), ("84.9",)),
        ("<= 6", ("6", "0"), ("6.1",)),
        ("90..100", ("90", "100"), ("89", "101")),
        ("= 3", ("3",), ("2", "4")),
    ],
)
def test_met_by(text: str, met: tuple[str, ...], missed: tuple[str, ...]) -> None:
    target = parse_target(text)
    assert target is not None
    assert all(target.met_by(Decimal(actual)) for actual in met)
    assert not any(target.met_by(Decimal(actual)) for actual in missed)


@pytest.mark.parametrize(
    ("text", "value", "shown"),
    [
        (">=1000 per month", 1000, ">= 1,000 per month"),
        ("<6 hours", 6, "<= 6"),
        ("5..7", 5, "5..7"),
        ("== 0", 0, "= 0"),
    ],
)
def test_value_and_text(text: str, value: int, shown: str) -> None:
    target = parse_target(text)
    assert target is not None
    assert (target.value, str(target)) == (value, shown)


@given(
    st.sampled_from([">=", "<=", "="]),
    st.decimals(-(10**9), 10**9, places=2),
    st.sampled_from(["", " per week"]),
)
def test_a_shown_target_reads_back(sign: str, value: Decimal, per: str) -> None:
    target = parse_target(f"{sign} {value}{per}")
    assert target is not None
    assert parse_target(str(target)) == target


def test_a_target_written_out() -> None:
    fields = TargetFields.model_validate
    at_least = read_target(fields({"op": "at_least", "value": 3, "per": "week"}))
    assert at_least == Target("at_least", Decimal(3), None, "week")
    between = read_target(fields({"op": "between", "value": [9, 4]}))
    assert between == Target("between", Decimal(4), Decimal(9))
    assert read_target(fields({"op": "between", "value": 3})) is None
    assert read_target(fields({"op": "at_most", "value": [1, 2]})) is None


def test_a_bare_number_states_none() -> None:
    assert read_target(Decimal(85)) is None
    assert read_target(None) is None
