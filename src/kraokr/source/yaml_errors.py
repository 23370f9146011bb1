"""What the YAML parser complains of, in the words of someone who writes goal files."""

from __future__ import annotations

import re
from typing import Any

from kraokr.source.diagnostic import Finding, Location, Problem
from kraokr.source.text import SourceFile, Span

_CONFLICT = re.compile(r"^(?:<{7}|>{7})", re.MULTILINE)
_CONFLICT_WORDS = ("an unresolved merge conflict", "keep one side and remove the marks")
_NEIGHBOURS = ("this line does not fit its neighbours", "check its indentation")
_ESCAPE = ("an escape that YAML does not know", "use single quotes: they leave `\\` as it is")
_MESSAGES = (
    ("tab character", "a tab in the indentation", "indent with spaces: YAML takes no tabs"),
    ("mapping values are not allowed", "a `:` in the middle of a value", "put the whole value in quotes"),
    ("expected ',' or ']'", "a `[` that is not closed", "close the list with `]`"),
    ("expected ',' or '}'", "a `{` that is not closed", "close the mapping with `}`"),
    ("could not find expected ':'", "a line without `key: value`", "give it a key, or indent it under one"),
    ("did not find expected key", *_NEIGHBOURS),
    ("did not find expected '-' indicator", *_NEIGHBOURS),
    ("expected <block end>", *_NEIGHBOURS),
    ("unexpected end of stream", "a quote that is not closed", "close the quote"),
    ("equence entries are not allowed", "a list item where none can be", "put it on a line of its own"),
    ("node content", "a value is missing here", "write the value, or close the brackets"),
    ("alphabetic or numeric", "a `*` or `&` without a name", "put the value in quotes"),
    ("unknown escape character", *_ESCAPE),
    ("hexdecimal number", *_ESCAPE),
    ("invalid Unicode character escape", *_ESCAPE),
    ("comment or line break", "text after `|` or `>`", "begin the text on the next line"),
    ("comment or a line break", "text after `|` or `>`", "begin the text on the next line"),
    ("chomping or indentation", "text after `|` or `>`", "begin the text on the next line"),
    ("<document start>", "something after the end of the document", "a file is one mapping: indent it alike"),
    ("undefined tag handle", "a tag, written with `!`", "remove it: goal files need no tags"),
    ("directive", "a line that begins with `%`", "remove it: goal files need no directives"),
    ("incompatible YAML", "a line that begins with `%`", "remove it: goal files need no directives"),
)
_AT_CONTEXT = frozenset(
    ("a `[` that is not closed", "a `{` that is not closed", "a quote that is not closed")
)
"""What is shown where it was opened: the parser only notices far below."""


def explain(error: Any, file: SourceFile) -> Problem:
    """The problem `invalid-yaml` for an exception of the YAML library."""
    conflict = _CONFLICT.search(file.text)
    if conflict:
        return _problem(file, Span(*conflict.span()), *_CONFLICT_WORDS)
    index = _index(error, "problem_mark", file)
    message, help = _words(error, file, index)
    if message in _AT_CONTEXT:
        index = _index(error, "context_mark", file)
    return _problem(file, Span(index, min(index + 1, len(file.text))), message, help)


def _problem(file: SourceFile, span: Span, message: str, help: str | None) -> Problem:
    return Problem("invalid-yaml", Finding(Location(file, span), message, help))


def _index(error: Any, name: str, file: SourceFile) -> int:
    mark = getattr(error, name, None) or getattr(error, "context_mark", None)
    other = getattr(error, "position", None) or getattr(error, "start", None)
    index = int(mark.index if mark is not None else other or 0)
    return max(min(index, len(file.text) - 1), 0)


def _words(error: Any, file: SourceFile, index: int) -> tuple[str, str | None]:
    problem = str(getattr(error, "problem", None) or "")
    character = file.text[index : index + 1]
    if not hasattr(error, "problem_mark"):
        return f"a character that YAML does not allow (U+{ord(character or ' '):04X})", "is this a text file?"
    if "cannot start any token" in problem:
        if character == "\t":
            return "a tab in the indentation", "indent with spaces: YAML takes no tabs"
        return f"a value cannot start with `{character}`", "put the value in quotes"
    for words, message, help in _MESSAGES:
        if words in problem:
            place = file.position(index)
            if message == _NEIGHBOURS[0] and file.line(place.line)[: place.column].strip():
                return "the value ends before this", "put the whole value in quotes"
            return message, help
    return problem or "this is not YAML", None
