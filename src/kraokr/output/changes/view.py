"""Changes as people read them: by how grave they are, then by the role, objective, person or team."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

from kraokr.history.change import Change
from kraokr.history.comparison import GRAVES, Comparison
from kraokr.model import Kpi, Kra, Node, Objective, Person, Role, Team
from kraokr.output.changes.words import affected, graves, kinds, summary, whom
from kraokr.output.style import printable

_SIGNS = {"added": "+", "removed": "-", "changed": "~", "moved": ">"}
_KINDS: tuple[tuple[type[Node], str], ...] = (
    (Role, "role"),
    (Objective, "objective"),
    (Person, "person"),
    (Team, "team"),
)
_NAMED_BY_FIELD = ("-redefined", "-paused", "kpi-tracking-changed", "alignment-changed")
"""Ends of kinds of change that do not say which field has changed."""


@dataclass(frozen=True, slots=True)
class DiffChangeView:
    """One change. `what` is empty where it is about the whole group; `whom` where it is as for the group."""

    sign: str
    phrase: str
    what: str
    old: str | None
    new: str | None
    whom: str
    reason: str | None
    likely: bool


@dataclass(frozen=True, slots=True)
class DiffGroupView:
    """A role, objective, person or team with its changes; `whom` they touch, if that is the same for all."""

    kind: str
    title: str
    whom: str
    changes: tuple[DiffChangeView, ...]


@dataclass(frozen=True, slots=True)
class DiffSectionView:
    """The changes that are equally grave: `major`, `minor` or `note`."""

    grave: str
    title: str
    groups: tuple[DiffGroupView, ...]


@dataclass(frozen=True, slots=True)
class DiffView:
    """All changes from one state to another; `notes` say what could not be compared.

    `summary` tells how many there are and `kinds` of what kinds; `line` is both in one.
    """

    before: str
    after: str
    day: str
    line: str
    summary: str
    kinds: str
    notes: tuple[str, ...]
    sections: tuple[DiffSectionView, ...]


def changes_view(comparison: Comparison) -> DiffView:
    """A comparison as people read it."""
    changes = comparison.changes
    by_grave = ((grave, [one for one in changes if one.grave == grave]) for grave in GRAVES)
    sections = [
        DiffSectionView(grave, graves(some), tuple(_groups(some))) for grave, some in by_grave if some
    ]
    notes = (*comparison.notes, *map(str, comparison.unread))
    newest = comparison.after.on or comparison.before.on
    return DiffView(
        _line(str(comparison.before)),
        _line(str(comparison.after)),
        str(newest),
        summary(changes),
        f"{graves(changes)}; {affected(changes)}" if changes else summary(changes),
        kinds(changes),
        tuple(map(_line, notes)),
        tuple(sections),
    )


def _groups(changes: Iterable[Change]) -> Iterable[DiffGroupView]:
    placed = sorted(((_place(one), one) for one in changes), key=lambda pair: pair[0])
    for (rank, title), pairs in groupby(placed, key=lambda pair: pair[0]):
        found = [one for _, one in pairs]
        touched = {_line(whom(one.affected)) for one in found}
        shared = touched.pop() if len(touched) == 1 else ""
        kind = _KINDS[rank][1] if rank < len(_KINDS) else ""
        told = "" if shared and _is_named(found[0].affected, title) else shared
        yield DiffGroupView(kind, title, told, tuple(_change(one, title, shared) for one in found))


def _is_named(people: Sequence[Person], title: str) -> bool:
    """Whether the title names the one person touched: it is about them, or an objective of theirs."""
    return len(people) == 1 and _line(people[0].name or people[0].id) in title


def _place(change: Change) -> tuple[int, str]:
    """What a change is listed below: a rank by its kind, and its name."""
    node = change.after or change.before
    objective = (node if isinstance(node, Objective) else node.outer(Objective)) if node else None
    if objective:
        title = change.whose if node is not objective else f"{change.what} ({change.whose})"
        return 1, _line(title)
    role = node.outer(Role) if node else None
    if role:
        return 0, _line(role.title)
    rank = next((at for at, (kind, _) in enumerate(_KINDS) if isinstance(node, kind)), len(_KINDS))
    return rank, _line(change.what)


def _change(change: Change, title: str, shared: str) -> DiffChangeView:
    old, new = _values(change)
    return DiffChangeView(
        _SIGNS[change.kind],
        change.phrase,
        _what(change, title),
        old,
        new,
        "" if shared else _line(whom(change.affected)),
        _line(change.reason) if change.reason else None,
        change.likely,
    )


def _what(change: Change, title: str) -> str:
    """The thing itself, with the area before a KPI and the field where the kind of change leaves it open."""
    node = change.after or change.before
    area = node.holder if isinstance(node, Kpi) else None
    parts = [area.name] if isinstance(area, Kra) else []
    whole = change.what == title or isinstance(node, Objective)
    named = [*parts, *([] if whole else [change.what])]
    field = (change.field or "").replace("_", " ") if change.name.endswith(_NAMED_BY_FIELD) else ""
    return _line(", ".join((*([": ".join(named)] if named else []), *([field] if field else []))))


def _values(change: Change) -> tuple[str | None, str | None]:
    """The values before and after; `none` where the change is that nothing was, or is, written."""
    old, new = (value and _line(value) for value in (change.old, change.new))
    if change.values in ("", change.old, change.new):
        return old, new
    return old or "none", new or "none"


def _line(text: str) -> str:
    """A text on one line that cannot steer a terminal."""
    return printable(" ".join(text.split()))
