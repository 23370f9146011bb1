"""What a title says about a metric in numbers: `from 40 to 55`, `at least 90%`, `by 25%`, `90..100`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from kraokr.language.dates import read_dates
from kraokr.language.lexicon import ENGLISH, Lexicon
from kraokr.language.quantity import TIMES, Quantity, read_quantities
from kraokr.language.words import on_demand


def _ending(*phrases: str) -> Callable[[], re.Pattern[str]]:
    """Matches text that ends with one of the phrases, as the lead of a number."""
    return on_demand(rf"(?:{'|'.join(phrases)})\s*$", re.IGNORECASE)


def _starting(*phrases: str) -> Callable[[], re.Pattern[str]]:
    return on_demand(rf"\s*(?:{'|'.join(phrases)})", re.IGNORECASE)


_REACH_FOR = 48
_ARTICLE = r"(?:(?:an?|the|our)\s+)?"
_KIND = r"(?:(?:current|baseline|average|mean|median|total)\s+)*(?:of\s+)?"
_ABOUT = r"(?:~|≈|±|\+/-|\babout|\baround|\broughly|\bapprox\.?|\bapproximately|\bnearly|\balmost|\bsome)"
_TO = r"(?:-{1,2}>|→|⟶|=>|\bto\b)"
_LIMIT = r"(?:under|below|over|above|at\s+least|at\s+most|(?:less|more)\s+than|[<>]=?|≤|≥)"
_HEDGE = _ending(_ABOUT)
_FROM = _ending(rf"\b(?:from|starting\s+at)\s+{_ARTICLE}{_KIND}(?P<hedge>{_ABOUT})?")
_TO_AFTER_FROM = _ending(rf"^(?P<aside>[^,;]{{0,40}}?){_TO}\s*{_ARTICLE}{_KIND}(?P<hedge>{_ABOUT}|{_LIMIT})?")
_TO_ALONE = _ending(rf"^\s*{_TO}")
_BETWEEN = _ending(r"\bbetween")
_AND = _ending(r"^\s*(?:and|to|-|–)")
_RANGE = _ending(r"^\s*(?:\.\.\.?|–|—|-)")
_BY = _ending(
    rf"\bby\s+(?:another\s+|an?\s+(?:additional\s+|minimum\s+of\s+))?(?P<hedge>{_ABOUT}|{_LIMIT}|minimum|up\s+to)?"
)
_AT_LEAST = _ending(
    r"\bat\s+least", r"\bminimum(?:\s+of)?", r"\bnot?\s+(?:less|fewer|lower)\s+than", r"\babove", r"\bover",
    r"(?<!\bno\s)(?<!\bnot\s)\b(?:more|greater|higher|better)\s+than", r"\bexceed(?:s|ing)?", r"\bmin\.?",
    ">=?", "[≥⩾]",
)  # fmt: skip
_AT_MOST = _ending(
    r"\bat\s+most", r"\bmaximum(?:\s+of)?", r"\bnot?\s+(?:more|higher|greater|longer)\s+than", r"\bbelow",
    r"\bunder",
    r"(?<!\bno\s)(?<!\bnot\s)\b(?:less|fewer|lower|shorter|faster)\s+than", r"\bup\s+to",
    r"\bmax\.?", "<=?", "[≤⩽]",
)  # fmt: skip
_WITHIN = _ending(r"\b(?:with)?in")
_OR_MORE = _starting(r"(?:or|and)\s+(?:more|higher|above|better|over|greater)\b")
_OR_LESS = _starting(r"(?:or|and)\s+(?:less|fewer|lower|below|under)\b")
_NOW = on_demand(
    r"(?P<aside>[^\d.;]{0,40}?)(?:[,;(]\s*(?:current(?:ly)?|today|now|was|baseline|start(?:ing|ed)?)\b\s*:?\s*(?:at\s*)?"
    r"|[\s,;(]+(?:vs\.?|versus|against|instead\s+of|rather\s+than|compared\s+(?:to|with))\s+)",
    re.IGNORECASE,
)
_UP = on_demand(r"\b(?:up|down)\s*$", re.IGNORECASE)
_LEVEL_VERB = _starting(
    r"(?:achiev|reach|hit|attain|get|maintain|keep|hold|stay|meet|have|earn|secur|sustain)\w*\b"
)
_WINDOWS = frozenset({"weeks", "months", "quarters", "years"})


class Op(StrEnum):
    """How a number binds: a level to keep or reach, or a `change` from a start or by an amount."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    BETWEEN = "between"
    EQUALS = "equals"
    CHANGE = "change"


class Measure(NamedTuple):
    """One number phrase and its half-open offsets.

    `target` is the level aimed at (the lower one of `between`, whose other is `upper`), `baseline` where it
    starts, `change` the amount after `by`. `unit` is as in `Quantity`, `per` a period. `certain`: the words
    allow one reading only and the text holds no other number.
    """

    start: int
    end: int
    op: Op
    target: Decimal | None = None
    upper: Decimal | None = None
    baseline: Decimal | None = None
    change: Decimal | None = None
    unit: str | None = None
    per: str | None = None
    certain: bool = False


@lru_cache(maxsize=16384)
def read_measures(text: str, lexicon: Lexicon = ENGLISH) -> tuple[Measure, ...]:
    """The measures a text states, in order; spans of time that only set a date are left out."""
    quantities = list(undated_quantities(text, lexicon))
    found: list[Measure] = []
    while quantities:
        measure, used = _first(text, quantities)
        found.append(measure)
        quantities = quantities[used:]
    found = list(_with_starts(text, found))
    alone = len(found) == 1
    return tuple(measure._replace(certain=measure.certain and alone) for measure in found)


def undated_quantities(text: str, lexicon: Lexicon = ENGLISH) -> Iterator[Quantity]:
    """The quantities of a text that are not part of a date (`in 6 months`, `by Q2`)."""
    dates = read_dates(text)
    for quantity in read_quantities(text, lexicon):
        if not any(date.start <= quantity.start < date.end and _sets_date(quantity) for date in dates):
            yield quantity


def _sets_date(quantity: Quantity) -> bool:
    return quantity.unit is None or quantity.unit in _WINDOWS


def _first(text: str, quantities: list[Quantity]) -> tuple[Measure, int]:
    """The measure that opens with the first quantity, and how many quantities it takes."""
    if len(quantities) > 1 and (pair := _pair(text, *quantities[:2])):
        restated = len(quantities) > 2 and _restates(text, quantities[1], quantities[2])
        return pair, 3 if restated and pair.op is Op.CHANGE else 2
    return _single(text, quantities[0]), 1


def _restates(text: str, last: Quantity, extra: Quantity) -> bool:
    """Whether a signed amount in brackets says the change again: `from 12 to 18 (+50%)`."""
    return bool(extra.sign) and text[last.end : extra.start].strip() == "("


def _before(text: str, quantity: Quantity) -> str:
    return text[max(0, quantity.start - _REACH_FOR) : quantity.start]


def _pair(text: str, first: Quantity, second: Quantity) -> Measure | None:
    before, gap = _before(text, first), text[first.end : second.start]
    agree = first.unit == second.unit or None in (first.unit, second.unit)
    unit, per = second.unit or first.unit, second.per or first.per

    def pair(op: Op, lead: re.Match[str] | None, sure: bool) -> Measure:
        start = _lead_start(lead, first)
        low, high = _value(first), _value(second)
        if op is Op.CHANGE:
            return Measure(
                start, second.end, op, high, baseline=low, unit=unit, per=per, certain=sure and agree
            )
        return Measure(start, second.end, op, low, upper=high, unit=unit, per=per, certain=sure and agree)

    if lead := _FROM().search(before):
        if to := _TO_AFTER_FROM().search(gap):
            return pair(Op.CHANGE, lead, not (lead["hedge"] or to["hedge"] or to["aside"].strip()))
    elif agree and _TO_ALONE().search(gap):
        return pair(Op.CHANGE, None, "to" not in gap.lower() and not _HEDGE().search(before))
    if first.value < second.value:
        if (lead := _BETWEEN().search(before)) and _AND().search(gap):
            return pair(Op.BETWEEN, lead, True)
        if agree and _RANGE().search(gap):
            return pair(Op.BETWEEN, None, ".." in gap)
    return None


def _single(text: str, quantity: Quantity) -> Measure:
    before = _before(text, quantity)

    def single(op: Op, lead: re.Match[str] | None = None, sure: bool = True, **values: Decimal) -> Measure:
        start = _lead_start(lead, quantity)
        return Measure(start, quantity.end, op, **values, unit=quantity.unit, per=quantity.per, certain=sure)

    value = _value(quantity)
    if quantity.unit == "times" or quantity.sign:
        return single(Op.CHANGE, sure=False, change=value)
    if lead := _BY().search(before):
        return single(Op.CHANGE, lead, not lead["hedge"], change=value)
    if (lead := _FROM().search(before)) and (quantity.unit or _UP().search(before[: lead.start()])):
        return single(Op.CHANGE, lead, False, baseline=value)
    if op := _or_more(text, quantity):
        return single(op, target=value)
    for op, leading in ((Op.AT_LEAST, _AT_LEAST), (Op.AT_MOST, _AT_MOST)):
        if lead := leading().search(before):
            return single(op, lead, target=value)
    if quantity.open:
        return single(Op.AT_LEAST, target=value)
    if quantity.unit in TIMES.values() and (lead := _WITHIN().search(before)):
        return single(Op.AT_MOST, lead, quantity.unit not in _WINDOWS, target=value)
    return single(Op.AT_LEAST if _LEVEL_VERB().match(text) else Op.EQUALS, sure=False, target=value)


def _or_more(text: str, quantity: Quantity) -> Op | None:
    if _OR_MORE().match(text, quantity.end):
        return Op.AT_LEAST
    return Op.AT_MOST if _OR_LESS().match(text, quantity.end) else None


def _lead_start(lead: re.Match[str] | None, quantity: Quantity) -> int:
    """Where the words begin that lead a quantity, in the text."""
    return quantity.start - (len(lead.string) - lead.start()) if lead else quantity.start


def _value(quantity: Quantity) -> Decimal:
    return -quantity.value if quantity.sign == "-" else quantity.value


def _with_starts(text: str, measures: list[Measure]) -> Iterator[Measure]:
    """Join a level with the start told after it: `97% (up from 94%)` is one measure."""
    rest = iter(pairwise([*measures, None]))
    for measure, after in rest:
        if measure is None:
            return
        joined = _with_start(text, measure, after) if after else None
        if joined:
            next(rest, None)
        yield joined or measure


def _with_start(text: str, measure: Measure, after: Measure) -> Measure | None:
    gap = text[measure.end : after.start]
    told = _NOW().fullmatch(gap) if after.op in (Op.EQUALS, Op.AT_LEAST) else None
    start = after.target if told else after.baseline
    agree = measure.unit == after.unit or None in (measure.unit, after.unit)
    if start is None or after.upper or not agree or not (told or after.target is None):
        return None
    if measure.target is None or measure.baseline is not None:
        return None
    aside = told["aside"] if told else _UP().sub("", gap)
    sure = not aside.strip(" (,;") and measure.unit == after.unit
    return measure._replace(op=Op.CHANGE, end=after.end, baseline=start, certain=sure)
