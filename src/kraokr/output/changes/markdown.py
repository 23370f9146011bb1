"""Changes as Markdown: a comment on a pull request, what is grave in sight, the rest folded in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

from kraokr.history.comparison import Comparison
from kraokr.output.changes.view import DiffChangeView, DiffSectionView, DiffView, changes_view
from kraokr.output.markdown import plain
from kraokr.output.style import counted

_LIMIT = 60_000  # characters; a comment on GitHub takes 65,536
_IN_SIGHT = 20
_SHORT, _MOST = 60, 400
_HEAD = "\n| Where | Change | Affects |\n|:--|:--|:--|\n"


def render(comparison: Comparison) -> str:
    """A heading with the summary, the major changes as a table, the others folded in; nobody is mentioned."""
    view = changes_view(comparison)
    kinds = f"{plain(view.kinds[:1].upper() + view.kinds[1:])}.<br>" if view.kinds else ""
    ends = f"<sub>{plain(view.before)} → {plain(view.after)}</sub>"
    head = f"### kraokr: {plain(view.summary)}\n\n{kinds}{ends}\n"
    notes = "".join(f"\n> {plain(_cut(note))}\n" for note in view.notes[:_IN_SIGHT])
    major = [row for section in view.sections if section.grave == "major" for row in _rows(section)]
    table = _HEAD + "".join(major[:_IN_SIGHT]) if major else ""
    return head + table + _folded(view, major[_IN_SIGHT:], _LIMIT - len(head + table + notes)) + notes


def _rows(section: DiffSectionView) -> Iterator[str]:
    """A row for each change; what it is listed below, and whom all touch, stand in the first of a group."""
    for group in section.groups:
        where, whom = f"**{plain(_cut(group.title))}**", group.whom
        for change in group.changes:
            yield f"| {where} | {_told(change)} | {plain(change.whom or whom)} |\n"
            where = whom = ""


def _folded(view: DiffView, major: Sequence[str], room: int) -> str:
    """What is not in sight: other major changes, then minor ones and notes, as far as there is room."""
    others = [section for section in view.sections if section.grave != "major"]
    titles = [*([f"{len(major)} more major changes"] if major else []), *(one.title for one in others)]
    if not titles:
        return ""
    lines = [*([_HEAD] if major else []), *major, *(line for section in others for line in _list(section))]
    count = sum(size <= room for size in accumulate(map(len, lines)))
    left = counted(len(lines) - count, "more line")
    more = f"\n{left} would not fit here: `kraokr diff` shows all\n" if count < len(lines) else ""
    summary = f"<summary>{', '.join(titles)}</summary>"
    return f"\n<details>\n{summary}\n{''.join(lines[:count])}{more}\n</details>\n"


def _list(section: DiffSectionView) -> Iterator[str]:
    for group in section.groups:
        whom = f", affects {plain(group.whom)}" if group.whom else ""
        yield f"\n**{plain(_cut(group.title))}**{whom}\n\n"
        for change in group.changes:
            yield f"- {_told(change)}{f'; affects {plain(change.whom)}' if change.whom else ''}\n"


def _told(change: DiffChangeView) -> str:
    """A change in a cell or an item: long values stand below each other."""
    what = f": **{plain(_cut(change.what))}**" if change.what else ""
    likely = " (taken for the same by likeness)" if change.likely else ""
    reason = f"<br>because: {plain(_cut(change.reason))}" if change.reason else ""
    return f"{plain(change.phrase)}{what}{_values(change)}{likely}{reason}"


def _values(change: DiffChangeView) -> str:
    values = [plain(_cut(value)) for value in (change.old, change.new) if value]
    if not values:
        return ""
    if sum(map(len, values)) <= _SHORT or len(values) == 1:
        return f": {' → '.join(values)}"
    return f"<br>was: {values[0]}<br>now: {values[1]}"


def _cut(text: str) -> str:
    return text if len(text) <= _MOST else f"{text[:_MOST].rstrip()} …"
