"""Whether the words around a number tell it as a start: `it was 39%`, `(FY23: $112k)`, `9 last year`."""

from __future__ import annotations

import re
from enum import Enum

from kraokr.language.words import on_demand

_SPAN = (
    r"(?:(?:fiscal|financial|school|academic|calendar|survey)\s+)?(?:year|yr|quarter|qtr|month|week|season|term"
    r"|semester|half|cycle|period|sprint|FY|CY|round|wave|cohort|time|audit|survey|edition|batch|intake|winter"
    r"|summer|spring|autumn|campaign|release|[QH][1-4])"
)
_PAST = (
    rf"(?:(?:the\s+)?(?:last|previous|prior|past|preceding)\s+{_SPAN}(?:['’]s)?|(?:PY|LY)\b"
    r"|(?:an?|one|two)\s+(?:year|quarter|month|week)s?\s+(?:ago|earlier|before))"
)
_PRESENT = r"(?:now|today|currently|presently|at\s+present|at\s+the\s+moment|so\s+far|to\s+date)"
_ONCE = r"(?:previously|formerly|originally|initially|until\s+now|in\s+the\s+past)"
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_CENTURY = r"(?:19|20)\d\d(?:\s?[-/–]\s?(?:20)?\d\d)?"
_YEAR = rf"(?:(?:FY|CY|AY)\s?['’]?\d\d(?:\d\d)?(?:\s?[-/–]\s?\d\d(?:\d\d)?)?|{_CENTURY}|['’]\d\d)"
_DATE = (
    rf"(?:\d\d?[./]\d\d?[./](?:20)?\d\d|(?:[QH][1-4]|{_MONTH})(?:[\s,/-]*(?:{_YEAR}|\d\d\b))?"
    rf"|{_YEAR}(?:\s?-?[QH][1-4])?)"
)
_NOUN = (
    r"(?:actuals?|level|figure|result|value|rate|score|average|mean|median|reading|number|total|performance)"
)
_WHEN = rf"(?:(?:fy\s?|[qh])?['’]?\d[\d/.–-]*|{_MONTH})"
_FILLER = (
    r"(?:it|is|are|was|were|at|of|in|on|for|take|takes|took|needs?|has|have|had|stands?|stood|we|the|an?|our"
    rf"|only|just|about|around|roughly|approx\.?|some|near|nearly|almost|merely|still|[~≈]|{_NOUN}|{_WHEN})"
)
_FILLED = rf"[\s:=]*(?:{_FILLER}[\s:=]+){{0,5}}[~≈]?$"
_TIME = rf"(?:{_PRESENT}|{_ONCE}|{_PAST})"
_LABEL = r"(?:current|existing|present|start(?:ing|ed)?|base|initial|opening|old|earlier|before|status\s+quo)"
_STATED = (
    r"(?:was|were|had\s+been|used\s+to\s+(?:be|take)|stood\s+at|stands\s+at|(?:stuck|sits|hovers)\s+at|took"
    r"|averaged|is\s+(?:now|currently))"
)
_LEADS = on_demand(
    rf"(?:\b(?:{_TIME}|baselined?|starting\s+(?:at|point|value|level)|as\s+(?:of|on|at)\s+(?:\S+\s+){{1,3}}?)"
    rf"|^\s*(?:(?:the|our|its)\s+)?(?:{_LABEL}(?!\s+an?\b)|(?:start|beginning)\s+of\s+(?:the\s+)?{_SPAN}"
    rf"|(?:{_DATE}\s+)?actuals?)"
    rf"|^\s*(?!.*\b(?:who|that|where|whose)\b)(?:[\w'’/%-]+\s+){{0,6}}?{_STATED}\b"
    rf"|^\s*(?:it|we|they)(?:\s+(?:is|are|take|takes|need|have)\b|['’](?:s|re))){_FILLED}",
    re.IGNORECASE,
)
_OPENS = on_demand(rf"\s*(?:(?:and|but)\s+)?(?:in\s+)?{_TIME}\b[^\d:]{{0,40}}$", re.IGNORECASE)
_COMPARES = on_demand(
    r"\b(?:vs\.?|versus|(?:as\s+)?against|instead\s+of|rather\s+than|compared\s+(?:to|with)|relative\s+to"
    rf"|as\s+opposed\s+to)\s+(?:(?:{_TIME}|current|today['’]s|baseline|the)\s+)*{_FILLED}",
    re.IGNORECASE,
)
_DATED_BEFORE = on_demand(rf"^\s*(?:in\s+)?{_DATE}{_FILLED}", re.IGNORECASE)
_DATED_AFTER = on_demand(rf"^\s*(?:[a-z]+\s+)?(?:in|for|during|at)\s+{_DATE}\s*$", re.IGNORECASE)
_FOLLOWS = on_demand(
    r"^\s*(?:(?!(?:from|vs|versus|than|over|above|below|under|against|compared|to|by|on|with|up|down)\b)"
    rf"[\w/%'’.-]+\s+){{0,3}}?(?:(?<!\bof\s){_TIME}\b(?!['’])|as\s+(?:of|on|at)\s"
    r"|(?:it|which)\s+is\s+now|when\b.*\b(?:began|started|starts|launched|opened|joined)\b"
    r"|at\s+(?:the\s+)?(?:start|outset|launch|beginning|baseline|kick-?off)\b"
    rf"|(?:same\s+{_SPAN}|time)\s+last\s+year\b)|^\s*(?:before|baseline|current|actuals?|then|earlier)\s*$",
    re.IGNORECASE,
)
_AIM_NEXT = on_demand(rf"\b(?:target|goal|aim)(?:ed)?\b{_FILLED}", re.IGNORECASE)
_AIMED = on_demand(
    r"\b(?:targets?|goals?|aim|aims|should|will|budget|planned|ceiling|limit)\b", re.IGNORECASE
)
_BREAK = on_demand(r"[;,()\[\]–—|]|(?<!\bvs)(?<!\bapprox)\.\s|\s-\s|\b(?:but|while|whereas)\b", re.IGNORECASE)


class Sign(Enum):
    """How words tell a start: by time (`now`, `was`), a date (`in Q1`), comparing (`vs`), an aim after it."""

    TIME = "time"
    DATE = "date"
    COMPARED = "compared"
    AIMED = "aimed"


def read_sign(before: str, after: str) -> Sign | None:
    """What tells a number as a start, given the text from the number before it and to the one after it."""
    lead = _BREAK().split(before)[-1]
    if _AIMED().search(lead):
        return None
    trail = _BREAK().split(after, maxsplit=1)[0]
    if _COMPARES().search(lead):
        return Sign.COMPARED
    if _LEADS().search(lead) or _OPENS().match(lead) or _FOLLOWS().match(trail):
        return Sign.TIME
    bracketed = ")" in after and before[: len(before) - len(lead)].endswith(("(", "["))
    if bracketed and (_DATED_BEFORE().search(lead) or _DATED_AFTER().match(trail)):
        return Sign.DATE
    return Sign.AIMED if _AIM_NEXT().search(after) else None
