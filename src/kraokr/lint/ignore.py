"""Suppression comments: `# kraokr: ignore[rule-name, …] reason` and `# kraokr: ignore-file[…] reason`.

A comment at the end of a line, or alone on the line above, covers the YAML node that starts on that line.
`# kraokr: ignore-file reason` covers all rules in the file.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field

from kraokr.language.words import on_demand
from kraokr.lint.settings import Active
from kraokr.model.messages import unknown_word
from kraokr.source.comments import comments
from kraokr.source.diagnostic import Edit, Finding, Fix, Location, Problem
from kraokr.source.document import Document, Mark
from kraokr.source.text import Span

MARKER = "kraokr:"
"""What a file holds if it suppresses anything."""

_MARKED = on_demand(r"#[ \t]*kraokr:[ \t]*(?P<rest>.*)")
_FORM = on_demand(r"(?P<form>ignore-file|ignore)(?:\[(?P<names>[^\]]*)\]|(?![\w\[-]))(?P<reason>.*)")
_ALL = "all"


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
        name = rule if rule in self.names or rule == "bad-suppression" else _ALL
        if name not in self.names or not self.covers.start <= finding.at.span.start <= self.covers.end:
            return False
        self.used.add(name)
        return True


def suppressions(document: Document) -> tuple[list[Suppression], list[Problem]]:
    """The suppression comments of a document, and those that cannot be understood."""
    text = document.file.text
    if MARKER not in text or document.broken:
        return [], []
    found: list[Suppression] = []
    problems: list[Problem] = []
    for span in comments(document):
        marked = _MARKED().match(text, span.start, span.end)
        if marked is None:
            continue
        suppression = _read(document, Location(document.file, span), marked["rest"])
        if suppression is None:
            help = "write `# kraokr: ignore[rule-name] reason`"
            comment = Location(document.file, span)
            problems.append(_problem(comment, "this suppression cannot be read", help))
        else:
            found.append(suppression)
    return found, problems


def _read(document: Document, comment: Location, text: str) -> Suppression | None:
    form = _FORM().match(text)
    if form is None or (form["form"] == "ignore" and form["names"] is None):
        return None
    listed = _ALL if form["names"] is None else form["names"]
    names = tuple(name.strip() for name in listed.split(",") if name.strip())
    whole = form["form"] == "ignore-file"
    covers = Span(0, len(document.file.text)) if whole else _covered(document, comment)
    return Suppression(comment, names, covers, form["reason"].strip(" \t-–:"))


def judge(
    suppression: Suppression, active: Mapping[str, Active], unchecked: Container[str] = ()
) -> Iterator[Problem]:
    """What is wrong with a suppression once all rules have run: no reason, unknown or unneeded rules.

    Of rules that could not be checked, nobody knows whether they need it.
    """
    at = suppression.comment
    if not suppression.names:
        yield _problem(at, "this suppression names no rule", "write `# kraokr: ignore[rule-name] reason`")
    elif not suppression.reason:
        named = " and ".join(f"`{name}`" for name in suppression.names)
        yield _problem(at, f"this suppression of {named} gives no reason", "say why after the bracket")
    for name in suppression.names:
        if name not in active and name != _ALL:
            yield _problem(at, *unknown_word("rule", name, (*active, _ALL)))
        elif (
            name not in suppression.used
            and name not in unchecked
            and (name == _ALL or active[name].severity is not None)
        ):
            message = "no rule finds anything here" if name == _ALL else f"`{name}` finds nothing here"
            yield _problem(at, message, "remove the suppression", _removal_of(name, suppression))


def _problem(at: Location, message: str, help: str, fix: Fix | None = None) -> Problem:
    return Problem("bad-suppression", Finding(at, message, help, fix=fix))


def _removal_of(name: str, suppression: Suppression) -> Fix:
    """Take one rule out of a suppression, or remove the comment if it names no other."""
    names = [other for other in suppression.names if other != name]
    if not names:
        return _removal(suppression)
    file, span = suppression.comment.file, suppression.comment.span
    start, end = (file.text.index(bracket, span.start, span.end) for bracket in "[]")
    return Fix(f"Take out `{name}`", (Edit(file, Span(start + 1, end), ", ".join(names)),), safe=True)


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
    first = next((span for span in _nodes(document) if start <= span.start < max(end, start + 1)), None)
    return first or Span(start, end)


def _nodes(document: Document) -> Iterator[Span]:
    """The spans of all that can be covered: the file as a whole if it is in brackets, and its entries."""
    start, end = document.mark[:2]
    if document.file.text[start : start + 1] in ("{", "["):
        yield Span(start, end)
    yield from _entries(document.mark)


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
