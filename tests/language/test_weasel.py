from __future__ import annotations

import pytest

from kraokr.language.weasel import read_weasel_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Improve efficiency", ["efficiency"]),
        ("A seamless, world-class service", ["seamless", "world-class"]),
        ("Optimise the warehouse", ["Optimise"]),
    ],
)
def test_words_that_cannot_be_measured(text: str, words: list[str]) -> None:
    assert [text[piece.start : piece.end] for piece in read_weasel_words(text)] == words


@pytest.mark.parametrize(
    "text", ["Quality assurance", "A capacity plan for the plant", "Inefficiency costs", "Tickets per day"]
)
def test_names_and_other_words(text: str) -> None:
    assert read_weasel_words(text) == ()
