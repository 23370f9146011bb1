"""A file taken apart for a merge: each of its records as text, and the rest with a hole in their place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from kraokr.recording.insertion import LIST, newline_of
from kraokr.source.comments import comments
from kraokr.source.document import Document
from kraokr.source.text import SourceFile, Span
from kraokr.source.yaml import parse

HOLE = "\ue000check-ins\ue000"
"""Stands for the records in the rest of a file."""

_KINDS = ("checkins", "person", "team", "objectives")
_TO_COMMA = re.compile(r"(?:\s|(?<=\s)#[^\r\n]*)*,")


class Piece(NamedTuple):
    """A record with its text, which begins behind the record before it and so holds the comments above."""

    text: str
    data: Any


class Listing(NamedTuple):
    """The rest of a file, its records, and what stands between two of these: a comma or a line end."""

    rest: str
    pieces: Sequence[Piece]
    joint: str


def listing_of(text: str) -> Listing | None:
    """The records of a text and the rest; None where they cannot be told apart without doubt.

    A text without any records has no hole, and an empty one is a file that is not there.
    """
    if not text:
        return Listing("", (), "")
    document = parse(SourceFile(PurePosixPath(), text))
    data = document.data
    if document.problems or not isinstance(data, dict) or data.get("kind") not in _KINDS or HOLE in text:
        return None
    if LIST not in document.keys:
        return Listing(text, (), "")
    spans = _spans(document)
    if spans is None:
        return None
    whole, cuts, joint = spans
    parts = [text[cut.start : cut.end] for cut in cuts]
    if text[whole.start : whole.end] != joint.join(parts):
        return None
    pieces = [Piece(*pair) for pair in zip(parts, data["checkins"] or (), strict=True)]
    return Listing(f"{text[: whole.start]}{HOLE}{text[whole.end :]}", pieces, joint)


def words_of(text: str) -> Counter[str]:
    """The comments of a text, each with how often it stands there."""
    document = parse(SourceFile(PurePosixPath(), text))
    source = document.file.text
    return Counter(source[span.start : span.end].rstrip() for span in comments(document))


def _spans(document: Document) -> tuple[Span, list[Span], str] | None:
    """Where the records stand in all and each, and what stands between them."""
    text, value, items = document.file.text, document.values[LIST], document.get(LIST)
    if items is None:
        at = text.index(":", document.keys[LIST].end) + 1
        return Span(at, at), [], ""
    if not isinstance(items, list) or text[document.values[()].start] == "{":
        return None
    if text[value.start] == "[":
        ends = list(_ends_in_brackets(document, len(items)))
        return _cut(value.start + 1, ends, ",")
    newline = newline_of(text)
    head = text.find(newline, document.keys[LIST].end) + len(newline)
    if not head <= value.start:
        return None
    return _cut(head, list(_ends_of_lines(document, len(items))), newline)


def _cut(start: int, ends: Sequence[int], joint: str) -> tuple[Span, list[Span], str]:
    starts = [start, *(end + len(joint) for end in ends)]
    cuts = [Span(*pair) for pair in zip(starts, ends, strict=False)]
    return Span(start, ends[-1] if ends else start), cuts, joint


def _ends_of_lines(document: Document, count: int) -> Iterator[int]:
    """The end of the last line of each record, with the comment behind it."""
    text = document.file.text
    for index in range(count):
        span = document.values[(*LIST, index)]
        end = span.start + len(text[span.start : span.end].rstrip())
        line = document.file.position(end).line
        yield document.file.offset(line) + len(document.file.line(line))


def _ends_in_brackets(document: Document, count: int) -> Iterator[int]:
    """Where the comma behind each record stands; behind the last one, its own end."""
    text = document.file.text
    for index in range(count):
        end = document.values[(*LIST, index)].end
        comma = _TO_COMMA.match(text, end) if index < count - 1 else None
        yield comma.end() - 1 if comma else end
