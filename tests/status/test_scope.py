from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest

from goaltree import workspace
from kraokr.errors import KraokrError
from kraokr.status import Scope, build_board, choose
from kraokr.workspace import Workspace
from status.boards import ROLE, board, goal, kr, look_at, objectives, person

FILES = {
    "roles/agent.yaml": ROLE,
    "people/ann.yaml": person(goal("a", kr("x"))).replace("role: agent", "role: agent\nteam: north"),
    "people/ben.yaml": person("", id="ben"),
    "teams/firm.yaml": "{kind: team, id: firm, lead: ben}",
    "teams/north.yaml": "{kind: team, id: north, parent: firm, lead: ann}",
    "okrs/north.yaml": "kind: objectives\nteam: north\nobjectives: ["
    + goal("b", kr("y"))
    + ", {id: year, title: All year, cycle: 2026, key_results: []}"
    + ", {id: draft, title: Draft, cycle: 2026-Q1, status: draft}]",
}


@pytest.fixture(scope="module")
def ws() -> Workspace:
    return workspace(FILES)


def chosen(
    ws: Workspace, ids: Sequence[str] = (), cycle: str | None = None, path: str | None = None
) -> Scope:
    def covers(file: object) -> bool:
        return path is not None and str(file).startswith(path)

    return choose(ws, date(2026, 2, 14), covers, ids, cycle)


@pytest.mark.parametrize(
    ("ids", "path", "people", "goals"),
    [
        (["ann"], None, ["ann"], ["a", "b", "year"]),
        (["ben"], None, ["ben"], []),
        (["north"], None, ["ann"], ["a", "b", "year"]),
        (["firm"], None, ["ann"], ["a", "b", "year"]),
        ([], "people/ann.yaml", ["ann"], ["a", "b", "year"]),
        ([], "okrs", ["ann"], ["b", "year"]),
        ([], "roles", ["ann", "ben"], []),
        ([], "", ["ann", "ben"], ["a", "b", "year"]),
    ],
)
def test_people_and_objectives_by_id_and_path(
    ws: Workspace, ids: list[str], path: str | None, people: list[str], goals: list[str]
) -> None:
    scope = chosen(ws, ids, path=path)
    assert sorted(person.id for person in scope.people) == people
    assert sorted(objective.id for objective, _ in scope.objectives) == goals


def test_without_a_cycle_what_runs_is_shown_and_the_shortest_counts_for_areas(ws: Workspace) -> None:
    scope = chosen(ws, path="")
    assert ([cycle.id for cycle in scope.cycles], scope.main.id) == (["2026-Q1", "2026"], "2026-Q1")


def test_a_cycle_holds_those_inside_it(ws: Workspace) -> None:
    assert [cycle.id for cycle in chosen(ws, path="", cycle="2026").cycles] == ["2026-Q1", "2026"]
    assert [cycle.id for cycle in chosen(ws, path="", cycle="2026-Q1").cycles] == ["2026-Q1"]


def test_a_cycle_without_objectives_says_where_there_are_some(ws: Workspace) -> None:
    scope = chosen(ws, path="", cycle="2025-Q4")
    assert (scope.objectives, scope.elsewhere) == ((), ("2026", "2026-Q1"))


@pytest.mark.parametrize(
    ("ids", "cycle", "message", "help"),
    [
        (["anm"], None, "unknown path, person or team `anm`", "did you mean `ann`?"),
        ([], "Q1 2026", "there is no cycle Q1 2026", "did you mean `2026-Q1`?"),
        ([], "2026-Q9", "there is no cycle 2026-Q9", "write it as 2026, 2026-H1 or 2026-Q1"),
    ],
)
def test_what_does_not_exist(
    ws: Workspace, ids: list[str], cycle: str | None, message: str, help: str
) -> None:
    with pytest.raises(KraokrError) as caught:
        chosen(ws, ids, cycle)
    assert (caught.value.message, caught.value.help) == (message, help)


def test_a_teams_objective_stands_with_its_lead_or_its_team(ws: Workspace) -> None:
    by_person, by_team = board(ws), board(ws, by="team")
    assert {row.id: group.id for group in by_person.groups for row in group.objectives} == {
        "ann/a": "ann",
        "north/b": "ann",
        "north/year": "ann",
    }
    assert [group.id for group in by_team.groups if group.objectives] == ["north"]


def test_by_cycle_areas_are_read_over_as_many_days_as_the_cycle_has(ws: Workspace) -> None:
    groups = build_board(look_at(ws, "2026-02-14"), chosen(ws, path=""), "cycle").groups
    assert [(group.id, str(group.start), str(group.end)) for group in groups] == [
        ("2026-Q1", "2025-11-17", "2026-02-14"),
        ("2026", "2025-02-15", "2026-02-14"),
    ]
    over = build_board(look_at(ws, "2026-05-01"), chosen(ws, path="", cycle="2026-Q1"), "cycle").groups
    assert [(str(group.start), str(group.end)) for group in over] == [("2026-01-01", "2026-03-31")]


def test_somebody_who_is_no_known_person_has_a_group(ws: Workspace) -> None:
    head = "kind: objectives\nowner: Sales Team\ncycle: 2026-Q1\n"
    owned = f"{head}objectives: [{{id: z, title: Z, key_results: []}}]"
    found = board(workspace({**FILES, "okrs/z.yaml": owned}))
    assert [group.name for group in found.groups if group.id == "Sales Team"] == ["Sales Team"]
    assert len(objectives(found)) == 4
