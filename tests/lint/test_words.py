"""The config's own words."""

from __future__ import annotations

import pytest

from kraokr.language import lexicon
from kraokr.lint.words import lexicon_of
from trees import workspace

LIST = sorted(lexicon("en").lists)[0]


def read(config: str) -> tuple[object, list[tuple[str, str, str | None]]]:
    words, problems = lexicon_of(workspace(kraokr=f"kind: config\n{config}").config)
    shown = []
    for problem in problems:
        at = problem.finding.at
        assert problem.kind == "invalid-value"
        shown.append(
            (at.file.text[at.span.start : at.span.end], problem.finding.message, problem.finding.help)
        )
    return words, shown


def test_without_own_words_the_lexicon_of_the_language() -> None:
    words, problems = read("")
    assert words is lexicon("en")
    assert problems == []


def test_a_language_that_is_not_read() -> None:
    assert read("lang: de") == (None, [])


@pytest.mark.parametrize("entry", ["[frobnicate]", "{add: [frobnicate]}"])
def test_words_are_added(entry: str) -> None:
    words, problems = read(f"lexicon: {{{LIST}: {entry}}}")
    assert problems == []
    assert words != lexicon("en")
    assert "frobnicate" in words.lists[LIST]  # type: ignore[attr-defined]
    assert "frobnicate" not in lexicon("en").lists[LIST]


def test_words_are_removed() -> None:
    word = sorted(lexicon("en").lists[LIST])[0]
    words, problems = read(f"lexicon: {{{LIST}: {{remove: [{word}]}}}}")
    assert problems == []
    assert word not in words.lists[LIST]  # type: ignore[attr-defined]


def test_an_unknown_list() -> None:
    words, ((place, message, help),) = read(f"lexicon: {{{LIST}x: [a], {LIST}: [frobnicate]}}")
    assert (place, message, help) == (f"{LIST}x", f"unknown word list `{LIST}x`", f"did you mean `{LIST}`?")
    assert "frobnicate" in words.lists[LIST]  # type: ignore[attr-defined]


@pytest.mark.parametrize("entry", ["word", "3", "[3]", "null", "{ad: [a]}", "{add: a}", "{add: [[a]]}"])
def test_no_list_of_words(entry: str) -> None:
    words, ((_, message, help),) = read(f"lexicon: {{{LIST}: {entry}}}")
    assert message == f"`{LIST}` is no list of words"
    assert help
    assert set(words.lists[LIST]) == set(lexicon("en").lists[LIST])  # type: ignore[attr-defined]
