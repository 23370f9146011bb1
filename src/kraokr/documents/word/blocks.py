"""The blocks of a document, written into a Word document."""

from __future__ import annotations

from collections.abc import Sequence
from functools import singledispatch
from typing import TYPE_CHECKING
from unicodedata import bidirectional

from docx.document import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Emu, Mm, Pt, RGBColor

from kraokr.documents.blocks import (
    MARKS,
    Blank,
    Block,
    Cell,
    Column,
    Facts,
    Heading,
    Items,
    Paragraph,
    Run,
    Said,
    Table,
    Text,
    Trend,
    run,
)
from kraokr.documents.word.styles import ACCENT, COLOURS, SOFT, WIDTH
from kraokr.documents.word.xml import element, keep_whole, link_to

if TYPE_CHECKING:
    from docx.table import _Row
    from docx.text.paragraph import Paragraph as WordParagraph
    from docx.text.run import Run as WordRun

_LOOKS = {
    "plain": None,
    "subtitle": "Subtitle Line",
    "note": "Note",
    "outcome": "Outcome",
    "quote": "Purpose",
    "label": "Label",
}
_FACTS = (Column("", 2), Column("", 9))
_STRONG = ("L", "R", "AL")
"""What Unicode calls letters by the side where they begin."""
_END = WD_ALIGN_PARAGRAPH.RIGHT
"""Where a line ends: on the right, or on the left in a paragraph that begins on the right."""
_LONGEST_LINK = 2000
_LETTER, _GAP = Mm(2.1), Mm(3)
"""What a letter of a title takes at most on average, and what lies between two columns."""


def write(word: Word, blocks: Sequence[Block]) -> None:
    """Write the blocks one after the other."""
    before: Block | None = None
    for block in blocks:
        if isinstance(block, Said) and isinstance(before, Said):
            _gap(word)
        _write(block, word)
        before = block


@singledispatch
def _write(block: Block, word: Word) -> None:
    raise TypeError(block)


@_write.register
def _(block: Heading, word: Word) -> None:
    heading = word.add_heading(block.text, block.level - 1)
    if _is_turned(_directed(heading, run(block.text))):
        heading.alignment = _END


@_write.register
def _(block: Paragraph, word: Word) -> None:
    _add(_directed(_paragraph(word, _LOOKS[block.look]), block.text), block.text)


@_write.register
def _(block: Said, word: Word) -> None:
    if block.who:
        _paragraph(word, "Said By", block.who)
    for part in block.paragraphs:
        _add(_directed(_paragraph(word, "Said"), part), part)


@_write.register
def _(block: Blank, word: Word) -> None:
    _paragraph(word, "Label", block.label)
    for left in range(block.lines, -1, -1):
        _paragraph(word, "Answer").paragraph_format.keep_with_next = left > 0 or None


@_write.register
def _(block: Items, word: Word) -> None:
    for number, item in enumerate(block.items, 1):
        listed = _directed(_paragraph(word, "Numbered" if block.numbered else "List Bullet"), item)
        _add(listed, (*run(f"{number}.\t" if block.numbered else None), *item))


@_write.register
def _(block: Facts, word: Word) -> None:
    rows = tuple((run(name, "note"), fact) for name, fact in block.rows)
    _add_table(word, _FACTS, rows)


@_write.register
def _(block: Table, word: Word) -> None:
    _add_table(word, block.columns, block.rows, block.titled, block.roomy)


def _add_table(
    word: Word,
    columns: Sequence[Column],
    rows: Sequence[Sequence[Cell]],
    head: bool = False,
    roomy: bool = False,
) -> None:
    titles = [[run(column.title) for column in columns]] if head else []
    entries = [*titles, *rows]
    table = word.add_table(len(entries), len(columns), "Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, _widths(columns), strict=True):
        column.width = width
    for at, (row, cells) in enumerate(zip(table.rows, entries, strict=True)):
        is_head = head and at == 0
        keep_whole(row, is_head)
        if roomy and not is_head:
            row.height = Mm(12)
        _fill(row, columns, cells, "Column" if is_head else "Cell")
    _gap(word)


def _gap(word: Word) -> None:
    """A little room between two blocks that would run into one."""
    _paragraph(word, "Cell").paragraph_format.space_after = Pt(2)


def _fill(row: _Row, columns: Sequence[Column], entries: Sequence[Cell], style: str) -> None:
    after_number = False
    for column, width, cell, entry in zip(columns, _widths(columns), row.cells, entries, strict=True):
        cell.width = width
        text = run(entry.blocks, "note") if isinstance(entry, Trend) else entry
        paragraph = _directed(cell.paragraphs[0], text)
        _set_style(paragraph, style)
        if column.number != _is_turned(paragraph):
            paragraph.alignment = _END
        if after_number and not column.number:
            paragraph.paragraph_format.left_indent = Mm(4)
        after_number = column.number
        _add(paragraph, text)


def _paragraph(word: Word, style: str | None, text: str = "") -> WordParagraph:
    """A new paragraph at the end of the document."""
    paragraph = word.add_paragraph(text)
    if style:
        _set_style(paragraph, style)
    return paragraph


def _set_style(paragraph: WordParagraph, style: str) -> None:
    """Set a style by its id: python-docx takes longer to look up its name than for all else."""
    paragraph._p.style = style.replace(" ", "")


def _directed(paragraph: WordParagraph, text: Text) -> WordParagraph:
    """The paragraph, begun on the side where the first letter of its text begins."""
    letters = (bidirectional(letter) for piece in text for letter in piece.text)
    if next((kind for kind in letters if kind in _STRONG), "L") != "L":
        paragraph._p.get_or_add_pPr().insert_element_before(element("w:bidi"), "w:spacing", "w:ind", "w:jc")
    return paragraph


def _is_turned(paragraph: WordParagraph) -> bool:
    """Whether it begins on the right."""
    return bool(paragraph._p.xpath("./w:pPr/w:bidi"))


def _widths(columns: Sequence[Column]) -> list[Emu]:
    """What the columns share out, each wide enough for the words of its title at the cost of the others."""
    whole = sum(column.share for column in columns)
    least = [max(map(len, column.title.split()), default=0) * _LETTER + _GAP for column in columns]
    widths = [max(WIDTH * column.share / whole, floor) for column, floor in zip(columns, least, strict=True)]
    spare = [width - floor for width, floor in zip(widths, least, strict=True)]
    taken = min(1, (sum(widths) - WIDTH) / (sum(spare) or 1))
    return [Emu(round(width - room * taken)) for width, room in zip(widths, spare, strict=True)]


def _add(paragraph: WordParagraph, text: Text) -> None:
    for piece in text:
        _styled(paragraph.add_run(MARKS.get(piece.style, "") + piece.text), piece)


def _styled(written: WordRun, piece: Run) -> None:
    colours = {**COLOURS, "note": SOFT, "pill": ACCENT}
    colour = ACCENT if piece.link else colours.get(piece.style)
    if colour:
        written.font.color.rgb = RGBColor.from_string(colour)
    written.bold = True if piece.style in ("strong", "pill") else None
    if piece.style == "formula":
        written.font.name, written.font.size = "Consolas", Pt(8.5)
    if piece.link and len(piece.link) < _LONGEST_LINK:
        link_to(written, piece.link)
