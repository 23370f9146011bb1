"""The signs in a statement by which a reader tells an area from a task, or an outcome from upkeep.

A sign is a name such as `opens:output_verbs` or `object:artefact_nouns`, and the words it stands for. What
each sign is worth is learnt from labelled statements: see `weights`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from kraokr.language.dates import read_dates
from kraokr.language.grammar import Clause, parse
from kraokr.language.lexicon import ENGLISH, Lexicon
from kraokr.language.measure import Measure, read_measures
from kraokr.language.names import (
    Done,
    Names,
    ending,
    named,
    of_any,
    of_measure,
    of_pair,
    of_sentence,
    of_tags,
    of_verb,
    of_word,
)
from kraokr.language.verbs import Form
from kraokr.language.words import on_demand

_SMALL = frozenset((
    "of", "for", "to", "with", "from", "by", "on", "in", "at", "as", "within", "through", "across", "and",
    "so", "that", "all", "a", "an", "the", "our", "new", "each", "every", "no", "zero", "more", "less",
    "than", "not", "never", "before", "until", "per", "&", "-", ":", ",", "(", "+", ";",
))  # fmt: skip
_COUNTED = frozenset((
    "artefact_nouns", "event_nouns", "people_nouns", "outcome_nouns", "making_nouns", "project_nouns",
    "measure_nouns",
))  # fmt: skip
_PATTERNS = (
    ("window", on_demand(
        r"\b(?:with)?in(?:side)?\s+(?:under\s+)?(?:an?|one|two|three|four|five|\d+)[\s-]?(?:\w+\s)?"
        r"(?:s|min(?:ute)?s?|h(?:ou)?rs?|d(?:ay)?s?|weeks?)\b",
        re.IGNORECASE,
    )),
    ("clock", on_demand(
        r"\b\d{1,2}(?::\d\d)?\s?(?:am|pm)\b|\b(?:on|by)\sthe\s\d+(?:st|nd|rd|th)\b", re.IGNORECASE
    )),
)  # fmt: skip
_REACH = 4
_LONG = 20
_STEP = 3


class Signs(NamedTuple):
    """Signs of the same words by name, and their half-open offsets (both 0 where there are no words)."""

    names: Names
    start: int = 0
    end: int = 0


@lru_cache(maxsize=16384)
def read_signs(text: str, lexicon: Lexicon = ENGLISH) -> tuple[Signs, ...]:
    """The signs in a statement; one that stands in it twice counts twice."""
    clause = parse(text, lexicon)
    measures = read_measures(text, lexicon)
    objects = clause.heads(clause.lead + 1)
    return (
        *_opening(clause),
        *_heads(clause, "head", clause.heads(clause.lead)),
        *_heads(clause, "object", objects),
        *_words(clause),
        *_phrases(clause),
        *_rhythm(clause),
        *_numbers(clause, measures),
        Signs(_shape(clause)),
        Signs(_together(clause, objects, bool(measures))),
    )


def _opening(clause: Clause) -> Iterator[Signs]:
    for family, index in (("opens", clause.lead), ("then", clause.lead + 1)):
        if index < len(clause.words):
            yield _at(clause, index, of_word(family, clause.tags[index], ending(clause.words[index].key)))
    if clause.lead < len(clause.words):
        yield _at(clause, clause.lead, of_verb(clause.verbs[clause.lead]))


def _heads(clause: Clause, family: str, heads: tuple[int, ...]) -> Iterator[Signs]:
    yield Signs(named(f"{family}s:{min(len(heads), _STEP)}"))
    for place, head in enumerate(heads[:_STEP]):
        name = family if place == len(heads) - 1 else f"first {family}"
        yield _at(clause, head, of_word(name, clause.tags[head], ending(clause.words[head].key)))
        if clause.is_plural(head):
            yield _at(clause, head, named(f"{family}:plural"))


def _words(clause: Clause) -> Iterator[Signs]:
    for index in range(clause.lead, len(clause.words)):
        key, verb = clause.words[index].key, clause.verbs[index]
        done = None
        if index > clause.lead and (key.endswith("ed") or (verb and verb.form is Form.PAST)):
            ends = index + 1 >= len(clause.words) or clause.has(index + 1, "prepositions")
            done = Done(verb, ends, clause.has(index - 1, "auxiliaries"))
        yield _at(clause, index, of_any(clause.tags[index], key if key in _SMALL else "", done))


def _phrases(clause: Clause) -> Iterator[Signs]:
    for phrase in clause.phrases:
        first, last = clause.words[phrase.first], clause.words[phrase.last]
        yield Signs(named(f"says:{phrase.name}"), first.start, last.end)
    if "number_words" in clause.held or any(map(str.isdigit, clause.text)):
        for name, pattern in _PATTERNS:
            if match := pattern().search(clause.text):
                yield Signs(named(f"says:{name}"), *match.span())


def _rhythm(clause: Clause) -> Iterator[Signs]:
    """Where a rhythm or a standard stands: before its noun, opening the statement, or telling how often."""
    for name in ("cadence", "standard_phrases"):
        found = clause.phrase(name)
        if found is None:
            continue
        after = next((i for i, word in enumerate(clause.words) if word.start >= found.end), None)
        if found.start <= clause.words[0].end:
            place = "first"
        elif after is None or clause.has(after, "prepositions", "conjunctions"):
            place = "last"
        else:
            place = "before more"
        opening = "a verb" if clause.lead < len(clause.words) and clause.verbs[clause.lead] else "no verb"
        yield Signs(named(f"{name}:{place}", f"{name}:{place} after {opening}"), found.start, found.end)


def _numbers(clause: Clause, measures: tuple[Measure, ...]) -> Iterator[Signs]:
    yield Signs(named(f"numbers:{min(len(measures), 2)}"))
    for one in measures[:2]:
        limit = f"{one.target:f}" if one.target in (0, 100) else None
        names = of_measure(one.op, one.unit, one.per is not None, one.baseline is not None, limit)
        yield Signs(names, one.start, one.end)
    for date in read_dates(clause.text):
        name = f"date:{date.kind}{' as deadline' if date.deadline else ''}"
        yield Signs(named(name), date.start, date.end)
    for index, word in enumerate(clause.words[:-1]):
        if word.key[0].isdigit() or "number_words" in clause.tags[index]:
            yield from _counted(clause, index + 1)


def _counted(clause: Clause, start: int) -> Iterator[Signs]:
    """The kind of thing that a number counts."""
    for index in range(start, min(start + _REACH, len(clause.words))):
        if not _COUNTED.isdisjoint(clause.tags[index]):
            yield _at(clause, index, of_tags("counts", clause.tags[index]))
            return
        if clause.has(index, "prepositions"):
            yield _at(clause, index, named(f"counts:{clause.words[index].key}"))
            return


def _shape(clause: Clause) -> Names:
    count = len(clause.words)
    after = clause.lead + 1
    return of_sentence(
        min(count, _LONG) // _STEP * _STEP,
        count <= _STEP,
        clause.auxiliary(clause.lead) is not None,
        clause.moves(after) is not None,
        clause.tells(after),
    )


def _together(clause: Clause, objects: tuple[int, ...], number: bool) -> Names:
    """What the opening verb is said of: `output_verbs of artefact_nouns`."""
    things = frozenset().union(*(clause.tags[head] for head in objects))
    again = "cadence" in clause.held or any(phrase.name == "cadence" for phrase in clause.phrases)
    return of_pair(clause.verb(clause.lead), things, again, number)


def _at(clause: Clause, index: int, names: Names) -> Signs:
    word = clause.words[index]
    return Signs(names, word.start, word.end)
