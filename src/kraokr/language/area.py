"""Whether the name of a key result area names an area, or a task, a project or a plan."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from kraokr.language.dates import read_dates
from kraokr.language.grammar import Clause, parse
from kraokr.language.lexicon import ENGLISH, Lexicon
from kraokr.language.reading import Area, Confidence, Evidence
from kraokr.language.verbs import Form
from kraokr.language.weights import Weighed, weigh

HIGH, LOW = Confidence.HIGH, Confidence.LOW


class AreaReading(NamedTuple):
    """What the name of a KRA says, a deadline in it, and the word that makes it the title of a project."""

    verdict: Area
    confidence: Confidence
    weighed: Weighed
    deadline: tuple[Evidence, ...] = ()
    title: tuple[Evidence, ...] = ()

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """The words that say so."""
        return self.title or self.weighed.evidence


@lru_cache(maxsize=16384)
def read_area(text: str, lexicon: Lexicon = ENGLISH) -> AreaReading:
    """Read the name of a key result area."""
    weighed = weigh("area", text, lexicon)
    clause = parse(text, lexicon)
    deadline = tuple(
        Evidence(date.start, date.end, f'ends "{text[date.start : date.end]}"')
        for date in read_dates(text)
        if date.deadline
    )
    if title := _read_title(clause):
        verdict, confidence, last = title
        return AreaReading(verdict, confidence, weighed, deadline, (clause.evidence(last, "ends with {}"),))
    verdict = Area.AREA if weighed.label == "kra" else _kind_of_task(clause)
    return AreaReading(verdict, weighed.confidence, weighed, deadline)


def _read_title(clause: Clause) -> tuple[Area, Confidence, int] | None:
    """A project or a plan for a title, how sure, and its last word: `Office move`, `Retail strategy`."""
    if phrase := next((one for one in clause.phrases if one.name == "project_phrases"), None):
        return Area.PROJECT, HIGH, phrase.last
    if clause.opens_with("reach_verbs"):
        heads = clause.heads(clause.lead + 1)
        ends = bool(heads) and clause.has(heads[-1], "project_nouns")
        return (Area.PROJECT, LOW, heads[-1]) if ends else None
    heads = clause.heads(clause.lead)
    verb = clause.verb(clause.lead)
    if len(heads) != 1 or heads[0] == clause.lead or (verb is not None and "soft_verbs" not in verb.lists):
        return None
    if clause.has(heads[0], "project_nouns") and not clause.has(heads[0], "outcome_nouns", "function_nouns"):
        return Area.PROJECT, HIGH, heads[0]
    return (Area.PLAN, LOW, heads[0]) if clause.has(heads[0], "plan_nouns") else None


def _kind_of_task(clause: Clause) -> Area:
    verb = clause.verb(clause.lead)
    if verb is not None and verb.form is Form.GERUND:
        return Area.GERUND
    named = verb is None and any(clause.has(h, "project_nouns") for h in clause.heads(clause.lead))
    return Area.PROJECT if named else Area.TASK
