"""What a document is made of, before it is a PDF or a Word file: headings, texts, tables, places to fill in.

Texts are as people wrote them; a line break in a text stays one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from kraokr.review.markdown import paragraphs

Style: TypeAlias = Literal["plain", "strong", "note", "formula", "pill", "green", "amber", "red"]
"""How a piece of text looks; a colour comes with a mark of its own shape."""


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
    """A paragraph. What is an `outcome` or a `label` stays on the page of what follows."""

    text: Text
    look: Literal["plain", "subtitle", "note", "outcome", "quote", "label"] = "plain"


@dataclass(frozen=True, slots=True)
class Facts:
    """Short facts, each with its name."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody wrote, under their name."""

    who: str
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Blank:
    """A place to write so many lines in, and what belongs there."""

    label: str
    lines: int


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    items: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Trend:
    """How a number went: days (as counted) with values, in block characters, and in words."""

    points: tuple[tuple[int, float], ...]
    blocks: str
    words: str


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its title, its share of the width, and whether numbers stand in it."""

    title: str
    share: float
    number: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table; `roomy` leaves space to write in its rows. Without titles it has no head."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Text | Trend, ...], ...]
    roomy: bool = False


Block: TypeAlias = Heading | Paragraph | Facts | Said | Blank | Items | Table


@dataclass(frozen=True, slots=True)
class Document:
    """A document: its title, whom and what it is about, the day it stands for, and its blocks."""

    title: str
    about: str
    day: date
    blocks: tuple[Block, ...]


def run(text: str | None, style: Style = "plain", link: str | None = None) -> Text:
    """A text of one piece; none where nothing was written."""
    return (Run(text, style, link),) if text else ()


def prose(text: str, look: Literal["plain", "quote"] = "plain") -> Iterator[Block]:
    """The paragraphs of what somebody wrote."""
    return (Paragraph(run(part), look) for part in paragraphs(text))


def said(who: str, text: str) -> Said:
    """What somebody wrote, in its paragraphs."""
    return Said(f"{who} writes", tuple(paragraphs(text)))


def named(label: str, text: str | None) -> Iterator[Block]:
    """A text with its label, if it was written."""
    if text:
        yield Paragraph(run(label), "label")
        yield from prose(text)


def heading(level: int, text: str) -> Heading:
    """A heading; a dash where its text has nothing to print."""
    return Heading(level, " ".join(text.split()) or "–")


def joined(texts: Sequence[Text], between: str) -> Text:
    """Texts one after the other with the same text between them."""
    return tuple(piece for at, text in enumerate(texts) for piece in (*(run(between) if at else ()), *text))
