"""Two results in one key result, and guardrails: numbers that only bound another."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from kraokr.language.measure import Measure
from kraokr.language.reading import Evidence
from kraokr.language.words import on_demand

_WINDOW = on_demand(r"\b(?:with)?in\s+(?:\d|one|two|three|four|five|agreed)", re.IGNORECASE)
_SENTENCE_END = on_demand(r"[.;]\s")
_SPLITS = on_demand(r"[.;]\s|,\s|\s(?:and|plus|&)\s|\s\+\s")
_GUARDS = on_demand(r"\b(?:with|while|without|whilst|keeping|maintaining|at)\b", re.IGNORECASE)
_BRACKETED = on_demand(r"\([^()]*\)|\[[^\[\]]*\]")


def split_results(
    text: str, measures: tuple[Measure, ...]
) -> tuple[tuple[Evidence, ...], tuple[Evidence, ...]]:
    """The numbers that are results of their own, if there are several, and those that bound another."""
    asides = [match.span() for match in _BRACKETED().finditer(text)]
    stated = [
        m
        for m in measures
        if not any(start < m.start < end for start, end in asides) and not _window(text, m)
    ]
    compound: dict[Measure, None] = {}
    guardrails: list[Measure] = []
    for one, other in pairwise(stated):
        gap = text[one.end : other.start]
        if _GUARDS().search(gap) and not _SENTENCE_END().search(gap):
            guardrails.append(other)
        elif _SPLITS().search(gap + " "):
            compound |= {one: None, other: None}
    return _spans(compound, "is one result"), _spans(guardrails, "bounds the result")


def _window(text: str, measure: Measure) -> bool:
    """Whether a measure is only the time something may take beside another (`within 2 days`)."""
    return bool(_WINDOW().match(text, measure.start))


def _spans(measures: Iterable[Measure], reason: str) -> tuple[Evidence, ...]:
    return tuple(Evidence(measure.start, measure.end, reason) for measure in measures)
