"""A document as PDF, through Typst. What people wrote reaches the template as data, never as Typst."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import asdict
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from kraokr.documents.blocks import Document
from kraokr.documents.templating.environment import Templates
from kraokr.documents.templating.own import TYPST
from kraokr.errors import KraokrError

if TYPE_CHECKING:
    from typst import Fonts, PDFStandard, TypstError

_ATTEMPTS: tuple[tuple[bool, list[PDFStandard]], ...] = ((False, ["ua-1"]), (True, ["ua-1"]), (True, []))
"""Whether the fonts of the machine are looked at too, and the standard, under which a sign without a glyph
is an error."""
_MISSING = re.compile(r'the text `"(.+?)"` could not be displayed')
_LINE = re.compile(r"\.typ:(\d+):\d+")
_ROOT = str(Path(__file__).parent / "templates")
"""The only folder that a Typst template may read files from: ours, so that it reads none of the user's."""
_SEAL = re.compile(rb"\n% made by kraokr, sha256:([0-9a-f]{64})\n\Z")


def render_pdf(document: Document, templates: Templates, warn: Callable[[str], None]) -> bytes:
    """The document as PDF, for the same document the same bytes; its last line is the seal of all before it.

    It is tagged for screen readers (PDF/UA-1). The fonts are those that Typst brings and those in the folder
    of templates; only what these cannot show, such as Chinese, is looked for among the fonts of the machine;
    `warn` hears what is missing there too, and shows as boxes.

    Raises:
        KraokrError: the package typst is not installed, or an own `document.typ` is wrong.
    """
    data = _compiled(document, templates, warn)
    return b"%b\n%% made by kraokr, sha256:%b\n" % (data, sha256(data).hexdigest().encode())


def is_untouched_pdf(data: bytes) -> bool:
    """Whether a PDF was generated and nobody has changed it since."""
    match = _SEAL.search(data)
    return match is not None and match[1].decode() == sha256(data[: match.start()]).hexdigest()


def _compiled(document: Document, templates: Templates, warn: Callable[[str], None]) -> bytes:
    try:
        import typst
    except ImportError:
        help = "install it with `pip install 'kraokr[pdf]'`"
        raise KraokrError("a PDF needs the package typst", help) from None
    template, inputs = templates.typst(), {"document": json.dumps(_data(document))}
    for system_fonts, standards in _ATTEMPTS:
        compiler = typst.Compiler(template, _ROOT, _fonts(system_fonts, templates.fonts), sys_inputs=inputs)
        try:
            return cast(bytes, compiler.compile(format="pdf", pdf_standards=standards))
        except typst.TypstError as error:
            missing = _MISSING.search(error.message)
            if missing is None:
                raise _wrong(error) from None
            if system_fonts:
                warn(f"no font on this machine shows `{missing[1]}`, so the PDF has boxes instead")
    raise AssertionError("without a standard no glyph is asked for")


@cache
def _fonts(system_fonts: bool, folder: Path | None) -> Fonts:
    """Those of Typst and of a folder, with those of the machine or without; found once."""
    import typst

    return typst.Fonts(system_fonts, font_paths=[str(folder)] if folder else [])


def _wrong(error: TypstError) -> KraokrError:
    """What is wrong in a Typst template, with the line where it is."""
    line = _LINE.search(error.diagnostic)
    where = f"{TYPST}, line {line[1]}" if line else TYPST
    return KraokrError(f"{where}: {error.message}", "; ".join(error.hints) or None)


def _data(document: Document) -> dict[str, Any]:
    day = document.day
    blocks = [{"kind": type(block).__name__.lower(), **asdict(block)} for block in document.blocks]
    return {**asdict(document), "day": day and (day.year, day.month, day.day), "blocks": blocks}
