"""What a document is made of, before it is Markdown, a PDF or a Word file: headings, texts, tables, blanks.

Texts are as people wrote them; a line break in a text stays one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

Style: TypeAlias = Literal["plain", "strong", "note", "formula", "pill", "green", "amber", "red"]
"""How a piece of text looks; a colour comes with a mark of its own shape."""

Look: TypeAlias = Literal["plain", "subtitle", "note", "outcome", "quote", "label"]
"""How a paragraph looks. What is an `outcome` or a `label` stays on the page of what follows."""

MARKS = {"green": "● ", "amber": "◆ ", "red": "▼ "}
"""The shapes of the colours, for those who do not see these."""


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text in one style, which may lead somewhere."""

    text: str
    style: Style = "plain"
    link: str | None = None


Text: TypeAlias = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the title of the document."""

    level: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph."""

    text: Text
    look: Look = "plain"


@dataclass(frozen=True, slots=True)
class Facts:
    """Short facts, each with its name."""

    rows: tuple[tuple[str, Text], ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody wrote, under their name."""

    who: str
    paragraphs: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Blank:
    """A place to write so many lines in, and what belongs there."""

    label: str
    lines: int


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[Text, ...]
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Trend:
    """How a number went: the points of a picture, from its top left, and the same in characters and words."""

    points: tuple[tuple[float, float], ...]
    blocks: str
    words: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, its share of the width, and whether numbers stand in it."""

    title: str
    share: float
    number: bool = False


Cell: TypeAlias = Text | Trend


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `roomy` leaves space to write in its rows. Without titles it has no head."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    roomy: bool = False

    @property
    def titled(self) -> bool:
        """Whether any column has a title."""
        return any(column.title for column in self.columns)


Block: TypeAlias = Heading | Paragraph | Facts | Said | Blank | Items | Table


@dataclass(frozen=True, slots=True)
class Document:
    """A document: its title, whom and what it is about, the day it stands for, its language, its blocks."""

    title: str
    about: str
    day: date | None
    language: str
    blocks: tuple[Block, ...]


def run(text: str | None, style: Style = "plain", link: str | None = None) -> Text:
    """A text of one piece; none where nothing was written."""
    return (Run(text, style, link),) if text else ()
