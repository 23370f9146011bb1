"""How far two statements speak of the same subject."""

from __future__ import annotations

from functools import lru_cache

from kraokr.language.grammar import Clause, parse
from kraokr.language.lexicon import ENGLISH, Lexicon
from kraokr.language.words import on_demand, singular

CHANGES = frozenset(
    {"increase_verbs", "decrease_verbs", "improve_verbs", "upkeep_verbs", "assure_verbs", "reach_verbs"}
)
DUTIES = frozenset({"duty_verbs", "output_verbs", "build_verbs", "deal_verbs"})
_SHORTEST = 4
_ENDING = on_demand(
    r"(?:ization|ability|ation|action|ment|ness|ity|ing|ion|ied|ier|acy|ately|ate|ance|ence|ancy|ency|able|ible"
    r"|ant|ent|ive|ally|al|er|or|ed|ly|es|s|e|y)$"
)


@lru_cache(maxsize=16384)
def subject_words(text: str, lexicon: Lexicon = ENGLISH) -> frozenset[str]:
    """The stems of the words that name the subject: no verbs of change or upkeep, small words or numbers."""
    clause = parse(text, lexicon)
    kept = (i for i, word in enumerate(clause.words) if word.key[0].isalpha() and not _is_small(clause, i))
    return frozenset(stem(clause.words[i].key) for i in kept)


def _is_small(clause: Clause, index: int) -> bool:
    key = clause.words[index].key
    adverb = key.endswith("ly") and len(key) > _SHORTEST
    if adverb or clause.has(index, "stop_words", "number_words", "cadence"):
        return True
    verb = clause.verb(index)
    if verb is None or clause.has(index, "outcome_nouns"):
        return False
    changes = not verb.lists.isdisjoint(CHANGES)
    if index == clause.lead and len(clause.words) > index + 1 and not clause.has(index, "function_nouns"):
        return changes or ("soft_verbs" not in verb.lists and not verb.lists.isdisjoint(DUTIES))
    return verb.lists <= CHANGES


def stem(key: str) -> str:
    """A folded word without its ending, crudely: `accurate` and `accuracy`, `report` and `reporting` meet."""
    word = singular(key)
    while (match := _ENDING().search(word)) and match.start() >= _SHORTEST:
        word = word[: match.start()]
    return word


def overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of the shorter set that stands in both, |A ∩ B| / min(|A|, |B|); 0 where one is empty."""
    shorter = min(len(one), len(other))
    return len(one & other) / shorter if shorter else 0.0
