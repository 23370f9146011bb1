"""What the text of a review should not say, or not only say; and places that were never filled in."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import lru_cache
from typing import NamedTuple

from kraokr.language.lexicon import ENGLISH, Lexicon
from kraokr.language.reading import Evidence
from kraokr.language.words import on_demand, split_words

_QUOTED = on_demand(r"“[^”]*”|\"[^\"]*\"|‘[^’]*’|(?<!\w)'[^']+'(?!\w)")
_NEXT_WORD = on_demand(r"[\s-]+([^\W\d_]+)")
_BE = r"(?:is|was|are|were|being|been|be|became|becomes|got|gets|looks|looked|seems|seemed|'s|'re)"
_MARKUP = "br|hr|b|i|u|em|strong|sub|sup|kbd"
_BLANK = on_demand(
    rf"<(?=[A-Za-z_. …])(?!(?:{_MARKUP})\s*>)[^<>\n:@/=]{{1,40}}>"
    r"|\[(?:insert|your|name of|todo|tbd|xx)\b[^\]\n]*\]|\bXX+\s?%",
    re.IGNORECASE,
)
_ANGLE = on_demand(r"<[A-Za-z_. …]")
_OPENINGS = ("[insert", "[your", "[name of", "[todo", "[tbd", "[xx", "xx")
_APP = on_demand(r"[\s-]+(?:apps?|lists?|applications?|MVC)\b", re.IGNORECASE)


class BlanketReading(NamedTuple):
    """The blanket phrases of a comment, and how many words stand beside them."""

    evidence: tuple[Evidence, ...]
    other_words: int


def read_blanket_verdict(text: str, lexicon: Lexicon = ENGLISH) -> BlanketReading:
    """The verdicts that say nothing (`good year`, `needs improvement`), outside quotations."""
    spoken = _QUOTED().sub(lambda m: " " * len(m[0]), text)
    found = tuple(
        Evidence(m.start(), m.end(), f'says "{m[0].lower()}"')
        for m in lexicon.find("blanket_verdicts", spoken)
    )
    words = [word for word in split_words(text) if word.key[0].isalnum()]
    others = [word for word in words if not any(e.start <= word.start < e.end for e in found)]
    return BlanketReading(found, len(others))


def read_protected_topic(
    text: str, lexicon: Lexicon = ENGLISH, person_names: Collection[str] = ()
) -> tuple[Evidence, ...]:
    """Mentions of a person's health, leave, family, age, religion and the like, not of the work's own.

    `person_names` are the names by which the text may call the person.
    """
    patterns = _person_patterns(lexicon, tuple(sorted(person_names)))
    spans = {match.span(): match["topic"] for pattern in patterns for match in pattern.finditer(text)}
    spans |= {match.span(): match[0] for match in lexicon.find("protected_causes", text)}
    found = sorted(span for span in spans if not _means_work(text, span[1], lexicon))
    return tuple(Evidence(start, end, f'speaks of "{spans[start, end].lower()}"') for start, end in found)


@lru_cache(maxsize=64)
def _person_patterns(lexicon: Lexicon, names: tuple[str, ...]) -> tuple[re.Pattern[str], ...]:
    called = [re.escape(name) for name in names]
    owned = "|".join([*lexicon.lists["person_possessives"], *(f"{name}['’]s" for name in called)])
    subjects = "|".join([*lexicon.lists["person_subjects"], *called])
    terms, states = (
        "|".join(sorted((re.escape(entry) for entry in lexicon.lists[name]), key=len, reverse=True))
        for name in ("protected_terms", "protected_states")
    )
    return (
        re.compile(rf"\b(?:{owned})\s+(?:\w+\s+)?(?P<topic>{terms})(?!\w)", re.IGNORECASE),
        re.compile(rf"\b(?:{subjects})\s*{_BE}\s+(?:\w+\s+)?(?P<topic>{states})(?!\w|-\w)", re.IGNORECASE),
    )


def _means_work(text: str, end: int, lexicon: Lexicon) -> bool:
    after = _NEXT_WORD().match(text, end)
    return after is not None and "work_nouns" in lexicon.tags(split_words(after[1])[0].key)


def read_placeholder(text: str, lexicon: Lexicon = ENGLISH) -> tuple[Evidence, ...]:
    """Text that waits to be filled in: `TODO`, `XX%`, `<name>`, lorem ipsum; a `TODO app` is a product."""
    found = {match.span() for match in _placeholders(text, lexicon)}
    return tuple(Evidence(start, end, f'still says "{text[start:end]}"') for start, end in sorted(found))


def may_hold_placeholder(text: str, lexicon: Lexicon = ENGLISH) -> bool:
    """A quick look at a long text: false if no part of it can be a placeholder."""
    folded = text.lower()
    return any(sign in folded for sign in _placeholder_signs(lexicon)) or bool(_ANGLE().search(text))


@lru_cache(maxsize=8)
def _placeholder_signs(lexicon: Lexicon) -> tuple[str, ...]:
    """What has to stand in a text, in lower case, for it to hold a placeholder."""
    words = {max(entry.lower().split(), key=len) for entry in lexicon.lists["placeholder_words"]}
    signs = {*words, *_OPENINGS}
    return tuple(sign for sign in signs if not any(other in sign for other in signs - {sign}))


def _placeholders(text: str, lexicon: Lexicon) -> Iterator[re.Match[str]]:
    shaped = list(_BLANK().finditer(text))
    yield from shaped
    for match in lexicon.find("placeholder_words", text):
        inside = any(shape.start() <= match.start() < shape.end() for shape in shaped)
        if not inside and not _APP().match(text, match.end()) and not _is_numeral(text, match, lexicon):
            yield match


def _is_numeral(text: str, match: re.Match[str], lexicon: Lexicon) -> bool:
    """Whether `XX` is a Roman number after a word such as `Title`."""
    before = split_words(text[: match.start()])
    return set(match[0]) == {"X"} and bool(before) and before[-1].key in lexicon.word_set("name_words")
