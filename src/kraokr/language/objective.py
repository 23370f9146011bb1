"""Whether an objective gives a direction, or a bare number, a task or a standing duty."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from kraokr.language.grammar import Clause, parse
from kraokr.language.lexicon import ENGLISH, Lexicon
from kraokr.language.measure import Measure, Op, read_measures
from kraokr.language.quantity import TIMES
from kraokr.language.reading import Confidence, Evidence, ObjectiveKind
from kraokr.language.weights import Weighed, weigh
from kraokr.language.words import on_demand

_MOVES = ("increase_verbs", "decrease_verbs", "improve_verbs", "reach_verbs")
_RANKED = on_demand(r"\btop[\s-]+$|\b(?:year|grade|level|phase)s?\s+$", re.IGNORECASE)
_KINDS = {
    "good": ObjectiveKind.GOOD,
    "metric": ObjectiveKind.METRIC,
    "task": ObjectiveKind.TASK,
    "bau": ObjectiveKind.UPKEEP,
}


class ObjectiveReading(NamedTuple):
    """What an objective is, the numbers in it that belong in a key result, and an opening verb that keeps."""

    kind: ObjectiveKind
    confidence: Confidence
    weighed: Weighed
    metric: tuple[Evidence, ...] = ()
    kept: tuple[Evidence, ...] = ()

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The words that tell the kind."""
        return self.metric or self.kept or self.weighed.evidence


@lru_cache(maxsize=16384)
def read_objective(text: str, lexicon: Lexicon = ENGLISH) -> ObjectiveReading:
    """Read the title of an objective."""
    clause = parse(text, lexicon)
    weighed = weigh("objective", text, lexicon)
    kind = _KINDS[weighed.label]
    if clause.keeps():
        kept = (clause.evidence(clause.lead, "starts with {}"),)
        return ObjectiveReading(ObjectiveKind.UPKEEP, Confidence.HIGH, weighed, kept=kept)
    if kind is ObjectiveKind.TASK or (kind is ObjectiveKind.UPKEEP and not clause.opens_with("upkeep_verbs")):
        return ObjectiveReading(kind, weighed.confidence, weighed)
    metric = tuple(
        Evidence(measure.start, measure.end, "is a number")
        for measure in read_measures(text, lexicon)
        if _is_metric(clause, measure)
    )
    kind = ObjectiveKind.METRIC if metric else ObjectiveKind.GOOD
    return ObjectiveReading(kind, weighed.confidence, weighed, metric)


def _is_metric(clause: Clause, measure: Measure) -> bool:
    """A share, an amount of money, a multiple, a change, a number to reach or beside a metric's name."""
    words = clause.text[measure.start : measure.end]
    if not any(map(str.isdigit, words)) and measure.unit != "times":
        return False
    if _is_aim(clause, measure):
        return True
    if measure.unit in ("percent", "points", "times") or (measure.unit or "").isupper():
        return True
    return measure.op is Op.CHANGE or any(clause.lexicon.find("metric_names", clause.text))


def _is_aim(clause: Clause, measure: Measure) -> bool:
    """Whether a bare number is what the opening verb is to reach: `Reach 1,000 members`, not a `top 10`."""
    verb = clause.verb(clause.lead)
    if verb is None or verb.lists.isdisjoint(_MOVES) or measure.unit in TIMES.values():
        return False
    return not _RANKED().search(clause.text, 0, measure.start)
