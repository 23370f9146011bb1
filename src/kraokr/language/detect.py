"""A cheap guess whether a text is English, so that other languages are passed over and not misread."""

from __future__ import annotations

from functools import lru_cache

from kraokr.language.grammar import parse
from kraokr.language.lexicon import ENGLISH, Lexicon

LATIN_END = 0x24F
MOST = 0.5


@lru_cache(maxsize=16384)
def is_english(text: str, lexicon: Lexicon = ENGLISH) -> bool:
    """Whether a text may be English: its letters are Latin, and no other language's words outweigh ours."""
    if not text.isascii() and _is_foreign_script(text):
        return False
    clause = parse(text, lexicon)
    pairs = [(w.key, tags) for w, tags in zip(clause.words, clause.tags, strict=True) if w.key[0].isalpha()]
    foreign = sum("foreign_words" in tags for _, tags in pairs)
    if foreign:
        return sum(_is_ours(key, tags, lexicon) for key, tags in pairs) >= foreign
    if any(_is_ours(key, tags, lexicon) for key, tags in pairs):
        return True
    endings = tuple(lexicon.lists["foreign_endings"])
    return not any(key.endswith(endings) for key, _ in pairs)


def _is_foreign_script(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return sum(ord(c) > LATIN_END for c in letters) > len(letters) * MOST


def _is_ours(key: str, tags: frozenset[str], lexicon: Lexicon) -> bool:
    return (bool(tags) and tags != {"foreign_words"}) or lexicon.verb(key) is not None
