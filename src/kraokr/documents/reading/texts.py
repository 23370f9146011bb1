"""Pieces of a page put together to the texts of a document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from operator import attrgetter
from typing import TypeAlias

from kraokr.documents.blocks import (
    Blank,
    Block,
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

BREAK = "\u2028"
"""A line break that stays one, where other white space is but a space."""

Piece: TypeAlias = Run | Trend | Block
"""What is read one after the other: text, a picture in it, or a block."""

_SPACE = re.compile(r"[ \t\n\f]+")
_BREAKS = re.compile(f" ?{BREAK}[ {BREAK}]*")
_LOOK = attrgetter("style", "link")


def one_text(pieces: Iterable[Piece]) -> Text:
    """The pieces as one text, blocks on lines of their own: each white space one space, none at the ends."""
    written: list[Run] = []
    before = BREAK
    for (style, link), group in groupby(_runs(pieces), _LOOK):
        text = _BREAKS.sub(BREAK, _SPACE.sub(" ", "".join(piece.text for piece in group)))
        text = text.lstrip(f" {BREAK}" if before == BREAK else " " if before == " " else "")
        if text:
            written.append(Run(text, style, link))
            before = text[-1]
    return tuple(_changed(piece, piece.text.replace(BREAK, "\n")) for piece in _without_end(written))


def plain(text: Text) -> str:
    """A text on one line, without its styles."""
    return " ".join("".join(piece.text for piece in text).split())


def with_breaks(pieces: Iterable[Piece]) -> Iterator[Piece]:
    """The pieces with line breaks where their source has some."""
    for piece in pieces:
        yield _changed(piece, piece.text.replace("\n", BREAK)) if isinstance(piece, Run) else piece


def _without_end(runs: list[Run]) -> list[Run]:
    """The runs without the white space at their end."""
    while runs:
        last = runs.pop()
        if text := last.text.rstrip(f" {BREAK}"):
            return [*runs, _changed(last, text)]
    return []


def _changed(piece: Run, text: str) -> Run:
    """The piece with another text; most often it is the same."""
    return piece if piece.text == text else replace(piece, text=text)


def _runs(pieces: Iterable[Piece]) -> Iterator[Run]:
    for piece in pieces:
        if isinstance(piece, Run):
            yield piece
        elif isinstance(piece, Trend):
            yield Run(piece.blocks, "note")
        else:
            for line in _lines(piece):
                yield Run(BREAK)
                yield from _runs(with_breaks(line))
            yield Run(BREAK)


def _lines(block: Block) -> Iterator[Iterable[Piece]]:
    """The lines of a block that stands where only text can."""
    match block:
        case Heading(text=text) | Blank(label=text):
            yield run(text)
        case Paragraph(text=line):
            yield line
        case Facts(rows=rows):
            yield from ((*run(f"{name}: " if name else ""), *fact) for name, fact in rows)
        case Said(who=who, paragraphs=paragraphs):
            yield from (run(who), *paragraphs)
        case Items(items=items):
            yield from ((*run("• " if len(items) > 1 else None), *item) for item in items)
        case Table(columns=columns, rows=rows):
            yield run(" ".join(column.title for column in columns))
            for row in rows:
                cells = ((cell,) if isinstance(cell, Trend) else cell for cell in row)
                yield (piece for cell in cells for piece in (*cell, Run(" ")))
