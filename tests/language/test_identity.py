from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kraokr.language.identity import find_identity_number, has_check_digit

DIGITS = st.text("0123456789", min_size=3, max_size=15)


def checked(digits: str) -> str:
    """The digits with the one check digit that fits."""
    (found,) = [digits + last for last in "0123456789" if has_check_digit(digits + last)]
    return found


@pytest.mark.parametrize("number", ["2363", "123451"])
def test_published_examples_have_a_check_digit(number: str) -> None:
    assert checked(number[:-1]) == number


@given(DIGITS, st.data())
def test_one_wrong_digit_is_noticed(digits: str, data: st.DataObject) -> None:
    number = checked(digits)
    place = data.draw(st.integers(0, len(number) - 1))
    other = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != number[place]]))
    assert not has_check_digit(number[:place] + other + number[place + 1 :])


@given(DIGITS, st.data())
def test_two_neighbours_in_the_wrong_order_are_noticed(digits: str, data: st.DataObject) -> None:
    number = checked(digits)
    place = data.draw(st.integers(0, len(number) - 2))
    swapped = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    assert swapped == number or not has_check_digit(swapped)


@pytest.mark.parametrize(
    ("text", "what", "number"),
    [
        ("Aadhaar 2341 2341 2346.", "an Aadhaar number", "2341 2341 2346"),
        ("2341-2341-2346", "an Aadhaar number", "2341-2341-2346"),
        ("PAN ABCPE1234F", "a PAN", "ABCPE1234F"),
        ("123-45-6789 on file", "a social security number", "123-45-6789"),
        ("Zoë’s number is 234123412346", "an Aadhaar number", "234123412346"),
        ("\ud800 ABCPE1234F", "a PAN", "ABCPE1234F"),
    ],
)
def test_found(text: str, what: str, number: str) -> None:
    assert find_identity_number(text) == (what, number)


@pytest.mark.parametrize(
    "text",
    [
        "2341 2341 2345",
        "2341-2341 2346",
        "1341 2341 2346",
        "ABCDE1234F",
        "987-65-4321",
        "ref/123-45-6789",
        "12-30-2026",
    ],
)
def test_not_found(text: str) -> None:
    assert find_identity_number(text) is None
