"""How targets in words become formal ones, how limits compare, and which units are the same."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kraokr.language import ENGLISH
from kraokr.lint.targets import facing, formal_target, is_inside, known_unit
from kraokr.model import Target
from kraokr.model.target import parse_target


@pytest.mark.parametrize(
    ("words", "formal"),
    [
        ("above 85", ">= 85"),
        ("above 85%", ">= 85%"),
        ("within 6h", "<= 6 hours"),
        ("at most 3", "<= 3"),
        ("no more than 5 days", "<= 5 days"),
        ("between 80 and 90", "80..90"),
        ("at least 2.5 million USD per quarter", ">= 2500000 USD per quarter"),
        ("less than 1,000.", "<= 1000"),
        ("85 or more", ">= 85"),
        ("90 percent or more", ">= 90%"),
        ("6 hours or less", "<= 6 hours"),
        ("3 or fewer per month", "<= 3 per month"),
    ],
)
def test_words_become_formal(words: str, formal: str) -> None:
    assert formal_target(words, ENGLISH) == formal


@pytest.mark.parametrize(
    "words",
    [
        "85",
        "yes",
        "within 6 hours of opening",
        "at least 90 calls per week",
        "about 85",
        "from 40 to 55",
        "tbd",
    ],
)
def test_what_says_more_or_less_is_left_alone(words: str) -> None:
    assert formal_target(words, ENGLISH) is None


@given(st.integers(0, 10**9), st.integers(0, 3))
def test_the_formal_target_keeps_the_number(digits: int, places: int) -> None:
    number = Decimal(digits).scaleb(-places)
    formal = formal_target(f"at least {number:f}", ENGLISH)
    assert formal is None or parse_target(formal) == Target("at_least", number, None)


def _target(text: str) -> Target:
    target = parse_target(text)
    assert target is not None
    return target


@pytest.mark.parametrize(
    ("inner", "outer", "inside"),
    [
        (">= 90", ">= 80", True),
        (">= 80", ">= 90", False),
        ("<= 4", "<= 8", True),
        ("<= 8", "<= 4", False),
        ("80..90", "70..95", True),
        ("70..95", "80..90", False),
        (">= 80", "80..90", False),
        ("80..90", ">= 80", True),
    ],
)
def test_a_limit_inside_another(inner: str, outer: str, inside: bool) -> None:
    assert is_inside(_target(inner), _target(outer)) is inside


def test_a_band_of_two_sides_faces_the_target() -> None:
    assert facing(_target("85..100"), _target(">= 80")) == _target(">= 85")
    assert facing(_target("0..4"), _target("<= 6")) == _target("<= 4")
    assert facing(_target("80..90"), _target("70..95")) == _target("80..90")
    assert facing(None, _target(">= 80")) is None


@pytest.mark.parametrize(
    ("unit", "known"),
    [
        ("%", "percent"),
        ("Per cent", "percent"),
        ("h", "hours"),
        ("hour", "hours"),
        ("hours", "hours"),
        ("days", "days"),
        ("$", "USD"),
        ("usd", "USD"),
        ("tickets", None),
        ("", None),
        (None, None),
    ],
)
def test_units_by_their_usual_name(unit: str | None, known: str | None) -> None:
    assert known_unit(unit) == known
