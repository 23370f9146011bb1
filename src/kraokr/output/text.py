"""Text for people: each diagnostic with the lines it is about, the offending words underlined."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence

from kraokr.lint.fix import is_safe
from kraokr.output import concise
from kraokr.output.style import PLAIN, Style, View, counted, printable, width
from kraokr.source.diagnostic import Diagnostic, Location, Severity

_WIDEST = 140


def render(diagnostics: Sequence[Diagnostic], view: View = PLAIN) -> str:
    """All diagnostics with their frames, and a summary line."""
    parts = [
        _full(one, view) if view.show_private or not one.private else concise.line(one, view) + "\n"
        for one in diagnostics
    ]
    last = [summary(diagnostics, view.style) + _fixable(diagnostics)] if view.summary else []
    return "\n".join((*parts, *last))


def summary(diagnostics: Sequence[Diagnostic], style: Style) -> str:
    """How many of which severity, in how many files."""
    if not diagnostics:
        return style.paint("No problems found.", "32") + "\n"
    counts = Counter(diagnostic.severity for diagnostic in diagnostics)
    shown = [
        style.severity(severity)(counted(counts[severity], _NOUNS[severity]))
        for severity in sorted(counts, reverse=True)
    ]
    files = counted(len({diagnostic.finding.at.file.path for diagnostic in diagnostics}), "file")
    return f"Found {', '.join(shown)} in {files}.\n"


def _fixable(diagnostics: Sequence[Diagnostic]) -> str:
    """What can be fixed, and how."""
    fixes = [is_safe(diagnostic) for diagnostic in diagnostics if diagnostic.finding.fix]
    ways = [
        f"{fixes.count(safe)} with `{flags}`"
        for safe, flags in ((True, "--fix"), (False, "--fix --unsafe-fixes"))
        if safe in fixes
    ]
    return f"Can be fixed: {', '.join(ways)}.\n" if ways else ""


_NOUNS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "hint"}


def _full(diagnostic: Diagnostic, view: View) -> str:
    finding, style = diagnostic.finding, view.style
    paint = style.severity(diagnostic.severity)
    head = (
        f"{paint(f'{diagnostic.severity}[{diagnostic.rule}]')}{style.bold(f': {printable(finding.message)}')}"
    )
    numbers = [place.start.line + 1 for place in (finding.at, *finding.related)]
    gutter = len(str(max(numbers)))
    lines = [head, *_frame(finding.at, gutter, view, "-->", "^", paint)]
    for place in finding.related:
        lines += _frame(place, gutter, view, ":::", "-", style.frame)
    note = style.frame(f"{' ' * gutter} =")
    if finding.help:
        lines.append(f"{note} {style.bold('help')}: {printable(finding.help)}")
    if finding.fix:
        unsafe = "" if is_safe(diagnostic) else " (needs a look)"
        lines.append(f"{note} {style.bold('fix')}: {printable(finding.fix.title)}{unsafe}")
    explained = f"{diagnostic.rule} — `kraokr rule {diagnostic.rule}` explains it"
    lines.append(f"{note} {style.bold('rule')}: {explained}")
    return "\n".join(lines) + "\n"


def _frame(
    at: Location, gutter: int, view: View, arrow: str, mark: str, paint: Callable[[str], str]
) -> Iterator[str]:
    start, end, style = at.start, at.end, view.style
    yield f"{' ' * gutter}{style.frame(arrow)} {view.path(at.file.path)}:{start.line + 1}:{start.column + 1}"
    source = at.file.line(start.line)
    if not source.strip():
        return
    last = end.column if end.line == start.line else len(source)
    shown, left, length = _window(source, start.column, last)
    empty = style.frame(f"{' ' * gutter} |")
    more = " …" if end.line > start.line else ""
    label = f"{more} {printable(at.label)}" if at.label else more
    yield empty
    yield f"{style.frame(f'{start.line + 1:>{gutter}} |')} {shown}"
    yield f"{empty} {' ' * left}{paint(mark * max(length, 1) + label)}"


def _window(source: str, start: int, end: int) -> tuple[str, int, int]:
    """A part of a line that fits the screen, and where in it, in terminal cells, the span begins and runs."""
    before, inside, after = _flat(source[:start]), _flat(source[start:end]), _flat(source[end:])
    cut = max(len(before) - 40, 0) if len(before + inside + after) > _WIDEST else 0
    before = before[cut:]
    shown = before + inside + after
    lead = "… " if cut else ""
    if len(shown) > _WIDEST:
        shown = shown[:_WIDEST] + " …"
    inside = inside[: max(_WIDEST - len(before), 1)]
    return lead + shown, width(lead + before), width(inside)


def _flat(text: str) -> str:
    return printable(text.replace("\t", "    "))
