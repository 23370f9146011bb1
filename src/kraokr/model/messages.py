"""What pydantic and our own types complain of, said to someone who writes goal files.

Messages are chosen by the error's type, never by its text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from kraokr.model.types import KEBAB_CASE
from kraokr.source.document import YamlPath

KEY_ALIASES: Mapping[str, str] = {
    "krs": "key_results",
    "keyresults": "key_results",
    "okrs": "objectives",
    "kpi": "kpis",
    "kra": "kras",
    "check_ins": "checkins",
}
"""Keys that people write for another one, in lower case; they can be renamed without asking."""


def key_meant(key: str, known: Sequence[str]) -> str | None:
    """The known key that another one surely means: an alias, or the same word in another spelling."""
    folded = re.sub(r"[\s-]+", "_", key.strip().lower())
    word = KEY_ALIASES.get(folded, folded)
    return word if word in known else None


UNKNOWN = "unknown"
"""The one word that may stand for a number."""


def suggestion(word: str, known: Sequence[str]) -> str | None:
    """The known word that is most like another one, if any is like it."""
    folded = re.sub(r"[\s-]+", "_", word.strip().lower())
    for candidate in (word, folded):
        if candidate in known:
            return candidate
    from difflib import get_close_matches

    close = get_close_matches(folded, known, n=1, cutoff=0.6)
    longer = [candidate for candidate in known if len(folded) > 2 and candidate.startswith(folded)]
    return next(iter((*close, *longer)), None)


def unknown_word(what: str, word: str, known: Sequence[str]) -> tuple[str, str]:
    """Message and help for a word that is none of the known ones."""
    guess = suggestion(word, known)
    return f"unknown {what} `{word}`", f"did you mean `{guess}`?" if guess else listing(known)


def listing(known: Sequence[str]) -> str:
    """The known words, at most a dozen of them."""
    more = f" and {len(known) - 12} more" if len(known) > 12 else ""
    return f"known here: {', '.join(known[:12])}{more}"


def shown(value: Any) -> str:
    """A value as it reads in a sentence: the text "Sales", the number 3, a list."""
    if isinstance(value, str):
        return f'the text "{value if len(value) <= 60 else value[:59] + "…"}"'
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, (int, Decimal)):
        return f"the number {value}"
    return "a list" if isinstance(value, list) else "a mapping" if isinstance(value, dict) else "empty"


def explain(error: Mapping[str, Any], path: YamlPath) -> tuple[str, str | None]:
    """Message and help for one pydantic error about the value at a path."""
    value, name = error["input"], _name(path)
    if error["type"] == "missing":
        return f"{name} is missing", f"add `{path[-1]}:`"
    if value is None:
        return f"{name} is empty", "write a value, or remove the line"
    words = _MESSAGES.get(error["type"])
    if words is None:
        return f"{name} is {shown(value)}: {error['msg'][:1].lower()}{error['msg'][1:]}", None
    return words(name, value, error.get("ctx", {}))


def _name(path: YamlPath) -> str:
    """What a value is called: by its key, or by its number in a list."""
    if path and isinstance(path[-1], int):
        return f"entry {path[-1] + 1} of {_name(path[:-1])}"
    return f"`{path[-1]}`" if path else "this"


def _text(name: str, value: Any, context: Mapping[str, Any]) -> tuple[str, str]:
    help = "put it in quotes" if isinstance(value, (int, Decimal)) else "write it on one line"
    return f"{name} is {shown(value)}, but text is expected", help


def _pattern(name: str, value: str, context: Mapping[str, Any]) -> tuple[str, str]:
    if not value.strip():
        return f"{name} is blank", "write a value, or remove the line"
    if context.get("pattern") == KEBAB_CASE:
        kebab = re.sub(r"[^a-z0-9]+", "-", value.lower()).strip("-")
        help = f"write `{kebab}`" if kebab else "use lower-case letters, digits and hyphens"
        return f'the id "{value}" is not in kebab-case', help
    return f'{name} is "{value}", but a day of the year is expected', "write month and day, such as 04-01"


def _choice(name: str, value: Any, context: Mapping[str, Any]) -> tuple[str, str]:
    known = re.findall(r"'([^']*)'", context["expected"])
    if known == [UNKNOWN]:
        return f"{name} is {shown(value)}, but a number or `{UNKNOWN}` is expected", "write digits only"
    listed = f"one of {', '.join(known)}" if len(known) > 1 else f"`{known[0]}`"
    guess = suggestion(value, known) if isinstance(value, str) else None
    return f"{name} is {shown(value)}, but {listed} is expected", f"did you mean `{guess}`?" if guess else (
        f"write {listed}"
    )


def _number(name: str, value: Any, context: Mapping[str, Any]) -> tuple[str, str]:
    quoted = isinstance(value, str) and re.fullmatch(r"\s*[-+]?\d+(\.\d+)?\s*%?\s*", value)
    help = (
        f"write {value.strip(' %')} without quotes or a unit"
        if quoted
        else "write digits only, such as 40 or 2.5"
    )
    return f"{name} is {shown(value)}, but a number is expected", help


def _bounds(name: str, value: Any, context: Mapping[str, Any]) -> tuple[str, str]:
    low, high = context["low"], context["high"]
    limits = f"from {low} to {high}" if high is not None else f"of {low} or more"
    return f"{name} is {value}, but a number {limits} is expected", "correct the number"


def _date(name: str, value: Any, context: Mapping[str, Any]) -> tuple[str, str]:
    return f"{name} is {shown(value)}, but a date is expected", "write year-month-day, such as 2026-03-31"


def _no_such_day(name: str, value: Any, context: Mapping[str, Any]) -> tuple[str, str]:
    return f"{name} is {value}, a day that does not exist", "check the month and the day"


def _flag(name: str, value: Any, context: Mapping[str, Any]) -> tuple[str, str]:
    return f"{name} is {shown(value)}, but true or false is expected", "write true or false"


def _whole(name: str, value: Any, context: Mapping[str, Any]) -> tuple[str, str]:
    return f"{name} is {shown(value)}, but a whole number is expected", "write digits only, such as 3"


def _confidence(name: str, value: Any, context: Mapping[str, Any]) -> tuple[str, str]:
    return f"{name} is {shown(value)}, but a whole number from 1 to 10 is expected", "10 means certain"


def _list(name: str, value: Any, context: Mapping[str, Any]) -> tuple[str, str]:
    return (
        f"{name} is {shown(value)}, but a list is expected",
        "put each entry on a line of its own after `- `",
    )


def _mapping(name: str, value: Any, context: Mapping[str, Any]) -> tuple[str, str]:
    return f"{name} is {shown(value)}, but a mapping is expected", "write `key: value` lines below it"


def _length(name: str, value: Any, context: Mapping[str, Any]) -> tuple[str, str]:
    wanted = context.get("min_length", context.get("max_length"))
    return f"{name} has {len(value)} entries, but {wanted} are expected", f"give {wanted}"


def _form(name: str, value: Any, context: Mapping[str, Any]) -> tuple[str, str]:
    forms = {"text": "a text", "number": "a number", "list": "a list", "map": "a mapping"}
    known = [forms[tag] for tag in re.findall(r"'(\w+)'", context["expected_tags"]) if tag in forms]
    expected = " or ".join(known)
    return f"{name} is {shown(value)}, but {expected} is expected", f"write {expected}"


_MESSAGES: Mapping[str, Callable[[str, Any, Mapping[str, Any]], tuple[str, str]]] = {
    "string_type": _text,
    "string_pattern_mismatch": _pattern,
    "literal_error": _choice,
    "number": _number,
    "bounds": _bounds,
    "date": _date,
    "no_such_day": _no_such_day,
    "flag": _flag,
    "whole": _whole,
    "confidence": _confidence,
    "tuple_type": _list,
    "dict_type": _mapping,
    "model_type": _mapping,
    "model_attributes_type": _mapping,
    "too_short": _length,
    "too_long": _length,
    "union_tag_invalid": _form,
}
