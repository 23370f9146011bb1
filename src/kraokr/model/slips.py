"""Values that are wrong by their form alone, so that what was meant is certain."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from kraokr.model.messages import UNKNOWN

VALUE_ALIASES: Mapping[str, str] = {
    "annual": "yearly",
    "annually": "yearly",
    "at_risk": "needs_focus",
    "completed": "done",
    "cancelled": "dropped",
    "canceled": "dropped",
}
"""Words that people write for one of the allowed ones, which can be replaced without asking."""

_FLAGS = {
    **dict.fromkeys(("yes", "on", "true"), "true"),
    **dict.fromkeys(("no", "off", "false"), "false"),
}
_NUMBER = re.compile(r"[-+]?\d{1,12}(?:\.\d{1,3})?\Z")
_DAY = re.compile(r"(\d{4})([-/.])(\d{1,2})\2(\d{1,2})\Z")


def meant(error: Mapping[str, Any], source: str) -> str | None:
    """What a value surely means, as YAML, for one pydantic error; None where that takes a guess.

    `source` is the value as written.
    """
    mend = _MENDS.get(error["type"])
    return mend(error, source) if mend else None


def _choice(error: Mapping[str, Any], source: str) -> str | None:
    """One of the allowed words in another spelling: `On Track`; a number in quotes beside `unknown`."""
    if not isinstance(error["input"], str):
        return None
    known = re.findall(r"'([^']*)'", error["ctx"]["expected"])
    if known == [UNKNOWN]:
        return _number(error, source)
    folded = re.sub(r"[\s-]+", "_", error["input"].strip().lower())
    word = VALUE_ALIASES.get(folded, folded)
    return word if word in known else None


def _flag(error: Mapping[str, Any], source: str) -> str | None:
    """`yes` and `no`, which are texts in YAML 1.2."""
    return _FLAGS.get(error["input"].strip().lower()) if isinstance(error["input"], str) else None


def _number(error: Mapping[str, Any], source: str) -> str | None:
    """A number in quotes."""
    value = error["input"].strip() if isinstance(error["input"], str) else ""
    return value if _NUMBER.match(value) else None


def _whole(error: Mapping[str, Any], source: str) -> str | None:
    """A whole number in quotes, or written like `1e3` or `7.0`."""
    value = error["input"]
    if isinstance(value, Decimal) and value == value.to_integral_value():
        return f"{value.to_integral_value():f}"
    return _number(error, source) if "." not in source else None


def _text(error: Mapping[str, Any], source: str) -> str | None:
    """A text that YAML takes for a number or a boolean: `1e3`, `2026`, `true`."""
    return f'"{source}"' if isinstance(error["input"], (int, Decimal)) and source.isprintable() else None


def _date(error: Mapping[str, Any], source: str) -> str | None:
    """A date in the right order with other marks, or without zeros: `2026/3/1`."""
    match = _DAY.match(error["input"].strip()) if isinstance(error["input"], str) else None
    try:
        return date(*(int(match[part]) for part in (1, 3, 4))).isoformat() if match else None
    except ValueError:
        return None


_MENDS: Mapping[str, Callable[[Mapping[str, Any], str], str | None]] = {
    "literal_error": _choice,
    "flag": _flag,
    "number": _number,
    "whole": _whole,
    "confidence": _whole,
    "string_type": _text,
    "date": _date,
}
