"""Simple judges to compare with: the first word, a naive Bayes bag of words, shared words, patterns."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from judging.statements import Row

_WORD = re.compile(r"[a-z]+(?:'[a-z]+)?|\d+")
_KEEPING = frozenset(
    _WORD.findall("maintain keep ensure sustain continue preserve retain remain stay uphold protect")
)
_DOING = frozenset(
    _WORD.findall("""
        achieve analyse analyze arrange assist attend audit build carry check collect complete
        conduct coordinate create define deliver deploy design develop document draft establish
        execute file finalise finalize follow handle hire host identify implement improve inspect
        integrate introduce investigate launch lead make manage migrate monitor onboard organise
        organize oversee perform plan prepare present process produce provide publish record recruit
        release review roll run schedule secure send set ship start submit support track train
        update upgrade visit write
    """)
)
_STOP = frozenset(
    _WORD.findall("""
        a an and are as at be by for from has in into is it its of on or our so that the their them
        they this to we who with within without every each all
    """)
)
_NUMBER_WORDS = (
    "zero|one|two|three|four|five|six|seven|eight|nine|ten|dozen|hundred|half|twice|double|triple|third"
)
_MONTHS = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_DATES = re.compile(
    rf"\b(?:q[1-4]|h[12]|fy\s?\d{{2,4}}|(?:19|20)\d\d|{_MONTHS} \d{{1,2}}|\d{{1,2}} {_MONTHS})\b",
    re.IGNORECASE,
)
_AMOUNT = re.compile(rf"\d|\b(?:{_NUMBER_WORDS})\b", re.IGNORECASE)
_START = re.compile(r"\bfrom\b.*\d.*\bto\b|->|→|\bcurrent(?:ly)?\b|\bbaseline\b|\bup from\b", re.IGNORECASE)


def words(text: str) -> list[str]:
    """The words and numbers of a text; every number counts as the same word."""
    return ["#" if word.isdigit() else word for word in _WORD.findall(text.casefold())]


def first_word(text: str, doing: str, keeping: str, otherwise: str) -> str:
    """A label by the first word alone: does it do something, or keep it?"""
    first = next(iter(words(text)), "")
    return keeping if first in _KEEPING else doing if first in _DOING else otherwise


def has_amount(text: str) -> bool:
    """Whether there is a digit or a number word that is no date."""
    return _AMOUNT.search(_DATES.sub(" ", text)) is not None


def has_start(text: str) -> bool:
    """Whether "from … to", an arrow or "currently" is there."""
    return _START.search(text) is not None


def shared_words(row: Row) -> str:
    """A label for a pair: half of the shorter one's words are shared, else a number, else none of both."""
    kra, okr = (frozenset(map(_stem, words(row[name]))) - _STOP for name in ("kra", "okr"))
    if len(kra & okr) >= max(1, min(len(kra), len(okr))) / 2:
        return "duplicate"
    return "accelerates" if has_amount(row["okr"]) else "unrelated"


def _stem(word: str) -> str:
    return word if word in _STOP else re.sub(r"(?:ing|ies|ed|es|s|y)$", "", word) or word


def bag_of_words(texts: Sequence[str], right: Sequence[str], groups: Sequence[str]) -> list[str]:
    """The label of each text by naive Bayes, trained on the texts of the other groups only, in ten folds."""
    order = {group: number % 10 for number, group in enumerate(sorted(set(groups)))}
    folds = [order[group] for group in groups]
    said = [""] * len(texts)
    for fold in set(folds):
        known = [number for number, other in enumerate(folds) if other != fold]
        bayes = _Bayes([texts[number] for number in known], [right[number] for number in known])
        for number, other in enumerate(folds):
            if other == fold:
                said[number] = bayes.label(texts[number])
    return said


class _Bayes:
    """Multinomial naive Bayes with add-one smoothing."""

    def __init__(self, texts: Sequence[str], right: Sequence[str]) -> None:
        self.seen = Counter(right)
        self.counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
        for text, label in zip(texts, right, strict=True):
            self.counts[label].update(words(text))
        self.size = len({word for counts in self.counts.values() for word in counts}) + 1

    def label(self, text: str) -> str:
        """The likeliest label; the first by name if they are equal; none where nothing was learnt."""
        return max(sorted(self.seen), key=lambda label: self._log(label, words(text)), default="")

    def _log(self, label: str, found: Sequence[str]) -> float:
        counts = self.counts[label]
        total = counts.total() + self.size
        return math.log(self.seen[label]) + sum(math.log((counts[word] + 1) / total) for word in found)
