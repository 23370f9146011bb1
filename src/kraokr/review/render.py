"""From a view to a document through Jinja, by format."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any

from kraokr.review import markdown, pictures
from kraokr.review.amounts import percent, score
from kraokr.review.view import RatingStepView, ReviewView

if TYPE_CHECKING:
    from jinja2 import Environment

FORMATS: Mapping[str, str] = {"md": "review.md.jinja", "html": "review.html.jinja"}
"""The template of each format."""

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)


def render(view: ReviewView, format: str) -> str:
    """The document in a format of `FORMATS`; what people wrote is escaped for it."""
    document = _environment(format).get_template(FORMATS[format]).render(review=view)
    return markdown.tidy(document) if format == "md" else document


@cache
def _environment(format: str) -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("kraokr.review"),
        autoescape=format == "html",
        finalize=markdown.line if format == "md" else None,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= _filters()
    return environment


def _filters() -> dict[str, Callable[..., Any]]:
    return {
        "blocks": pictures.blocks,
        "cell": markdown.cell,
        "day": _day,
        "paragraphs": markdown.paragraphs,
        "percent": percent,
        "prose": markdown.prose,
        "rated": _rated,
        "score": score,
        "sparkline": pictures.sparkline,
        "trend": pictures.trend,
    }


def _rated(rating: RatingStepView) -> str:
    """A rating with its label: 3 (Meets)."""
    return f"{rating.value} ({rating.label})" if rating.label else rating.value


def _day(value: date) -> str:
    """A date as people read it, whatever the machine's language: 31 March 2026."""
    return f"{value.day} {_MONTHS[value.month - 1]} {value.year}"
