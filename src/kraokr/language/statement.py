"""Whether the name of a key result area names an area, or a task, a project or a plan."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from kraokr.language.dates import read_dates
from kraokr.language.grammar import Clause, parse
from kraokr.language.lexicon import ENGLISH, Lexicon, Verb
from kraokr.language.reading import Area, Confidence, Evidence
from kraokr.language.verbs import Form

HIGH, LOW = Confidence.HIGH, Confidence.LOW
STANDING = (
    "upkeep_verbs",
    "assure_verbs",
    "increase_verbs",
    "decrease_verbs",
    "improve_verbs",
    "reach_verbs",
)
AREA_NOUNS = ("outcome_nouns", "function_nouns")
THINGS = ("artefact_nouns", "event_nouns")
SHORT = 3


class AreaReading(NamedTuple):
    """What the name of a KRA says, the words that say so, and a deadline in it, if there is one.

    A `gerund` of high confidence is a task in `-ing`; a low one answers for a standard or a duty.
    """

    verdict: Area
    confidence: Confidence
    evidence: tuple[Evidence, ...] = ()
    deadline: tuple[Evidence, ...] = ()


@lru_cache(maxsize=16384)
def read_area(text: str, lexicon: Lexicon = ENGLISH) -> AreaReading:
    """Read the name of a key result area."""
    clause = parse(text, lexicon)
    deadline = tuple(
        Evidence(date.start, date.end, f'ends "{text[date.start : date.end]}"')
        for date in read_dates(text)
        if date.deadline
    )
    verdict, confidence, evidence = _read_verb(clause) or _read_noun_phrase(clause)
    return AreaReading(verdict, confidence, tuple(evidence), deadline)


_Verdict = tuple[Area, Confidence, list[Evidence]]


def _read_verb(clause: Clause) -> _Verdict | None:
    verb = clause.verb(clause.lead)
    if verb is None or not _acts(clause, verb):
        return None
    if verb.form is Form.PAST:
        return Area.TASK, LOW, [clause.evidence(clause.lead, "tells what was {}")]
    if verb.form is Form.GERUND:
        verdict, _, evidence = _read_action(clause, verb)
        return Area.GERUND, HIGH if verdict is Area.TASK else LOW, evidence
    return _read_action(clause, verb)


def _acts(clause: Clause, verb: Verb) -> bool:
    """Whether the opening word is used as a verb, not as a noun or adjective that looks like one."""
    lead = clause.lead
    after = lead + 1
    if clause.key(after) == "of" or after >= len(clause.words):
        return False
    plain = "soft_verbs" not in verb.lists
    named = clause.has(lead, *AREA_NOUNS)
    if plain and (verb.form is Form.BASE or (verb.form is Form.GERUND and not named)):
        return True
    if _opens_object(clause, after) or _joins_verb(clause, after, verb.form):
        return True
    heads = clause.heads(after)
    if not heads or (verb.form is Form.THIRD and "soft_verbs" in verb.lists):
        return False
    head = heads[-1]
    if clause.has(head, *AREA_NOUNS) and head - lead < SHORT:
        return False
    if verb.form in (Form.GERUND, Form.PAST) and named:
        return False
    if plain and verb.form is Form.THIRD:
        return True
    return clause.is_plural(head) or (head - lead >= SHORT and clause.has(head, *THINGS))


def _opens_object(clause: Clause, index: int) -> bool:
    """Whether a word can only stand before the object of a verb."""
    possessive = clause.words[index].text.rstrip("s").endswith(("'", "’"))
    return possessive or clause.is_number(index) or clause.has(index, "determiners", "cadence", "particles")


def _joins_verb(clause: Clause, index: int, form: Form) -> bool:
    """Whether a second verb in the same form follows: `process and distribute payroll`."""
    if clause.key(index) not in ("and", "or", ",", "&", "/"):
        return False
    verb = clause.verb(index + 1)
    if verb is None or verb.form is not form or clause.has(index + 1, *AREA_NOUNS):
        return False
    return index + 2 < len(clause.words) and clause.key(index + 2) not in ("of", "for", "and")


def _read_action(clause: Clause, verb: Verb) -> _Verdict:
    lead = clause.lead
    opening = clause.evidence(lead, "starts with {}")
    duty = "duty_verbs" in verb.lists
    standing = not verb.lists.isdisjoint(STANDING)
    cadence = clause.phrase("cadence")
    thing = _thing(clause, lead + 1)
    if standing and not duty and "output_verbs" not in verb.lists:
        return _read_standing(clause, verb, opening, thing)
    if verb.lists == {"ambition_verbs"}:
        return Area.AREA, LOW, [opening]
    signs = [opening]
    if cadence:
        signs.append(cadence)
    if thing is not None:
        signs.append(clause.evidence(thing, "hands over {}"))
    outcome = clause.phrase("outcome_clauses")
    if duty or standing:
        return _read_duty(clause, signs, bool(cadence), thing, outcome)
    if outcome and thing is None and not cadence:
        return Area.AREA, LOW, [opening]
    short = len(clause.words) - lead <= SHORT
    aimed = any(clause.has(head, *AREA_NOUNS) for head in clause.heads(lead + 1)[-1:])
    vague = thing is None and ((aimed and short) or clause.find("relatives") is not None)
    return Area.TASK, LOW if vague else HIGH, signs


def _read_duty(
    clause: Clause, signs: list[Evidence], cadence: bool, thing: int | None, outcome: Evidence | None
) -> _Verdict:
    """A duty is a task only by its object: a thing to hand over, or a round that comes again."""
    if thing is None and not cadence:
        return Area.AREA, LOW, signs
    if outcome and not cadence:
        return Area.AREA if clause.find("quality_adjectives") is not None else Area.TASK, LOW, signs
    return Area.TASK, HIGH if cadence and thing is not None else LOW, signs


def _read_standing(clause: Clause, verb: Verb, opening: Evidence, thing: int | None) -> _Verdict:
    """Keeping a standard is an area; keeping a record, or reaching a certificate, is not."""
    reached = "reach_verbs" in verb.lists and thing is not None and clause.has(thing, "project_nouns")
    if reached and thing is not None:
        return Area.PROJECT, LOW, [opening, clause.evidence(thing, "ends with {}")]
    record = thing is not None and clause.has(thing, "record_nouns")
    if (
        record
        and thing is not None
        and "upkeep_verbs" in verb.lists
        and clause.find("quality_adjectives") is None
    ):
        return Area.TASK, LOW, [opening, clause.evidence(thing, "keeps {}")]
    return Area.AREA, HIGH, [opening]


def _thing(clause: Clause, start: int) -> int | None:
    """The first object that can be handed over or ticked off, outcome nouns left aside."""
    for head in clause.heads(start):
        if clause.has(head, *THINGS) and not clause.has(head, *AREA_NOUNS):
            return head
    return None


def _is_thing(clause: Clause, head: int) -> bool:
    """Whether a head is a thing to hand over, an act that ends, or the making of one."""
    if clause.has(head, "making_nouns"):
        made_new = clause.key(head + 1) == "of" and clause.key(head + 2) in ("new", "a", "an")
        return made_new or (head > 0 and clause.has(head - 1, "artefact_nouns"))
    return clause.has(head, *THINGS) and not clause.has(head, *AREA_NOUNS)


def _read_noun_phrase(clause: Clause) -> _Verdict:
    heads = clause.heads(clause.lead)
    if not heads:
        return Area.AREA, LOW, []
    return (
        _read_done(clause)
        or _read_project(clause, heads)
        or _read_plan(clause, heads)
        or _read_event(clause, heads)
        or _read_field(clause, heads)
    )


def _read_done(clause: Clause) -> _Verdict | None:
    """A thing done: `Systems upgraded by March 31`, `Data plan created`."""
    for index in range(clause.lead + 1, len(clause.words)):
        verb = clause.verb(index)
        if not verb or verb.form is not Form.PAST or "output_verbs" not in verb.lists:
            continue
        last = index + 1 >= len(clause.words) or clause.has(index + 1, "prepositions")
        if last and not clause.has(index - 1, "prepositions", "conjunctions", "determiners"):
            return Area.TASK, LOW, [clause.evidence(index, "is over once {}")]
    return None


def _read_project(clause: Clause, heads: tuple[int, ...]) -> _Verdict | None:
    if named := clause.phrase("project_phrases"):
        return Area.PROJECT, HIGH, [named]
    for head in heads:
        if clause.has(head, "project_nouns") and not clause.has(head, *AREA_NOUNS):
            one = len(heads) == 1 and clause.key(head + 1) != "of"
            return Area.PROJECT, HIGH if one else LOW, [clause.evidence(head, "ends with the {}")]
    return None


def _read_plan(clause: Clause, heads: tuple[int, ...]) -> _Verdict | None:
    if len(heads) == 1 and clause.has(heads[0], "plan_nouns"):
        return Area.PLAN, LOW, [clause.evidence(heads[0], "is about the {}")]
    return None


def _read_event(clause: Clause, heads: tuple[int, ...]) -> _Verdict | None:
    """An act turned noun, or a work product that comes round again."""
    cadence = clause.phrase("cadence")
    things = [head for head in heads if _is_thing(clause, head)]
    if not things:
        return _read_round(clause, heads, cadence)
    acts = [head for head in things if clause.has(head, "event_nouns", "making_nouns")]
    head = (acts or things)[0]
    signs = [clause.evidence(head, "is done with the {}")]
    if cadence:
        return Area.TASK, HIGH, [*signs, cadence]
    papers = all(clause.has(head, "paper_nouns") for head in heads)
    if (acts or papers) and not any(clause.has(h, *AREA_NOUNS) for h in heads if h not in acts):
        return Area.TASK, LOW, signs
    return None


def _read_round(clause: Clause, heads: tuple[int, ...], cadence: Evidence | None) -> _Verdict | None:
    """A round of something unnamed: `Monthly safety walk`."""
    if cadence is None or any(clause.has(head, *AREA_NOUNS) for head in heads):
        return None
    return Area.TASK, LOW, [cadence]


def _read_field(clause: Clause, heads: tuple[int, ...]) -> _Verdict:
    known = [head for head in heads if clause.has(head, *AREA_NOUNS)]
    return Area.AREA, HIGH if known else LOW, [clause.evidence(head, "is about {}") for head in known[-1:]]
