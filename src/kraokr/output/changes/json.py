"""Changes as JSON: the contract that programs rely on.

One object: `version`; `before` and `after`, the ends compared, each with `name`, and `commit` and `date`,
null for the files on disk; `summary` with its `text`, how many changes are `major`, `minor` and `note`, how
many there are of which of the `kinds`, and the ids of all people `affected`; `changes`, the gravest first;
`unread`, the files that were left out at an `end`, `wholly` or in parts, and `why`; `notes`, what else to
know.

A change has the `name` of its kind, such as `target-loosened`, its `kind` (added, removed, changed, moved),
how `grave` it is, `what` changed and `whose` it is, in words, its `id`, the `field` with its `old` and
`new` value as people read them, the ids of the people `affected`, whether it was only `likely` the same
thing before, by likeness, the `reason` given for it, and where it stands `before` and `after`: `path`, from
the workspace root, and `line`, from 1.
"""

from __future__ import annotations

from collections import Counter
from typing import Any

from kraokr.history.change import Change
from kraokr.history.comparison import GRAVES, Comparison, Unread
from kraokr.history.revisions import End
from kraokr.model import Node
from kraokr.output.changes.words import summary

VERSION = 1
"""Raised when a field goes or changes its meaning; fields may come without that."""


def render(comparison: Comparison) -> str:
    """The comparison as one JSON object."""
    import json

    return json.dumps(as_data(comparison), indent=2, ensure_ascii=False) + "\n"


def as_data(comparison: Comparison) -> dict[str, Any]:
    """The comparison as plain data: its ends, a summary, the changes, the files that could not be read."""
    changes = comparison.changes
    return {
        "version": VERSION,
        "before": _end(comparison.before),
        "after": _end(comparison.after),
        "summary": {
            "text": summary(changes),
            **{grave: sum(one.grave == grave for one in changes) for grave in GRAVES},
            "kinds": dict(Counter(one.name for one in changes)),
            "affected": sorted({person.id for one in changes for person in one.affected}),
        },
        "changes": [_change(one) for one in changes],
        "unread": [_unread(comparison, one) for one in comparison.unread],
        "notes": list(comparison.notes),
    }


def _end(end: End) -> dict[str, str | None]:
    return {"name": end.text, "commit": end.commit, "date": end.on.isoformat() if end.on else None}


def _change(change: Change) -> dict[str, Any]:
    plain = ("name", "kind", "grave", "what", "whose", "id", "field", "old", "new", "likely", "reason")
    return {
        **{name: getattr(change, name) for name in plain},
        "affected": [person.id for person in change.affected],
        "before": _place(change.before, change.field),
        "after": _place(change.after, change.field),
    }


def _place(node: Node | None, field: str | None) -> dict[str, str | int] | None:
    if node is None:
        return None
    at = node.at(field) if field else node.at()
    return {"path": str(at.file.path), "line": at.start.line + 1}


def _unread(comparison: Comparison, unread: Unread) -> dict[str, str | bool]:
    side = "before" if unread.end == comparison.before else "after"
    return {"end": side, "path": str(unread.path), "why": unread.why, "wholly": unread.wholly}
