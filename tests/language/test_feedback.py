from __future__ import annotations

import pytest

from kraokr.language.feedback import read_absolutes, read_vague_praise


@pytest.mark.parametrize("text", ["Always late", "Reports never come on time.", "He constantly interrupts"])
def test_absolutes(text: str) -> None:
    assert len(read_absolutes(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "No outage, never below 99.9% in the year",
        "No never-events on the ward",
        "The always-on service was moved",
        'A buyer wrote "always on time"',
        "Late on 5 of 20 stand-ups in March",
    ],
)
def test_no_absolutes(text: str) -> None:
    assert read_absolutes(text) == ()


def test_a_number_excuses_its_own_sentence_only() -> None:
    (evidence,) = read_absolutes("Uptime never fell below 99.9 percent. He is always there.")
    assert evidence.start > 30


def test_vague_praise_is_one_place_a_sentence() -> None:
    text = "Keep it up. Team player, great attitude. A real asset."
    assert [text[e.start : e.end] for e in read_vague_praise(text)] == [
        "Team player, great attitude",
        "real asset",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Went above and beyond: paired with 3 new hires",
        "A pleasure to work with on the Lyon roll-out",
        'Team player, as in "the two nights in May"',
        "Great communicator, see https://wiki.example/outage",
        "Great communicator who visited ten carriers",
        "Paired with new hires until they shipped alone",
    ],
)
def test_praise_that_names_work(text: str) -> None:
    assert read_vague_praise(text) == ()


def test_the_name_of_the_person_is_no_work() -> None:
    assert read_vague_praise("For us Ben Okafor is a team player", person_names=("Ben Okafor",))
