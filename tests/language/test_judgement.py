from __future__ import annotations

import pytest

from kraokr.language.judgement import has_figure, names_measure, words_beyond_number


@pytest.mark.parametrize(
    ("text", "measures"),
    [
        ("Missed NPS by two points", []),
        ("Missed uptime by two points.", ["Press uptime"]),
        ("Bookings reached 92 % of target.", ["Bookings"]),
        ("Tickets were settled in 5.2 hours on average", ["Tickets settled"]),
    ],
)
def test_a_number_alone(text: str, measures: list[str]) -> None:
    assert has_figure(text)
    assert words_beyond_number(text, measures) == ()


def test_words_that_say_more_than_the_number() -> None:
    words = words_beyond_number("CSAT fell to 80 after the outage", [])
    assert [word.text for word in words] == ["outage"]


@pytest.mark.parametrize(("text", "figure"), [("Two of ten", True), ("In 2025", True), ("Well done", False)])
def test_figures(text: str, figure: bool) -> None:
    assert has_figure(text) is figure


def test_a_measure_is_named_by_all_its_words() -> None:
    assert names_measure("Agents were promoted early", ["Agents promoted"])
    assert not names_measure("Agents were praised", ["Agents promoted"])
