"""Words of a statement, folded so that one spelling, case and number stands for all."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import NamedTuple


def on_demand(source: str, flags: int = 0) -> Callable[[], re.Pattern[str]]:
    """A regular expression that is compiled when it is first asked for; most runs need few of them."""
    return cache(lambda: re.compile(source, flags))


_TOKEN = on_demand(r"\d[\d.,]*(?<=\d)|[^\W\d_](?:[\w'’]|-(?=\w))*|[^\w\s]|_+")
_SPELLING = on_demand(r"(?<=[a-z]{2})([iy])s(?=(?:e|es|ed|er|ers|ing|ation|ations)$)")
_PLURAL_ES = on_demand(r"(?:ss|x|ch|sh)es$")
_NO_PLURAL = ("ss", "us", "is")


class Word(NamedTuple):
    """One word, number or mark: as written, folded (`key`), and its half-open offsets."""

    text: str
    key: str
    start: int
    end: int


@lru_cache(maxsize=16384)
def fold(word: str) -> str:
    """The lower-case form without possessive; British and American endings fall together (`-ise`, `-ize`)."""
    key = word.lower().replace("’", "'").rstrip("'").removesuffix("'s")
    return (_SPELLING().sub(r"\1z", key) if "is" in key or "ys" in key else key) or word


def singular(key: str) -> str:
    """The folded word without its plural ending, crudely: `policies` → `policy`."""
    if len(key) < 4 or not key.endswith("s") or key.endswith(_NO_PLURAL):
        return key
    if key.endswith("ies"):
        return key[:-3] + "y"
    return key[:-2] if _PLURAL_ES().search(key) else key[:-1]


@lru_cache(maxsize=16384)
def split_words(text: str) -> tuple[Word, ...]:
    """All words, numbers and marks of a text, in order."""
    found = [(match[0], *match.span()) for match in _TOKEN().finditer(text)]
    return tuple([Word(word, fold(word), start, end) for word, start, end in found])
