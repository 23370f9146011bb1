"""Reads a table of a page, whatever its rows lack."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from kraokr.documents.blocks import Cell, Column, Run, Table, Trend
from kraokr.documents.reading.markup import Element
from kraokr.documents.reading.texts import Piece, one_text, plain

_CELLS = ("td", "th")
_SHARE = re.compile(r"\d{1,3}(\.\d+)?")
_SPAN = re.compile(r"[1-9]\d?")


def read_table(element: Element, read: Callable[[Element], Iterable[Piece]]) -> Table:
    """A table; its first row is its head if all in it are headings. `read` gives what is in a cell."""
    rows = [row.members(*_CELLS) for row in element.members("tr", "caption") if row.tag == "tr"]
    head = rows.pop(0) if rows and rows[0] and all(map(_is_head, rows[0])) else []
    written = [_row(row, read) for row in rows]
    titles = [plain(one_text(read(cell))) for cell in head]
    width = max(len(titles), *map(len, written), 0)
    first = head or (rows[0] if rows else [])
    return Table(
        tuple(_column(at, titles, first) for at in range(width)),
        tuple((*row, *((),) * (width - len(row))) for row in written),
        roomy="sign" in element.classes,
    )


def _is_head(cell: Element) -> bool:
    return cell.tag == "th" and cell.attributes.get("scope") != "row"


def _row(cells: Iterable[Element], read: Callable[[Element], Iterable[Piece]]) -> list[Cell]:
    row: list[Cell] = []
    for cell in cells:
        span = _SPAN.fullmatch(cell.attributes.get("colspan", ""))
        row += [_cell([*read(cell)]), *[()] * (int(span[0]) - 1 if span else 0)]
    return row


def _cell(pieces: Sequence[Piece]) -> Cell:
    """A picture that stands alone, else a text."""
    pictures = [piece for piece in pieces if isinstance(piece, Trend)]
    others = [piece for piece in pieces if not isinstance(piece, Run) or piece.text.strip()]
    return pictures[0] if pictures and others == pictures[:1] else one_text(pieces)


def _column(at: int, titles: Sequence[str], first: Sequence[Element]) -> Column:
    """A column; where no share of the width is named, the first one is as wide as two others."""
    title = titles[at] if at < len(titles) else ""
    cell = first[at] if at < len(first) else Element("td")
    named = _SHARE.fullmatch(cell.attributes.get("data-share", ""))
    share = float(named[0]) if named else 0
    return Column(title, share or (1 if at else 2), "number" in cell.classes)
