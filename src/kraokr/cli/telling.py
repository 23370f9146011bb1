"""What a check-in has changed: the value, the score and the pace, before and now."""

from __future__ import annotations

import os
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kraokr.model import KeyResult, Kpi, Node, Objective, Person
from kraokr.output.style import Style, printable

if TYPE_CHECKING:
    from kraokr.recording import Holder, Recorded
    from kraokr.workspace import Cycle, Opened, Workspace

_COLORS = {
    **dict.fromkeys(("on track", "done", "green"), "32"),
    **dict.fromkeys(("needs focus", "amber"), "33"),
    **dict.fromkeys(("off track", "red"), "31"),
}


class Standing(NamedTuple):
    """How an item stands: the value and the target with their unit, the score, and the pace or colour."""

    current: str
    target: str
    score: str
    pace: str


_NOTHING = Standing("none", "", "none", "")


def standing(ws: Workspace, holder: Holder, node: Node, cycle: Cycle, today: date) -> Standing:
    """How a key result stands in its cycle, or a KPI of a person in one."""
    if isinstance(node, KeyResult):
        return _of_key_result(ws, node, cycle, today)
    return _of_kpi(ws, holder, node, cycle, today) if isinstance(node, Kpi) else _NOTHING


def _of_key_result(ws: Workspace, kr: KeyResult, cycle: Cycle, today: date) -> Standing:
    from kraokr.recording import unit_of
    from kraokr.scoring.amounts import amount, score, target_text
    from kraokr.scoring.pace import pace_objective
    from kraokr.scoring.scores import Scores

    objective = kr.outer(Objective)
    assert objective is not None
    scored = Scores(ws, today).objective(objective)
    index = objective.key_results.index(kr)
    found, unit = scored.scores[index], unit_of(ws, kr)
    pace = pace_objective(scored, cycle.start, cycle.end, today, ws.config).paces[index]
    target = target_text(kr.threshold, unit) if kr.threshold else amount(kr.goal, unit) if kr.goal else ""
    current = amount(found.current, unit) if found.current is not None else found.note
    told = score(found.value) if found.value is not None else "none"
    return Standing(current, target, told, (pace.status or pace.note).replace("_", " "))


def _of_kpi(ws: Workspace, holder: Holder, kpi: Kpi, cycle: Cycle, today: date) -> Standing:
    from kraokr.recording import unit_of
    from kraokr.scoring.amounts import amount, percent, target_text
    from kraokr.scoring.scores import Scores

    for person in _concerned(ws, holder):
        for held in ws.held(person):
            level = next((one for one in held.role.levels if one.id == held.level), None)
            for kra in ws.effective(held.role).kras:
                if kpi in kra.kpis:
                    scores = Scores(ws, today).kra(kra, person, level, cycle.start, cycle.end)
                    found, unit = scores.attainments[kra.kpis.index(kpi)], unit_of(ws, kpi)
                    return Standing(
                        amount(found.actual, unit) if found.actual is not None else found.note,
                        target_text(found.target, unit) if found.target else "",
                        percent(found.value) if found.value is not None else "none",
                        found.colour or "",
                    )
    return _NOTHING


def _concerned(ws: Workspace, holder: Holder) -> list[Person]:
    """The people whose KPIs a reading counts for: oneself, or the lead and the members of a team."""
    if isinstance(holder, Person):
        return [ws.people.get(holder.id, holder)]
    lead = ws.people.get(holder.lead)
    return [*([lead] if lead else []), *ws.members(ws.teams.get(holder.id, holder))]


def warnings(one: Recorded, holder: Holder) -> Iterator[str]:
    """What there is to say about a check-in that is right in itself."""
    cycle, day = one.cycle, one.entry.on
    if day not in cycle:
        yield f"{day} lies outside {cycle.id}, which goes from {cycle.start} to {cycle.end}"
    ws = one.opened.workspace
    node = _node(one)
    if isinstance(node, Kpi) and standing(ws, holder, node, cycle, day) is _NOTHING:
        yield f"no role of {holder.name or holder.id} has the KPI `{one.item}`: the reading counts for nobody"


def _node(one: Recorded) -> Node:
    """The item in the workspace after the check-in."""
    from kraokr.recording.items import again

    ws = one.opened.workspace
    top = ws.top(ws.documents[one.path])
    found = again(ws, top, one.item, one.entry.on) if top else None
    return found or one.node


def tell(before: Opened, one: Recorded, holder: Holder, today: date, colored: bool) -> None:
    """Print what was recorded and what it changed, in two or three lines."""
    style, node = Style(colored), _node(one)
    old = standing(before.workspace, holder, one.node, one.cycle, today)
    new = standing(one.opened.workspace, holder, node, one.cycle, today)
    name: str = getattr(node, "title", None) or getattr(node, "name", None) or one.item
    target = f", target {new.target}" if new.target else ""
    values = (
        f": {_moved(_shortened(old.current, new.current), new.current)}{target}"
        if new is not _NOTHING
        else ""
    )
    print(style.bold(printable(name)) + printable(f"{values} ({one.cycle.id})"))
    if new is not _NOTHING:
        pace = _moved(*(style.paint(text, _COLORS.get(text, "2")) for text in (old.pace, new.pace)))
        kind = "pace" if isinstance(node, KeyResult) else "colour"
        print(f"  score {_moved(old.score, new.score)}{f', {kind} {pace}' if new.pace else ''}")
    print(printable(f"  {_written(one)}"))


def _moved(old: str, new: str) -> str:
    """Before and now, or now alone where nothing changed."""
    return f"{old} → {new}" if old and old != new else new


def _shortened(old: str, new: str) -> str:
    """The value before without its unit, where the one now has the same; as it is where nothing changed."""
    number, _, unit = old.partition(" ")
    return number if old != new and number[:1].isdigit() and unit == new.partition(" ")[2] else old


def _written(one: Recorded) -> str:
    path = os.path.relpath(one.opened.root / one.path, Path.cwd().resolve()).replace(os.sep, "/")
    if not one.changed:
        return f"{path} says so already for {one.entry.on}"
    replaced = f", {_plain(one.replaced)} is replaced" if one.replaced is not None else ""
    return f"recorded for {one.entry.on} in {path}{replaced}"


def _plain(number: Decimal) -> str:
    from kraokr.scoring.rounding import show

    return show(number)
