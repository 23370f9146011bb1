"""The signs in a statement by which a reader tells an area from a task, or an outcome from upkeep.

A sign is a name such as `opens:output_verbs` or `object:artefact_nouns`, and the words it stands for. What
each sign is worth is learnt from labelled statements: see `weights`.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from kraokr.language.dates import read_dates
from kraokr.language.grammar import Clause, parse
from kraokr.language.lexicon import ENGLISH, Lexicon, Verb
from kraokr.language.measure import Measure, Op, read_measures
from kraokr.language.verbs import Form
from kraokr.language.words import on_demand, singular

_ENDINGS = (
    "ization", "tion", "sion", "ment", "ance", "ence", "ity", "ness", "ship", "ing", "ure", "acy", "age",
    "ics", "al", "er", "ed", "ize", "ify", "ate", "ly",
)  # fmt: skip
_SMALL = frozenset((
    "of", "for", "to", "with", "from", "by", "on", "in", "at", "as", "within", "through", "across", "and",
    "so", "that", "all", "a", "an", "the", "our", "new", "each", "every", "no", "zero", "more", "less",
    "than", "not", "never", "before", "until", "per", "&", "-", ":", ",", "(", "+", ";",
))  # fmt: skip
_DEEDS = frozenset((
    "output_verbs", "duty_verbs", "upkeep_verbs", "assure_verbs", "increase_verbs", "decrease_verbs",
    "improve_verbs", "reach_verbs", "build_verbs", "deal_verbs", "ambition_verbs", "capacity_verbs",
    "project_verbs",
))  # fmt: skip
_COUNTED = frozenset((
    "artefact_nouns", "event_nouns", "people_nouns", "outcome_nouns", "making_nouns", "project_nouns",
    "measure_nouns",
))  # fmt: skip
_TELLING = (
    "_verbs", "_nouns", "_adjectives", "cadence", "comparatives", "aspirations", "determiners",
    "prepositions", "conjunctions", "pronouns", "auxiliaries", "particles", "finite_forms", "telling_forms",
    "negations", "universals", "relatives", "completed_words", "number_words", "one_off_words",
    "one_thing_words", "leap_words", "going_words", "setting_words", "metric_names", "completion_words",
    "share_words", "compliance_words",
)  # fmt: skip
"""How the names of the lists end whose words are signs."""
_OTHERS = frozenset({"trait_nouns", "work_nouns"})
_SPEAKING = (
    "_verbs", "_nouns", "_adjectives", "_words", "aspirations", "comparatives", "negations", "universals",
)  # fmt: skip
"""The lists of words that tell a reader something on their own."""
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
_REASONS = (
    ("opens:", "starts with {}"),
    ("says:cadence", "repeats {}"),
    ("cadence:", "repeats {}"),
    ("any:cadence", "repeats {}"),
    ("done:", "is over once {}"),
    ("head:", "is about {}"),
    ("object:", "is about {}"),
    ("first ", "is about {}"),
    ("counts:", "counts {}"),
    ("number:", "sets {}"),
    ("date:", "says {}"),
    ("says:", "says {}"),
    ("standard_phrases:", "says {}"),
)
"""What signs say of their words to a reader, the most telling first."""
_SHORT = 4
_REACH = 4
_LONG = 20
_STEP = 3


class Names(tuple[str, ...]):
    """Names of signs, made once for each kind of word: the same names are the same object."""

    __slots__ = ()
    __hash__ = object.__hash__
    __eq__ = object.__eq__
    __ne__ = object.__ne__


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
            yield _at(clause, index, _word(family, clause.tags[index], _ending(clause.words[index].key)))
    if clause.lead < len(clause.words):
        yield _at(clause, clause.lead, _verb(clause.verbs[clause.lead]))


def _heads(clause: Clause, family: str, heads: tuple[int, ...]) -> Iterator[Signs]:
    yield Signs(named(f"{family}s:{min(len(heads), _STEP)}"))
    for place, head in enumerate(heads[:_STEP]):
        name = family if place == len(heads) - 1 else f"first {family}"
        yield _at(clause, head, _word(name, clause.tags[head], _ending(clause.words[head].key)))
        if clause.is_plural(head):
            yield _at(clause, head, named(f"{family}:plural"))


def _words(clause: Clause) -> Iterator[Signs]:
    for index in range(clause.lead, len(clause.words)):
        key, verb = clause.words[index].key, clause.verbs[index]
        done = None
        if index > clause.lead and (key.endswith("ed") or (verb and verb.form is Form.PAST)):
            ends = index + 1 >= len(clause.words) or clause.has(index + 1, "prepositions")
            done = _Done(verb, ends, clause.has(index - 1, "auxiliaries"))
        yield _at(clause, index, _any(clause.tags[index], key if key in _SMALL else "", done))


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
        names = _measure(one.op, one.unit, one.per is not None, one.baseline is not None, limit)
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
            yield _at(clause, index, _tags("counts", clause.tags[index]))
            return
        if clause.has(index, "prepositions"):
            yield _at(clause, index, named(f"counts:{clause.words[index].key}"))
            return


def _shape(clause: Clause) -> Names:
    count = len(clause.words)
    after = clause.lead + 1
    return _sentence(
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
    return _pairs(clause.verb(clause.lead), things, again, number)


def _at(clause: Clause, index: int, names: Names) -> Signs:
    word = clause.words[index]
    return Signs(names, word.start, word.end)


@cache
def named(*names: str) -> Names:
    """Names of signs that belong together."""
    return Names(names)


@cache
def _tags(family: str, tags: frozenset[str]) -> Names:
    return Names(f"{family}:{tag}" for tag in sorted(tags) if tag.endswith(_TELLING) and tag not in _OTHERS)


@cache
def _word(family: str, tags: frozenset[str], ending: str) -> Names:
    return Names((*(_tags(family, tags) or (f"{family}:unknown",)), f"{family}:{ending}"))


@cache
def _verb(verb: Verb | None, family: str = "opens") -> Names:
    if verb is None:
        return Names((f"{family}:no verb",))
    return Names(
        (f"{family}:{verb.form}", *(f"{family}:{verb.form} of {name}" for name in sorted(verb.lists)))
    )


class _Done(NamedTuple):
    """A word that may be a past form: its verb, whether it ends its clause, whether `is` stands before."""

    verb: Verb | None
    ends: bool
    told: bool


@cache
def _any(tags: frozenset[str], small: str, done: _Done | None) -> Names:
    names = [*_tags("any", tags)]
    if small:
        names.append(f"word:{small}")
    if done:
        if done.verb and done.verb.form is Form.PAST:
            names += _verb(done.verb, "later")
        names.append("done:last" if done.ends else "done:before more")
        names += ["done:after is"] * done.told
    return Names(names)


@cache
def _measure(op: Op, unit: str | None, per: bool, start: bool, limit: str | None) -> Names:
    names = [f"number:{op}", f"number:in {unit or 'no unit'}"]
    names += ["number:per period"] * per + ["number:from a start"] * start
    return Names((*names, f"number:{limit}") if limit else names)


@cache
def _sentence(length: int, few: bool, auxiliary: bool, moves: bool, tells: bool) -> Names:
    told = {
        "words:few": few,
        "sentence:auxiliary": auxiliary,
        "sentence:moves": moves,
        "sentence:tells": tells,
    }
    return Names((f"words:{length}", *(name for name, so in told.items() if so)))


@lru_cache(maxsize=4096)
def _pairs(verb: Verb | None, tags: frozenset[str], again: bool, number: bool) -> Names:
    deeds = sorted(verb.lists & _DEEDS) or ["other verb"] if verb else ["no verb"]
    things = [tag for tag in sorted(tags) if tag.endswith("_nouns")] or ["something unknown"]
    things += ["cadence"] * again + ["a number"] * number
    return Names(f"{deed} of {thing}" for deed in deeds for thing in things)


@lru_cache(maxsize=16384)
def _ending(key: str) -> str:
    word = singular(key)
    return next((f"-{e}" for e in _ENDINGS if word.endswith(e) and len(word) > len(e) + 2), "no ending")


def reason(names: Collection[str]) -> str:
    """How to tell of words with these signs, for which `{}` stands; empty where a reader learns nothing."""
    for family, told in _REASONS:
        if any(name.startswith(family) for name in names):
            return told
    return "says {}" if any(name.endswith(_SPEAKING) for name in names) else ""
