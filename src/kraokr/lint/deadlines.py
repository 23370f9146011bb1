"""Dates that a statement names, against the cycle it belongs to."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from kraokr.language import DateKind, DateMention, read_dates
from kraokr.language.words import on_demand
from kraokr.workspace.cycles import Cycle, Cycles

_SLACK = 7
_DAY = timedelta(days=1)
_COMPARED = on_demand(r"\b(?:not|than|as|like|since|versus|vs\.?)\s*$", re.IGNORECASE)
_UP_TO = on_demand(r"(?:before|until|till)\b", re.IGNORECASE)
_END_OF_YEAR = on_demand(r"year|EOY", re.IGNORECASE)


def dates_outside(text: str, cycle: Cycle, cycles: Cycles) -> Iterator[DateMention]:
    """The dates in a text that a cycle does not hold, such as `by Q2` in a first quarter.

    A date without a year may be that of any year. Spans of time may be a week longer than the cycle. Dates
    that are only compared with (`than in 2025`, `not in May`) and years past are no deadlines.
    """
    for mention in read_dates(text):
        if not _COMPARED().search(text, 0, mention.start) and not _fits(text, mention, cycle, cycles):
            yield mention


def _fits(text: str, mention: DateMention, cycle: Cycle, cycles: Cycles) -> bool:
    if mention.kind is DateKind.DURATION:
        return (mention.days or 0) <= cycle.days + _SLACK
    words = text[mention.start : mention.end]
    spans = list(_spans(words, mention, cycle, cycles))
    if not mention.deadline:
        past = bool(mention.year) and all(end < cycle.start for _, end in spans)
        return not spans or past or any(cycle.overlaps(start, end) for start, end in spans)
    up_to = bool(_UP_TO().match(words)) or mention.kind is DateKind.YEAR
    lasts = [end for _, end in spans] + [start - _DAY for start, _ in spans if up_to]
    return not spans or any(last in cycle or last - _DAY in cycle for last in lasts)


def _spans(words: str, mention: DateMention, cycle: Cycle, cycles: Cycles) -> Iterator[tuple[date, date]]:
    """The first and last days that a date can mean."""
    years = [mention.year] if mention.year else range(cycle.start.year - 1, cycle.end.year + 2)
    for year in years:
        if mention.kind in (DateKind.DATE, DateKind.MONTH):
            span = _month_or_day(year, mention.month or 1, mention.day)
        else:
            span = _cycle_span(words, mention, year, cycle, cycles)
        if span:
            yield span


def _month_or_day(year: int, month: int, day: int | None) -> tuple[date, date] | None:
    if not 1 <= month <= 12 or (day or 1) > monthrange(year, month)[1]:
        return None
    return date(year, month, day or 1), date(year, month, day or monthrange(year, month)[1])


def _cycle_span(
    words: str, mention: DateMention, year: int, cycle: Cycle, cycles: Cycles
) -> tuple[date, date] | None:
    part = f"-Q{mention.quarter}" if mention.quarter else f"-H{mention.half}" if mention.half else ""
    meant = cycles.get(f"{year}{part}")
    if meant is None:
        return None
    relative = mention.kind is DateKind.RELATIVE
    if relative and not (_END_OF_YEAR().search(words) and cycle.start in meant):
        return None
    return meant.start, meant.end
