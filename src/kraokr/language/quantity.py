"""Numbers that count or measure something; dates, versions and names with digits are left out."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from kraokr.language.lexicon import ENGLISH, Lexicon
from kraokr.language.words import Word, on_demand, split_words

CURRENCIES = {
    "$": "USD", "us$": "USD", "dollars": "USD", "€": "EUR", "euros": "EUR", "£": "GBP", "pounds": "GBP",
    "₹": "INR", "rs": "INR", "rs.": "INR", "rupees": "INR", "¥": "JPY",
}  # fmt: skip
SCALES = {
    "k": 10**3, "thousand": 10**3, "lakh": 10**5, "lakhs": 10**5, "lac": 10**5, "m": 10**6, "mn": 10**6,
    "mio": 10**6, "million": 10**6, "cr": 10**7, "crore": 10**7, "crores": 10**7, "b": 10**9, "bn": 10**9,
    "billion": 10**9,
}  # fmt: skip
TIMES = {
    "ms": "ms", "s": "seconds", "sec": "seconds", "secs": "seconds", "second": "seconds", "min": "minutes",
    "mins": "minutes", "minute": "minutes", "h": "hours", "hr": "hours", "hrs": "hours", "hour": "hours",
    "d": "days", "day": "days", "w": "weeks", "wk": "weeks", "week": "weeks", "month": "months",
    "mo": "months", "quarter": "quarters", "yr": "years", "year": "years",
}  # fmt: skip
WORDS = {
    "zero": 0, "nil": 0, "none": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6,
    "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13,
    "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80,
    "ninety": 90,
    "hundred": 100, "thousand": 1000, "dozen": 12,
}  # fmt: skip
WORDS |= {
    f"{tens}-{ones}": WORDS[tens] + WORDS[ones]
    for tens in ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
    for ones in ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
}
MULTIPLES = {
    "double": "2", "doubled": "2", "doubles": "2", "doubling": "2", "twice": "2", "twofold": "2",
    "triple": "3", "tripled": "3", "triples": "3", "tripling": "3", "threefold": "3", "quadruple": "4",
    "tenfold": "10", "half": "0.5", "halve": "0.5", "halved": "0.5", "halves": "0.5", "halving": "0.5",
    "third": "0.33", "thirds": "0.66", "two-thirds": "0.66", "quarter": "0.25", "quarters": "0.75",
    "three-quarters": "0.75", "second": "0.5",
}  # fmt: skip

_SPANS = {"minute": "minutes", "hour": "hours", "day": "days"}
_SPELT = frozenset({*WORDS, *MULTIPLES, *_SPANS})
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?"
_UNIT_WORDS = "|".join(
    (*TIMES, "seconds", "minutes", "hours", "days", "weeks", "months", "quarters", "years")
)
_COUNTED_PARTS = (
    r"(?:part|episode|module|lesson|session|page)\b"
    r"|(?:second|minute|hour|day|week)\s(?:[a-z]+\s)?(?:turnaround|response|cycle|payback|resolution|SLA)\b"
)
"""What makes a number before a hyphen one that counts: `a 10-part series`, `a 24-hour response time`."""
_CODES = "USD|EUR|GBP|INR|CHF|AUD|CAD|JPY|SGD|AED"
_NAME = rf"""
    \b(?:19|20)\d\d-(?:\d\d-\d\d|[QH]\d)\b | \b(?:19|20)\d\d\s?[-–/]\s?(?:20)?\d\d\b(?![\d%])
    | \b\d\d?/\d\d?/(?:20)?\d\d\b | \b24\s?[/x]\s?7\b | \b1(?:[-:]|\s+on\s+)1s?\b | \b\d+(?:st|nd|rd|th)\b
    | @\d+ | (?<!\bfrom\s)(?<!\bto\s)\#\d+ | \b\d\d?(?:[.:]\d\d)?\s?[ap]\.?m\b
    | \b{_MONTH}\s+\d{{1,2}}\b(?!\s?%) | \b\d{{1,2}}\s+{_MONTH}(?![a-z]) | \b\d+\.\d+\.\d+\b
    | \b\d{{1,2}}:\d\d\b | (?<![-.])\b\d+(?:-\d+)?-(?!stars?\b|{_COUNTED_PARTS})[A-Za-z]+\b(?<!s)
"""
_AMOUNT = rf"""
    (?P<lead>(?<!\d)[+\-−](?=[\d$€£₹¥]))?
    (?:(?P<currency>US\$|[$€£₹¥]|\b(?:Rs\.?|{_CODES})\s)\s?)?
    (?<!\w)(?<!\w\.)(?:(?<=\b[Tt]op-)|(?<![A-Za-z]-))
    (?P<number>\d{{1,3}}(?:,\d{{2,3}})+(?:\.\d+)?|\d{{1,3}}(?:[ \u00a0\u202f]\d{{3}})+(?!\d)|\d+(?:\.\d+)?
        |(?<=\s)\.\d+)
    (?:\s?/\s?(?P<out_of>5|10|100)(?![\d.])(?!\s?/) | \s+out\s+of\s+(?P<out_word>5|10|five|ten|100)\b)?
    (?:\s?(?P<scale>[kK]|[mM]n|mio|(?(currency)[mM]|M)|[bB]n|B|Cr|cr|crores?|lakhs?|lac|thousand|million|billion)
        (?![A-Za-z]))?
    (?P<plus>\+)?
    (?:\s?(?P<percent>%|percent\b|per\s?cent\b|percentage\ points?\b|pp\b|pts\b|points?\b|bps\b)
      | (?P<multiple>[xX×]\b)
      | [\s-]?(?P<time>{_UNIT_WORDS})\b(?!-[A-Za-z])
      | \s(?P<money>{_CODES}|dollars|euros|rupees|pounds)\b
    )?(?P<tail>\+)?
    (?:\s?(?:/|per\s|a\s|each\s)\s?(?P<per>second|minute|hour|day|week|month|quarter|year)\b(?!\s+(?:ago|before)))?
    (?![A-Za-z_]|\.\d)
"""
_NUMBER = on_demand(rf"(?=[\dA-Z$€£₹¥#@.+−-])(?:(?P<not>{_NAME})|{_AMOUNT})", re.VERBOSE)
_ONE_COUNTS = on_demand(
    r"(?:at least|at most|more than|less than|only|just|within|in|up to|minimum of|below|under"
    r"|(?:down|cut|reduced|falls?|drops?) to)\s+$",
    re.IGNORECASE,
)
_SHARE = on_demand(
    r"(?:by|in|to|cut|than|over|under|least)\s+(?:half|(?:a|one)[\s-]third)\b|one[\s-]third\b|two[\s-]thirds\b"
    r"|(?:half|twice)\s+(?:of|the|as|our|that)\b|a\s+third\s+of\b|^half(?=\s)|twice\s+(?:on|an?|per|each|every|in)\b"
    r"|by\s+(?:an?|one|three)[\s-]quarters?\b|(?:an?|one|three)[\s-]quarters?\s+of\b"
    r"|every\s+(?:second|third)\s+(?!minute|hour|day|night|week|month|quarter|year)[a-z]",
    re.IGNORECASE,
)
"""Where a word is a share that elsewhere is a time or a rank: `by half`, `two thirds`, `twice as many`."""
_PARTS = frozenset({"half", "twice", "third", "thirds", "quarter", "quarters", "second"})
_RANKS = frozenset({"year", "grade", "level", "phase", "stage", "tier", "step", "version", "act", "chapter"})
_FRACTION = on_demand(r"[\s-](?:thirds?\b|quarters?\s+of\b)", re.IGNORECASE)
_NONE_COUNTS = on_demand(r"none(?:\s+of\b|\s*(?:$|[.,;)]))", re.IGNORECASE)
_VERSIONED = on_demand(r"\s(?:upgrade|migration|cutover|certification|accreditation|compliance|audit)\b")
_UPGRADED = on_demand(
    r"(?i:\b(?:upgrad|migrat))\w*\s(?:.*\s)?"
    r"(?:[A-Z]\w+|postgres\w*|mysql|python|java|node|php|react|angular|django|rails|kubernetes)\s+$"
)
_NOUN_NEXT = on_demand(r"\s+(?!(?:is|are|by|in|on|and|of|for|with)\b)[a-z]")
_NUMBERED = on_demand(r"(?:(?<=[a-z,;:&]\s)|(?<=\())[A-Z][a-z]{2,}\.?\s$")
_FISCAL = on_demand(r"\b(?:last|previous|prior|past|this|current)\s+(?:FY|CY|year)[\s.-]+$", re.IGNORECASE)
_ONE_EACH = on_demand(r"\s+(?:[a-z-]+\s+){1,3}(?:per|each|every)\b", re.IGNORECASE)
_AN = on_demand(r"\b(?:than|within|under|inside)\s+(?=an?\s$)", re.IGNORECASE)
_EVERY = on_demand(r"\bevery\s+$", re.IGNORECASE)
_UNIT_NEXT = on_demand(
    r"[\s-]+(?P<time>second|minute|hour|day|week|month|quarter|year)s?\b|\s*(?P<percent>%|per\s?cent\b)",
    re.IGNORECASE,
)
_YEAR = on_demand(r"(?:19|20)\d\d")
_YEAR_BEFORE = on_demand(
    rf"(?:\b(?:in|by|of|for|since|until|before|during|FY|CY|end|from|to|and|the|Q[1-4]|H[12]|{_MONTH})|['’,(])\s*$"
)
_COUNTED = on_demand(r"\s+[a-z]{3,}s\b")
_MOVES_ON = on_demand(r"\s*(?:-{0,2}>|→|to\s+\d)")
_NAME_BEFORE = on_demand(r"([A-Za-z]+)[\s.#-]+$")


class Quantity(NamedTuple):
    """One number with its unit: half-open offsets, and the value with its scale applied (`5k` is 5000).

    `unit` is `percent`, `points`, `times` (a multiple), a currency code, a plural time unit, `/5`, or None.
    `per` is the period of a rate (`/month`), `open`: a plus follows (`50+`), `sign` is `+`, `-` or empty.
    """

    start: int
    end: int
    value: Decimal
    unit: str | None = None
    per: str | None = None
    open: bool = False
    sign: str = ""


@lru_cache(maxsize=16384)
def read_quantities(text: str, lexicon: Lexicon = ENGLISH) -> tuple[Quantity, ...]:
    """The numbers of a text that measure or count, number words included, in order."""
    written = _NUMBER().finditer(text) if any(map(str.isdecimal, text)) else ()
    digits = [q for m in written if not m["not"] and (q := _quantity(m, text, lexicon))]
    spelt = (word for word in split_words(text) if word.key in _SPELT)
    free = (word for word in spelt if not any(q.start <= word.start < q.end for q in digits))
    words = (_word_quantity(word, text) for word in free)
    return tuple(sorted((*digits, *(q for q in words if q)), key=lambda q: q.start))


def _quantity(m: re.Match[str], text: str, lexicon: Lexicon) -> Quantity | None:
    unit = _unit(m)
    bare = unit is None and not (m["plus"] or m["tail"] or m["scale"] or m["lead"])
    if bare and (_is_year(m, text) or _is_name(m, text, lexicon)):
        return None
    value = Decimal(re.sub(r"[,\s]", "", m["number"])) * SCALES.get((m["scale"] or "").lower(), 1)
    start = m.start() + len(m[0]) - len(m[0].lstrip())
    opened = bool(m["plus"] or m["tail"])
    sign = (m["lead"] or "").replace("−", "-")
    return Quantity(start, m.end(), value, unit, m["per"], opened, sign)


def _unit(m: re.Match[str]) -> str | None:
    if name := m["percent"]:
        return "percent" if name == "%" or (name.startswith("per") and "point" not in name) else "points"
    if m["multiple"]:
        return "times"
    if name := m["currency"] or m["money"]:
        return CURRENCIES.get(name.strip().lower(), name.strip())
    if name := m["time"]:
        return TIMES.get(name) or TIMES[name.rstrip("s")]
    if best := m["out_of"] or m["out_word"]:
        return f"/{WORDS.get(best, best)}"
    return None


def _is_year(m: re.Match[str], text: str) -> bool:
    if not _YEAR().fullmatch(m["number"]) or _COUNTED().match(text, m.end()):
        return False
    return bool(_YEAR_BEFORE().search(text, 0, m.start("number"))) or not text[m.end() :].strip(" .,;!?)")


def _is_name(m: re.Match[str], text: str, lexicon: Lexicon) -> bool:
    if _MOVES_ON().match(text, m.end()):
        return False
    before = _NAME_BEFORE().search(text, max(0, m.start("number") - 24), m.start("number"))
    if before is None:
        return False
    if before[1].lower() not in lexicon.word_set("name_words"):
        return _numbers_a_name(text, m.start("number"), m.end())
    return not _FISCAL().search(text, max(0, m.start("number") - 24), m.start("number"))


def _numbers_a_name(text: str, start: int, end: int) -> bool:
    """Whether a bare number belongs to a name: `postgres 16 upgrade`, `by Term 2`."""
    if _VERSIONED().match(text, end) or _UPGRADED().search(text, max(0, start - 80), start):
        return True
    alone = text[start:end].isdecimal() and end - start < 3 and not _NOUN_NEXT().match(text, end)
    return alone and _NUMBERED().search(text, max(0, start - 80), start) is not None


def _word_quantity(word: Word, text: str) -> Quantity | None:
    if word.key in _PARTS and not any(m.start() <= word.start < m.end() for m in _SHARE().finditer(text)):
        return None
    if word.key in _SPANS:
        lead = _AN().search(text, max(0, word.start - 24), word.start)
        return Quantity(lead.end(), word.end, Decimal(1), _SPANS[word.key]) if lead else None
    if word.key in ("one", "two", "three") and _FRACTION().match(text, word.end):
        return None
    if word.key == "none" and not _NONE_COUNTS().match(text, word.start):
        return None
    if word.key in MULTIPLES:
        return Quantity(word.start, word.end, Decimal(MULTIPLES[word.key]), "times")
    before = _NAME_BEFORE().search(text, max(0, word.start - 24), word.start)
    if before and before[1].lower() in _RANKS:
        return None
    unit = _UNIT_NEXT().match(text, word.end)
    if word.key == "one" and not (unit or _counts_one(word, text)):
        return None
    if unit and _EVERY().search(text, 0, word.start):
        return None
    if unit:
        name = "percent" if unit["percent"] else unit["time"].lower() + "s"
        return Quantity(word.start, unit.end(), Decimal(WORDS[word.key]), name)
    return Quantity(word.start, word.end, Decimal(WORDS[word.key]))


def _counts_one(word: Word, text: str) -> bool:
    return bool(_ONE_COUNTS().search(text, 0, word.start) or _ONE_EACH().match(text, word.end))
