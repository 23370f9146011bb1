"""Suppression comments: `# kraokr: ignore[rule-name, …] reason` and `# kraokr: ignore-file[…] reason`.

A comment at the end of a line, or alone on the line above, covers the YAML node that starts on that line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from kraokr.language.words import on_demand
from kraokr.lint.settings import Active
from kraokr.model.messages import unknown_word
from kraokr.source.diagnostic import Edit, Finding, Fix, Location, Problem
from kraokr.source.document import Document, Mark
from kraokr.source.text import Span

MARKER = "kraokr:"
"""What a file holds if it suppresses anything."""

_COMMENT = on_demand(r"(?:^|(?<=\s))#[ \t]*kraokr:[ \t]*(?P<rest>[^\r\n]*)", re.MULTILINE)
_FORM = on_demand(r"(?P<form>ignore|ignore-file)\[(?P<names>[^\]]*)\](?P<reason>.*)")


@dataclass
class Suppression:
    """One comment: the rules it names and the offsets it covers; `used` are the rules it silenced."""

    comment: Location
    names: tuple[str, ...]
    covers: Span
    reason: str
    used: set[str] = field(default_factory=set)

    def silences(self, rule: str, finding: Finding) -> bool:
        """Whether the comment covers a finding; remembers that it was needed."""
        if rule not in self.names or not self.covers.start <= finding.at.span.start <= self.covers.end:
            return False
        self.used.add(rule)
        return True


def suppressions(document: Document) -> tuple[list[Suppression], list[Problem]]:
    """The suppression comments of a document, and those that cannot be understood."""
    text = document.file.text
    if MARKER not in text or document.broken:
        return [], []
    found: list[Suppression] = []
    problems: list[Problem] = []
    scalars = list(_scalars(document.mark))
    for match in _COMMENT().finditer(text):
        if any(_is_inside(match.start(), start, end, text) for start, end in scalars):
            continue
        comment = Location(document.file, Span(match.start(), match.end()))
        form = _FORM().match(match["rest"])
        if form is None:
            help = "write `# kraokr: ignore[rule-name] reason`"
            problems.append(_problem(comment, "this suppression cannot be read", help))
        else:
            names = tuple(name.strip() for name in form["names"].split(",") if name.strip())
            whole = form["form"] == "ignore-file"
            covers = Span(0, len(text)) if whole else _covered(document, comment)
            found.append(Suppression(comment, names, covers, form["reason"].strip(" \t-–:")))
    return found, problems


def judge(suppression: Suppression, active: Mapping[str, Active]) -> Iterator[Problem]:
    """What is wrong with a suppression once all rules have run: no reason, unknown or unneeded rules."""
    at = suppression.comment
    if not suppression.names:
        yield _problem(at, "this suppression names no rule", "write `# kraokr: ignore[rule-name] reason`")
    elif not suppression.reason:
        yield _problem(at, "this suppression gives no reason", "say why after the bracket")
    for name in suppression.names:
        if name not in active:
            yield _problem(at, *unknown_word("rule", name, tuple(active)))
        elif name not in suppression.used and active[name].severity is not None:
            fix = _removal(suppression) if len(suppression.names) == 1 else None
            yield _problem(at, f"`{name}` finds nothing here", "remove the suppression", fix)


def _problem(at: Location, message: str, help: str, fix: Fix | None = None) -> Problem:
    return Problem("bad-suppression", Finding(at, message, help, fix=fix))


def _removal(suppression: Suppression) -> Fix:
    file, span = suppression.comment.file, suppression.comment.span
    line = file.position(span.start).line
    start = (
        span.start
        - len(file.text[file.offset(line) : span.start])
        + len(file.text[file.offset(line) : span.start].rstrip())
    )
    alone = start == file.offset(line)
    end = file.offset(line + 1) if alone else span.end
    return Fix("Remove the suppression", (Edit(file, Span(start, end), ""),), safe=True)


def _covered(document: Document, comment: Location) -> Span:
    """From the first key or item that starts on the comment's line, or else on the next one with content."""
    file = document.file
    line = comment.start.line
    if not file.text[file.offset(line) : comment.span.start].strip():
        line += 1
        while line < file.line_count and file.line(line).strip()[:1] in ("", "#"):
            line += 1
    start, end = file.offset(line), file.offset(line + 1)
    first = next(
        (span for span in _entries(document.mark) if start <= span.start < max(end, start + 1)), None
    )
    return first or Span(start, end)


def _entries(mark: Mark) -> Iterator[Span]:
    """The spans of all entries and items, outer ones first, each from its key to the end of its value."""
    if len(mark) != 4:
        return
    if mark[2] is None:
        for item in mark[3]:
            yield Span(item[0], item[1])
            yield from _entries(item)
    else:
        for key, value in mark[3].items():
            start = mark[2][key][0]
            yield Span(start, max(value[1], start))
            yield from _entries(value)


def _is_inside(offset: int, start: int, end: int, text: str) -> bool:
    """Whether an offset lies in the text of a scalar; the line of a block scalar's `|` or `>` is none."""
    on_head = text[start : start + 1] in ("|", ">") and "\n" not in text[start:offset]
    return start <= offset < end and not on_head


def _scalars(mark: Mark) -> Iterator[tuple[int, int]]:
    if len(mark) == 2:
        yield mark[0], mark[1]
        return
    for child in mark[3] if mark[2] is None else mark[3].values():
        yield from _scalars(child)
