"""From a view to a document through Jinja, by format."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from kraokr.review.amounts import percent, score
from kraokr.review.view import ReviewView

if TYPE_CHECKING:
    from jinja2 import Environment

FORMATS: Mapping[str, str] = {"md": "review.md.jinja", "html": "review.html.jinja"}
"""The template of each format."""

_MARKDOWN = re.compile(r"([\\`*_\[\]<>|~#])")
_LINE_START = re.compile(r"^(\s*)(?:([-+=])|(\d+)([.)](?=\s)))", re.MULTILINE)


def render(view: ReviewView, format: str) -> str:
    """The document in a format of `FORMATS`; what people wrote is escaped for it."""
    return _environment(format).get_template(FORMATS[format]).render(review=view)


@cache
def _environment(format: str) -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    markdown = format == "md"
    environment = Environment(
        loader=PackageLoader("kraokr.review"),
        autoescape=not markdown,
        finalize=_markdown if markdown else None,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= _filters()
    return environment


def _filters() -> dict[str, Callable[..., Any]]:
    return {"percent": percent, "score": score, "day": _day, "cell": _cell}


def _markdown(value: Any) -> Any:
    """A value as it goes into Markdown: text is escaped, what a filter marked as safe is not."""
    if not isinstance(value, str) or hasattr(value, "__html__"):
        return value
    return _LINE_START.sub(_escape_start, _MARKDOWN.sub(r"\\\1", value))


def _escape_start(match: re.Match[str]) -> str:
    """What would begin a list or underline a heading, made plain text."""
    space, sign, number, dot = match.groups()
    return f"{space}\\{sign}" if sign else f"{space}{number}\\{dot}"


def _cell(value: str) -> Any:
    """A text on one line, escaped for a cell of a Markdown table."""
    from markupsafe import Markup

    return Markup(_markdown(" ".join(value.split())))


def _day(value: date) -> str:
    """A date as people read it: 31 March 2026."""
    return f"{value.day} {value:%B} {value.year}"
