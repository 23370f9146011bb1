"""Whether a key result states an outcome, a task or upkeep, and what its numbers can carry."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from kraokr.language.compound import split_results
from kraokr.language.grammar import Clause, parse
from kraokr.language.lexicon import ENGLISH, Lexicon
from kraokr.language.measure import read_measures
from kraokr.language.reading import Confidence, Direction, Evidence, Kind
from kraokr.language.verbs import Form
from kraokr.language.weights import Weighed, weigh

HIGH, LOW = Confidence.HIGH, Confidence.LOW
_KINDS = {"outcome": Kind.OUTCOME, "task": Kind.TASK, "maintain": Kind.UPKEEP}


class KeyResultReading(NamedTuple):
    """What a key result states.

    `measurable`: it holds a quantity; dates, versions and names are none. `has_baseline`: it tells the start.
    `direction`: that of the verb; verbs such as `improve` have none. `compound`: two results in one, a piece
    of evidence for each number; `guardrail`: a second number that only bounds the first (`with 90% renewal`);
    `kept`: the opening verb that keeps things as they are.
    """

    kind: Kind
    confidence: Confidence
    weighed: Weighed
    measurable: bool
    has_baseline: bool
    direction: Direction | None
    compound: tuple[Evidence, ...] = ()
    guardrail: tuple[Evidence, ...] = ()
    kept: tuple[Evidence, ...] = ()

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The words that tell the kind."""
        return self.kept or self.weighed.evidence


@lru_cache(maxsize=16384)
def read_key_result(text: str, lexicon: Lexicon = ENGLISH) -> KeyResultReading:
    """Read the title of a key result."""
    measures = read_measures(text, lexicon)
    clause = parse(text, lexicon)
    weighed = weigh("key result", text, lexicon)
    kind, confidence = _KINDS[weighed.label], weighed.confidence
    kept: tuple[Evidence, ...] = ()
    if clause.keeps():
        kind, confidence, kept = Kind.UPKEEP, HIGH, (clause.evidence(clause.lead, "starts with {}"),)
    elif kind is Kind.UPKEEP and clause.opens_with("upkeep_verbs"):
        kind, confidence = Kind.OUTCOME, LOW
    compound, guardrail = split_results(text, measures)
    return KeyResultReading(
        kind,
        confidence,
        weighed,
        measurable=bool(measures),
        has_baseline=any(measure.baseline is not None for measure in measures),
        direction=_direction(clause),
        compound=compound,
        guardrail=guardrail,
        kept=kept,
    )


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
