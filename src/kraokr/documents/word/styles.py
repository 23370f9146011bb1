"""The page and the styles of a Word document, tuned from those of python-docx's own template."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from kraokr.documents.word.xml import add_field, borders, element, shape

if TYPE_CHECKING:
    from docx.document import Document as Word
    from docx.styles.style import CharacterStyle, ParagraphStyle

INK, SOFT, HAIR, PANEL, ACCENT = "1D2430", "5B6675", "DDE2E9", "F5F7FA", "1F5FA8"
COLOURS = {"green": "1A7F37", "amber": "8F5E00", "red": "B42318"}
WIDTH = Mm(170)
"""What a page has between its margins."""

_FONT = "Calibri"
_HEADINGS = (("Title", 22, 0, 2), ("Heading 1", 15, 20, 6), ("Heading 2", 12, 14, 3))
"""Their sizes, and the space before and after them, in points."""
_SOFT = (("Subtitle Line", 11, 10), ("Note", 9.5, 5), ("Outcome", 10.5, 4), ("Label", 9, 1))
"""The styles of what stands back: their sizes, and the space after them."""

_TABLES = ("TableNormal", "TableGrid")
_UNUSED = ("stylesWithEffects", "thumbnail", "customXml")


def prepare(word: Word, about: str, language: str) -> None:
    """Set up the page, its footer and the styles, for texts in a language."""
    _drop_unused(word)
    _page(word)
    _body(word, language)
    for name, size, before, after in _HEADINGS:
        _heading(_style(word, name), size, before, after)
    _soft(word)
    _boxes(word)
    _table(word)
    _footer(word, about)


def _drop_unused(word: Word) -> None:
    """Leave out what the template of python-docx brings and no document needs: most of its size."""
    for style in word.styles.element.findall(qn("w:style")):
        if style.get(qn("w:type")) == "table" and style.get(qn("w:styleId")) not in _TABLES:
            word.styles.element.remove(style)
    for rels in (word.part.rels, word.part.package.rels):
        for key in [key for key, rel in rels.items() if rel.reltype.rpartition("/")[2] in _UNUSED]:
            del rels[key]


def _page(word: Word) -> None:
    section = word.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Mm(20)


def _body(word: Word, language: str) -> None:
    next(word.styles.element.iter(qn("w:lang"))).set(qn("w:val"), language)
    fonts = next(word.styles.element.iter(qn("w:rFonts")))
    fonts.attrib.clear()
    fonts.attrib.update({qn(f"w:{script}"): _FONT for script in ("ascii", "hAnsi", "eastAsia", "cs")})
    normal = _style(word, "Normal")
    _look(normal, INK, 10.5)
    _space(normal, 0, 5)
    normal.paragraph_format.line_spacing = 1.1


def _heading(style: ParagraphStyle, size: float, before: float, after: float) -> None:
    properties = style.element.get_or_add_rPr()
    for tag in ("w:rFonts", "w:color"):
        properties.remove(properties.find(qn(tag)))
    _look(style, INK, size)
    _space(style, before, after)
    style.font.bold = style.paragraph_format.keep_with_next = True
    for border in style.element.pPr.findall(qn("w:pBdr")):
        style.element.pPr.remove(border)
    if style.name == "Heading 1":
        shape(style, borders("w:pBdr", "bottom", colour=ACCENT, size=8, space=3))


def _soft(word: Word) -> None:
    for name, size, after in _SOFT:
        style = _new(word, name)
        _look(style, SOFT, size)
        _space(style, 6 if name == "Label" else 0, after)
        style.font.bold, style.font.italic = name == "Label", name == "Outcome"
        style.paragraph_format.keep_with_next = name in ("Outcome", "Label")


def _boxes(word: Word) -> None:
    """The styles of what stands in a panel, in a box to write in, or beside a line."""
    for name in ("Said By", "Said"):
        style = _new(word, name)
        _space(style, 8 if name == "Said By" else 0, 0 if name == "Said By" else 4)
        style.paragraph_format.left_indent = style.paragraph_format.right_indent = Mm(3)
        shape(style, borders("w:pBdr", "left", colour=ACCENT, size=12, space=6))
        shape(style, element("w:shd", val="clear", color="auto", fill=PANEL))
    said_by = _style(word, "Said By")
    _look(said_by, SOFT, 9)
    said_by.font.bold = said_by.paragraph_format.keep_with_next = True
    sides = ("top", "left", "bottom", "right")
    answer = _new(word, "Answer")
    answer.paragraph_format.left_indent = answer.paragraph_format.right_indent = Mm(1.5)
    shape(answer, borders("w:pBdr", *sides, colour=SOFT, space=4))
    numbered = _new(word, "Numbered")
    numbered.paragraph_format.left_indent, numbered.paragraph_format.first_line_indent = Mm(6), Mm(-6)
    purpose = _new(word, "Purpose")
    purpose.paragraph_format.left_indent = Mm(3)
    shape(purpose, borders("w:pBdr", "left", colour=ACCENT, size=12, space=6))


def _table(word: Word) -> None:
    """Thin lines below the rows, and nothing else."""
    properties = word.styles["Table Grid"].element.find(qn("w:tblPr"))
    lines = borders("w:tblBorders", "bottom", "insideH", colour=HAIR)
    properties.replace(properties.find(qn("w:tblBorders")), lines)
    for side, margin in (("left", "0"), ("right", "115"), ("top", "45"), ("bottom", "45")):
        next(properties.iter(qn(f"w:{side}"))).set(qn("w:w"), margin)
    for name in ("Cell", "Column"):
        style = _new(word, name)
        _look(style, INK if name == "Cell" else SOFT, 9.5)
        _space(style, 0, 0)
        style.font.bold = name == "Column"
        style.paragraph_format.keep_with_next = name == "Column"


def _footer(word: Word, about: str) -> None:
    style = _style(word, "Footer")
    _look(style, SOFT, 8.5)
    style.element.pPr.remove(style.element.pPr.find(qn("w:tabs")))
    style.paragraph_format.tab_stops.add_tab_stop(WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    paragraph = word.sections[0].footer.paragraphs[0]
    paragraph.add_run(f"{' '.join(about.split())}\tPage ")
    add_field(paragraph, "PAGE")
    paragraph.add_run(" of ")
    add_field(paragraph, "NUMPAGES")


def _style(word: Word, name: str) -> ParagraphStyle:
    return cast("ParagraphStyle", word.styles[name])


def _new(word: Word, name: str) -> ParagraphStyle:
    style = cast("ParagraphStyle", word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH))
    style.base_style, style.quick_style = word.styles["Normal"], True
    return style


def _look(style: CharacterStyle, colour: str, size: float) -> None:
    style.font.size, style.font.color.rgb = Pt(size), RGBColor.from_string(colour)


def _space(style: ParagraphStyle, before: float, after: float) -> None:
    style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
