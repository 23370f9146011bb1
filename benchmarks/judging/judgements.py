"""The judgements of the table: what is right, what lint says, what the simple judges say."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeVar

from judging import simple, verdicts
from judging.statements import Row, labels, sources
from judging.verdicts import Reading

V = TypeVar("V")

KEY_RESULT = {"kr-is-activity": "task", "okr-business-as-usual": "maintain"}
OBJECTIVE = {"objective-has-metric": "metric", "objective-is-task": "task", "okr-business-as-usual": "bau"}
REPEATS = "okr-repeats-kra"
PAIR = {"okr-outside-kra": "unrelated", REPEATS: "duplicate"}


@dataclass(frozen=True)
class Judgement:
    """One line of the table; `measure` is how it is scored, by F1 that of `label`.

    Row by row: what is `right`, what lint `said`, whether it was `sure` (a warning or an error), what it
    found, and what each of the simple judges said.
    """

    name: str
    measure: str
    label: str
    rows: Sequence[Row]
    right: Sequence[str]
    said: Sequence[str]
    sure: Sequence[bool]
    readings: Sequence[Reading]
    simple: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def only(self, keep: Callable[[Row], bool]) -> Judgement:
        """The same for some of the rows."""
        kept = [number for number, row in enumerate(self.rows) if keep(row)]
        return replace(
            self,
            rows=_pick(self.rows, kept),
            right=_pick(self.right, kept),
            said=_pick(self.said, kept),
            sure=_pick(self.sure, kept),
            readings=_pick(self.readings, kept),
            simple={judge: _pick(said, kept) for judge, said in self.simple.items()},
        )


def _pick(values: Sequence[V], kept: Sequence[int]) -> list[V]:
    return [values[number] for number in kept]


def of_areas(rows: Sequence[Row]) -> list[Judgement]:
    """KRA or task."""
    readings = verdicts.judge(verdicts.areas(rows))
    said = ["task" if one.has(*verdicts.TASK_RULES) else "kra" for one in readings]
    sure = [one.is_sure(*verdicts.TASK_RULES) for one in readings]
    right, texts = labels(rows, "label"), [row["text"] for row in rows]
    others = {
        "first word": [simple.first_word(text, "task", "task", "kra") for text in texts],
        "naive Bayes": simple.bag_of_words(texts, right, sources(rows)),
    }
    return [Judgement("KRA or task", "F1", "task", rows, right, said, sure, readings, others)]


def of_key_results(rows: Sequence[Row]) -> list[Judgement]:
    """Outcome, task or upkeep; measurable; with a baseline."""
    readings = verdicts.judge(verdicts.key_results(rows))
    right, texts = labels(rows, "label"), [row["text"] for row in rows]
    said, sure = _first(readings, KEY_RESULT, "outcome")
    others = {
        "first word": [simple.first_word(text, "task", "maintain", "outcome") for text in texts],
        "naive Bayes": simple.bag_of_words(texts, right, sources(rows)),
    }
    kinds = Judgement("key result, 3-way", "accuracy", "", rows, right, said, sure, readings, others)
    return [kinds, *_of_numbers(rows, texts, readings)]


def _first(
    readings: Sequence[Reading], meanings: Mapping[str, str], otherwise: str
) -> tuple[list[str], list[bool]]:
    """What the first rule that fired means for each row, and whether it was sure."""
    rules = [next(filter(one.has, meanings), "") for one in readings]
    said = [meanings.get(rule, otherwise) for rule in rules]
    return said, [one.is_sure(rule) for one, rule in zip(readings, rules, strict=True)]


def _of_numbers(rows: Sequence[Row], texts: Sequence[str], readings: Sequence[Reading]) -> list[Judgement]:
    measurable = [not one.has("kr-not-measurable") for one in readings]
    told = [_offers_baseline(one) for one in readings]
    no_one, start = [False] * len(rows), {"pattern": _yes([simple.has_start(text) for text in texts])}
    amount = {"pattern": _yes([simple.has_amount(text) for text in texts])}
    return [
        Judgement(name, "F1", "yes", rows, labels(rows, gold), _yes(said), no_one, readings, others)
        for name, gold, said, others in (
            ("measurable", "measurable", measurable, amount),
            ("baseline", "has_baseline", told, start),
        )
    ]


def _offers_baseline(reading: Reading) -> bool:
    """Whether lint read a baseline in the title: it asks to write it down as `baseline:`."""
    found = reading.found.get("kr-number-only-in-title")
    return found is not None and "`baseline:" in (found.finding.help or "")


def _yes(values: Sequence[bool]) -> list[str]:
    return ["yes" if value else "no" for value in values]


def of_objectives(rows: Sequence[Row]) -> list[Judgement]:
    """Good, only a metric, a task, or business as usual."""
    readings = verdicts.judge(verdicts.objectives(rows))
    right, texts = labels(rows, "label"), [row["text"] for row in rows]
    said, sure = _first(readings, OBJECTIVE, "good")
    others = {
        "first word": [
            "metric" if simple.has_amount(text) else simple.first_word(text, "task", "bau", "good")
            for text in texts
        ],
        "naive Bayes": simple.bag_of_words(texts, right, sources(rows)),
    }
    return [Judgement("objective, 4-way", "macro F1", "", rows, right, said, sure, readings, others)]


def of_pairs(rows: Sequence[Row], as_objectives: bool = False) -> list[Judgement]:
    """Duplicate or accelerates, and the same with unrelated pairs."""
    readings = verdicts.judge(verdicts.pairs(rows, as_objectives), verdicts.paired_areas(rows))
    right = labels(rows, "label")
    said, sure = _first(readings, PAIR, "accelerates")
    three = Judgement("pair, 3-way", "accuracy", "", rows, right, said, sure, readings)
    said, sure = _first(readings, {REPEATS: "duplicate"}, "accelerates")
    two = Judgement("pair, 2-way", "F1", "duplicate", rows, right, said, sure, readings)
    two = two.only(lambda row: row["label"] != "unrelated")
    return [replace(one, simple=_simple_of_pairs(one)) for one in (two, three)]


def _simple_of_pairs(one: Judgement) -> Mapping[str, Sequence[str]]:
    texts = [row["okr"] for row in one.rows]
    return {
        "shared words": [simple.shared_words(row) for row in one.rows],
        "naive Bayes, OKR alone": simple.bag_of_words(texts, one.right, sources(one.rows)),
    }
