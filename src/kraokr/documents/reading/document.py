"""Reads the HTML of a document into the blocks from which it is written as Markdown, PDF and Word.

It knows a small vocabulary of HTML; what it does not know is transparent, and its text stays.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date
from typing import TypeAlias

from kraokr.documents.blocks import (
    Blank,
    Block,
    Document,
    Facts,
    Heading,
    Items,
    Look,
    Paragraph,
    Run,
    Said,
    Style,
    Text,
    Trend,
)
from kraokr.documents.reading.markup import BLOCKS, Element, parse
from kraokr.documents.reading.tables import read_table
from kraokr.documents.reading.texts import BREAK, Piece, one_text, plain, with_breaks
from kraokr.scoring.amounts import bars

_CLASSES: dict[str, Style] = {
    "rating": "pill",
    "formula": "formula",
    "note": "note",
    "green": "green",
    "amber": "amber",
    "yellow": "amber",
    "red": "red",
}
_TAGS: dict[str, Style] = {"strong": "strong", "b": "strong", "code": "formula", "pre": "formula"}
_THROUGHOUT = ("formula", "pill", "green", "amber", "red")
"""The styles that hold for all that is inside."""
_LOOKS: dict[str, Look] = {"subtitle": "subtitle", "note": "note", "outcome": "outcome"}

_LINK = re.compile(r"(?:https?://|mailto:)[^\s<>]+", re.IGNORECASE)
_LANGUAGE = re.compile(r"[a-z]{2,3}(?![a-z])")
_LINES = re.compile(r"--lines:\s*(\d{1,2})(?!\d)")
_POINT = re.compile(r"(-?\d+(?:\.\d+)?)[\s,]+(-?\d+(?:\.\d+)?)")

_Reader: TypeAlias = Callable[[Element, Style, str | None], Iterator[Piece]]


def read_document(html: str) -> Document:
    """The document that a page holds. Tags left open, and tags unknown, do no harm."""
    page = parse(html)
    metas = {meta.attributes.get("name"): meta.attributes.get("content", "") for meta in page.all("meta")}
    blocks = tuple(_grouped(_pieces(page, "plain", None)))
    named = [" ".join(title.text().split()) for title in page.all("title")]
    title = next(filter(None, (*named, *(block.text for block in blocks if isinstance(block, Heading)))), "–")
    about = " ".join(metas.get("description", "").split())
    return Document(title, about or title, _day(metas.get("date", "")), _language(page), blocks)


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def _language(page: Element) -> str:
    found = (_LANGUAGE.match(html.attributes.get("lang", "")) for html in page.all("html"))
    return next((match[0] for match in found if match), "en")


def _pieces(element: Element, style: Style, link: str | None) -> Iterator[Piece]:
    """What is in an element: texts, pictures and blocks as they follow each other."""
    for child in element.children:
        if isinstance(child, str):
            yield Run(child, style, link)
        else:
            yield from _of_element(child, _styled(child, style), _led(child, link))


def _of_element(element: Element, style: Style, link: str | None) -> Iterator[Piece]:
    panel = next((name for name in element.classes if name in _PANELS), "")
    if read := _PANELS.get(panel) or _READERS.get(element.tag):
        yield from read(element, style, link)
    elif element.tag in BLOCKS:
        yield from _grouped(_pieces(element, style, link))
    else:
        yield from _pieces(element, style, link)


def _styled(element: Element, style: Style) -> Style:
    """The style inside an element; a colour, a pill and a formula hold for all that is inside."""
    named = next((_CLASSES[name] for name in element.classes if name in _CLASSES), _TAGS.get(element.tag))
    return style if style in _THROUGHOUT else named or style


def _led(element: Element, link: str | None) -> str | None:
    address = element.attributes.get("href", "").strip() if element.tag == "a" else ""
    return address if _LINK.fullmatch(address) else link


def _grouped(pieces: Iterable[Piece], look: Look = "plain") -> Iterator[Block]:
    """Blocks as they are, and what stands between them as paragraphs."""
    between: list[Piece] = []
    for piece in (*pieces, None):
        if isinstance(piece, Run | Trend):
            between.append(piece)
            continue
        if between and (text := one_text(between)):
            yield Paragraph(text, look)
        between = []
        if piece is not None:
            yield piece


def _nothing(element: Element, style: Style, link: str | None) -> Iterator[Piece]:
    yield from ()


def _break(element: Element, style: Style, link: str | None) -> Iterator[Piece]:
    yield Run(BREAK, style, link)


def _image(element: Element, style: Style, link: str | None) -> Iterator[Piece]:
    yield Run(element.attributes.get("alt", ""), style, link)


def _picture(element: Element, style: Style, link: str | None) -> Iterator[Piece]:
    """A line through some points, else the words of a picture."""
    line = "".join(drawn.attributes.get("points", "") for drawn in element.all("polyline"))
    points = tuple((float(x), float(y)) for x, y in _POINT.findall(line))
    if "trend" in element.classes and len(points) > 1:
        yield Trend(points, bars([-y for _, y in points]), " ".join(element.text().split()))
    else:
        yield Run(element.text(), style, link)


def _heading(element: Element, style: Style, link: str | None) -> Iterator[Block]:
    """A heading; a dash where it has nothing to print."""
    yield Heading(int(element.tag[1]), plain(one_text(_pieces(element, style, link))) or "–")


def _label(element: Element, style: Style, link: str | None) -> Iterator[Block]:
    yield from _grouped(_pieces(element, style, link), "label")


def _paragraph(element: Element, style: Style, link: str | None) -> Iterator[Block]:
    look: Look = next((_LOOKS[name] for name in element.classes if name in _LOOKS), "plain")
    yield from _grouped(with_breaks(_pieces(element, style, link)), look)


def _quote(element: Element, style: Style, link: str | None) -> Iterator[Block]:
    for block in _grouped(_pieces(element, style, link)):
        if isinstance(block, Paragraph) and block.look == "plain":
            block = replace(block, look="quote")
        yield block


def _said(element: Element, style: Style, link: str | None) -> Iterator[Block]:
    """What somebody wrote in paragraphs, under their name; what else stands there follows."""
    found = [*_grouped(_pieces(element, style, link))]
    who, texts = _opening(found, "label"), []
    while found and isinstance(first := found[0], Paragraph):
        texts.append(first.text)
        del found[0]
    if who or texts:
        yield Said(who, tuple(texts))
    yield from found


def _blank(element: Element, style: Style, link: str | None) -> Iterator[Block]:
    found = [*_grouped(_pieces(element, style, link))]
    lines = _LINES.search(element.attributes.get("style", ""))
    yield Blank(_opening(found, "plain"), int(lines[1]) if lines else 2)
    yield from found


def _opening(found: list[Block], look: Look) -> str:
    """The words of the first paragraph, which is taken away, if it has a look."""
    first = found[0] if found else None
    if not isinstance(first, Paragraph) or first.look != look:
        return ""
    del found[0]
    return plain(first.text)


def _facts(element: Element, style: Style, link: str | None) -> Iterator[Block]:
    rows: list[tuple[str, Text]] = []
    name = ""
    for member in element.members("dd", "dt"):
        text = one_text(_pieces(member, _styled(member, style), link))
        if member.tag == "dd":
            rows.append((name, text))
        elif name:
            rows.append((name, ()))
        name = plain(text) if member.tag == "dt" else ""
    if name:
        rows.append((name, ()))
    if rows:
        yield Facts(tuple(rows))


def _items(element: Element, style: Style, link: str | None) -> Iterator[Block]:
    """A list; the lists in it become one with it."""
    items: list[Text] = []
    for member in element.members("li"):
        pieces = [*_pieces(member, _styled(member, style), link)]
        items.append(one_text(piece for piece in pieces if not isinstance(piece, Items)))
        items += [item for piece in pieces if isinstance(piece, Items) for item in piece.items]
    if any(items):
        yield Items(tuple(filter(None, items)), numbered=element.tag == "ol")


def _table(element: Element, style: Style, link: str | None) -> Iterator[Block]:
    def read(cell: Element) -> Iterator[Piece]:
        is_bold = cell.tag == "th" and cell.attributes.get("scope") != "row"
        return _pieces(cell, _styled(cell, "strong" if is_bold else style), link)

    for caption in element.all("caption"):
        yield from _label(caption, style, link)
    table = read_table(element, read)
    if table.columns:
        yield table


_READERS: dict[str, _Reader] = {
    **dict.fromkeys(("title", "meta", "link"), _nothing),
    **dict.fromkeys(("h1", "h2", "h3"), _heading),
    **dict.fromkeys(("h4", "h5", "h6"), _label),
    **dict.fromkeys(("p", "pre"), _paragraph),
    **dict.fromkeys(("ul", "ol"), _items),
    "br": _break,
    "img": _image,
    "svg": _picture,
    "blockquote": _quote,
    "dl": _facts,
    "table": _table,
}
_PANELS: dict[str, _Reader] = {"said": _said, "blank": _blank}
