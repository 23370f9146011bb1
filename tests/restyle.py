"""Goal files written anew in another style: the same in meaning, another text."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from kraokr.source.text import SourceFile
from kraokr.source.yaml import parse

_PLAIN = re.compile(r"[A-Za-z][\w /().-]*(?<=[\w)])|\d{4}-\d\d-\d\d")
_WORDS = ("true", "false", "null", "none")


class Style(NamedTuple):
    """How to write: the order of keys, in braces from a depth on, and all texts in quotes or few."""

    order: Callable[[list[str]], list[str]] = sorted
    flow_from: int = 100
    quoted: bool = False


def restyled(text: str, style: Style) -> str:
    """A goal file's text in a style, without its comments."""
    return written(parse(SourceFile(PurePosixPath("file.yaml"), text)).data, style)


def written(data: Any, style: Style) -> str:
    """The text of a goal file that holds data, in a style."""
    return _block(data, style, 0).lstrip("\n") + "\n"


def _block(value: Any, style: Style, depth: int) -> str:
    if depth >= style.flow_from or not isinstance(value, dict | list) or not value:
        return f" {_flow(value, style)}"
    pad = "   " * depth
    if isinstance(value, list):
        return "".join(f"\n{pad}-{_block(one, style, depth + 1)}" for one in value)
    keys = style.order(list(value))
    return "".join(f"\n{pad}{key}:{_block(value[key], style, depth + 1)}" for key in keys)


def _flow(value: Any, style: Style) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key}: {_flow(value[key], style)}" for key in style.order(list(value))) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(_flow(one, style) for one in value) + "]"
    if isinstance(value, str):
        plain = _PLAIN.fullmatch(value) and value.lower() not in _WORDS and not style.quoted
        return value if plain else json.dumps(value, ensure_ascii=False)
    if value is None or isinstance(value, bool):
        return json.dumps(value)
    return str(value)
