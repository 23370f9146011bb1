from __future__ import annotations

import pytest

from kraokr.documents.unbroken import unbroken


@pytest.mark.parametrize(
    "value", ["54 %", "99.9 %", "USD 1,200,000", "EUR -5", "1 January 2026", "30 June 2026"]
)
def test_a_value_stays_on_one_line(value: str) -> None:
    kept = value.replace(" ", "\u00a0")
    assert unbroken(f"<p>It is {value} now</p>") == f"<p>It is {kept} now</p>"


@pytest.mark.parametrize("text", ["4 people", "a % of it", "A 5", "width: 38%; 1 2026", "2026-01-05 10"])
def test_other_spaces_are_left(text: str) -> None:
    assert unbroken(text) == text
