"""Whether a key result states an outcome, a task or upkeep, and what its numbers can carry."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from kraokr.language.compound import split_results
from kraokr.language.grammar import Clause, parse
from kraokr.language.lexicon import ENGLISH, Lexicon, Verb
from kraokr.language.measure import Measure, read_measures
from kraokr.language.reading import Confidence, Direction, Evidence, Kind
from kraokr.language.state import (
    CHANGE,
    MAKING,
    Verdict,
    is_round,
    read_ceiling,
    read_count,
    read_level,
    read_round,
    read_standard,
    read_state,
)
from kraokr.language.verbs import Form
from kraokr.language.words import on_demand

HIGH, LOW = Confidence.HIGH, Confidence.LOW
LOAD = 1000
_MORE = on_demand(r"\b(?:more|additional|extra)\b", re.IGNORECASE)


class KeyResultReading(NamedTuple):
    """What a key result states and which words say so.

    `measurable`: it holds a quantity; dates, versions and names are none. `has_baseline`: it tells the start.
    `direction`: that of the verb; verbs such as `improve` have none. `compound`: two results in one, a piece
    of evidence for each number; `guardrail`: a second number that only bounds the first (`with 90% renewal`).
    """

    kind: Kind
    confidence: Confidence
    evidence: tuple[Evidence, ...]
    measurable: bool
    has_baseline: bool
    direction: Direction | None
    compound: tuple[Evidence, ...] = ()
    guardrail: tuple[Evidence, ...] = ()


@lru_cache(maxsize=16384)
def read_key_result(text: str, lexicon: Lexicon = ENGLISH) -> KeyResultReading:
    """Read the title of a key result."""
    clause = parse(text, lexicon)
    measures = read_measures(text, lexicon)
    kind, confidence, evidence = _read_kind(clause, measures)
    compound, guardrail = split_results(text, measures)
    return KeyResultReading(
        kind,
        confidence,
        tuple(evidence),
        measurable=bool(measures),
        has_baseline=any(measure.baseline is not None for measure in measures),
        direction=_direction(clause),
        compound=compound,
        guardrail=guardrail,
    )


def _read_kind(clause: Clause, measures: tuple[Measure, ...]) -> Verdict:
    return (
        _read_upkeep(clause, measures)
        or _read_opening(clause, measures)
        or read_state(clause, measures)
        or read_ceiling(clause, measures)
        or read_round(clause)
        or read_count(clause, measures)
        or read_level(clause, measures)
    )


def _read_upkeep(clause: Clause, measures: tuple[Measure, ...]) -> Verdict | None:
    verb = clause.verb(clause.lead)
    if verb and "upkeep_verbs" in verb.lists:
        opening = clause.evidence(clause.lead, "starts with {}")
        moves = _moves(clause, clause.lead + 1)
        return (Kind.OUTCOME, LOW, [opening]) if moves else (Kind.UPKEEP, HIGH, [opening])
    if verb and verb.base in ("ensure", "assure", "guarantee"):
        return Kind.UPKEEP, LOW, [clause.evidence(clause.lead, "starts with {}")]
    return None


def _moves(clause: Clause, index: int) -> bool:
    """Whether `keep` leads a change after all: `keep growing`, `keep 30% more customers`."""
    after = clause.verb(index + (clause.key(index) == "to"))
    changes = after is not None and not after.lists.isdisjoint(CHANGE) and after.form is not Form.PAST
    return changes or bool(_MORE().search(clause.text))


def _read_opening(clause: Clause, measures: tuple[Measure, ...]) -> Verdict | None:
    """A key result that opens with a verb."""
    lead = clause.lead
    verb = clause.verb(lead)
    if verb is None or verb.form is Form.THIRD or clause.is_sentence(verb):
        return None
    if verb.form is Form.GERUND and clause.has(lead, "function_nouns"):
        return None
    opening = clause.evidence(lead, "starts with {}")
    object_heads = _objects(clause)
    thing = next((h for h in object_heads if clause.has(h, "artefact_nouns", "making_nouns")), None)
    if not verb.lists.isdisjoint((*CHANGE, "reach_verbs")):
        return _read_change(clause, verb, opening, thing, measures)
    if standard := read_standard(clause, measures):
        return Kind.UPKEEP, LOW, [opening, standard]
    if measures and _brings_in(clause, verb, object_heads, thing is not None, measures):
        return Kind.OUTCOME, LOW, [opening]
    if not verb.lists.isdisjoint((*MAKING, "begin_verbs")):
        standard = clause.phrase("standard_phrases") or (
            clause.phrase("cadence") if is_round(clause) else None
        )
        if not (standard or measures) and (cadence := clause.phrase("cadence")):
            standard = cadence if _comes_again(clause, cadence) else None
        if standard:
            return Kind.UPKEEP, LOW, [opening, standard]
        unsure = "capacity_verbs" in verb.lists or verb.form is Form.GERUND
        return Kind.TASK, LOW if unsure else HIGH, [opening]
    if cadence := clause.phrase("cadence"):
        return Kind.UPKEEP, LOW, [opening, cadence]
    if (
        any(clause.has(h, "event_nouns", "artefact_nouns") for h in object_heads)
        or "capacity_verbs" in verb.lists
    ):
        return Kind.TASK, LOW, [opening]
    return None


def _comes_again(clause: Clause, cadence: Evidence) -> bool:
    """Whether a cadence tells how often it is done, not of what kind its object is (`the monthly report`)."""
    after = next((i for i, word in enumerate(clause.words) if word.start >= cadence.end), None)
    return after is None or clause.has(after, "prepositions")


def _objects(clause: Clause) -> tuple[int, ...]:
    """The heads of the object; of `number of X` and the like, those of X."""
    heads = clause.heads(clause.lead + 1)
    if heads and clause.key(heads[-1]) in ("number", "count", "set") and clause.key(heads[-1] + 1) == "of":
        return clause.heads(heads[-1] + 2)
    return heads


def _brings_in(
    clause: Clause, verb: Verb, heads: tuple[int, ...], thing: bool, measures: tuple[Measure, ...]
) -> bool:
    """Whether a count is business brought in (`close 10 deals`) or a load (`handle 10,000 users`)."""
    people = any(clause.has(h, "people_nouns") for h in heads)
    if "deal_verbs" in verb.lists:
        return people or not thing
    large = any(measure.unit == "times" or (measure.target or 0) >= LOAD for measure in measures)
    return "capacity_verbs" in verb.lists and large


def _read_change(
    clause: Clause, verb: Verb, opening: Evidence, thing: int | None, measures: tuple[Measure, ...]
) -> Verdict:
    """A change is an outcome, unless it changes or counts a work product."""
    share = any(measure.unit is not None for measure in measures)
    standard = read_standard(clause, measures)
    if standard and "reach_verbs" in verb.lists:
        return Kind.UPKEEP, LOW, [opening, standard]
    if measures and "earned_verbs" in verb.lists:
        return Kind.OUTCOME, LOW, [opening]
    if thing is not None and not share and "decrease_verbs" not in verb.lists:
        return Kind.TASK, LOW, [opening, clause.evidence(thing, "about {}")]
    if "output_verbs" in verb.lists and not measures:
        return Kind.TASK, LOW, [opening]
    return Kind.OUTCOME, HIGH if measures else LOW, [opening]


def _direction(clause: Clause) -> Direction | None:
    for index in range(clause.lead, len(clause.words)):
        verb = clause.verb(index)
        if verb is None or (index > clause.lead and verb.form is Form.BASE):
            continue
        if "increase_verbs" in verb.lists and "decrease_verbs" not in verb.lists:
            return Direction.INCREASE
        if "decrease_verbs" in verb.lists:
            return Direction.DECREASE
        if index == clause.lead:
            return None
    return None
