"""The names of signs: what can be told from one kind of word, made once for each kind."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache, lru_cache
from typing import NamedTuple

from kraokr.language.lexicon import Verb
from kraokr.language.measure import Op
from kraokr.language.verbs import Form
from kraokr.language.words import singular

_ENDINGS = (
    "ization", "tion", "sion", "ment", "ance", "ence", "ity", "ness", "ship", "ing", "ure", "acy", "age",
    "ics", "al", "er", "ed", "ize", "ify", "ate", "ly",
)  # fmt: skip
_DEEDS = frozenset((
    "output_verbs", "duty_verbs", "upkeep_verbs", "assure_verbs", "increase_verbs", "decrease_verbs",
    "improve_verbs", "reach_verbs", "build_verbs", "deal_verbs", "ambition_verbs", "capacity_verbs",
    "project_verbs",
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


class Names(tuple[str, ...]):
    """Names of signs, made once for each kind of word: the same names are the same object."""

    __slots__ = ()
    __hash__ = object.__hash__
    __eq__ = object.__eq__
    __ne__ = object.__ne__


@cache
def named(*names: str) -> Names:
    """Names of signs that belong together."""
    return Names(names)


@cache
def of_tags(family: str, tags: frozenset[str]) -> Names:
    """The lists that hold a word, by the family of its place: `object:artefact_nouns`."""
    return Names(f"{family}:{tag}" for tag in sorted(tags) if tag.endswith(_TELLING) and tag not in _OTHERS)


@cache
def of_word(family: str, tags: frozenset[str], ending: str) -> Names:
    """The lists that hold a word, or that none does, and its ending."""
    return Names((*(of_tags(family, tags) or (f"{family}:unknown",)), f"{family}:{ending}"))


@cache
def of_verb(verb: Verb | None, family: str = "opens") -> Names:
    """The form of a verb and its lists; that there is none."""
    if verb is None:
        return Names((f"{family}:no verb",))
    return Names(
        (f"{family}:{verb.form}", *(f"{family}:{verb.form} of {name}" for name in sorted(verb.lists)))
    )


class Done(NamedTuple):
    """A word that may be a past form: its verb, whether it ends its clause, whether `is` stands before."""

    verb: Verb | None
    ends: bool
    told: bool


@cache
def of_any(tags: frozenset[str], small: str, done: Done | None) -> Names:
    """What tells of a word wherever it stands."""
    names = [*of_tags("any", tags)]
    if small:
        names.append(f"word:{small}")
    if done:
        if done.verb and done.verb.form is Form.PAST:
            names += of_verb(done.verb, "later")
        names.append("done:last" if done.ends else "done:before more")
        names += ["done:after is"] * done.told
    return Names(names)


@cache
def of_measure(op: Op, unit: str | None, per: bool, start: bool, limit: str | None) -> Names:
    """How a number binds, in which unit, and whether it tells a period, a start or a limit."""
    names = [f"number:{op}", f"number:in {unit or 'no unit'}"]
    names += ["number:per period"] * per + ["number:from a start"] * start
    return Names((*names, f"number:{limit}") if limit else names)


@cache
def of_sentence(length: int, few: bool, auxiliary: bool, moves: bool, tells: bool) -> Names:
    """The length of a statement, and what makes a sentence of it."""
    told = {
        "words:few": few,
        "sentence:auxiliary": auxiliary,
        "sentence:moves": moves,
        "sentence:tells": tells,
    }
    return Names((f"words:{length}", *(name for name, so in told.items() if so)))


@lru_cache(maxsize=4096)
def of_pair(verb: Verb | None, tags: frozenset[str], again: bool, number: bool) -> Names:
    """Each class of deed with each class of thing that it is done to."""
    deeds = sorted(verb.lists & _DEEDS) or ["other verb"] if verb else ["no verb"]
    things = [tag for tag in sorted(tags) if tag.endswith("_nouns")] or ["something unknown"]
    things += ["cadence"] * again + ["a number"] * number
    return Names(f"{deed} of {thing}" for deed in deeds for thing in things)


@lru_cache(maxsize=16384)
def ending(key: str) -> str:
    """The ending of a noun that tells its class: `-tion`, `-ness`."""
    word = singular(key)
    return next((f"-{e}" for e in _ENDINGS if word.endswith(e) and len(word) > len(e) + 2), "no ending")


def reason(names: Collection[str]) -> str:
    """How to tell of words with these signs, for which `{}` stands; empty where a reader learns nothing."""
    for family, told in _REASONS:
        if any(name.startswith(family) for name in names):
            return told
    return "says {}" if any(name.endswith(_SPEAKING) for name in names) else ""
