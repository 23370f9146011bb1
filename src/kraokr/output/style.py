"""How findings are shown: colours, paths, and what is kept back.

Colours are written by hand: rich takes some fifty times as long for thousands of findings.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import PurePosixPath
from typing import NamedTuple

from kraokr.language.words import on_demand
from kraokr.source.diagnostic import Severity

_CONTROL = on_demand(
    r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"
)
_COLORS = {Severity.ERROR: "31", Severity.WARNING: "33", Severity.INFO: "36"}


class Style(NamedTuple):
    """Paints text with terminal colours, or leaves it plain."""

    color: bool = False

    def paint(self, text: str, code: str) -> str:
        """The text in a colour given as an ANSI code."""
        return f"\x1b[{code}m{text}\x1b[0m" if self.color and text else text

    def severity(self, severity: Severity) -> Callable[[str], str]:
        """The colour of a severity."""
        return lambda text: self.paint(text, f"1;{_COLORS[severity]}")

    def bold(self, text: str) -> str:
        """Important text."""
        return self.paint(text, "1")

    def frame(self, text: str) -> str:
        """Lines, arrows and line numbers."""
        return self.paint(text, "1;34")


class View(NamedTuple):
    """What a printer has to know beside the diagnostics.

    `prefix` is the folder put before each path, for readers who stand outside the workspace root. Where
    `show_private` is false, findings in reviews and check-ins show no text. `summary` asks for a last line
    that counts what was found.
    """

    style: Style = Style()
    prefix: str = ""
    show_private: bool = True
    summary: bool = True

    def path(self, path: PurePosixPath) -> str:
        """A path as the reader can open it."""
        return printable(f"{self.prefix}{path}")


PLAIN = View()
"""No colour, paths from the workspace root, everything shown."""


def counted(count: int, noun: str) -> str:
    """A number of things: `1 file`, `3 files`."""
    return f"{count} {noun}{'' if count == 1 else 's'}"


def printable(text: str) -> str:
    """The text with control characters, which could steer the terminal, made visible."""
    if text.isprintable():
        return text
    return _CONTROL().sub(lambda match: match.group().encode("unicode_escape").decode("ascii"), text)


def width(text: str) -> int:
    """How many terminal cells a text takes."""
    if text.isascii():
        return len(text)
    return sum(map(_cells, text))


def _cells(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
