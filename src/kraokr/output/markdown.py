"""Markdown: a summary for a pull request, or for the page of a GitHub Actions run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, groupby

from kraokr.language.words import on_demand
from kraokr.lint.fix import is_safe
from kraokr.output.privacy import redacted
from kraokr.output.style import PLAIN, Style, View, printable
from kraokr.output.text import summary
from kraokr.output.upload import rule_page
from kraokr.source.diagnostic import Diagnostic, Severity

_NOUNS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "hint"}
_KINDS = 10
_PLACES = 3
_LIMIT = 60_000  # characters; a comment on GitHub takes 65,536
_MARKUP = str.maketrans(
    {"&": "&amp;", "<": "&lt;", ">": "&gt;", **{mark: f"\\{mark}" for mark in "\\`*_[]|~$"}}
)
_REFERENCE = on_demand(r"(?<=@)(?=\w)|(?<=[#!])(?=\d)|(?<=&amp;)(?=\d)|(?<=\bGH)(?=-\d)")
"""Where an invisible space keeps a name from being mentioned, or an issue from being linked."""


def render(diagnostics: Sequence[Diagnostic], view: View = PLAIN) -> str:
    """The gravest and most frequent kinds of findings with places, and folded in, each finding by file.

    What stands in reviews and check-ins is never quoted, and nobody is mentioned.
    """
    shown = [redacted(diagnostic) for diagnostic in diagnostics]
    counts = summary(shown, Style()).removeprefix("Found ").rstrip(".\n")
    head = f"### kraokr: {counts}\n"
    if not shown:
        return head
    text = f"{head}\n{_fixes(shown)}{_by_rule(shown, view)}\n"
    return text + _by_file(shown, view, _LIMIT - len(text))


def _fixes(diagnostics: Sequence[Diagnostic]) -> str:
    fixes = [is_safe(diagnostic) for diagnostic in diagnostics if diagnostic.finding.fix]
    return (
        f"Fixes are at hand for {len(fixes)} of them, {sum(fixes)} without a second look.\n\n"
        if fixes
        else ""
    )


def _by_rule(diagnostics: Sequence[Diagnostic], view: View) -> str:
    kinds: dict[tuple[Severity, str], list[Diagnostic]] = {}
    for diagnostic in diagnostics:
        kinds.setdefault((diagnostic.severity, diagnostic.rule), []).append(diagnostic)
    ordered = sorted(kinds.items(), key=lambda item: (-item[0][0], -len(item[1]), item[0][1]))
    summaries = _summaries()
    rows = [
        f"| {_counted(len(found), _NOUNS[severity])} | {_escaped(summaries.get(rule, rule))}<br>"
        f"[{rule}]({rule_page(rule)}) | {_places(found, view)} |\n"
        for (severity, rule), found in ordered[:_KINDS]
    ]
    left = len(ordered) - _KINDS
    more = f"\nand {_counted(left, 'other kind')}: see below\n"
    return "".join(("| | What | Where |\n|:--|:--|:--|\n", *rows, more if left > 0 else ""))


def _summaries() -> Mapping[str, str]:
    from kraokr.rules import RULES

    return {rule.name: rule.doc.summary for rule in RULES}


def _places(found: Sequence[Diagnostic], view: View) -> str:
    places = [diagnostic.finding.at for diagnostic in found[:_PLACES]]
    shown = [_code(f"{view.path(at.file.path)}:{at.start.line + 1}") for at in places]
    more = [f"and {len(found) - _PLACES} more"] if len(found) > _PLACES else []
    return "<br>".join((*shown, *more))


def _by_file(diagnostics: Sequence[Diagnostic], view: View, room: int) -> str:
    rows = list(_rows(diagnostics, view))
    count = sum(size <= room for size in accumulate(map(len, rows)))
    more = f"\nand {len(rows) - count} more: see the log\n" if count < len(rows) else ""
    title = "<summary>Every finding by file</summary>"
    return f"<details>\n{title}\n{''.join(rows[:count])}{more}\n</details>\n"


def _rows(diagnostics: Sequence[Diagnostic], view: View) -> Iterator[str]:
    """A row for each diagnostic, the first of a file below its heading."""
    for path, found in groupby(diagnostics, key=lambda diagnostic: diagnostic.finding.at.file.path):
        head = f"\n**{_code(view.path(path))}**\n\n| Line | | What |\n|--:|:--|:--|\n"
        for diagnostic in found:
            finding = diagnostic.finding
            help = f"<br><sub>{_escaped(finding.help)}</sub>" if finding.help else ""
            line = f"{finding.at.start.line + 1} | {_NOUNS[diagnostic.severity]}"
            yield f"{head}| {line} | {_escaped(finding.message)}{help} |\n"
            head = ""


def _counted(count: int, noun: str) -> str:
    return f"{count}&nbsp;{noun}{'' if count == 1 else 's'}"


def _code(text: str) -> str:
    return plain(text) if "`" in text else "`" + text.replace("|", "\\|") + "`"


def _escaped(text: str) -> str:
    """The text without markup, except what stands between two single backticks."""
    parts = printable(text).split("`")
    if len(parts) % 2 == 0 or "" in parts[1:-1]:
        return plain(text)
    return "".join(_code(part) if index % 2 else plain(part) for index, part in enumerate(parts))


def plain(text: str) -> str:
    """The text without markup, and nobody is mentioned."""
    return _REFERENCE().sub("&#8203;", printable(text).translate(_MARKUP))
