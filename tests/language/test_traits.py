from __future__ import annotations

import pytest

from kraokr.language import ENGLISH
from kraokr.language.traits import read_traits

TRAITS = [
    ("She is abrasive", "abrasive"),
    ("She is always friendly, but can be too emotional when customers complain.", "emotional"),
    ("Ben was rude and aggressive in the review", "aggressive"),
    ("Okafor is often seen as bossy by sellers", "bossy"),
    ("In meetings he comes across as very rigid", "rigid"),
    ("You're difficult to work with", "difficult"),
    ("He can be a bit arrogant.", "arrogant"),
    ("Works fast. Can be too emotional.", "emotional"),
    ("Too opinionated with partners", "opinionated"),
    ("They are a difficult colleague", "difficult"),
    ("Customers noticed her abrasive tone", "abrasive"),
    ("Ben's aggressive style cost us two partners", "aggressive"),
    ("He is too soft with suppliers", "too soft"),
    ("Ben calls every week and is lazy about notes", "lazy"),
    ("His personality is abrasive", "abrasive"),
    ("She has a cold manner with vendors", "cold"),
    ("Ben is strong technically but too opinionated", "opinionated"),
    ("Overall, Ben is a rigid planner", "rigid"),
    ("She was called bossy", "bossy"),
]


@pytest.mark.parametrize(("text", "words"), TRAITS)
def test_traits_of_a_person(text: str, words: str) -> None:
    (evidence,) = read_traits(text, person_names=("Ben Okafor",))
    assert text[evidence.start : evidence.end] == words


@pytest.mark.parametrize(
    "text",
    [
        "Aggressive caching halved the load",
        "She chose aggressive caching for the shop",
        "The target was aggressive",
        "It was difficult to hire in spring",
        "He said that the plan is too rigid",
        "Handled abrasive materials without an accident",
        "Led the emotional design of the home page",
        "A customer wrote 'she is abrasive' and took it back",
        "Zara is lazy",
        "She is an emotional design researcher",
        "Lazy loading is live",
        "The site has a cold manner of lighting",
        "She was given a rigid schedule",
        "They were aggressive targets",
        "Difficult customers were won back",
    ],
)
def test_work_is_no_trait(text: str) -> None:
    assert read_traits(text, person_names=("Ben Okafor",)) == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("She is a rockstar", "rockstar"),
        ("Ben is brilliant.", "brilliant"),
        ("He is a natural", "natural"),
        ("You are a brilliant engineer", "brilliant"),
    ],
)
def test_talent_labels(text: str, words: str) -> None:
    (evidence,) = read_traits(text, person_names=("Ben",), traits="talent_labels")
    assert text[evidence.start : evidence.end] == words


@pytest.mark.parametrize(
    "text", ["He is a natural language expert", "Genius Bar visits fell", "A brilliant plan"]
)
def test_other_senses_are_no_label(text: str) -> None:
    assert read_traits(text, traits="talent_labels") == ()


def test_the_words_are_those_of_the_lexicon() -> None:
    lexicon = ENGLISH.extended({"trait_words": ["prickly"]}, {"trait_words": ["nice"]})
    assert read_traits("She is prickly", lexicon)
    assert not read_traits("She is nice", lexicon)
