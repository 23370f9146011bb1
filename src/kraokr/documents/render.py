"""From a view to a document: its template makes HTML, from which all other formats are read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from kraokr.documents.blocks import Document
from kraokr.documents.markdown_document import render_markdown
from kraokr.documents.pdf import is_untouched_pdf, render_pdf
from kraokr.documents.reading import read_document
from kraokr.documents.seal import is_untouched, sealed
from kraokr.documents.templating.environment import Templates
from kraokr.documents.unbroken import unbroken
from kraokr.documents.word import is_untouched_docx, render_docx
from kraokr.review.calibration.view import CalibrationView
from kraokr.review.view import ReviewView

FORMATS = ("md", "html", "pdf", "docx")
"""The formats of a document; the last two need an extra package."""


def documents(
    templates: Templates,
    kind: str,
    view: ReviewView | CalibrationView,
    formats: Iterable[str],
    warn: Callable[[str], None] = lambda _: None,
) -> Iterator[bytes]:
    """A document of a kind in some of the `FORMATS`, one after the other; each is made when it is asked for.

    Each is sealed, so that `is_untouched_file` knows it. The template, which is run once, sees the view as
    `review`, or as `calibration` if it is one. `warn` hears what a document cannot show.

    Raises:
        KraokrError: the package that writes a format is not installed, or an own template is wrong.
    """
    html = templates.html(kind, **{"calibration" if kind == "calibration" else "review": view})
    read: Document | None = None
    for format in formats:
        if format == "html":
            yield sealed(unbroken(html)).encode()
            continue
        read = read or read_document(html)
        if format == "md":
            yield sealed(render_markdown(read)).encode()
        else:
            yield render_pdf(read, templates, warn) if format == "pdf" else render_docx(read)


def document(
    templates: Templates,
    kind: str,
    view: ReviewView | CalibrationView,
    format: str,
    warn: Callable[[str], None] = lambda _: None,
) -> bytes:
    """The one document that `documents` makes in one format."""
    (made,) = documents(templates, kind, view, [format], warn)
    return made


def is_untouched_file(data: bytes) -> bool:
    """Whether a file is as `document` made it; line ends of text do not count."""
    if data.startswith(b"%PDF"):
        return is_untouched_pdf(data)
    if data.startswith(b"PK"):
        return is_untouched_docx(data)
    return is_untouched(data.decode(errors="replace").replace("\r\n", "\n"))
