from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kraokr.language import ENGLISH
from kraokr.language.topics import neighbours, read_apart, read_topics

FIELDS = {name.removeprefix("topic_") for name in ENGLISH.lists if name.startswith("topic_")}


@pytest.mark.parametrize(
    ("text", "field", "word"),
    [
        ("Fill every vacancy in nursing within a month", "hiring", '"vacancy"'),
        ("Fewer outages on weekends", "uptime", '"outages"'),
        ("Donors who gave once give again", "fundraising", '"donors"'),
        ("Recruiting for the night shift", "hiring", '"recruiting"'),
        ("A follow-up call-centre survey", "customer_support", '"call-centre"'),
    ],
)
def test_a_text_tells_its_field_and_the_words_that_say_so(text: str, field: str, word: str) -> None:
    topics = read_topics(text)
    assert word in [evidence.reason for evidence in topics[field]]
    first = topics[field][0]
    assert f'"{text[first.start : first.end].lower()}"' == first.reason


def test_a_phrase_counts_before_its_words() -> None:
    assert "pay" in read_topics("Health insurance")
    assert "insurance" not in read_topics("Health insurance")


def test_words_of_every_field_say_nothing() -> None:
    assert not read_topics("Management of our process, growth and performance")
    assert not read_topics("What the coming months should bring")


def test_a_word_of_many_fields_says_too_little_of_each() -> None:
    assert len([field for field in FIELDS if "customer" in ENGLISH.lists[f"topic_{field}"]]) > 3
    assert not read_topics("Customers")


def test_words_left_out_say_nothing() -> None:
    assert (
        read_topics("Phishing of tenants", without=frozenset({"phish"})).keys()
        == read_topics("tenants").keys()
    )


@pytest.mark.parametrize(
    ("title", "area"),
    [
        ("Interview twelve candidates", "Service uptime"),
        ("Zero lost-time injuries", "Cash flow management"),
        ("Security deposits go back to tenants in a week", "Information security"),
    ],
)
def test_other_fields_are_apart(title: str, area: str) -> None:
    assert read_apart(title, area)


@pytest.mark.parametrize(
    ("title", "area"),
    [
        ("Candidates get an offer in two weeks", "Recruitment"),
        ("Improve information security", "Information security"),
        ("Information security of tenants", "Information security"),
        ("Something nobody can place", "Service uptime"),
        ("Interview twelve candidates", "Excellence"),
    ],
)
def test_one_field_or_none_is_not_apart(title: str, area: str) -> None:
    assert read_apart(title, area) is None


def test_neighbours_are_known_fields_and_mutual() -> None:
    near = neighbours()
    assert near.keys() == FIELDS
    assert all(field in near[other] for field, others in near.items() for other in others)


def test_lists_can_be_extended() -> None:
    more = ENGLISH.extended({"topic_uptime": ["gizmo"], "neighbouring_topics": ["uptime pay"]})
    assert "uptime" in read_topics("Fewer broken gizmos", more)
    assert "pay" in neighbours(more)["uptime"]


@given(st.text(max_size=60))
def test_words_lie_in_the_text(text: str) -> None:
    for words in read_topics(text).values():
        for start, end, reason in words:
            assert 0 <= start < end <= len(text)
            assert reason == f'"{text[start:end].lower()}"'
