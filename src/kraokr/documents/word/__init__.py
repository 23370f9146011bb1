"""A document as a Word file, through python-docx: real headings and tables, for people to edit."""

from __future__ import annotations

from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING

from kraokr.documents.word.package import UNSEALED, is_untouched_docx, sealed_package
from kraokr.errors import KraokrError

if TYPE_CHECKING:
    from docx.document import Document as Word

    from kraokr.documents.blocks import Document

__all__ = ["is_untouched_docx", "render_docx"]

_LONGEST = 255
"""The characters that a property may have."""
_LOCALES = {"en": "en-GB"}
"""Languages of which Word wants to know the country too, by their dates."""
_NO_DAY = date(1980, 1, 1)


def render_docx(document: Document) -> bytes:
    """The document as Word, the same bytes for the same document; its properties hold the seal of its parts.

    Raises:
        KraokrError: the package python-docx is not installed.
    """
    try:
        import docx
    except ImportError:
        help = "install it with `pip install 'kraokr[docx]'`"
        raise KraokrError("a Word document needs the package python-docx", help) from None
    from kraokr.documents.word.blocks import write
    from kraokr.documents.word.styles import prepare

    word = docx.Document()
    prepare(word, document.about, _LOCALES.get(document.language, document.language))
    write(word, document.blocks)
    _describe(word, document)
    saved = BytesIO()
    word.save(saved)
    return sealed_package(saved.getvalue())


def _describe(word: Word, document: Document) -> None:
    properties, day = word.core_properties, document.day or _NO_DAY
    properties.title = document.title[:_LONGEST]
    properties.author = properties.last_modified_by = "kraokr"
    properties.language = _LOCALES.get(document.language, document.language)
    properties.comments = UNSEALED
    properties.created = properties.modified = datetime(day.year, day.month, day.day)
    properties.revision = 1
