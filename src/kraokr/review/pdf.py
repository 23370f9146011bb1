"""A review as PDF, through Typst. What people wrote reaches the template as data, never as Typst."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import asdict
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING, Any, cast

from kraokr.errors import KraokrError
from kraokr.review.blocks import Document
from kraokr.review.outline import outline
from kraokr.review.view import ReviewView

if TYPE_CHECKING:
    from typst import PDFStandard

_ATTEMPTS: tuple[tuple[bool, list[PDFStandard]], ...] = ((True, ["ua-1"]), (False, ["ua-1"]), (False, []))
"""Whether the fonts of Typst have to do, and the standard, under which a sign without a glyph is an error."""
_MISSING = re.compile(r'the text `"(.+?)"` could not be displayed')
_SEAL = re.compile(rb"\n% made by kraokr, sha256:([0-9a-f]{64})\n\Z")


def render_pdf(view: ReviewView, warn: Callable[[str], None]) -> bytes:
    """The document as PDF, for the same view the same bytes; its last line is the seal of all before it.

    It is tagged for screen readers (PDF/UA-1). The fonts are those that Typst brings; only what these
    cannot show, such as Chinese, is looked for among the fonts of the machine; `warn` hears what is missing
    there too, and shows as boxes.

    Raises:
        KraokrError: the package typst is not installed.
    """
    document = _compiled(outline(view), warn)
    return b"%b\n%% made by kraokr, sha256:%b\n" % (document, sha256(document).hexdigest().encode())


def is_untouched_pdf(data: bytes) -> bool:
    """Whether a PDF was generated and nobody has changed it since."""
    match = _SEAL.search(data)
    return match is not None and match[1].decode() == sha256(data[: match.start()]).hexdigest()


def _compiled(document: Document, warn: Callable[[str], None]) -> bytes:
    try:
        import typst
    except ImportError:
        help = "install it with `pip install 'kraokr[pdf]'`"
        raise KraokrError("a PDF needs the package typst", help) from None
    template = files("kraokr.review").joinpath("templates/review.typ").read_bytes()
    inputs = {"review": json.dumps(_data(document))}
    for own_fonts, standards in _ATTEMPTS:
        compiler = typst.Compiler(template, ignore_system_fonts=own_fonts, sys_inputs=inputs)
        try:
            return cast(bytes, compiler.compile(format="pdf", pdf_standards=standards))
        except typst.TypstError as error:
            missing = _MISSING.search(str(error))
            if missing is None:
                raise
            if not own_fonts:
                warn(f"no font on this machine shows `{missing[1]}`, so the PDF has boxes instead")
    raise AssertionError("without a standard no glyph is asked for")


def _data(document: Document) -> dict[str, Any]:
    day = document.day
    blocks = [{"kind": type(block).__name__.lower(), **asdict(block)} for block in document.blocks]
    return {**asdict(document), "day": (day.year, day.month, day.day), "blocks": blocks}
