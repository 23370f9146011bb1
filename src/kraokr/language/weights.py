"""What the signs in a statement weigh: a linear model for each judgement, learnt from labelled statements.

`tools/train.py` writes the weights of a language to its `weights.json`.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from functools import cached_property, lru_cache
from pathlib import Path

from kraokr.language.lexicon import ENGLISH, Lexicon
from kraokr.language.names import Names, reason
from kraokr.language.reading import Confidence, Evidence
from kraokr.language.signs import Signs, read_signs

_HERE = Path(__file__).parent
_LIKELY = 0.55
"""A label less likely than this is not said: nobody should have to act on a toss of a coin."""
_TOLD = 3
"""So many pieces of evidence are told."""


class Judge:
    """The weights of one judgement: for each sign one for each label, in the order of `labels`.

    `start` is what each label has before any sign is seen, `fine` the label that nobody minds, if there is
    one. `sure` is the probability from which on a label was right often enough (in 95 or 97 of 100) for
    writers whom the weights had not seen.
    """

    def __init__(
        self,
        labels: Sequence[str],
        fine: str,
        start: Sequence[float],
        sure: Mapping[str, float],
        signs: Mapping[str, Sequence[float]],
    ) -> None:
        self.labels = labels
        self.fine = fine
        self.start = start
        self.sure = sure
        self.signs = signs
        self._worth: dict[Names, tuple[float, ...]] = {}

    def worth(self, names: Names) -> tuple[float, ...]:
        """What some signs weigh together, for each label."""
        worth = self._worth.get(names)
        if worth is None:
            known = [self.signs[name] for name in names if name in self.signs]
            worth = tuple(map(sum, zip(*known, strict=True))) if known else (0.0,) * len(self.labels)
            self._worth[names] = worth
        return worth

    def gain(self, names: Names, label: int) -> float:
        """How much some signs speak for a label, beyond the label that they speak for next."""
        return _beyond_next(self.worth(names), label)


class Weighed:
    """The likeliest label of a statement, how sure it is, and the words behind it."""

    def __init__(self, text: str, signs: tuple[Signs, ...], judge: Judge) -> None:
        self._text, self._signs, self._judge = text, signs, judge
        totals = [*map(sum, zip(judge.start, *(judge.worth(one.names) for one in signs), strict=True))]
        top = max(totals)
        probability = 1 / sum(math.exp(total - top) for total in totals)
        likely = judge.labels[totals.index(top)]
        self.label = likely if probability >= _LIKELY or not judge.fine else judge.fine
        self._best = judge.labels.index(self.label)
        sure = probability >= judge.sure[self.label] and any(one.end for one in signs)
        self.confidence = Confidence.HIGH if sure else Confidence.LOW

    @cached_property
    def evidence(self) -> tuple[Evidence, ...]:
        """The words that speak most for the label, in order, each with what it says: `starts with "run"`."""
        gains: dict[tuple[int, int], float] = {}
        names: dict[tuple[int, int], set[str]] = {}
        for one in self._signs:
            if one.end:
                span = (one.start, one.end)
                gains[span] = gains.get(span, 0) + self._judge.gain(one.names, self._best)
                names.setdefault(span, set()).update(one.names)
        reasons = {span: told for span, found in names.items() if (told := reason(found))}
        ranked = sorted(reasons, key=lambda span: -gains[span])
        spans = _first_apart([span for span in ranked if gains[span] > 0] or ranked[:1])
        return tuple(
            Evidence(*span, reasons[span].format(f'"{self._text[slice(*span)].lower()}"'))
            for span in sorted(spans)
        )


def _beyond_next(worth: Sequence[float], label: int) -> float:
    return worth[label] - max(weight for other, weight in enumerate(worth) if other != label)


@lru_cache(maxsize=16384)
def weigh(judgement: str, text: str, lexicon: Lexicon = ENGLISH) -> Weighed:
    """Weigh the signs in a statement for a judgement: `area`, `key result` or `objective`."""
    return Weighed(text, read_signs(text, lexicon), judge(judgement, lexicon))


def judge(judgement: str, lexicon: Lexicon = ENGLISH) -> Judge:
    """The weights of a judgement in the language of a lexicon: one of those of `weigh`, or `pair`."""
    return _judges(lexicon.language)[judgement]


def _first_apart(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The first few spans that none before them overlaps."""
    kept: list[tuple[int, int]] = []
    for span in spans:
        if len(kept) == _TOLD:
            break
        if all(span[1] <= start or end <= span[0] for start, end in kept):
            kept.append(span)
    return kept


@lru_cache(maxsize=8)
def _judges(language: str) -> Mapping[str, Judge]:
    read = json.loads((_HERE / language / "weights.json").read_text(encoding="utf-8"))
    return {name: Judge(**fields) for name, fields in read.items()}
