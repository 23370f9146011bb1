"""Whether the name of an indicator tells to do something instead of naming a measure."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from kraokr.language.area import read_area
from kraokr.language.grammar import Clause, parse
from kraokr.language.keyresult import read_key_result
from kraokr.language.lexicon import ENGLISH, Lexicon, Verb
from kraokr.language.measure import read_measures
from kraokr.language.reading import Area, Confidence, Evidence, Kind
from kraokr.language.verbs import Form

_OPENERS = ("determiners", "cadence", "particles", "number_words")


class ActivityReading(NamedTuple):
    """The words that tell to do something, none where a measure is named; and how sure that is."""

    evidence: tuple[Evidence, ...] = ()
    confidence: Confidence = Confidence.HIGH


@lru_cache(maxsize=16384)
def read_activity(text: str, lexicon: Lexicon = ENGLISH) -> ActivityReading:
    """Read the name of an indicator: only one that opens with a verb of doing is an activity.

    A count in a period ("Publish 4 articles per month") can be read again and again: of low confidence.
    """
    clause = parse(text, lexicon)
    verb = clause.verb(clause.lead)
    named = clause.phrase("metric_names") or _names_measure(clause, verb) if verb else None
    if verb is None or verb.form is not Form.BASE or named:
        return ActivityReading()
    area = read_area(text, lexicon)
    if area.verdict is not Area.TASK or read_key_result(text, lexicon).kind is not Kind.TASK:
        return ActivityReading()
    confidence = Confidence.LOW if read_measures(text, lexicon) else area.confidence
    return ActivityReading(area.evidence, confidence)


def _names_measure(clause: Clause, verb: Verb) -> bool:
    """Whether the opening word only tells of what is measured: `Hold time`, `Audit findings`."""
    after = clause.lead + 1
    soft = "soft_verbs" in verb.lists
    if clause.has(after, *_OPENERS) or clause.is_number(after):
        return False
    heads = clause.heads(after)
    return soft or any(clause.has(head, "measure_nouns", "outcome_nouns") for head in heads[:1])
