"""How the records of a file are written, and a new one in the same way."""

from __future__ import annotations

import re
from typing import NamedTuple

from kraokr.recording.entry import Fields, unquoted
from kraokr.source.document import Document, YamlPath

ORDER = ("date", "type", "item", "value", "readings", "milestone", "status", "confidence", "by", "note")
_WIDEST = 110
_EXAMPLES = 8


class Style(NamedTuple):
    """Records in braces or as blocks; a reading under `readings` or beside its `item`; the order of keys.

    `padding` stands inside braces, `indent` before the lines of a block, counted from its hyphen.
    """

    braces: bool = True
    readings: bool = True
    readings_braces: bool = True
    order: tuple[str, ...] = ORDER
    padding: str = ""
    indent: int = 2


def style_of(document: Document | None, path: YamlPath, fields: Fields) -> Style:
    """The style of the newest records that say as much as some fields; the usual one where there are none."""
    records = document.get(path) if document is not None else None
    if document is None or not isinstance(records, list):
        return Style(braces="note" not in fields)
    steps = [(*path, index) for index in range(len(records)) if isinstance(records[index], dict)]
    last = [step for step in steps if records[step[-1]]][-_EXAMPLES:][::-1]  # type: ignore[index]
    if not last:
        return Style(braces="note" not in fields)
    alike = [step for step in last if ("note" in document.get(step)) == ("note" in fields)] or last
    read = [step for step in last if "value" in document.get(step) or "readings" in document.get(step)]
    like = next((step for step in last if not _in_braces(document, step)), None)
    return Style(
        braces=_in_braces(document, alike[0]),
        readings=not read or "readings" in document.get(read[0]),
        readings_braces=_readings_in_braces(document, read),
        order=_order([list(document.get(step)) for step in last]),
        padding=_padding(document, last),
        indent=_indent(document, like) if like else 2,
    )


def _in_braces(document: Document, path: YamlPath) -> bool:
    return document.file.text[document.values[path].start] == "{"


def _readings_in_braces(document: Document, read: list[YamlPath]) -> bool:
    """Whether one reading in a block goes into braces: as in the newest record that has any in a block."""
    inner = [(*step, "readings") for step in read if "readings" in document.get(step)]
    blocks = [path for path in inner if not _in_braces(document, path[:-1])]
    return _in_braces(document, blocks[0]) if blocks else True


def _padding(document: Document, paths: list[YamlPath]) -> str:
    text = document.file.text
    starts = (document.values[path].start for path in paths)
    return next((" " if text[at + 1] == " " else "" for at in starts if text[at] == "{"), "")


def _indent(document: Document, path: YamlPath) -> int:
    """How far the keys of a record stand behind its hyphen."""
    start = document.file.position(document.values[path].start)
    before = document.file.line(start.line)[: start.column]
    return start.column - before.index("-") if before.strip() == "-" else 2


def _order(records: list[list[str]]) -> tuple[str, ...]:
    """The usual order of keys, but those of the records as these have them, the first one before others."""
    order: list[str] = []
    for keys in (*records, list(ORDER)):
        for index, key in enumerate(keys):
            if key not in order:
                before = [order.index(other) for other in keys[:index] if other in order]
                order.insert(max(before, default=-1) + 1, key)
    return tuple(order)


def written(fields: Fields, readings: Fields, style: Style, newline: str, indent: int) -> str:
    """A record as an item of a list with hyphens, whose hyphen stands so far in; no newline at the end."""
    line = f"{' ' * indent}- {in_braces(fields, readings, style)}"
    if style.braces and len(line) <= _WIDEST:
        return line
    margin = " " * (indent + style.indent)
    parts: list[str] = []
    for key in sorted({*fields, *(["readings"] if readings else [])}, key=style.order.index):
        if key != "readings":
            parts.append(f"{margin}{key}: {_plain(fields[key]) if key == 'note' else fields[key]}")
        elif style.readings_braces:
            parts.append(f"{margin}readings: {_braced(readings, style)}")
        else:
            lines = (f"{margin}  {name}: {value}" for name, value in readings.items())
            parts += [f"{margin}readings:", *lines]
    first = f"{' ' * indent}-{' ' * (style.indent - 1)}{parts[0].lstrip()}"
    return newline.join((first, *parts[1:]))


def in_braces(fields: Fields, readings: Fields, style: Style) -> str:
    """A record on one line."""
    whole = {**fields, **({"readings": _braced(readings, style)} if readings else {})}
    return _braced({key: whole[key] for key in sorted(whole, key=style.order.index)}, style)


def _braced(fields: Fields, style: Style) -> str:
    inside = ", ".join(f"{key}: {value}" for key, value in fields.items())
    return f"{{{style.padding}{inside}{style.padding}}}"


def _plain(note: str) -> str:
    """A note in quotes without them, where a line of its own allows that."""
    if not note.startswith('"') or "\\" in note:
        return note
    return unquoted(re.sub(r"\A\"|\"\Z", "", note)) or note
