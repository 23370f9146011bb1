"""Sections: the top keys of a YAML text, cut apart without parsing it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

_ODD_LINE = re.compile(r"^(?![ \t]*(?:#.*|(?:- +)*[\"']?[\w-]+[\"']?:(?: .*)?|- .*)?$)", re.MULTILINE)
"""A line that is no comment, no key with or without a value, no item, and not empty."""

_RUNS_ON = re.compile(
    r"""[:-][ \t]+(?:[|>][-+\d]*[ \t]*(?:#.*)?|"(?:[^"\\\n]|\\.)*|'(?:[^'\n]|'')*)$""", re.MULTILINE
)
"""A value that goes on in the next line: in a block, or in quotes that do not end."""

_KEY = re.compile(r"^[\"']?([A-Za-z_][\w-]*)[\"']?[ \t]*:", re.MULTILINE)


def sections(text: str, names: Sequence[str]) -> str:
    """What a text says under some of its top keys, as it is written; two texts that differ may mean the same.

    All of a text that is not written with one key a line.
    """
    starts = [*_KEY.finditer(text)]
    if not starts:
        return text
    ends = (*(match.start() for match in starts[1:]), len(text))
    return "".join(text[one.start() : end] for one, end in zip(starts, ends, strict=True) if one[1] in names)


@lru_cache(maxsize=8192)
def lines_with(text: str, keys: tuple[str, ...]) -> Sequence[str] | None:
    """The lines of a text that hold one of some keys, each with its value; None where values may run on."""
    if _ODD_LINE.search(text) or _RUNS_ON.search(text):
        return None
    return tuple(line.strip() for line in _lines_with(keys).findall(text))


@lru_cache
def _lines_with(keys: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile(rf"^.*\b(?:{'|'.join(keys)})[\"']?:.*$", re.MULTILINE)
