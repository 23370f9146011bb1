"""Text as it stands in a Markdown document: what people wrote comes out as text and never as markup."""

from __future__ import annotations

import re

_ANYWHERE = re.compile(
    r"[\\`*\[|]"
    r"|(?<![^\W_])_|_(?![^\W_])"  # inside a word an underscore is only that
    r"|<(?=[A-Za-z/!?])"
    r"|&(?=#?\w+;)"
    r"|(?<=\S)~"
    r"|(?<!\S)#"
)
_LINE_START = re.compile(
    r"^(?:[-+](?=\s|$)|-(?=-)|=(?==*\s*$)|:(?=-)|[>])|^\d+(?=[.)](?:\s|$))", re.MULTILINE
)
_PARAGRAPHS = re.compile(r"\n(?:[ \t]*\n)+")
_LINES = re.compile(r"[ \t]*\n[ \t]*")
_LINE_ENDS = re.compile(r"\r\n?")


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text; the lines of each without the space around them."""
    parts = _PARAGRAPHS.split(_LINE_ENDS.sub("\n", text.strip()))
    return [_LINES.sub("\n", part.strip()) for part in parts]


def escaped(text: str) -> str:
    """A text for a place that no block can begin in, such as a cell or the middle of a line."""
    return _ANYWHERE.sub(r"\\\g<0>", text)


def lines(written: str, indent: str = "") -> str:
    """Escaped lines that begin nothing: no list, quote, table or underline of a heading.

    Each break stays one; every line but the first begins with the indent.
    """
    plain = _LINE_START.sub(lambda match: _plain_start(match[0]), written)
    return _LINES.sub(f"\\\\\n{indent}", plain)


def _plain_start(start: str) -> str:
    return f"{start}\\" if start.isdigit() else f"\\{start}"
