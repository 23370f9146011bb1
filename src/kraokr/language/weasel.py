"""The words of a goal that nobody can measure."""

from __future__ import annotations

from functools import lru_cache

from kraokr.language.lexicon import ENGLISH, Lexicon
from kraokr.language.reading import Evidence
from kraokr.language.words import split_words


@lru_cache(maxsize=16384)
def read_weasel_words(text: str, lexicon: Lexicon = ENGLISH) -> tuple[Evidence, ...]:
    """The words in a goal that sound good and cannot be measured: `efficient`, `world-class`, `seamless`.

    Part of a thing's name they are none: `quality assurance`, `capacity plan`.
    """
    return tuple(
        Evidence(match.start(), match.end(), f'says "{match[0].lower()}"')
        for match in lexicon.find("weasel_words", text)
        if not _names_thing(text, match.end(), lexicon)
    )


def _names_thing(text: str, end: int, lexicon: Lexicon) -> bool:
    following = next((word for word in split_words(text) if word.start >= end), None)
    return following is not None and "weasel_heads" in lexicon.tags(following.key)
