"""From a view to a document, by format: texts through Jinja, PDF and Word by writers of their own."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from kraokr.review import markdown, pictures
from kraokr.review.amounts import percent, score
from kraokr.review.pdf import is_untouched_pdf, render_pdf
from kraokr.review.seal import is_untouched, sealed
from kraokr.review.view import ReviewView
from kraokr.review.word import is_untouched_docx, render_docx
from kraokr.review.words import day, rated

if TYPE_CHECKING:
    from jinja2 import Environment

FORMATS: Mapping[str, str] = {"md": "review.md.jinja", "html": "review.html.jinja"}
"""The template of each format."""

DOCUMENTS = (*FORMATS, "pdf", "docx")
"""The formats of a file: those of text, and those that need an extra package."""


def document(view: ReviewView, format: str, warn: Callable[[str], None] = lambda _: None) -> bytes:
    """The content of a file in a format of `DOCUMENTS`, sealed, so that `is_untouched_file` knows it.

    `warn` hears what the document cannot show.

    Raises:
        KraokrError: the package that writes this format is not installed.
    """
    if format in FORMATS:
        return sealed(render(view, format)).encode()
    return render_pdf(view, warn) if format == "pdf" else render_docx(view)


def is_untouched_file(data: bytes) -> bool:
    """Whether a file is as `document` made it; line ends of text do not count."""
    if data.startswith(b"%PDF"):
        return is_untouched_pdf(data)
    if data.startswith(b"PK"):
        return is_untouched_docx(data)
    return is_untouched(data.decode(errors="replace").replace("\r\n", "\n"))


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
        "day": day,
        "paragraphs": markdown.paragraphs,
        "percent": percent,
        "prose": markdown.prose,
        "rated": rated,
        "score": score,
        "sparkline": pictures.sparkline,
        "trend": pictures.trend,
    }
