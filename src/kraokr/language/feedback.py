"""How a person is spoken of in a review: in absolutes, or with praise that names no work."""

from __future__ import annotations

import re
from collections.abc import Collection

from kraokr.language.lexicon import ENGLISH, Lexicon
from kraokr.language.reading import Evidence
from kraokr.language.words import Word, on_demand, split_words

_SENTENCE = on_demand(r"(?:[^.!?;]|\.(?=\w))+[.!?;]*")
_QUOTED = on_demand(r"“[^”]*”|\"[^\"]*\"|‘[^’]*’|(?<!\w)'[^']+'(?!\w)")
_LINK = on_demand(r"https?://|www\.", re.IGNORECASE)
_PRONOUNS = frozenset({"i", "he", "she", "they", "you"})


def without_quotations(text: str) -> str:
    """The text with what is quoted in it blanked out, so that places stay what they are."""
    return _QUOTED().sub(lambda match: " " * len(match[0]), text)


def read_absolutes(text: str, lexicon: Lexicon = ENGLISH) -> tuple[Evidence, ...]:
    """The words such as `always` and `never` in sentences that give no number; quotations are not read."""
    return tuple(
        Evidence(m.start(), m.end(), f'says "{m[0].lower()}"')
        for m in lexicon.find("absolutes", without_quotations(text))
        if not _has_number(split_words(_sentence_at(text, m.start())[0]), lexicon)
    )


def read_vague_praise(
    text: str, lexicon: Lexicon = ENGLISH, person_names: Collection[str] = ()
) -> tuple[Evidence, ...]:
    """Praise that names no work, `Team player, great attitude`: for each sentence from first to last word.

    A number, a link, a quotation or a name in the sentence, other than `person_names`, is work enough.
    """
    found: dict[int, tuple[int, int]] = {}
    for match in lexicon.find("vague_praise", without_quotations(text)):
        sentence = _sentence_at(text, match.start())
        if not _names_work(sentence[0], lexicon, person_names):
            first, _ = found.get(sentence.start(), match.span())
            found[sentence.start()] = first, match.end()
    return tuple(Evidence(start, end, f'says "{text[start:end].lower()}"') for start, end in found.values())


def _sentence_at(text: str, offset: int) -> re.Match[str]:
    return next(match for match in _SENTENCE().finditer(text) if match.end() > offset)


def _has_number(words: Collection[Word], lexicon: Lexicon) -> bool:
    return any(word.key[0].isdigit() or "number_words" in lexicon.tags(word.key) for word in words)


def _names_work(sentence: str, lexicon: Lexicon, person_names: Collection[str]) -> bool:
    words = split_words(sentence)
    if _has_number(words, lexicon) or _LINK().search(sentence) or _QUOTED().search(sentence):
        return True
    people = {part.lower() for name in person_names for part in name.split()} | _PRONOUNS
    return any(word.text[0].isupper() and word.key not in people for word in words[1:])
