"""Lives as JSON: the contract that programs rely on."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kraokr.history.churn import Churn
from kraokr.history.life import Event, Life
from kraokr.history.logbook import Stamp
from kraokr.output.lives.view import Block, LivesView, Row, Story

VERSION = 1
"""Raised when a field goes or changes its meaning; fields may come without that."""


def render(view: LivesView) -> str:
    """The view as one JSON object."""
    import json

    return json.dumps(as_data(view), indent=2, ensure_ascii=False) + "\n"


def as_data(view: LivesView) -> dict[str, Any]:
    """The view as plain data; `marks` are by quarter, those in which a thing was not there are left out."""
    quarters = [quarter.id for quarter in view.quarters]
    return {
        "version": VERSION,
        "today": view.today.isoformat(),
        "quarters": [
            {"id": one.id, "start": one.start.isoformat(), "end": one.end.isoformat()}
            for one in view.quarters
        ],
        "roles": [_block(block, quarters) for block in view.blocks],
        "lives": [_story(story, quarters) for story in view.stories],
        "churn": [{"id": id, "title": title, **_churn(churn)} for id, title, churn in view.churns],
        "families": [
            {"base": one.base.id, "roles": [role.id for role in one.roles], **_churn(one.churn)}
            for one in view.families
        ],
        "moved": [{"objective": goal.id, "title": goal.name, **_event(event)} for goal, event in view.moved],
        "notes": list(view.notes),
    }


def _block(block: Block, quarters: list[str]) -> dict[str, Any]:
    wholes = [row for row in block.rows if row.depth == 0]
    kras = [_row(row, quarters) for row in wholes]
    return {"id": block.id, "title": block.title, "about": block.about or None, "kras": kras}


def _story(story: Story, quarters: list[str]) -> dict[str, Any]:
    return {"whose": story.about or None, **_life(story.life), **_marks(story.rows[:1], quarters)}


def _row(row: Row, quarters: list[str]) -> dict[str, Any]:
    return {**_life(row.life), **_marks((row,), quarters)}


def _marks(rows: Iterable[Row], quarters: list[str]) -> dict[str, Any]:
    found: dict[str, Any] = {"unchanged_quarters": None, "marks": {}}
    for row in rows:
        marks = {id: cell for id, cell in zip(quarters, row.cells, strict=True) if cell}
        found = {"unchanged_quarters": row.unchanged, "marks": marks}
    return found


def _life(life: Life) -> dict[str, Any]:
    return {
        "kind": life.thing[0],
        "id": life.id,
        "name": life.name,
        "is_there": life.is_there,
        "target": life.value,
        "made": _stamp(life.made.stamp) if life.made else None,
        "events": [_event(event) for event in life.events],
        "targets": [_life(target) for target in life.targets.values()],
    }


def _event(event: Event) -> dict[str, Any]:
    deed = event.deed
    plain = ("name", "what", "field", "old", "new", "grave", "likely", "reason")
    return {
        "mark": event.mark,
        **{name: getattr(deed, name) for name in plain},
        "from": "/".join(deed.was[1:]) if deed.was else None,
        **_stamp(event.stamp),
    }


def _stamp(stamp: Stamp) -> dict[str, Any]:
    return {
        "date": stamp.on.isoformat(),
        "commit": stamp.commit,
        "author": stamp.author,
        "subject": stamp.subject,
        "kra_change": stamp.declared,
    }


def _churn(churn: Churn) -> dict[str, Any]:
    return {
        "changed": list(churn.changed),
        "quarters": churn.of,
        "commits": list(dict.fromkeys(event.stamp.commit for event in churn.events)),
    }
