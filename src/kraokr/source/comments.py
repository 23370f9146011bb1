"""Where the comments of a document stand."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from kraokr.source.document import Document, Mark
from kraokr.source.text import Span

_HASH = re.compile(r"(?:^|(?<=\s))#", re.MULTILINE)
_NEWLINE = re.compile(r"[\r\n]")


def comments(document: Document) -> list[Span]:
    """The span of each comment, from its `#` to the end of its line."""
    text = document.file.text
    scalars = sorted(_scalars(document.mark)) if document.data is not None else []
    starts = [start for start, _ in scalars]
    found: list[Span] = []
    match = _HASH.search(text)
    while match:
        before = bisect_right(starts, match.start()) - 1
        end = match.start() + 1
        if before < 0 or not _is_inside(match.start(), *scalars[before], text):
            end = _line_end(text, end)
            found.append(Span(match.start(), end))
        match = _HASH.search(text, end)
    return found


def _line_end(text: str, offset: int) -> int:
    end = _NEWLINE.search(text, offset)
    return end.start() if end else len(text)


def _is_inside(offset: int, start: int, end: int, text: str) -> bool:
    """Whether an offset lies in the text of a scalar; the line of a block scalar's `|` or `>` is none."""
    on_head = text[start : start + 1] in ("|", ">") and _line_end(text, start) >= offset
    return start <= offset < end and not on_head


def _scalars(mark: Mark) -> Iterator[tuple[int, int]]:
    if len(mark) == 2:
        yield mark[0], mark[1]
        return
    if mark[2] is not None:
        yield from mark[2].values()
    for child in mark[3] if mark[2] is None else mark[3].values():
        yield from _scalars(child)
