"""From text to Document in one pass over the YAML parser's events.

It reads the YAML 1.2 core schema; dates stay strings. Anchors, aliases, merge keys, tags, keys that are no
text and several documents are reported, never expanded.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from kraokr.source.diagnostic import Finding, Location, Problem
from kraokr.source.document import Document, Mark
from kraokr.source.events import event_kinds, read_events, syntax_error
from kraokr.source.marks import NO_KEY, Open, block_scalar_end, unwritten
from kraokr.source.plain import Unusual, plain_data
from kraokr.source.scalars import BadNumber, is_text, is_usual_key, resolve
from kraokr.source.text import SourceFile, Span
from kraokr.source.yaml_errors import explain

MAX_DEPTH = 100

_KEY_HELP = "keys are text: put the key in quotes"
_ANCHOR_HELP = "goal files have no anchors and aliases: write the value out where it is needed"
_MERGE_HELP = "write the keys out; a role takes over another's with `extends:`"


def parse(file: SourceFile, *, pure: bool = False) -> Document:
    """Read a file; whatever is wrong with it stands in the document's `problems`, nothing is raised.

    `pure` takes the parser written in Python even where the C one is installed; it is some 20 times slower.
    """
    builder = _Builder(file)
    try:
        builder.build(read_events(file.text, pure))
        broken = False
    except _Stop:
        broken = True
    except (syntax_error(), UnicodeEncodeError) as error:
        builder.problems.append(explain(error, file))
        broken = True
    builder.close_all()
    return Document(file, builder.data, builder.mark, builder.problems, broken)


def parse_later(file: SourceFile) -> Document:
    """As `parse`, but where there is nothing to report, the marks are found when they are asked for."""
    try:
        data = plain_data(read_events(file.text), MAX_DEPTH)
    except (Unusual, BadNumber, syntax_error(), UnicodeEncodeError):
        return parse(file)
    return Document(file, data, marks_of, [])


def marks_of(file: SourceFile) -> Mark:
    """The marks of a file whose data is known already."""
    return parse(file).mark


class _Stop(Exception):
    """Reading ends here; the reason has been reported."""


_SKIPPED = object()


class _Builder:
    """Data and marks of one file, built event by event without recursion."""

    def __init__(self, file: SourceFile) -> None:
        self.file = file
        self.data: Any = None
        self.mark: Mark = (0, len(file.text))
        self.problems: list[Problem] = []
        self.top: Open | None = None
        self.outer: list[Open] = []
        self.documents = 0

    def build(self, events: Iterator[Any]) -> None:
        kinds = event_kinds()
        handlers: dict[type, Callable[[Any], None]] = {
            kinds.ScalarEvent: self._scalar,
            kinds.MappingStartEvent: self._open_mapping,
            kinds.SequenceStartEvent: self._open_sequence,
            kinds.MappingEndEvent: self._close,
            kinds.SequenceEndEvent: self._close,
            kinds.AliasEvent: self._alias,
            kinds.DocumentStartEvent: self._document,
        }
        for event in events:
            handler = handlers.get(event.__class__)
            if handler is not None:
                handler(event)

    def _report(self, kind: str, mark: Mark, message: str, help: str | None = None) -> None:
        size = len(self.file.text)
        span = Span(min(mark[0], size), min(max(mark[0], mark[1]), size))
        self.problems.append(Problem(kind, Finding(Location(self.file, span), message, help)))

    def _document(self, event: Any) -> None:
        self.documents += 1
        if self.documents > 1:
            message = "a second YAML document in one file"
            self._report(
                "unsupported-yaml", _mark(event), message, "put each document into a file of its own"
            )
            raise _Stop

    def _scalar(self, event: Any) -> None:
        if event.anchor is not None or event.ctag is not None:
            self._refuse_properties(event)
        top = self.top
        start: int = event.start_mark.index
        end: int = event.end_mark.index
        text: str = event.value
        if top is not None and top.key is NO_KEY and top.keys is not None:
            if is_usual_key(text) and text not in top.keys:
                top.keys[text] = (start, end)
                top.key = text
            else:
                self._unusual_key(top, event, text, (start, end))
        elif event.style:
            if event.style in "|>":
                end = block_scalar_end(self.file.text, start, end)
            self._put(text, (start, end))
        elif not text:
            self._put(None, self._nothing(start))
        else:
            self._put(self._resolve(text, (start, end)), (start, end))

    def _unusual_key(self, top: Open, event: Any, text: str, mark: tuple[int, int]) -> None:
        assert top.keys is not None
        top.key = _SKIPPED
        if not event.style and text == "<<":
            self._report("unsupported-yaml", mark, "a merge key `<<`", _MERGE_HELP)
        elif not event.style and not text:
            self._report("unsupported-yaml", mark, "a `:` without a key before it", _KEY_HELP)
        elif text in top.keys:
            self._refuse_second(text, mark, top.keys[text])
        else:
            if not event.style and not is_text(text):
                self._report("unsupported-yaml", mark, f"the key `{text}` is no text", _KEY_HELP)
            top.keys[text] = mark
            top.key = text

    def _nothing(self, start: int) -> Mark:
        place = start
        if self.top is not None and self.top.key is not _SKIPPED:
            place = unwritten(self.file.text, self.top.last(), start)
        return (place, place)

    def _refuse_second(self, key: str, mark: Mark, first: tuple[int, int]) -> None:
        at = Location(self.file, Span(mark[0], mark[1]))
        related = (Location(self.file, Span(*first), "first given here"),)
        message = f"the key `{key}` is given twice in one mapping"
        help = "keep one of the two: only the first is read"
        self.problems.append(Problem("duplicate-id", Finding(at, message, help, related)))

    def _put(self, value: Any, mark: Mark) -> None:
        top = self.top
        if top is None:
            self.data, self.mark = value, mark
        elif top.keys is None:
            top.data.append(value)
            top.items.append(mark)
        elif top.key is NO_KEY:
            self._report("unsupported-yaml", mark, "a list or a mapping as a key", _KEY_HELP)
            top.key = _SKIPPED
        else:
            if top.key is not _SKIPPED:
                top.data[top.key] = value
                top.items[top.key] = mark
            top.key = NO_KEY

    def _open_mapping(self, event: Any) -> None:
        self._open(event, Open({}, {}, {}, event.start_mark.index))

    def _open_sequence(self, event: Any) -> None:
        self._open(event, Open([], [], None, event.start_mark.index))

    def _open(self, event: Any, opened: Open) -> None:
        if event.anchor is not None or event.ctag is not None:
            self._refuse_properties(event)
        if len(self.outer) + (self.top is not None) >= MAX_DEPTH:
            self._report("unsupported-yaml", _mark(event), f"nested more than {MAX_DEPTH} levels deep")
            raise _Stop
        if self.top is None:
            self.data = opened.data
        else:
            self.outer.append(self.top)
        self.top = opened

    def close_all(self) -> None:
        """Close what a break left open, so that what came before it is kept."""
        reported = len(self.problems)
        while self.top is not None:
            self._close_at(self.top, self.top.block_end())
        del self.problems[reported:]

    def _close(self, event: Any) -> None:
        closed = self.top
        assert closed is not None
        end: int = event.end_mark.index
        self._close_at(closed, closed.block_end() if event.start_mark.index == end else end)

    def _close_at(self, closed: Open, end: int) -> None:
        self.top = self.outer.pop() if self.outer else None
        self._put(closed.data, (closed.start, end, closed.keys, closed.items))

    def _alias(self, event: Any) -> None:
        self._report("unsupported-yaml", _mark(event), f"the alias `*{event.anchor}`", _ANCHOR_HELP)
        top = self.top
        if top is not None and top.keys is not None:
            if top.key is not NO_KEY and top.key is not _SKIPPED:
                del top.keys[top.key]
            top.key = _SKIPPED if top.key is NO_KEY else NO_KEY

    def _resolve(self, text: str, mark: Mark) -> Any:
        try:
            return resolve(text)
        except BadNumber as bad:
            self._report("invalid-value", mark, bad.message, bad.help)
            return None

    def _refuse_properties(self, event: Any) -> None:
        if event.anchor is not None:
            self._report("unsupported-yaml", _mark(event), f"the anchor `&{event.anchor}`", _ANCHOR_HELP)
        tag = "" if event.tag is None else str(event.tag).replace("tag:yaml.org,2002:", "!!")
        if tag not in ("", "!"):
            self._report(
                "unsupported-yaml", _mark(event), f"the tag `{tag}`", "remove it: goal files need no tags"
            )


def _mark(event: Any) -> tuple[int, int]:
    return (event.start_mark.index, event.end_mark.index)
