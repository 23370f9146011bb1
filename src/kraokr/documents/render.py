"""From a view to a document: its template makes HTML, from which all other formats are read."""

from __future__ import annotations

from collections.abc import Callable

from kraokr.documents.markdown_document import render_markdown
from kraokr.documents.pdf import is_untouched_pdf, render_pdf
from kraokr.documents.reading import read_document
from kraokr.documents.seal import is_untouched, sealed
from kraokr.documents.templating.environment import Templates
from kraokr.documents.word import is_untouched_docx, render_docx
from kraokr.review.calibration.view import CalibrationView
from kraokr.review.view import ReviewView

FORMATS = ("md", "html", "pdf", "docx")
"""The formats of a document; the last two need an extra package."""


def document(
    templates: Templates,
    kind: str,
    view: ReviewView | CalibrationView,
    format: str,
    warn: Callable[[str], None] = lambda _: None,
) -> bytes:
    """A document of a kind in a format of `FORMATS`, sealed, so that `is_untouched_file` knows it.

    Its template sees the view as `review`, or as `calibration` if it is one. `warn` hears what the document
    cannot show.

    Raises:
        KraokrError: the package that writes this format is not installed, or an own template is wrong.
    """
    html = templates.html(kind, **{"calibration" if kind == "calibration" else "review": view})
    if format == "html":
        return sealed(html).encode()
    read = read_document(html)
    if format == "md":
        return sealed(render_markdown(read)).encode()
    return render_pdf(read, templates, warn) if format == "pdf" else render_docx(read)


def is_untouched_file(data: bytes) -> bool:
    """Whether a file is as `document` made it; line ends of text do not count."""
    if data.startswith(b"%PDF"):
        return is_untouched_pdf(data)
    if data.startswith(b"PK"):
        return is_untouched_docx(data)
    return is_untouched(data.decode(errors="replace").replace("\r\n", "\n"))
