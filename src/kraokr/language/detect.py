"""A cheap guess whether a text is English, so that other languages are passed over and not misread."""

from __future__ import annotations

from kraokr.language.lexicon import ENGLISH, Lexicon
from kraokr.language.words import split_words

LATIN_END = 0x24F
MOST = 0.5


def is_english(text: str, lexicon: Lexicon = ENGLISH) -> bool:
    """Whether a text may be English: its letters are Latin, and no other language's words outweigh ours."""
    letters = [c for c in text if c.isalpha()]
    if sum(ord(c) > LATIN_END for c in letters) > len(letters) * MOST:
        return False
    words = [word for word in split_words(text) if word.key[0].isalpha()]
    foreign = sum("foreign_words" in lexicon.tags(word.key) for word in words)
    ours = sum(_is_ours(word.key, lexicon) for word in words)
    if foreign or ours:
        return ours >= foreign
    endings = tuple(lexicon.lists["foreign_endings"])
    return not any(word.key.endswith(endings) for word in words)


def _is_ours(key: str, lexicon: Lexicon) -> bool:
    lists = lexicon.tags(key)
    return (bool(lists) and lists != {"foreign_words"}) or lexicon.verb(key) is not None
