"""What a check-in can speak of: the items of a person or team, and what a text means by one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from kraokr.errors import KraokrError
from kraokr.model import CheckIn, KeyResult, Kpi, Kra, Milestone, Node, Objective, Person, Team
from kraokr.model.messages import suggestion
from kraokr.workspace import Workspace
from kraokr.workspace.records import SPOKEN_OF

_MOST = 6


class Item(NamedTuple):
    """A key result, KPI or KRA, with the milestone that was named together with it."""

    node: KeyResult | Kpi | Kra
    milestone: Milestone | None = None


def open_items(ws: Workspace, holder: Person | Team, today: date) -> list[KeyResult | Kpi]:
    """The key results and KPIs of a person or team that can be checked in on a day, in this order."""
    krs = (kr for objective in ws.objectives if _runs(ws, objective, today) for kr in objective.key_results)
    own: list[KeyResult | Kpi] = [kr for kr in krs if _is_of(ws, kr, holder)]
    return [*own, *_kpis(ws, holder, today)]


def _runs(ws: Workspace, objective: Objective, today: date) -> bool:
    cycle = ws.cycle(objective)
    begun = cycle is None or cycle.start <= today
    return begun and closing(objective) is None and objective.status != "draft"


def closing(objective: Objective) -> str | None:
    """Why nothing more is recorded for an objective; None while it is open."""
    if objective.closed_on is not None:
        return f"was closed on {objective.closed_on}"
    if objective.dropped is not None:
        return f"was dropped on {objective.dropped.on}"
    return f"is {objective.status}" if objective.status in ("done", "dropped") else None


def _is_of(ws: Workspace, kr: KeyResult, holder: Person | Team) -> bool:
    return ws.holder(kr) is holder or (isinstance(holder, Person) and ws.owner(kr) is holder)


def _kpis(ws: Workspace, holder: Person | Team, today: date) -> Iterator[Kpi]:
    """The KPIs of a person's roles; of a team those that it has recorded before."""
    if isinstance(holder, Team):
        spoken = (node for node in ws.records.nodes() if isinstance(node, Kpi))
        yield from (kpi for kpi in spoken if any(ws.holder(r.checkin) is holder for r in ws.records.of(kpi)))
        return
    for held in ws.held(holder):
        if held.on(today):
            kras = (kra for kra in ws.effective(held.role).kras if kra.status != "retired")
            yield from (kpi for kra in kras for kpi in kra.kpis)


def find_item(ws: Workspace, holder: Person | Team, text: str, on: date, cycle: str | None) -> Item:
    """The item that a text means for a person or team, the nearest first; on a day, or in a cycle.

    Raises:
        KraokrError: it means nothing, or several things.
    """
    match = ws.find(SPOKEN_OF, text, holder, on)
    node, candidates = match.node, match.candidates
    if cycle is not None and (candidates or _is_of_other_cycle(ws, node, cycle)):
        candidates = _in_cycle(ws, text, holder, cycle)
        node = candidates[0] if len(candidates) == 1 else None
    if isinstance(node, SPOKEN_OF):
        return Item(node)
    if candidates:
        raise _ambiguous(ws, text, candidates)
    found = _by_milestone(ws, holder, text, on)
    if found is None:
        raise _unknown(ws, holder, text, on, cycle)
    return found


def _is_of_other_cycle(ws: Workspace, node: Node | None, cycle: str) -> bool:
    objective = node.outer(Objective) if isinstance(node, KeyResult) else None
    return objective is not None and ws.cycle_text(objective) != cycle


def _in_cycle(ws: Workspace, text: str, near: Node, cycle: str) -> tuple[Node, ...]:
    """The nearest key results that a text means in one cycle."""
    named = [one for one in ws.by_id.named((KeyResult,), text) if not _is_of_other_cycle(ws, one, cycle)]
    least = min((ws.distance(one, near) for one in named), default=0)
    return tuple(one for one in named if ws.distance(one, near) == least)


def _by_milestone(ws: Workspace, holder: Person | Team, text: str, on: date) -> Item | None:
    head, _, last = text.rpartition("/")
    if head:
        node = ws.find((KeyResult,), head, holder, on).node
        krs: Sequence[Node] = [node] if node is not None else []
    else:
        krs = open_items(ws, holder, on)
    found = [
        Item(kr, one)
        for kr in krs
        if isinstance(kr, KeyResult)
        for one in kr.milestones
        if one.key_id == last
    ]
    return found[0] if len(found) == 1 else None


def _ambiguous(ws: Workspace, text: str, candidates: Sequence[Node]) -> KraokrError:
    paths = list(dict.fromkeys(map(ws.full_path, candidates)))
    if len(paths) == 1:
        cycles = ", ".join(filter(None, (_cycle_of(ws, node) for node in candidates)))
        return KraokrError(f"`{text}` stands in several cycles: {cycles}", "say which one with --cycle")
    more = f" and {len(paths) - _MOST} more" if len(paths) > _MOST else ""
    listed = ", ".join(f"`{path}`" for path in paths[:_MOST])
    return KraokrError(f"`{text}` can mean {len(paths)} things: {listed}{more}", "write the path of one")


def _cycle_of(ws: Workspace, node: Node) -> str | None:
    objective = node.outer(Objective)
    return ws.cycle_text(objective) if objective else None


def _unknown(ws: Workspace, holder: Person | Team, text: str, on: date, cycle: str | None) -> KraokrError:
    where = f" in {cycle}" if cycle else ""
    if ws.by_id.is_raw(SPOKEN_OF, text):
        message = f"`{text}` stands in a file that cannot be read in full"
        return KraokrError(message, "`kraokr lint` shows what is wrong there")
    own = [item.key_id for item in open_items(ws, holder, on)]
    guess = suggestion(text.rpartition("/")[2], own)
    if guess is None:
        guess = next((ws.full_path(node) for node in ws.suggestions.likely(SPOKEN_OF, text)), None)
    known = f"known here: {', '.join(own[:12])}" if own else "`kraokr lint` shows what is in the files"
    help = f"did you mean `{guess}`?" if guess else known
    return KraokrError(f"there is no key result, KPI or KRA `{text}`{where}", help)


def cited(ws: Workspace, near: Node, node: Node, on: date) -> str:
    """The shortest end of a node's path that means it near a place; the whole path where none is sure."""
    steps = ws.full_path(node).split("/")
    ends = ("/".join(steps[-length:]) for length in range(1, len(steps)))
    return next((text for text in ends if again(ws, near, text, on) is node), "/".join(steps))


def again(ws: Workspace, near: Node, text: str, on: date) -> Node | None:
    """What a text in a check-in of a day means near a place."""
    return ws.find(SPOKEN_OF, text, near, on).node


def is_plain_reading(checkin: CheckIn) -> bool:
    """Whether a record is one of readings, into which another one may be taken."""
    return checkin.type == "reading" and checkin.milestone is None and any(True for _ in checkin.values())
