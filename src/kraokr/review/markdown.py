"""Text as it stands in a Markdown document: what people wrote comes out as text and never as markup."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from markupsafe import Markup

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
_GAPS = re.compile(r"\n{3,}")


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text; the lines of each without the space around them."""
    parts = _PARAGRAPHS.split(_LINE_ENDS.sub("\n", text.strip()))
    return [_LINES.sub("\n", part.strip()) for part in parts]


def line(value: Any) -> Any:
    """A text on one line, escaped; what is no text, or escaped already, is left alone."""
    if not isinstance(value, str) or hasattr(value, "__html__"):
        return value
    return _at_line_start(_escaped(_on_one_line(value)))


def cell(value: str) -> Markup:
    """A text on one line, escaped for a place that no block can begin in, such as a cell."""
    from markupsafe import Markup

    return Markup(_escaped(_on_one_line(value)))


def prose(value: str, prefix: str = "") -> Markup:
    """A text of several paragraphs; line breaks stay, every line but the first begins with the prefix."""
    from markupsafe import Markup

    found = (_at_line_start(_escaped(part)).replace("\n", f"\\\n{prefix}") for part in paragraphs(value))
    return Markup(f"\n{prefix.rstrip()}\n{prefix}".join(found))


def tidy(document: str) -> str:
    """The document with one blank line at most between its blocks."""
    return _GAPS.sub("\n\n", document).strip() + "\n"


def _on_one_line(text: str) -> str:
    return " ".join(paragraphs(text)).replace("\n", " ")


def _escaped(text: str) -> str:
    return _ANYWHERE.sub(r"\\\g<0>", text)


def _at_line_start(text: str) -> str:
    """What would begin a list, a quote, a table or the underline of a heading, made plain text."""
    return _LINE_START.sub(lambda match: _plain_start(match[0]), text)


def _plain_start(start: str) -> str:
    return f"{start}\\" if start.isdigit() else f"\\{start}"
