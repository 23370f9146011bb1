"""What the signs in a statement weigh, and the words that are told for it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kraokr.language import ENGLISH, Confidence
from kraokr.language.names import Names, named, reason
from kraokr.language.pair import weigh_pair
from kraokr.language.signs import Signs, read_signs
from kraokr.language.weights import Judge, Weighed, judge, weigh

JUDGE = Judge(
    labels=["no", "yes"],
    fine="no",
    start=[0.0, 0.5],
    sure={"no": 0.9, "yes": 0.9},
    signs={"opens:a": [0.0, 3.0], "object:b": [0.0, 1.0], "object:c": [4.0, 0.0], "word:of": [0.0, 9.0]},
)
TEXT = "do the thing"


DO, THING, OF = (0, 2), (7, 12), (3, 6)


def weighed(*signs: Signs) -> Weighed:
    return Weighed(TEXT, signs, JUDGE)


def test_weights_add_up() -> None:
    one = weighed(Signs(named("opens:a"), *DO), Signs(named("object:c"), *THING))
    assert one.label == "no"  # 4 against 0.5 + 3
    assert one.confidence is Confidence.LOW
    assert weighed(Signs(named("opens:a"), *DO)).label == "yes"


def test_a_sign_that_stands_twice_counts_twice() -> None:
    twice = Signs(named("object:b", "object:b"), 7, 12)
    assert JUDGE.worth(twice.names) == (0.0, 2.0)


def test_a_sign_without_a_weight_says_nothing() -> None:
    assert JUDGE.worth(named("object:never seen")) == (0.0, 0.0)


def test_what_is_hardly_likelier_is_not_said() -> None:
    judge = Judge(["no", "yes"], "no", [0.0, 0.15], {"no": 0.9, "yes": 0.9}, {})
    assert Weighed(TEXT, (), judge).label == "no"  # "yes" is 0.54 likely


def test_sure_is_what_is_likely_enough() -> None:
    assert weighed(Signs(named("opens:a"), *DO)).confidence is Confidence.HIGH  # e^3.5 / (1 + e^3.5)
    assert weighed(Signs(named("object:b"), *THING)).confidence is Confidence.LOW
    assert weighed().confidence is Confidence.LOW


def test_the_words_that_weigh_most_are_told_in_order() -> None:
    one = weighed(
        Signs(named("object:b"), *THING), Signs(named("opens:a"), *DO), Signs(named("word:of"), *OF)
    )
    assert [piece.reason for piece in one.evidence] == ['starts with "do"', 'is about "thing"']


def test_words_that_speak_against_are_not_told() -> None:
    one = weighed(
        Signs(named("opens:a"), *DO), Signs(named("object:c"), *THING), Signs(named("word:of"), *OF)
    )
    assert one.label == "yes"
    assert [piece.reason for piece in one.evidence] == ['starts with "do"']


def test_something_is_told_even_where_no_word_speaks_for_it() -> None:
    one = weighed(Signs(named("object:c"), *THING), Signs(named("word:of")))
    assert one.label == "yes"
    assert [piece.reason for piece in one.evidence] == ['is about "thing"']


def test_the_most_telling_reason_is_given() -> None:
    assert reason({"any:artefact_nouns", "opens:base"}) == "starts with {}"
    assert reason({"any:artefact_nouns"}) == "says {}"
    assert reason({"any:prepositions", "word:of"}) == ""


@given(st.text(alphabet="abcdefg hijklmnop 0123 %&'-", max_size=60))
def test_any_text_has_a_verdict_and_its_words_lie_in_it(text: str) -> None:
    for judgement in ("area", "key result", "objective"):
        one = weigh(judgement, text)
        assert one.label in judge(judgement).labels
        for piece in one.evidence:
            assert 0 <= piece.start < piece.end <= len(text)
            assert f'"{text[piece.start : piece.end].lower()}"' in piece.reason


def test_the_same_kind_of_word_has_the_same_names() -> None:
    one, other = (read_signs(text)[0].names for text in ("Publish posts", "Publish pages"))
    assert one is other
    assert Names(("a",)) != Names(("a",))  # known by what it is, not by what it says


def test_signs_of_a_statement() -> None:
    names = {name for one in read_signs("Prepare the monthly report") for name in one.names}
    assert {"opens:base", "opens:base of output_verbs", "any:cadence", "object:artefact_nouns"} <= names
    assert "output_verbs of cadence" in names
    assert {"numbers:0", "words:3"} <= names


def test_signs_of_numbers() -> None:
    names = {name for one in read_signs("Cut errors from 14 to 5% within 2 days") for name in one.names}
    assert {"number:change", "number:in percent", "number:from a start", "says:window"} <= names


def test_a_word_of_ones_own_changes_the_signs() -> None:
    extended = ENGLISH.extended({"output_verbs": ["frobnicate"]})
    plain, own = (
        {name for one in read_signs("Frobnicate it", lexicon) for name in one.names}
        for lexicon in (ENGLISH, extended)
    )
    assert "opens:no verb" in plain
    assert "opens:base of output_verbs" in own


@pytest.mark.parametrize(
    ("title", "label"),
    [
        ("Improve patient safety on the ward", "duplicate"),
        ("Reduce falls of patients on the ward from 11 to 4", "accelerates"),
        ("Raise parking income of the hospital", "unrelated"),
    ],
)
def test_pairs(title: str, label: str) -> None:
    assert weigh_pair(title, "Patient safety").label == label


def test_every_weight_is_of_a_sign_for_each_label() -> None:
    file = Path(__file__).parents[2] / "src/kraokr/language/en/weights.json"
    for name, one in json.loads(file.read_text(encoding="utf-8")).items():
        assert set(one["sure"]) == set(one["labels"]), name
        assert one["fine"] in (*one["labels"], "")
        assert len(one["start"]) == len(one["labels"])
        assert 100 <= len(one["signs"]) <= 300
        assert all(len(weights) == len(one["labels"]) for weights in one["signs"].values())
