"""Whether the name of a key result area is a measure, or names a tactic."""

from __future__ import annotations

from functools import lru_cache

from kraokr.language.grammar import parse
from kraokr.language.lexicon import ENGLISH, Lexicon
from kraokr.language.measure import Op, read_measures
from kraokr.language.reading import Evidence
from kraokr.language.words import split_words

_FILLERS = frozenset(
    {"score", "index", "target", "targets", "number", "kpi", "and", "&", "/", ",", "the", "our"}
)
_CHANGES = frozenset({"increase_verbs", "decrease_verbs", "improve_verbs", "upkeep_verbs", "reach_verbs"})


@lru_cache(maxsize=16384)
def read_metric_name(text: str, lexicon: Lexicon = ENGLISH) -> tuple[Evidence, ...]:
    """The words that make a name a metric: a number with a unit or comparator, or a metric's name alone.

    Names with digits (`ISO 9001`, `24/7`, `Tier 1`) and bare counts are none.
    """
    bound = (m for m in read_measures(text, lexicon) if m.unit or m.op is not Op.EQUALS)
    spans = ((m.start, m.end, text[m.start : m.end]) for m in bound)
    numbers = (
        Evidence(start, end, f'holds the number "{words}"')
        for start, end, words in spans
        if any(c.isdigit() for c in words)
    )
    return tuple(numbers) or _bare_metric(text, lexicon)


def _bare_metric(text: str, lexicon: Lexicon) -> tuple[Evidence, ...]:
    named = tuple(
        Evidence(match.start(), match.end(), f'is the metric "{match[0]}"')
        for match in lexicon.find("metric_names", text)
    )
    rest = (
        word
        for word in split_words(text)
        if not any(name.start <= word.start < name.end for name in named) and word.key not in _FILLERS
    )
    changes = all((verb := lexicon.verb(word.key)) and not verb.lists.isdisjoint(_CHANGES) for word in rest)
    return named if changes else ()


@lru_cache(maxsize=16384)
def read_tactic(text: str, lexicon: Lexicon = ENGLISH) -> tuple[Evidence, ...]:
    """The channels, tools, vendors and technologies that a text names; capitals tell `Excel` from `excel`."""
    everyday = lexicon.lists["everyday_names"]
    return tuple(
        Evidence(match.start(), match.end(), f'names "{match[0]}"')
        for match in lexicon.find("tactic_words", text)
        if match[0] not in everyday or not _opens_sentence(text, match.start(), match.end(), lexicon)
    )


def _opens_sentence(text: str, start: int, end: int, lexicon: Lexicon) -> bool:
    """Whether a capital says nothing: the word opens the text, before a word that follows a verb."""
    if text[:start].strip():
        return False
    after = parse(text[end:], lexicon)
    key = after.key(0)
    return after.has(0, "prepositions", "determiners", "particles") or key.endswith("ly")
