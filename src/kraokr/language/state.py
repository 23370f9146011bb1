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
    r"\b\d+(?:\.\d+)?\s?%.*\b(?:with)?in\s+(?:\d+|one|two|three|agreed)(?:\s\w+)?|\bSLA\b", re.IGNORECASE
)
_WINDOW = on_demand(
    r"\bwithin\s+(?:an?|one|two|three|\d+)[\s-]?(?:\w+\s)?(?:s|min(?:ute)?s?|h(?:ou)?rs?|d(?:ay)?s?)\b",
    re.IGNORECASE,
)
_UNIVERSAL = frozenset({"all", "every", "each", "any", "no"})
_ROUND = on_demand(r"\beach (?:month|week|quarter)\b|\bby the \d+")
_IS = on_demand(r"\b(?:is|are|was|were|been)\s+(?:\w+ly\s+)?$", re.IGNORECASE)

_LEFT_OUT = on_demand(
    r"(?:live|in place|in use|in operation|in service|up and running|completed|finished|done)"
    r"(?:\s*$|\s+(?:by|in|for|at|across|on|and)\b)",
    re.IGNORECASE,
)

Verdict = tuple[Kind, Confidence, list[Evidence]]


def read_standard(clause: Clause, measures: tuple[Measure, ...]) -> Evidence | None:
    """A service level rather than a change: `95% of tickets within 2 days`, `zero deviations` every month."""
    if not measures or any(measure.op is Op.CHANGE for measure in measures):
        return None
    if found := _STANDARD_SHARE().search(clause.text):
        return Evidence(*found.span(), f'sets the standard "{found[0]}"')
    cadence = clause.phrase("cadence")
    return cadence if cadence and (measures[0].target == 0 or is_round(clause)) else None


def _read_window(clause: Clause, measures: tuple[Measure, ...]) -> Evidence | None:
    """A time within which each case is dealt with, or a bound for all: `all calls under 5 minutes`."""
    if any(measure.op is Op.CHANGE for measure in measures):
        return None
    found = _WINDOW().search(clause.text) if "within" in clause.text else None
    if found and _participle(clause) is not None:
        return Evidence(*found.span(), f'sets the standard "{found[0]}"')
    bound = bool(measures) and measures[0].op is Op.AT_MOST and clause.key(clause.lead) in _UNIVERSAL
    return clause.evidence(clause.lead, "is meant for {}") if bound else None


def is_round(clause: Clause) -> bool:
    """Whether it falls due again and again: `by the 10th of each month`."""
    return _ROUND().search(clause.text) is not None


def read_state(clause: Clause, measures: tuple[Measure, ...]) -> Verdict | None:
    """A sentence with a subject: `a runbook is published`, `we have shipped three case studies`."""
    changed = _participle(clause, *CHANGE)
    if changed is None:
        changed = clause.moves(clause.lead + 1)
    if changed is not None and measures:
        return Kind.OUTCOME, HIGH, [clause.evidence(changed, "says {}")]
    standard = read_standard(clause, measures) or clause.phrase("standard_phrases")
    if standard or (standard := _read_window(clause, measures)):
        return Kind.UPKEEP, LOW, [standard]
    made = _participle(clause, *MAKING)
    cadence = clause.phrase("cadence")
    if made is not None and cadence and cadence.start > clause.words[made].start:
        return Kind.UPKEEP, LOW, [cadence]
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
    if has := _has_thing(clause) or (None if measures else _read_deed(clause)):
        return has
    return None if measures else _read_in_place(clause)


def _read_in_place(clause: Clause) -> Verdict | None:
    """A thing that will be there: `a new rota is in place`, `booking system live in all offices`."""
    for match in clause.lexicon.find("completed_words", clause.text):
        alone = match.start() > 0 and _LEFT_OUT().match(clause.text, match.start())
        if alone or _IS().search(clause.text, 0, match.start()):
            return Kind.TASK, LOW, [Evidence(*match.span(), f'says "{match[0].lower()}"')]
    return None


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


def _read_deed(clause: Clause) -> Verdict | None:
    """What someone will have done: `the board approves the budget`, `we publish a code of conduct`."""
    for index in range(clause.lead + 1, len(clause.words) - 1):
        verb = clause.verb(index)
        if verb is None or clause.has(index, "finite_forms") or not clause.has(index + 1, "determiners"):
            continue
        told = verb.form is Form.THIRD or clause.has(index - 1, "pronouns")
        made = not verb.lists.isdisjoint(MAKING) and verb.lists.isdisjoint(("soft_verbs", *CHANGE))
        if told and made:
            return Kind.TASK, LOW, [clause.evidence(index, "is over once someone {}")]
    return None


def _participle(clause: Clause, *lists: str) -> int | None:
    """The first past participle of the listed verbs, or of any, that is no adjective before its noun."""
    for index in range(clause.lead, len(clause.words)):
        verb = clause.verb(index)
        if verb and verb.form is Form.PAST and not (lists and verb.lists.isdisjoint(lists)):
            last = index + 1 >= len(clause.words)
            if clause.has(index - 1, "pronouns") and not clause.key(index - 1).startswith("we"):
                continue
            helped = any(clause.has(i, "auxiliaries") for i in range(max(0, index - 3), index))
            closed = last or clause.has(index + 1, "prepositions", "cadence", "particles")
            if helped or closed or clause.key(index + 1) == "and":
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


def read_ceiling(clause: Clause, measures: tuple[Measure, ...]) -> Verdict | None:
    """A bare zero or ceiling, which is a standard: `zero lost files`, `at most 3 falls`, `no late orders`."""
    if clause.key(clause.lead) == "no" and clause.key(clause.lead + 1) != "longer" and not measures:
        return Kind.UPKEEP, LOW, [clause.evidence(clause.lead, "allows {}")]
    if not measures or measures[0].start > 0 or measures[0].baseline is not None:
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
