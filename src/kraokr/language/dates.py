"""Dates that a statement sets itself: `by Q2`, `before 31 March 2026`, `in 6 months`."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from kraokr.language.words import on_demand

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
DAYS = {"day": 1, "week": 7, "month": 30, "quarter": 91, "year": 365}

_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|(?-i:May|MAY)|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_YEAR = r"(?:19|20)\d\d"
_DAY = r"(?:[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?\b"
_LEADS = "by|before|until|till|no later than|not later than|due|on|in|within|during|over|inside"
_LEAD = (
    rf"\b(?P<lead>{_LEADS})\s+"
    r"(?:the\s+)?(?:next\s+|course\s+of\s+)?(?P<end>(?:(?:very\s+)?(?:early|mid|late|start|middle|end|close)[\s-]+(?:of\s+)?)?)(?:the\s+)?"
)
_WHEN = "|".join(
    (
        rf"(?P<iso>{_YEAR}-\d\d-\d\d)",
        r"(?P<n_first>\d\d?)(?P<mark>[/.])(?P<n_second>\d\d?)(?P=mark)(?P<n_year>20\d\d|(?<=/)\d\d)\b",
        rf"(?P<iq_year>{_YEAR})[\s-]?(?P<iq>[QH][1-4])\b",
        rf"(?P<q>[QH][1-4])\b(?:[\s,/-]*(?:of\s+)?(?P<q_year>{_YEAR}|(?:FY\s?'?|')\d\d\b))?",
        rf"(?P<dm_day>{_DAY})(?:\s+of)?\s+(?P<dm_month>{_MONTH})(?:,?\s+(?P<dm_year>{_YEAR}))?",
        rf"(?P<md_month>{_MONTH})\s+(?P<md_day>{_DAY})(?:,?\s+(?P<md_year>{_YEAR}))?",
        rf"(?P<m_month>{_MONTH})(?:,?\s+(?P<m_year>{_YEAR}))?",
        rf"(?:FY\s?)?(?P<year>{_YEAR})\b(?![-\d%])",
        r"(?P<amount>\d+|one|two|three|four|six|nine|twelve)[\s-]+(?P<unit>day|week|month|quarter|year)s?\b",
        r"(?P<relative>(?:year|quarter|month|week)(?:'s)?[\s-]?end|EO[YQM]|eo[yqm]|(?:this|year|quarter|month|half|cycle)\b)",
    )
)
_MAY_BE_LED = on_demand(rf"\b(?:{_LEADS})\s", re.IGNORECASE)
_MENTION = on_demand(f"{_LEAD}(?:{_WHEN})", re.IGNORECASE)
_RECURRING = on_demand(r"\s*(?:of\s+)?(?:each|every|the following)\b", re.IGNORECASE)
_AFTER_EVENT = on_demand(r"\s+(?:of|from|after|since)\s+(?!(?:the\s+)?(?:year|quarter|month|half)\b)[a-z]")
_DEADLINE_LEADS = frozenset({"by", "before", "until", "till", "no later than", "not later than", "due"})
_AMOUNTS = {"one": 1, "two": 2, "three": 3, "four": 4, "six": 6, "nine": 9, "twelve": 12}


class DateKind(StrEnum):
    """What a date is written as; `relative` is one that the words do not place: `year-end`, `03/04/2026`."""

    DATE = "date"
    MONTH = "month"
    QUARTER = "quarter"
    HALF = "half"
    YEAR = "year"
    DURATION = "duration"
    RELATIVE = "relative"


class DateMention(NamedTuple):
    """A date after `by`, `until`, `in` …: half-open offsets with that word, and the parts that are written.

    `quarter` is 1-4, `half` 1-2, `days` the length of a duration in days. `deadline` says that the word
    before it sets an end (`by`, `before`, `until`), where `in` and `within` only say when.
    """

    start: int
    end: int
    kind: DateKind
    deadline: bool
    year: int | None = None
    quarter: int | None = None
    half: int | None = None
    month: int | None = None
    day: int | None = None
    days: int | None = None


@lru_cache(maxsize=16384)
def read_dates(text: str) -> tuple[DateMention, ...]:
    """The dates by which, or within which, a statement says it ends. Recurring days are none."""
    if not _MAY_BE_LED().search(text):
        return ()
    found = (_mention(m) for m in _MENTION().finditer(text) if not _RECURRING().match(text, m.end()))
    return tuple(mention for mention in found if mention)


def _mention(m: re.Match[str]) -> DateMention | None:
    part = m.groupdict()
    deadline = " ".join(m["lead"].lower().split()) in _DEADLINE_LEADS or bool(m["end"])
    if (m["relative"] and not deadline) or (m["amount"] and _AFTER_EVENT().match(m.string, m.end())):
        return None

    def mention(kind: DateKind, **parts: int | None) -> DateMention:
        return DateMention(m.start(), m.end(), kind, deadline, **parts)

    if m["iso"]:
        written = dict(zip(("year", "month", "day"), map(int, m["iso"].split("-")), strict=True))
        return mention(DateKind.DATE, **written)
    if m["mark"]:
        number, place = _day_and_month(int(m["n_first"]), int(m["n_second"]), m["mark"])
        return mention(
            DateKind.DATE if number else DateKind.RELATIVE, year=_year(m["n_year"]), month=place, day=number
        )
    if name := part["q"] or part["iq"]:
        year = _year(part["q_year"] or part["iq_year"])
        if name[0] in "Qq":
            return mention(DateKind.QUARTER, year=year, quarter=int(name[1]))
        return mention(DateKind.HALF, year=year, half=int(name[1]))
    for shape in ("dm", "md", "m"):
        if month_name := part[f"{shape}_month"]:
            month = MONTHS.index(month_name[:3].lower()) + 1
            day = part.get(f"{shape}_day")
            kind = DateKind.DATE if day else DateKind.MONTH
            return mention(kind, year=_year(part[f"{shape}_year"]), month=month, day=_number(day))
    if m["year"]:
        return mention(DateKind.YEAR, year=int(m["year"]))
    if m["amount"]:
        amount = _AMOUNTS.get(m["amount"].lower()) or int(m["amount"])
        return mention(DateKind.DURATION, days=amount * DAYS[m["unit"].lower()])
    return mention(DateKind.RELATIVE)


def _day_and_month(first: int, second: int, mark: str) -> tuple[int, int] | tuple[None, None]:
    """What `31/12` or `12/31` are; nothing for `03/04`, which countries read differently."""
    if 1 <= second <= 12 < first <= 31 or (mark == "." and 1 <= first <= 12 and 1 <= second <= 12):
        return first, second
    return (second, first) if 1 <= first <= 12 < second <= 31 else (None, None)


def _year(text: str | None) -> int | None:
    year = _number(text)
    return year + 2000 if year is not None and year < 100 else year


def _number(text: str | None) -> int | None:
    return None if text is None else int(re.sub(r"\D", "", text))
