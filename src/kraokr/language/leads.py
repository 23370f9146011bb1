"""The words around a number that say how it binds: `from`, `at least`, `by`, an arrow, `or more`."""

from __future__ import annotations

import re
from collections.abc import Callable

from kraokr.language.words import on_demand


def _ending(*phrases: str) -> Callable[[], re.Pattern[str]]:
    """Matches text that ends with one of the phrases, as the lead of a number."""
    return on_demand(rf"(?:{'|'.join(phrases)})\s*$", re.IGNORECASE)


def _starting(*phrases: str) -> Callable[[], re.Pattern[str]]:
    return on_demand(rf"\s*(?:{'|'.join(phrases)})", re.IGNORECASE)


_ARTICLE = r"(?:(?:an?|the|our)\s+)?"
_KIND = (
    r"(?:(?:current|present|existing|baseline|average|mean|median|total|level|rate|value|starting|point"
    r"|today['’]s|last\s+(?:year|quarter|month)['’]s)\s+)*(?:of\s+)?"
)
_ABOUT = r"(?:~|≈|±|\+/-|\babout|\baround|\broughly|\bapprox\.?|\bapproximately|\bnearly|\balmost|\bsome)"
_ARROW = r"(?:[-=~–—]{0,2}>{1,2}|[←-⇿⟰-⟿➔-➾⤀-⥿⬀-⭏»]\ufe0f?)"
_TO = rf"(?:{_ARROW}|\b(?:(?:up|down)\s*)?to\b|\btowards?\b)"
_LIMIT = r"(?:under|below|over|above|at\s+least|at\s+most|(?:less|more)\s+than|[<>]=?|≤|≥)"
HEDGE = _ending(_ABOUT)
FROM = _ending(
    rf"\b(?:from|starting\s+at)\s+{_ARTICLE}{_KIND}(?P<rank>#|(?-i:[A-Z]{{2,4}})\s+)?(?P<hedge>{_ABOUT})?"
)
TO_AFTER_FROM = _ending(
    rf"^(?P<aside>[^,;]{{0,40}}?),?\s*{_TO}\s*{_ARTICLE}{_KIND}(?P<rank>#|(?:the\s+)?top[\s-]+|(?-i:[A-Z]{{2,4}})\s+)?"
    rf"(?P<hedge>{_ABOUT}|{_LIMIT})?"
)
TO_ALONE = _ending(rf"^(?P<aside>\s*\([^()]*\))?\s*{_TO}")
PLAIN_ARROW = on_demand(r"\s*(?:-{1,2}>|=>|[→⟶➝])")
RANGED = _ending(
    r"\b(?:age[sd]?|(?:scale|ratio)(?:\s+of)?|rated|rang(?:e|es|ing)|(?:with)?in|every|for|takes?|grades?)"
)
SCALE_NEXT = _starting(r"(?:-?\s*stars?\s+)?(?:scales?|rating)\b", r"stars?\b")
COUNTED = _starting(
    r"(?!(?:by|in|per|for|on|at|of|this|and|within|over|across|with|before|until|during|a|an|the|last|same|previous"
    r"|now|today|currently|compared|versus|against|from|to|previously|who|that|when|was|were|is|are)\b)[a-z]{3,}"
)
BETWEEN = _ending(r"\bbetween")
AND = _ending(r"^\s*(?:and|to|-|–)")
RANGE = _ending(r"^\s*(?:\.\.\.?|–|—|-)")
BY = _ending(
    rf"\bby\s+(?:another\s+|an?\s+(?:additional\s+|minimum\s+of\s+))?(?P<hedge>{_ABOUT}|{_LIMIT}|minimum|up\s+to)?"
)
AT_LEAST = _ending(
    r"\bat\s+least", r"\bminimum(?:\s+of)?", r"\bnot?\s+(?:less|fewer|lower)\s+than", r"\babove", r"\bover",
    r"(?<!\bno\s)(?<!\bnot\s)\b(?:more|greater|higher|better)\s+than", r"\bexceed(?:s|ing)?", r"\bmin\.?",
    ">=?", "[≥⩾]",
)  # fmt: skip
AT_MOST = _ending(
    r"\bat\s+most", r"\bmaximum(?:\s+of)?", r"\bnot?\s+(?:more|higher|greater|longer)\s+than", r"\bbelow",
    r"\bunder",
    r"(?<!\bno\s)(?<!\bnot\s)\b(?:less|fewer|lower|shorter|faster)\s+than", r"\bup\s+to",
    r"\bmax\.?", "<=?", "[≤⩽]",
)  # fmt: skip
WITHIN = _ending(r"\b(?:with)?in")
OR_MORE = _starting(r"(?:or|and)\s+(?:more|higher|above|better|over|greater)\b")
OR_LESS = _starting(r"(?:or|and)\s+(?:less|fewer|lower|below|under)\b")
UP = on_demand(r"\b(?:up|down)\s*$", re.IGNORECASE)
SURE = on_demand(
    r"\s*[,;(]?\s*(?:(?:up|down)|vs\.?|versus|against|instead\s+of|rather\s+than|compared\s+(?:to|with))?\s*"
    r"|\s*[,;(]\s*(?:current(?:ly)?|today|now|was|baseline|start(?:ing|ed)?)\s*:?(?:\s*at)?\s*",
    re.IGNORECASE,
)
LEVEL_VERB = _starting(
    r"(?:achiev|reach|hit|attain|get|maintain|keep|hold|stay|meet|have|earn|secur|sustain)\w*\b"
)
LEVEL = _ending(r"\b(?:to|at|of|is|was|now|currently|today)")
