"""Key results told as states: `a runbook is published`, `95% of tickets are resolved in a day`."""

from __future__ import annotations

import re

from kraokr.language.grammar import Clause
from kraokr.language.measure import Measure, Op
from kraokr.language.reading import Confidence, Evidence, Kind
from kraokr.language.verbs import Form
from kraokr.language.words import on_demand

HIGH, LOW = Confidence.HIGH, Confidence.LOW
CHANGE = ("increase_verbs", "decrease_verbs", "improve_verbs")
MAKING = ("output_verbs", "build_verbs")
WHOLE = 100
_STANDARD_SHARE = on_demand(
    r"\b\d+(?:\.\d+)?\s?%.*\b(?:with)?in\s+(?:\d|one|two|three|agreed)|\bSLA\b", re.IGNORECASE
)
_ROUND = on_demand(r"\beach (?:month|week|quarter)\b|\bby the \d+")
_IS = on_demand(r"\b(?:is|are|was|were|been)\s+(?:\w+ly\s+)?$", re.IGNORECASE)

Verdict = tuple[Kind, Confidence, list[Evidence]]


def is_standard(clause: Clause, measures: tuple[Measure, ...]) -> bool:
    """A service level rather than a change: `95% of tickets within 2 days`, `zero deviations` every month."""
    if any(measure.op is Op.CHANGE for measure in measures):
        return False
    if _STANDARD_SHARE().search(clause.text):
        return True
    return clause.phrase("cadence") is not None and (measures[0].target == 0 or is_round(clause))


def is_round(clause: Clause) -> bool:
    """Whether it falls due again and again: `by the 10th of each month`."""
    return _ROUND().search(clause.text) is not None


def read_state(clause: Clause, measures: tuple[Measure, ...]) -> Verdict | None:
    """A sentence with a subject: `a runbook is published`, `we have shipped three case studies`."""
    changed = _participle(clause, *CHANGE)
    if changed is not None and measures:
        return Kind.OUTCOME, HIGH, [clause.evidence(changed, "says {}")]
    if (measures and is_standard(clause, measures)) or (standard := clause.phrase("standard_phrases")):
        return Kind.UPKEEP, LOW, [standard] if not measures and standard else []
    made = _participle(clause, *MAKING)
    if made is not None and not _shares(measures, clause.words[made].start):
        whole = bool(measures) and measures[0].target == WHOLE
        ours = clause.key(clause.lead).startswith("we")
        if (
            not measures
            or whole
            or ours
            or any(clause.has(i, "artefact_nouns") for i in range(clause.lead, made))
        ):
            return Kind.TASK, LOW, [clause.evidence(made, "is over once {}")]
    if has := _has_thing(clause):
        return has
    done = clause.phrase("completed_words")
    return (
        (Kind.TASK, LOW, [done])
        if done and not measures and _IS().search(clause.text, 0, done.start)
        else None
    )


def _shares(measures: tuple[Measure, ...], end: int) -> bool:
    """Whether a share of something, short of all of it, is measured before an offset."""
    return any(measure.unit and measure.target != WHOLE and measure.start < end for measure in measures)


def _has_thing(clause: Clause) -> Verdict | None:
    """A thing put in place: `we have a runbook`, `all roles have a job description`."""
    for index in range(clause.lead, len(clause.words)):
        after = clause.verb(index + 1)
        if clause.key(index) in ("have", "has") and not (after and after.form is Form.PAST):
            thing = next((h for h in clause.heads(index + 1) if clause.has(h, "artefact_nouns")), None)
            if thing is not None:
                return Kind.TASK, LOW, [clause.evidence(thing, "puts {} in place")]
    return None


def _participle(clause: Clause, *lists: str) -> int | None:
    """The first past participle of the listed verbs that is not an adjective before its noun."""
    for index in range(clause.lead, len(clause.words)):
        verb = clause.verb(index)
        if verb and verb.form is Form.PAST and not verb.lists.isdisjoint(lists):
            last = index + 1 >= len(clause.words)
            if clause.has(index - 1, "pronouns") and not clause.key(index - 1).startswith("we"):
                continue
            helped = any(clause.has(i, "auxiliaries") for i in range(max(0, index - 3), index))
            if helped or last or clause.has(index + 1, "prepositions") or clause.key(index + 1) == "and":
                return index
    return None


def read_round(clause: Clause) -> Verdict | None:
    """A habit: `weekly reviews of the handbook`."""
    cadence = clause.phrase("cadence")
    if cadence is None or clause.verb(clause.lead):
        return None
    if clause.text[cadence.start : cadence.end].lower() in ("regularly", "routinely"):
        return Kind.UPKEEP, LOW, [cadence]
    first = cadence.start == 0 or cadence.end == len(clause.text)
    return (Kind.UPKEEP, LOW, [cadence]) if first else None


def read_count(clause: Clause, measures: tuple[Measure, ...]) -> Verdict | None:
    """A bare count of things, or of a thing made: `4 blog posts`, `draft proposal on …`."""
    heads = clause.heads(clause.lead)
    if (
        not heads
        or clause.auxiliary(clause.lead) is not None
        or not clause.has(heads[0], "artefact_nouns", "event_nouns", "project_nouns")
    ):
        return None
    people = any(clause.has(i, "people_nouns", "outcome_nouns") for i in range(clause.lead, heads[0] + 1))
    if people or any(measure.unit for measure in measures):
        return None
    return Kind.TASK, LOW, [clause.evidence(heads[0], "counts {}" if measures else "is done with the {}")]


def read_ceiling(measures: tuple[Measure, ...]) -> Verdict | None:
    """A bare zero or ceiling, which is a standard: `zero lost files`, `at most 3 falls a month`."""
    if not measures or measures[0].start > 0:
        return None
    ceiling = measures[0].op is Op.AT_MOST or measures[0].target == 0
    return (Kind.UPKEEP, LOW, [Evidence(0, measures[0].end, "is a ceiling")]) if ceiling else None


def read_level(clause: Clause, measures: tuple[Measure, ...]) -> Verdict:
    """A level or a share without a verb of its own."""
    if not measures:
        return Kind.OUTCOME, LOW, []
    first = Evidence(measures[0].start, measures[0].end, "counts")
    reached = any(clause.has(i, "people_nouns") for i in range(len(clause.words)))
    return Kind.OUTCOME, HIGH if reached and first.start == 0 else LOW, [first]
