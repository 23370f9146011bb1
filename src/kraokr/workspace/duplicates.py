"""Ids that are given twice where they have to be unique."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import Any

from kraokr.model import Node, Objective, Person, Role, Team
from kraokr.source.diagnostic import Finding, Location, Problem
from kraokr.workspace.workspace import Workspace


def duplicate_ids(workspace: Workspace) -> Iterator[Problem]:
    """A problem for each id that another node of its kind and place has before it."""
    for kind in (Role, Person, Team):
        nodes = [file for file in workspace.files if isinstance(file, kind)]
        yield from _repeated(nodes, lambda node: node.id, f"{kind.__name__.lower()} id", "id")
    for role in workspace.roles.values():
        yield from _in_role(role)
    yield from _repeated(workspace.objectives, lambda o: _objective_key(workspace, o), "objective id", "id")
    for objective in workspace.objectives:
        yield from _in_objective(objective)
    yield from _repeated(workspace.config.cycles, lambda cycle: cycle.id, "cycle id", "id")


def _in_role(role: Role) -> Iterator[Problem]:
    yield from _repeated(role.kras, lambda kra: kra.id, "KRA id", "id")
    yield from _repeated(role.levels, lambda level: level.id, "level id", "id")
    kpis = [kpi for kra in role.kras for kpi in kra.kpis]
    yield from _repeated([kpi for kpi in kpis if kpi.id], lambda kpi: kpi.id, "KPI id", "id")
    for kra in role.kras:
        unnamed = [kpi for kpi in kra.kpis if not kpi.id]
        yield from _repeated(unnamed, lambda kpi: kpi.key_id, "KPI name", "name")


def _in_objective(objective: Objective) -> Iterator[Problem]:
    yield from _repeated(objective.key_results, lambda kr: kr.key_id, "key result id", "id")
    for kr in objective.key_results:
        yield from _repeated(kr.milestones, lambda milestone: milestone.key_id, "milestone id", "id")


def _objective_key(workspace: Workspace, objective: Objective) -> Hashable:
    holder = workspace.holder(objective)
    return holder, workspace.owner_text(objective), workspace.cycle_text(objective), objective.id


def _repeated(nodes: Sequence[Any], key: Callable[[Any], Hashable], what: str, field: str) -> list[Problem]:
    if len(nodes) < 2 or len(set(map(key, nodes))) == len(nodes):
        return []
    first: dict[Hashable, Node] = {}
    again = [(node, first.setdefault(key(node), node)) for node in nodes]
    return [
        Problem("duplicate-id", _finding(node, earlier, what, field))
        for node, earlier in again
        if earlier is not node
    ]


def _finding(node: Node, earlier: Node, what: str, field: str) -> Finding:
    shown = getattr(node, field, None) or getattr(node, "key_id", "")
    before = earlier.at(field)
    related = Location(before.file, before.span, "first given here")
    where = "" if before.file is node.document.file else f" in {before.file.path}"
    message = f"the {what} `{shown}` is given twice: it stands already{where} on line {before.start.line + 1}"
    return Finding(node.at(field), message, "give one of the two another id", (related,))
