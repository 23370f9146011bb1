"""A review as a Word document, through python-docx: real headings and tables, for people to edit."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import TYPE_CHECKING

from kraokr.errors import KraokrError
from kraokr.review.outline import outline
from kraokr.review.view import ReviewView
from kraokr.review.word.package import UNSEALED, is_untouched_docx, sealed_package

if TYPE_CHECKING:
    from docx.document import Document as Word

    from kraokr.review.blocks import Document

__all__ = ["is_untouched_docx", "render_docx"]

_LONGEST = 255
"""The characters that a property may have."""


def render_docx(view: ReviewView) -> bytes:
    """The document as Word, for the same view the same bytes; its properties hold the seal of all its parts.

    Raises:
        KraokrError: the package python-docx is not installed.
    """
    try:
        import docx
    except ImportError:
        help = "install it with `pip install 'kraokr[docx]'`"
        raise KraokrError("a Word document needs the package python-docx", help) from None
    from kraokr.review.word.blocks import write
    from kraokr.review.word.styles import prepare

    document, word = outline(view), docx.Document()
    prepare(word, document.about)
    write(word, document.blocks)
    _describe(word, document)
    saved = BytesIO()
    word.save(saved)
    return sealed_package(saved.getvalue())


def _describe(word: Word, document: Document) -> None:
    properties, day = word.core_properties, document.day
    properties.title = document.title[:_LONGEST]
    properties.author = properties.last_modified_by = "kraokr"
    properties.language = "en"
    properties.comments = UNSEALED
    properties.created = properties.modified = datetime(day.year, day.month, day.day)
    properties.revision = 1
