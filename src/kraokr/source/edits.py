"""Edits that leave everything else as it is: comments, quoting, order, indentation and newlines.

Each function builds the `Edit` for one change to a document; `apply_edits` carries edits out on the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from kraokr.source.diagnostic import Edit
from kraokr.source.document import Document, YamlPath
from kraokr.source.text import Span

_PLAIN = re.compile(r"[A-Za-z][\w %()/.'+-]*(?<! )\Z")
_NOT_TEXT = re.compile(r"(?:null|true|false)\Z", re.IGNORECASE)
_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def scalar(value: str) -> str:
    """A text as YAML on one line: plain where that is safe, else in double quotes."""
    if _PLAIN.match(value) and not _NOT_TEXT.match(value):
        return value
    import json

    quoted = json.dumps(value, ensure_ascii=False)
    return _UNPRINTABLE.sub(lambda found: f"\\u{ord(found.group()):04x}", quoted)


def replace_value(document: Document, path: YamlPath, text: str) -> Edit:
    """Write `text`, which is YAML on one line, in the place of the value at a path.

    A list with hyphens may begin below its key and no further in than it, where no other value may.
    """
    source, span = document.file.text, document.values[path]
    if path in document.keys and source[span.start] == "-" and isinstance(document.get(path), list):
        after = source.find(":", document.keys[path].end, span.start) + 1
        start = span.start if source[after : span.start].strip() else after
        return Edit(document.file, Span(start, span.end), f" {text}")
    return Edit(document.file, span, text)


def rename_key(document: Document, path: YamlPath, key: str) -> Edit:
    """Give the key at a path another name."""
    return Edit(document.file, document.keys[path], key)


def insert_entry(document: Document, path: YamlPath, key: str, text: str, after: str | None = None) -> Edit:
    """Add `key: text`, where `text` is YAML on one line, to the mapping at a path.

    The entry comes after the key `after`, or last, in the style (block or flow) of the mapping.

    Raises:
        KeyError: there is no such mapping, it is empty, or `after` is no key of it.
    """
    names = document.get(path)
    if not isinstance(names, dict):
        raise KeyError(path)
    source, whole, entry = document.file.text, document.values[path], f"{key}: {text}"
    if source[whole.start] == "{" and not names:
        at = whole.start + 1
        return Edit(document.file, Span(at, at), entry)
    last = (*path, after if after is not None else next(reversed(names), ""))
    end = max(document.keys[last].end, document.values[last].end)
    if source[whole.start] == "{":
        return Edit(document.file, Span(end, end), f", {entry}")
    if _is_pair(document, path):
        return Edit(document.file, whole, f"{{{source[whole.start : whole.end]}, {entry}}}")
    at = _line_end(source, end)
    indent = " " * document.file.position(whole.start).column
    return Edit(document.file, Span(at, at), f"{_newline(source)}{indent}{entry}")


def insert_item(document: Document, path: YamlPath, text: str) -> Edit:
    """Add an item, `text` as YAML on one line, to a list, after the item at a path.

    Raises:
        KeyError: there is no such item, or it does not begin on the line of its hyphen.
    """
    source, item = document.file.text, document.values[path]
    if source[document.values[path[:-1]].start] == "[":
        return Edit(document.file, Span(item.end, item.end), f", {text}")
    before = source[document.file.offset(document.file.position(item.start).line) : item.start].rstrip()
    if not before.endswith("-"):
        raise KeyError(path)
    at = _line_end(source, item.end)
    return Edit(document.file, Span(at, at), f"{_newline(source)}{' ' * (len(before) - 1)}- {text}")


def _is_pair(document: Document, path: YamlPath) -> bool:
    """Whether a mapping without braces stands in a list with brackets: `[a: 1]`."""
    return bool(path) and document.file.text[document.values[path[:-1]].start] == "["


def _line_end(text: str, offset: int) -> int:
    match = re.compile(r"[^\r\n]*").match(text, offset)
    return match.end() if match else offset


def _newline(text: str) -> str:
    match = re.search(r"\r\n|\n|\r", text)
    return match.group() if match else "\n"


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """The text after all edits, whose spans refer to the text before any of them.

    Raises:
        ValueError: two edits overlap.
    """
    parts: list[str] = []
    done = 0
    for edit in sorted(edits, key=lambda edit: edit.span):
        if edit.span.start < done:
            raise ValueError(f"edits overlap at offset {edit.span.start}")
        parts += (text[done : edit.span.start], edit.text)
        done = edit.span.end
    return "".join((*parts, text[done:]))
