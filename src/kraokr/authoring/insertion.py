"""Adding an objective to a file that has some, in the style of those."""

from __future__ import annotations

import re

from kraokr.authoring.entry import Entry, Style, braces, item_lines
from kraokr.errors import KraokrError
from kraokr.source.document import Document, YamlPath
from kraokr.source.edits import apply_edits, insert_item
from kraokr.source.text import Span

_KEY = "objectives"
_NEWLINE = re.compile(r"\r\n|\n|\r")
_BLANK_LINE = re.compile(r"(?:\r\n|\n|\r)[ \t]*(?:\r\n|\n|\r)")


def appended(document: Document, entry: Entry) -> str:
    """The text of a file with an entry after its last objective; everything else stays as it is.

    Raises:
        KraokrError: the list is written in a form that cannot be added to.
    """
    source, objectives = document.file.text, document.get((_KEY,))
    if not objectives:
        colon = source.index(":", document.keys[(_KEY,)].end) + 1
        return f"{source[:colon]}{_list(entry, source)}{source[document.values[(_KEY,)].end :]}"
    last = (_KEY, len(objectives) - 1)
    span = document.values[last]
    if source[document.values[(_KEY,)].start] == "[" or source[span.start] == "{":
        try:
            return apply_edits(source, [insert_item(document, last, braces(entry))])
        except KeyError:
            raise _closed(document) from None
    indent = _indent(document, last)
    inner = document.file.position(span.start).column - len(indent)
    written = item_lines(entry, Style(_step(document), inner, _is_flow(document)))
    newline = _newline(source)
    gap = newline if _is_spaced(document) else ""
    text = "".join(f"{newline}{indent}{line}" for line in written)
    at = _end(source, span, len(indent) + inner)
    return f"{source[:at]}{gap}{text}{source[at:]}"


def _list(entry: Entry, source: str) -> str:
    """A list of one entry, in the place of an empty one."""
    return _newline(source) + _newline(source).join(f"  {line}" for line in item_lines(entry, Style()))


def _indent(document: Document, item: YamlPath) -> str:
    """What stands before the hyphen of an item of a list."""
    file, start = document.file, document.values[item].start
    before = file.text[file.offset(file.position(start).line) : start].rstrip()
    if not before.endswith("-") or before[:-1].strip():
        raise _closed(document)
    return before[:-1]


def _step(document: Document) -> int:
    """How far the hyphens of the file's lists stand in from their keys."""
    return len(_indent(document, (_KEY, 0))) - document.file.position(document.keys[(_KEY,)].start).column


def _is_flow(document: Document) -> bool:
    """Whether most key results of the file stand in braces."""
    flow = [
        document.file.text[document.values[(_KEY, index, "key_results", number)].start] == "{"
        for index, objective in enumerate(document.get((_KEY,)))
        for number, _ in enumerate(_results(objective))
    ]
    return sum(flow) * 2 > len(flow)


def _results(objective: object) -> list[object]:
    found = objective.get("key_results") if isinstance(objective, dict) else None
    return found if isinstance(found, list) else []


def _is_spaced(document: Document) -> bool:
    """Whether blank lines stand between the objectives."""
    count = len(document.get((_KEY,)))
    if count < 2:
        return False
    before, last = document.values[(_KEY, count - 2)], document.values[(_KEY, count - 1)]
    return _BLANK_LINE.search(document.file.text, before.end - 1, last.start) is not None


def _end(text: str, span: Span, indent: int) -> int:
    """The end of the last line that belongs to an item, with the comments behind it and right below."""
    end = span.start + len(text[span.start : span.end].rstrip())
    behind = re.compile(rf"[^\r\n]*(?:(?:\r\n|\n|\r)[ ]{{{indent},}}#[^\r\n]*)*").match(text, end)
    return behind.end() if behind else end


def _newline(text: str) -> str:
    found = _NEWLINE.search(text)
    return found.group() if found else "\n"


def _closed(document: Document) -> KraokrError:
    return KraokrError(
        f"the objectives in {document.file.path} are written in a form that cannot be added to",
        "write each on lines of its own, beginning with a hyphen",
    )
