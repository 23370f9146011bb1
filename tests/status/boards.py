"""Dashboards for tests, from texts by path or from an example."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from goaltree import workspace
from kraokr.status import Board, Look, build_board, choose, limits
from kraokr.status.rows import By, ObjectiveRow
from kraokr.workspace import Workspace, open_workspace

EXAMPLES = Path(__file__).parents[2] / "examples"

ROLE = """
    kind: role
    id: agent
    title: Agent
    kras:
      - id: answers
        name: Answers
        kpis: [{id: csat, name: CSAT, unit: percent, target: ">= 80", frequency: weekly}]
"""


def person(goals: str, checkins: str = "", id: str = "ann") -> str:
    """A person's file with objectives of 2026-Q1 and check-ins, each in flow style."""
    head = f"kind: person\nid: {id}\nname: {id.title()} Lee\nrole: agent\n"
    return f"{head}objectives: [{goals}]\ncheckins: [{checkins}]\n"


def goal(id: str, *krs: str, more: str = "") -> str:
    """An objective of 2026-Q1 in flow style."""
    fields = f"id: {id}, title: Goal {id}, cycle: 2026-Q1, {more}"
    return "{" + fields + f"key_results: [{', '.join(krs)}]" + "}"


def kr(id: str, more: str = "baseline: 0, target: 10") -> str:
    """A key result in flow style."""
    return "{" + f"id: {id}, title: Result {id}, {more}" + "}"


def look_at(ws: Workspace, today: str) -> Look:
    """A look at a workspace as of a day."""
    return Look(ws, date.fromisoformat(today), limits(ws.config))


def board(
    files: dict[str, str] | Workspace, today: str = "2026-02-14", by: By = "person", cycle: str | None = None
) -> Board:
    """The dashboard of a workspace; 2026-02-14 is the middle of the first quarter."""
    ws = files if isinstance(files, Workspace) else workspace({"roles/agent.yaml": ROLE, **files})
    look = look_at(ws, today)
    return build_board(look, choose(ws, look.today, cycle=cycle), by)


def objectives(board: Board) -> list[ObjectiveRow]:
    """The objectives of a dashboard in the order in which they are shown."""
    return [row for group in board.groups for row in group.objectives]


def example(name: str) -> Workspace:
    """The workspace of an example."""
    return open_workspace([EXAMPLES / name], Path.cwd()).workspace
