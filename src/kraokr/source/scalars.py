"""The value of a plain scalar by the YAML 1.2 core schema; dates stay text."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Any

MAX_DIGITS = 15

_NUMBER_START = frozenset("-+.0123456789")
_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_DECIMAL = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?\Z")
_INTEGER = re.compile(r"[-+]?[0-9]+\Z")
_BASED = re.compile(r"0o[0-7]+\Z|0x[0-9a-fA-F]+\Z")
_NOT_FINITE = re.compile(r"(?:[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))\Z")


_LONG_HELP = "put it in quotes if it is an identifier and no quantity"


class BadNumber(Exception):
    """A number that no goal needs; `message` and `help` say why."""

    def __init__(self, message: str, help: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.help = help


@lru_cache(maxsize=4096)
def is_usual_key(text: str) -> bool:
    """Whether a scalar is a key without any doubt, quoted or not."""
    return text not in ("", "<<") and is_text(text)


def is_text(text: str) -> bool:
    """Whether a plain scalar is a text, and no number, boolean or null."""
    return text not in _WORDS and not (text[0] in _NUMBER_START and _is_number(text))


def resolve(text: str) -> Any:
    """The value of a plain scalar: str, int, Decimal, bool or None.

    Raises:
        BadNumber: it is not finite or longer than `MAX_DIGITS` digits.
    """
    if text[:1] not in _NUMBER_START:
        return _WORDS.get(text, text)
    if _NOT_FINITE.match(text):
        raise BadNumber(f"`{text}` is no finite number")
    if not _is_number(text):
        return text
    value = _number(text)
    if value is None:
        shown = text if len(text) <= 40 else f"{text[:39]}…"
        raise BadNumber(f"the number `{shown}` is longer than {MAX_DIGITS} digits", _LONG_HELP)
    return value


def _is_number(text: str) -> bool:
    return bool(_DECIMAL.match(text) or _BASED.match(text))


def _number(text: str) -> int | Decimal | None:
    """The number, or None for a long one: computing those takes minutes, or fails."""
    if len(text) > 2 * MAX_DIGITS:
        return None
    if _BASED.match(text):
        number = int(text, 0)
        return number if number < 10**MAX_DIGITS else None
    mantissa, _, exponent = text.lower().partition("e")
    if sum(map(str.isdigit, mantissa)) > MAX_DIGITS or abs(int(exponent or 0)) > MAX_DIGITS:
        return None
    value = Decimal(text)
    if value and value.adjusted() >= MAX_DIGITS:
        return None
    return int(value) if _INTEGER.match(text) else value
