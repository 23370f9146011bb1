"""What a title says about a metric in numbers: `from 40 to 55`, `at least 90%`, `by 25%`, `90..100`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from kraokr.language import leads
from kraokr.language.dates import read_dates
from kraokr.language.lexicon import ENGLISH, Lexicon
from kraokr.language.quantity import TIMES, Quantity, read_quantities
from kraokr.language.start import Sign, read_sign

_REACH_FOR = 48
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
    if len(found) > 1:
        found = _with_starts(text, found)
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

    lead, to = leads.FROM().search(before), leads.TO_ALONE().search(gap)
    if to and _is_range(text, before[: lead.start()] if lead else before, gap, second, not (lead or unit)):
        return pair(Op.BETWEEN, lead, False) if first.value < second.value else None
    if lead:
        if to := leads.TO_AFTER_FROM().search(gap):
            plain = not any((lead["rank"], lead["hedge"], to["rank"], to["hedge"], to["aside"].strip()))
            return pair(Op.CHANGE, lead, plain)
    elif agree and to:
        return pair(
            Op.CHANGE, None, bool(leads.PLAIN_ARROW().match(gap)) and not leads.HEDGE().search(before)
        )
    if first.value < second.value:
        if (lead := leads.BETWEEN().search(before)) and leads.AND().search(gap):
            return pair(Op.BETWEEN, lead, True)
        if agree and leads.RANGE().search(gap):
            return pair(Op.BETWEEN, None, ".." in gap)
    return None


def _is_range(text: str, before: str, gap: str, second: Quantity, counts: bool) -> bool:
    """Whether `5 to 8` tells how many, not a move: `interview 5 to 8 customers`, `a scale from 1 to 5`."""
    if leads.RANGED().search(before) or leads.SCALE_NEXT().match(text, second.end):
        return True
    return counts and gap.strip() == "to" and leads.COUNTED().match(text, second.end) is not None


def _single(text: str, quantity: Quantity) -> Measure:
    before = _before(text, quantity)

    def single(op: Op, lead: re.Match[str] | None = None, sure: bool = True, **values: Decimal) -> Measure:
        start = _lead_start(lead, quantity)
        return Measure(start, quantity.end, op, **values, unit=quantity.unit, per=quantity.per, certain=sure)

    value = _value(quantity)
    if quantity.sign and quantity.unit != "times" and leads.LEVEL().search(before):
        return single(Op.EQUALS, sure=False, target=value)
    if quantity.unit == "times" or quantity.sign:
        return single(Op.CHANGE, sure=False, change=value)
    if lead := leads.BY().search(before):
        return single(Op.CHANGE, lead, not lead["hedge"], change=value)
    if (lead := leads.FROM().search(before)) and _starts(text, before[: lead.start()], quantity):
        return single(Op.CHANGE, lead, False, baseline=value)
    if op := _or_more(text, quantity):
        return single(op, target=value)
    for op, leading in ((Op.AT_LEAST, leads.AT_LEAST), (Op.AT_MOST, leads.AT_MOST)):
        if lead := leading().search(before):
            return single(op, lead, target=value)
    if quantity.open:
        return single(Op.AT_LEAST, target=value)
    if quantity.unit in TIMES.values() and (lead := leads.WITHIN().search(before)):
        return single(Op.AT_MOST, lead, quantity.unit not in _WINDOWS, target=value)
    return single(Op.AT_LEAST if leads.LEVEL_VERB().match(text) else Op.EQUALS, sure=False, target=value)


def _starts(text: str, before: str, quantity: Quantity) -> bool:
    """Whether the number after `from` is a level, not a count of sources: `from 3 countries`."""
    counts = quantity.unit is None and leads.COUNTED().match(text, quantity.end)
    return not counts or leads.UP().search(before) is not None


def _or_more(text: str, quantity: Quantity) -> Op | None:
    if leads.OR_MORE().match(text, quantity.end):
        return Op.AT_LEAST
    return Op.AT_MOST if leads.OR_LESS().match(text, quantity.end) else None


def _lead_start(lead: re.Match[str] | None, quantity: Quantity) -> int:
    """Where the words begin that lead a quantity, in the text."""
    return quantity.start - (len(lead.string) - lead.start()) if lead else quantity.start


def _value(quantity: Quantity) -> Decimal:
    return -quantity.value if quantity.sign == "-" else quantity.value


def _with_starts(text: str, measures: list[Measure]) -> list[Measure]:
    """Join each level or change with the start told beside it: `97% (up from 94%)` is one measure."""
    edges = [0, *(edge for measure in measures for edge in (measure.start, measure.end)), len(text)]
    starts: dict[int, Sign] = {}
    for place, measure in enumerate(measures):
        before, after = (text[edges[at] : edges[at + 1]] for at in (2 * place, 2 * place + 2))
        if (sign := _start_sign(measure, before, after)) is not None:
            starts[place] = sign
    joined = dict(enumerate(measures))
    for place, sign in starts.items():
        aims = [at for at in (place - 1, place + 1, place - 2) if at in joined and at not in starts]
        aim = next((at for at in aims if _agree(text, joined[at], measures[place], sign)), None)
        if aim is not None:
            joined[aim] = _from(text, joined[aim], joined.pop(place), beside=abs(aim - place) == 1)
    return list(joined.values())


def _start_sign(measure: Measure, before: str, after: str) -> Sign | None:
    if measure.target is None:
        return Sign.COMPARED if measure.baseline is not None else None
    return read_sign(before, after) if measure.baseline is None and measure.upper is None else None


def _agree(text: str, aim: Measure, start: Measure, sign: Sign) -> bool:
    """Whether one number can be where the other starts: they count the same, as far as the words tell."""
    if aim.baseline is not None or (sign is Sign.COMPARED and aim.start > start.start):
        return False
    if sign is Sign.AIMED:
        return start.op is Op.EQUALS and aim.unit == start.unit and start.start < aim.start
    noun, aimed = (leads.COUNTED().match(text, measure.end) for measure in (start, aim))
    if aim.unit == start.unit:
        same = noun is None or aimed is None or noun[0].lower() == aimed[0].lower()
        return same or start.unit is not None
    if aim.change is not None:
        return start.baseline is None
    if None in (aim.unit, start.unit):
        return start.unit is not None or noun is None or read_sign("", text[start.end :]) is not None
    return aim.unit in TIMES.values() and start.unit in TIMES.values()


def _from(text: str, aim: Measure, start: Measure, beside: bool) -> Measure:
    """The measure that moves to `aim` from `start`; sure only where nothing but a word stands between."""
    first, last = (aim, start) if aim.start < start.start else (start, aim)
    bare = start.baseline is not None or text[start.start] in "+-−$€£₹¥" or text[start.start].isdecimal()
    plain = first is aim and aim.unit == start.unit and bare
    gap = text[aim.end : start.start]
    told = start.baseline is not None or any(map(str.isalpha, gap))
    sure = plain and told and leads.SURE().fullmatch(gap)
    return aim._replace(
        start=first.start if beside else aim.start,
        end=last.end if beside else aim.end,
        op=Op.CHANGE,
        baseline=start.target if start.baseline is None else start.baseline,
        certain=bool(sure) and aim.change is None and aim.upper is None,
    )
