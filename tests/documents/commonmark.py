"""How a Markdown document reads to a parser: the kinds of its tokens, and its text."""

from __future__ import annotations

from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

_PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def tokens(document: str) -> Iterator[Token]:
    """Every token of a document; inline ones in the place of their block."""
    for token in _PARSER.parse(document):
        yield from token.children or () if token.type == "inline" else (token,)


def kinds(document: str) -> list[str]:
    """The kinds of the tokens without plain text."""
    return [token.type for token in tokens(document) if token.type != "text"]


def text(document: str) -> str:
    """What is read: the text, a line break in the place of each break."""
    return "".join("\n" if token.type.endswith("break") else token.content for token in tokens(document))
