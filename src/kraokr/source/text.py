"""Text and places in it: offsets for the program, lines and columns for people."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from itertools import accumulate
from pathlib import PurePosixPath
from typing import NamedTuple

_NEWLINE = re.compile(r"\r\n|\n|\r")


class Span(NamedTuple):
    """A half-open range of code points."""

    start: int
    end: int


class Position(NamedTuple):
    """A line and a column, both counted from 0 in code points; printers add 1."""

    line: int
    column: int


class SourceFile:
    """A file's text, with newlines as found and without a byte order mark.

    `path` is relative to the workspace root. Two files are the same only if they are the same object.
    """

    __slots__ = ("__dict__", "path", "text")

    def __init__(self, path: PurePosixPath, text: str) -> None:
        self.path = path
        self.text = text.removeprefix("\ufeff")

    def __repr__(self) -> str:
        return f"SourceFile({str(self.path)!r})"

    @cached_property
    def _line_starts(self) -> list[int]:
        if "\r" in self.text:
            return [0, *(match.end() for match in _NEWLINE.finditer(self.text))]
        lengths = (len(line) + 1 for line in self.text.split("\n")[:-1])
        return [0, *accumulate(lengths)]

    @property
    def line_count(self) -> int:
        """How many lines there are; a final newline does not begin another one."""
        starts = self._line_starts
        return len(starts) - (starts[-1] == len(self.text) and len(starts) > 1)

    def position(self, offset: int) -> Position:
        """Where an offset of 0 to `len(text)` lies."""
        line = bisect_right(self._line_starts, offset) - 1
        return Position(line, offset - self._line_starts[line])

    def offset(self, line: int) -> int:
        """The offset at which a line (counted from 0) begins; past the last line, the end of the text."""
        return self._line_starts[line] if line < len(self._line_starts) else len(self.text)

    def line(self, line: int) -> str:
        """The text of a line (counted from 0) without its newline."""
        return self.text[self.offset(line) : self.offset(line + 1)].rstrip("\r\n")
