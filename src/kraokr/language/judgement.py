"""Whether a judgement says anything beyond the number that it rests on."""

from __future__ import annotations

from collections.abc import Iterable

from kraokr.language.lexicon import ENGLISH, Lexicon
from kraokr.language.words import Word, singular, split_words

_CLOSED = frozenset({"result_words", "stop_words", "prepositions", "determiners", "number_words", "cadence"})


def has_figure(text: str, lexicon: Lexicon = ENGLISH) -> bool:
    """Whether a text states a number, in digits or in a word."""
    return any(_is_number(word, lexicon) for word in split_words(text))


def words_beyond_number(text: str, measures: Iterable[str], lexicon: Lexicon = ENGLISH) -> tuple[Word, ...]:
    """The words of a result that say more than how a measure stands: none in `Missed NPS by two points`.

    `measures` are names of measures whose words count as the number's own.
    """
    known = {singular(word.key) for name in measures for word in split_words(name)}
    named = [match.span() for match in lexicon.find("metric_names", text)]
    return tuple(
        word
        for word in split_words(text)
        if word.key[0].isalpha()
        and singular(word.key) not in known
        and lexicon.tags(word.key).isdisjoint(_CLOSED)
        and not any(start <= word.start < end for start, end in named)
    )


def names_measure(text: str, measures: Iterable[str]) -> bool:
    """Whether a text holds all words of the name of a measure, in any order."""
    said = {singular(word.key) for word in split_words(text)}
    return any({singular(word.key) for word in split_words(name)} <= said for name in measures)


def _is_number(word: Word, lexicon: Lexicon) -> bool:
    return word.key[0].isdigit() or "number_words" in lexicon.tags(word.key)
