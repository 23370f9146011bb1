from __future__ import annotations

import pytest

from kraokr.language.similarity import overlap, stem, subject_words


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("accurate", "accuracy"),
        ("reporting", "report"),
        ("reliable", "reliability"),
        ("customers", "customer"),
    ],
)
def test_stems_meet(one: str, other: str) -> None:
    assert stem(one) == stem(other)


def test_stems_of_other_words_part() -> None:
    assert stem("safety") != stem("satisfaction")


def test_verbs_of_change_and_small_words_are_no_subject() -> None:
    assert subject_words("Maintain the safety of our wards every week") == subject_words("Ward safety")


def test_a_noun_that_looks_like_a_verb_stays() -> None:
    assert len(subject_words("Support quality")) == 2


def test_overlap_with_nothing_is_zero() -> None:
    assert overlap(frozenset(), frozenset({"ward"})) == 0.0


def test_overlap_is_of_the_shorter() -> None:
    assert overlap(frozenset("ab"), frozenset("abcd")) == 1.0
