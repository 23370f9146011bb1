"""The edits that add a record to a file, or a reading to a record; nothing else in the file changes."""

from __future__ import annotations

import re

from kraokr.recording.entry import Fields, unquoted
from kraokr.recording.style import Style, in_braces, style_of, written
from kraokr.source.diagnostic import Edit
from kraokr.source.document import Document, YamlPath
from kraokr.source.edits import insert_entry, replace_value, scalar
from kraokr.source.text import Span

LIST: YamlPath = ("checkins",)
_NEWLINE = re.compile(r"\r\n|\n|\r")
_NOTHING_MORE = re.compile(r"[ \t]*,?[ \t]*(?:#[^\r\n]*)?(?=[\r\n])")


def add_record(document: Document, fields: Fields, readings: Fields) -> list[Edit]:
    """Put a record behind the others of a file, in their style."""
    style = style_of(document, LIST, fields)
    fields, readings = _as_item(fields, readings, style)
    text, items = document.file.text, document.get(LIST)
    if text[document.values[()].start] == "{":
        return _add_in_braces(document, in_braces(fields, readings, style), items)
    if LIST not in document.keys:
        return [
            _add_list(document, written(fields, readings, style, newline_of(text), _list_indent(document)))
        ]
    start = document.values[LIST].start
    if isinstance(items, list) and text[start : start + 1] == "[":
        return _add_in_brackets(document, in_braces(fields, readings, style))
    if isinstance(items, list) and items:
        indent = document.file.position(start).column
        record = written(fields, readings, style, newline_of(text), indent)
        return [_below(document, document.values[(*LIST, len(items) - 1)].end, record)]
    record = written(fields, readings, style, newline_of(text), _list_indent(document))
    value = document.values[LIST]
    gone = [Edit(document.file, value, "")] if value.end > value.start else []
    return [*gone, _below(document, value.end, record)]


def new_file(
    head: str, owner: tuple[str, str], cycle: str, fields: Fields, readings: Fields, like: Document | None
) -> str:
    """The text of a new file of check-ins, in the style of another one; `head` is its first line, if any."""
    newline = newline_of(like.file.text) if like else "\n"
    style = style_of(like, LIST, fields)
    indent = like.file.position(like.values[LIST].start).column if like and like.get(LIST) else 2
    record = written(*_as_item(fields, readings, style), style, newline, indent)
    lines = (
        "kind: checkins",
        f"{owner[0]}: {scalar(owner[1])}",
        f"cycle: {unquoted(cycle) or scalar(cycle)}",
        "checkins:",
        record,
    )
    return head + newline.join(lines) + newline


def add_reading(document: Document, path: YamlPath, item: str, value: str) -> list[Edit]:
    """Put a reading behind the others of a record."""
    return [insert_entry(document, (*path, "readings"), scalar(item), value)]


def set_keys(document: Document, path: YamlPath, fields: Fields) -> list[Edit]:
    """Add keys to a record, each where the other records of the file have it."""
    order, present = style_of(document, LIST, {}).order, document.get(path)
    edits = []
    for key, value in fields.items():
        before = [name for name in present if name in order and order.index(name) < order.index(key)]
        last = max(before, key=lambda name: document.values[(*path, name)].end, default=None)
        edits.append(insert_entry(document, path, key, value, last))
    return edits


def set_value(document: Document, path: YamlPath, value: str) -> list[Edit]:
    """Replace the value at a path."""
    return [replace_value(document, path, value)]


def newline_of(text: str) -> str:
    """The first line end of a text; that of Unix where it has none."""
    match = _NEWLINE.search(text)
    return match.group() if match else "\n"


def _as_item(fields: Fields, readings: Fields, style: Style) -> tuple[Fields, Fields]:
    """A single reading beside its `item` where the file has them so."""
    if style.readings or len(readings) != 1:
        return fields, readings
    ((item, value),) = readings.items()
    return {**fields, "item": item, "value": value}, {}


def _below(document: Document, offset: int, lines: str) -> Edit:
    """Lines of their own behind the line on which an offset lies."""
    text = document.file.text
    found = _NEWLINE.search(text, offset)
    at = found.start() if found else len(text)
    return Edit(document.file, Span(at, at), f"{newline_of(text)}{lines}")


def _add_list(document: Document, record: str) -> Edit:
    """The key `checkins` with one record, before the reviews of a person, else last."""
    keys = list(document.data)
    before = keys[: keys.index("reviews")] if "reviews" in keys else keys
    end = max(max(document.keys[(key,)].end, document.values[(key,)].end) for key in before)
    margin = " " * document.file.position(document.values[()].start).column
    return _below(document, end, f"{margin}checkins:{newline_of(document.file.text)}{record}")


def _list_indent(document: Document) -> int:
    """How far the hyphens of a list under a key at the top stand in: as those of the first such list."""
    margin = document.file.position(document.values[()].start).column
    for key, value in document.data.items():
        start = document.values[(key,)].start
        if isinstance(value, list) and value and document.file.text[start] == "-":
            return document.file.position(start).column
    return margin + 2


def _add_in_braces(document: Document, record: str, items: object) -> list[Edit]:
    """A record in a file that is one mapping in braces."""
    if LIST not in document.keys:
        return [insert_entry(document, (), "checkins", f"[{record}]")]
    return (
        _add_in_brackets(document, record)
        if isinstance(items, list)
        else set_value(document, LIST, f"[{record}]")
    )


def _add_in_brackets(document: Document, record: str) -> list[Edit]:
    text, whole, items = document.file.text, document.values[LIST], document.get(LIST)
    if not items:
        at = whole.start + 1
        return [Edit(document.file, Span(at, at), record)]
    last = document.values[(*LIST, len(items) - 1)]
    begin = document.file.position(last.start)
    own_line = not document.file.line(begin.line)[: begin.column].strip()
    rest = _NOTHING_MORE.match(text, last.end)
    if not (own_line and rest):
        return [Edit(document.file, Span(last.end, last.end), f", {record}")]
    comma = "" if text[last.end : rest.end()].lstrip().startswith(",") else ","
    below = f"{newline_of(text)}{document.file.line(begin.line)[: begin.column]}{record}"
    ends = [Edit(document.file, Span(last.end, last.end), comma)] if comma else []
    return [*ends, Edit(document.file, Span(rest.end(), rest.end()), below + ("" if comma else ","))]
