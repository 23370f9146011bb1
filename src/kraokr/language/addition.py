"""What the title of an objective or key result adds to its area: a change, an ambition, or nothing."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from kraokr.language.dates import MONTHS, DateKind, read_dates
from kraokr.language.grammar import Clause, parse
from kraokr.language.lexicon import ENGLISH, Lexicon
from kraokr.language.measure import Measure, Op, read_measures
from kraokr.language.reading import Confidence, Evidence
from kraokr.language.verbs import Form, bare_forms
from kraokr.language.words import on_demand

HIGH, LOW = Confidence.HIGH, Confidence.LOW
_MOVES = ("increase_verbs", "decrease_verbs", "improve_verbs")
_STANDING_UNITS = frozenset({"percent", "hours", "days", "minutes", "seconds", "ms", "weeks"})
_TOWARDS = frozenset({"to", "by", "from", "below", "above", "under", "over"})
_ONE = frozenset({"a", "an", "one", "another", "our"})
_THEN = on_demand(
    rf"\b(?:from|as of|starting|since)\s+(?:{'|'.join(m.title() for m in MONTHS)}|Q[1-4]\b|20\d\d\b)[a-z]*"
    r"|\b(?:by|until|till|this|next)\s+(?:the\s+)?(?:(?:end|start) of\s+(?:the\s+)?)?(?:next\s+)?"
    r"(?:spring|summer|autumn|winter|Easter|Christmas|season|school year|year|quarter)\b"
)
_OTHERWISE = on_demand(r"\bwithout\s+(?:\w+ing|an?|our|us|having)\b", re.IGNORECASE)
_FROM_TO = on_demand(r"\bfrom\s.+\s(?:in)?to\s", re.IGNORECASE)
_MORE = on_demand(r"\s(?:more|fewer|less|extra|additional|higher|lower|faster)\b(?!\sthan)", re.IGNORECASE)
_ALLOWED = on_demand(r"\s(?:working|business|calendar)\s+(?:hour|day|week)", re.IGNORECASE)
_RETURNING = on_demand(r"\b(?:week|month)", re.IGNORECASE)


class Added(StrEnum):
    """What a title adds to its area; the last three add nothing that could be reached."""

    CHANGE = "change"
    AMBITION = "ambition"
    PROJECT = "project"
    DIRECTION = "direction"
    LEVEL = "level"
    NOTHING = "nothing"


class Addition(NamedTuple):
    """What a title adds, how sure that is, and the words that say so."""

    kind: Added
    confidence: Confidence
    evidence: tuple[Evidence, ...] = ()

    @property
    def is_new(self) -> bool:
        """Whether something will be different once it is reached."""
        return self.kind in (Added.CHANGE, Added.AMBITION, Added.PROJECT)


@lru_cache(maxsize=16384)
def read_addition(text: str, lexicon: Lexicon = ENGLISH) -> Addition:
    """Read what the title of an objective or key result adds to the area it is about."""
    clause = parse(text, lexicon)
    measures = read_measures(text, lexicon)
    return (
        _read_move(clause, measures)
        or _read_keeping(clause, measures)
        or _read_date(clause)
        or _read_leap(clause)
        or _read_project(clause)
        or _read_level(clause, measures)
        or _read_direction(clause)
        or Addition(Added.NOTHING, LOW)
    )


def _read_move(clause: Clause, measures: tuple[Measure, ...]) -> Addition | None:
    """A number that moves: from one to another, by an amount, or after a verb of change."""
    change = next((m for m in measures if m.op is Op.CHANGE or _MORE().match(clause.text, m.end)), None)
    if change:
        return _added(Added.CHANGE, HIGH, Evidence(change.start, change.end, _quote(clause, change)))
    moved = _mover(clause) if measures else None
    return None if moved is None else _added(Added.CHANGE, HIGH, _word(clause, moved))


def _mover(clause: Clause) -> int | None:
    """The verb of change that opens the title, or tells what its subject does (`absence falls below 8%`)."""
    for index in range(clause.lead, len(clause.words)):
        verb = clause.verb(index)
        if verb is None or verb.lists.isdisjoint(_MOVES) or clause.has(index, "particles"):
            continue
        tells = verb.form in (Form.BASE, Form.THIRD) and clause.key(index + 1) in _TOWARDS
        if index == clause.lead or tells:
            return index
    return None


def _read_keeping(clause: Clause, measures: tuple[Measure, ...]) -> Addition | None:
    """A verb that keeps what is: `maintain`, `ensure`, `make sure`."""
    verb = clause.verb(clause.lead)
    lists = verb.lists if verb else frozenset[str]()
    sure = clause.key(clause.lead) == "make" and clause.has(clause.lead + 1, "sure_words")
    keeps = "upkeep_verbs" in lists or (
        "assure_verbs" in lists and not clause.has(clause.lead, "courting_words")
    )
    after = clause.verb(clause.lead + 1 + (clause.key(clause.lead + 1) == "to"))
    goes_on = after is not None and not after.lists.isdisjoint(_MOVES) and after.form is not Form.PAST
    more = any(word.key in ("more", "additional") for word in clause.words)
    dated = "upkeep_verbs" not in lists and _read_date(clause) is not None
    if not (sure or keeps) or dated or ((goes_on or more) and not sure):
        return None
    last = clause.lead + sure
    opening = Evidence(clause.words[clause.lead].start, clause.words[last].end, "")
    opening = opening._replace(reason=_quote(clause, opening))
    levels = (Evidence(measures[0].start, measures[0].end, _quote(clause, measures[0])),) if measures else ()
    return _added(Added.LEVEL if measures else Added.DIRECTION, HIGH, opening, *levels)


def _read_date(clause: Clause) -> Addition | None:
    """A date by which it is so; a day that comes round again, or a time allowed each time, is none."""
    for date in read_dates(clause.text):
        words = clause.text[date.start : date.end]
        if date.kind is not DateKind.DURATION and not _RETURNING().search(words):
            return _added(Added.CHANGE, HIGH, Evidence(date.start, date.end, f'"{words}"'))
    since = _THEN().search(clause.text)
    return since and _added(Added.CHANGE, HIGH, Evidence(*since.span(), f'"{since[0]}"'))


def _read_leap(clause: Clause) -> Addition | None:
    """Something that is not so today."""
    lead, after = clause.lead, clause.lead + 1
    for match in clause.lexicon.find("novelty_phrases", clause.text):
        follows = next(
            (i for i, word in enumerate(clause.words) if word.start >= match.end()), len(clause.words)
        )
        if not (match[0].lower().endswith("first") and clause.has(follows, "first_things")):
            return _added(Added.AMBITION, HIGH, Evidence(*match.span(), f'"{match[0].lower()}"'))
    if _base(clause, lead, "prize_words") and (clause.key(after) in (*_ONE, "the", "back")):
        return _added(Added.AMBITION, LOW, _word(clause, lead))
    if _base(clause, lead, "leap_words"):
        sure = clause.key(lead) in ("become", "enter", "reinvent", "transform", "eliminate", "end")
        return _added(Added.AMBITION, HIGH if sure else LOW, _word(clause, lead))
    if clause.key(lead) == "be" and clause.key(after) == "the":
        return _added(Added.AMBITION, HIGH, _word(clause, lead))
    return _read_otherwise(clause)


def _read_otherwise(clause: Clause) -> Addition | None:
    """Another way than today's: `faster than ever`, `without queueing`, `expand into schools`."""
    if otherwise := _OTHERWISE().search(clause.text):
        return _added(Added.AMBITION, LOW, Evidence(*otherwise.span(), f'"{otherwise[0].lower()}"'))
    goes = _base(clause, clause.lead, "going_words")
    for index in range(clause.lead + 1, len(clause.words)):
        key = clause.key(index)
        beyond = key == "than" and clause.key(index - 2) not in ("no", "not")
        enters = goes and key in ("into", "onto", "back")
        if (beyond or enters) and not any(word.key[0].isdigit() for word in clause.words[index:]):
            return _added(Added.AMBITION, LOW, _word(clause, index))
    if goes and (moved := _FROM_TO().search(clause.text)):
        return _added(Added.CHANGE, LOW, Evidence(*moved.span(), f'"{moved[0].strip().lower()}"'))
    return None


def _read_project(clause: Clause) -> Addition | None:
    """A piece of work that is over one day."""
    lead = clause.lead
    again = clause.phrase("cadence") or clause.phrase("standard_phrases")
    ends = again is not None and (
        again.end == len(clause.text) or " " in clause.text[again.start : again.end]
    )
    if _base(clause, lead, "one_off_words") and not ends:
        return _added(Added.PROJECT, HIGH, _word(clause, lead))
    if again:
        return None
    if _base(clause, lead, "one_thing_words") and _is_one(
        clause, lead + 1 + clause.has(lead + 1, "particles")
    ):
        return _added(Added.PROJECT, HIGH, _word(clause, lead))
    if clause.key(lead) == "there" and clause.key(lead + 1) == "is":
        return _added(Added.PROJECT, HIGH, _word(clause, lead))
    helped = clause.auxiliary(lead)
    before = range(lead, helped or lead)
    if helped is None or not _made(clause, helped + 1) or any(_opens_aside(clause, i) for i in before):
        return None
    return _added(Added.PROJECT, LOW, _word(clause, helped + 1))


def _opens_aside(clause: Clause, index: int) -> bool:
    return clause.has(index, "prepositions") or clause.key(index) in ("whenever", "once")


def _is_one(clause: Clause, start: int) -> bool:
    """Whether the object is a single thing: `a handbook`, `the safety audit`."""
    head = next(iter(clause.heads(start)), start)
    if clause.key(start) in _ONE:
        return not clause.has(head, "setting_words", "outcome_nouns")
    work = clause.has(head, "event_nouns", "project_nouns") and not clause.is_plural(head)
    return clause.key(start) == "the" and work


def _made(clause: Clause, index: int) -> bool:
    form = _base(clause, index, "one_off_words")
    return form is Form.PAST or clause.has(index, "completed_words")


def _read_level(clause: Clause, measures: tuple[Measure, ...]) -> Addition | None:
    """A standard that holds all year: a share, nothing wrong, a time allowed, a round."""
    if measures:
        first = measures[0]
        told = Evidence(first.start, first.end, _quote(clause, first))
        cadence = clause.phrase("cadence")
        timed = _ALLOWED().match(clause.text, first.end)
        standing = first.unit in _STANDING_UNITS or first.target == 0 or first.per or cadence or timed
        if not standing:
            return _added(Added.CHANGE, LOW, told)
        verb = clause.verb(clause.lead)
        reaches = verb is not None and "reach_verbs" in verb.lists
        return _added(Added.LEVEL, LOW if reaches else HIGH, told)
    again = clause.phrase("cadence") or clause.phrase("standard_phrases") or clause.phrase("standing_phrases")
    if again:
        return _added(Added.LEVEL, LOW, again._replace(reason=_quote(clause, again)))
    return None


def _read_direction(clause: Clause) -> Addition | None:
    """A verb that only points somewhere."""
    verb = clause.verb(clause.lead)
    points = verb is not None and not verb.lists.isdisjoint(_MOVES)
    if not points:
        return None
    return _added(Added.DIRECTION, LOW, _word(clause, clause.lead))


def _base(clause: Clause, index: int, name: str) -> Form | None:
    """The form in which the word at an index is one of the bare verbs of a list."""
    known = clause.lexicon.word_set(name)
    return next((form for base, form in bare_forms(clause.key(index)) if base in known), None)


def _word(clause: Clause, index: int) -> Evidence:
    return clause.evidence(index, "{}")


def _quote(clause: Clause, told: Measure | Evidence) -> str:
    return f'"{clause.text[told.start : told.end].lower()}"'


def _added(kind: Added, confidence: Confidence, *evidence: Evidence) -> Addition:
    return Addition(kind, confidence, evidence)
