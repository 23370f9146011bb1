"""The few elements of a Word document that python-docx has no call for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

if TYPE_CHECKING:
    from docx.styles.style import ParagraphStyle
    from docx.table import _Row
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

Element: TypeAlias = "Any"

_AFTER_SHAPE = ("w:tabs", "w:spacing", "w:ind", "w:contextualSpacing", "w:jc", "w:outlineLvl")
"""What has to follow lines and shading among the properties of a paragraph."""


def element(tag: str, *children: Element, **values: str) -> Element:
    """An element such as `w:shd` with its attributes, all of the same namespace, and what is in it."""
    made = OxmlElement(tag)
    for name, value in values.items():
        made.set(qn(f"w:{name}"), value)
    made.extend(children)
    return made


def borders(tag: str, *sides: str, colour: str, size: int = 4, space: int = 0) -> Element:
    """Lines on some sides, `size` in eighths of a point, `space` in points."""
    line = {"val": "single", "sz": str(size), "space": str(space), "color": colour}
    return element(tag, *(element(f"w:{side}", **line) for side in sides))


def shape(style: ParagraphStyle, properties: Element) -> None:
    """Give the paragraphs of a style lines or shading; the lines first."""
    style.element.get_or_add_pPr().insert_element_before(properties, *_AFTER_SHAPE)


def add_field(paragraph: Paragraph, instruction: str) -> None:
    """A number that Word works out, such as `PAGE`."""
    _wrap(paragraph.add_run("1"), element("w:fldSimple", instr=instruction))


def link_to(run: Run, address: str) -> None:
    """Let a run lead to an address."""
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), run.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    _wrap(run, link)


def keep_whole(row: _Row, head: bool) -> None:
    """Let a row not break over pages; a head stands on each of them."""
    properties = row._tr.get_or_add_trPr()
    properties.append(element("w:cantSplit"))
    if head:
        properties.append(element("w:tblHeader"))


def _wrap(run: Run, around: Element) -> None:
    inner = run._r
    inner.addprevious(around)
    around.append(inner)
