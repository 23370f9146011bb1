"""Whether an objective gives a direction, or a bare number, a task or a standing duty."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from kraokr.language.grammar import Clause, parse
from kraokr.language.lexicon import ENGLISH, Lexicon, Verb
from kraokr.language.measure import Measure, Op, read_measures
from kraokr.language.quantity import TIMES
from kraokr.language.reading import Confidence, Evidence, ObjectiveKind
from kraokr.language.verbs import Form
from kraokr.language.words import on_demand

HIGH, LOW = Confidence.HIGH, Confidence.LOW
MOVES = ("increase_verbs", "decrease_verbs", "improve_verbs", "reach_verbs")
_RANKED = on_demand(r"\btop[\s-]+$|\b(?:year|grade|level|phase)s?\s+$", re.IGNORECASE)
AMBITIONS = ("outcome_nouns", "function_nouns", "people_nouns")


class ObjectiveReading(NamedTuple):
    """What an objective is, the words that say so, and the numbers in it that belong in a key result."""

    kind: ObjectiveKind
    confidence: Confidence
    evidence: tuple[Evidence, ...] = ()
    metric: tuple[Evidence, ...] = ()


@lru_cache(maxsize=16384)
def read_objective(text: str, lexicon: Lexicon = ENGLISH) -> ObjectiveReading:
    """Read the title of an objective."""
    clause = parse(text, lexicon)
    metric = tuple(
        Evidence(measure.start, measure.end, "is a number")
        for measure in read_measures(text, lexicon)
        if _is_metric(clause, measure)
    )
    kind, confidence, evidence = _read_kind(clause, metric)
    kept = kind is ObjectiveKind.UPKEEP
    return ObjectiveReading(kind, confidence, tuple(evidence), () if kept else metric)


_Verdict = tuple[ObjectiveKind, Confidence, list[Evidence]]


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
    if verb is None or verb.lists.isdisjoint(MOVES) or measure.unit in TIMES.values():
        return False
    return not _RANKED().search(clause.text, 0, measure.start)


def _read_kind(clause: Clause, metric: tuple[Evidence, ...]) -> _Verdict:
    verb = clause.verb(clause.lead)
    opening = verb and clause.evidence(clause.lead, "starts with {}")
    if verb and opening and "upkeep_verbs" in verb.lists and not _moves_on(clause):
        return ObjectiveKind.UPKEEP, HIGH, [opening]
    if verb and opening and verb.base in ("ensure", "assure", "guarantee"):
        return ObjectiveKind.UPKEEP, HIGH, [opening]
    acted = _read_action(clause, verb, opening) if verb and opening else None
    if metric and (acted is None or acted[0] is not ObjectiveKind.TASK):
        return ObjectiveKind.METRIC, HIGH, [*metric]
    return acted or _read_state(clause)


def _moves_on(clause: Clause) -> bool:
    """Whether `keep` and `continue` lead to a change: `continue to grow`, `keep 30% more customers`."""
    after = clause.lead + 1
    verb = clause.verb(after + (clause.key(after) == "to"))
    moves = verb is not None and not verb.lists.isdisjoint(MOVES) and "/" not in clause.text
    return moves or any(word.key in ("more", "additional") for word in clause.words)


def _read_action(clause: Clause, verb: Verb, opening: Evidence) -> _Verdict | None:
    heads = clause.heads(clause.lead + 1)
    after = clause.lead + 1
    if verb.form in (Form.THIRD, Form.PAST) or clause.is_sentence(verb):
        return None
    thing = next((head for head in heads if _is_thing(clause, head)), None)
    if not verb.lists.isdisjoint(MOVES) and (thing is None or "output_verbs" not in verb.lists):
        return ObjectiveKind.GOOD, LOW if "output_verbs" in verb.lists else HIGH, [opening]
    if "ambition_verbs" in verb.lists and thing is None:
        return ObjectiveKind.GOOD, LOW, [opening]
    if clause.key(after) in ("faster", "better", "more", "less", "often"):
        return ObjectiveKind.GOOD, LOW, [opening]
    if "project_verbs" in verb.lists and "build_verbs" not in verb.lists:
        return _read_project(clause, opening, thing)
    if "build_verbs" in verb.lists:
        return _read_building(clause, verb, opening, thing)
    return _read_duty(clause, verb, opening)


def _is_thing(clause: Clause, head: int) -> bool:
    """Whether an object is a work product rather than an ambition."""
    return clause.has(
        head, "artefact_nouns", "built_nouns", "event_nouns", "project_nouns"
    ) and not clause.has(head, *AMBITIONS)


def _read_project(clause: Clause, opening: Evidence, thing: int | None) -> _Verdict:
    quality = next((i for i in range(len(clause.words)) if clause.key(i) in ("quality", "excellent")), None)
    if quality is not None and thing is not None and clause.is_plural(thing):
        return ObjectiveKind.UPKEEP, LOW, [opening, clause.evidence(quality, "keeps {}")]
    heads = clause.heads(clause.lead + 1)
    if thing is None and heads and clause.has(heads[-1], "outcome_nouns"):
        return ObjectiveKind.GOOD, LOW, [opening]
    return ObjectiveKind.TASK, HIGH, [opening]


def _read_building(clause: Clause, verb: Verb, opening: Evidence, thing: int | None) -> _Verdict:
    """Building a thing is a project; building trust, or a platform people love, is a direction."""
    aspires = clause.find("quality_adjectives", "aspirations") is not None
    if thing is None and not aspires and "duty_verbs" in verb.lists and (stream := _stream(clause)):
        return ObjectiveKind.UPKEEP, LOW, [opening, clause.evidence(stream, "goes on with {}")]
    if thing is None or aspires:
        return ObjectiveKind.GOOD, LOW, [opening]
    if cadence := clause.phrase("cadence"):
        return ObjectiveKind.UPKEEP, LOW, [opening, cadence]
    return ObjectiveKind.TASK, LOW, [opening, clause.evidence(thing, "makes {}")]


def _stream(clause: Clause) -> int | None:
    """The service that is given, in `provide nursing care`, unless it is to be a better one."""
    elevated = _compares(clause) or clause.phrase("aspirations") is not None
    if elevated or clause.key(clause.lead) not in ("provide", "deliver", "offer"):
        return None
    return next((head for head in clause.heads(clause.lead + 1) if clause.has(head, "service_nouns")), None)


def _read_duty(clause: Clause, verb: Verb, opening: Evidence) -> _Verdict | None:
    """A stream of work answered for, unless it is to end some day or to reach somewhere."""
    if verb.lists.isdisjoint(("duty_verbs", "output_verbs", "assure_verbs")):
        return None
    if "output_verbs" not in verb.lists and "stream_verbs" not in verb.lists:
        return ObjectiveKind.GOOD, LOW, [opening]
    if _compares(clause):
        return ObjectiveKind.GOOD, LOW, [opening]
    return ObjectiveKind.UPKEEP, LOW, [opening]


def _compares(clause: Clause) -> bool:
    """Whether it is to be more, or sooner: `answer customers faster`, `… before they ask`."""
    found = clause.find("comparatives")
    if found is None or clause.key(found) != "before":
        return found is not None
    return clause.has(found + 1, "pronouns")


def _read_state(clause: Clause) -> _Verdict:
    standard = clause.phrase("standard_phrases") or clause.phrase("cadence")
    if standard:
        return ObjectiveKind.UPKEEP, LOW, [standard]
    if clause.key(clause.lead) == "there":
        return ObjectiveKind.TASK, LOW, [clause.evidence(clause.lead, "says that {} is a thing")]
    return _read_project_name(clause) or (ObjectiveKind.GOOD, LOW, [])


def _read_project_name(clause: Clause) -> _Verdict | None:
    """A thing to make, or an act that ends, for a title: `Contract software`, `Installer certificate`."""
    heads = clause.heads(clause.lead)
    if clause.verb(clause.lead) or clause.auxiliary(clause.lead) is not None or clause.tells(clause.lead):
        return None
    if len(heads) != 1 or clause.is_plural(heads[0]):
        return None
    qualified = clause.find("aspirations", "quality_adjectives", "comparatives", "relatives")
    later = (clause.verb(index) for index in range(heads[0] + 1, len(clause.words)))
    told = any(verb and verb.form is not Form.GERUND for verb in later)
    if qualified is not None or told or not _is_thing(clause, heads[0]):
        return None
    return ObjectiveKind.TASK, LOW, [clause.evidence(heads[0], "is over with the {}")]
