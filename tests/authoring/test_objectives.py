"""A new objective stands where its owner's others do, and says only what the file does not."""

from __future__ import annotations

from datetime import date

import pytest

from goaltree import workspace
from kraokr.authoring.objectives import Draft, new_objective

FILES = {
    "r.yaml": "{kind: role, id: r, title: R}",
    "ann.yaml": "{kind: person, id: ann, role: r}",
    "bo.yaml": "{kind: person, id: bo, role: r}",
    "t.yaml": "{kind: team, id: t, lead: ann}",
}


@pytest.mark.parametrize(
    ("files", "owner", "path", "entry"),
    [
        (
            {},
            "ann",
            "okrs/2026/ann.yaml",
            'owner: ann\ncycle: "2026"\nobjectives:\n  - id: x\n    title: X\n',
        ),
        ({}, "t", "okrs/2026/t.yaml", 'team: t\ncycle: "2026"\nobjectives:\n  - id: x\n    title: X\n'),
        (
            {"goals/2026-Q1/bo.yml": "{kind: objectives, owner: bo, cycle: 2026-Q1, objectives: []}"},
            "ann",
            "goals/2026/ann.yml",
            "- id: x\n    title: X\n",
        ),
        (
            {
                "o.yaml": "{kind: objectives, owner: bo, cycle: 2026, "
                "objectives: [{id: a, title: A, owner: ann}]}"
            },
            "ann",
            "o.yaml",
            "{id: x, title: X, owner: ann}]}",
        ),
        (
            {"o.yaml": "{kind: objectives, owner: ann, objectives: [{id: x, title: A, cycle: 2025}]}"},
            "ann",
            "o.yaml",
            '{id: x-2, title: X, cycle: "2026"}]}',
        ),
        (
            {"bo.yaml": "{kind: person, id: bo, role: r, objectives: [{id: a, title: A, cycle: 2025}]}"},
            "bo",
            "bo.yaml",
            '{id: x, title: X, cycle: "2026"}]}',
        ),
    ],
)
def test_where_it_stands(files: dict[str, str], owner: str, path: str, entry: str) -> None:
    ws = workspace({**FILES, **files})
    holder = ws.people.get(owner) or ws.teams[owner]
    written = new_objective(ws, holder, Draft("X", "2026"), date(2026, 7, 20))
    assert str(written.path) == path
    assert written.text.endswith(entry)
    assert written.is_new is (path not in {**FILES, **files})


def test_fields_come_in_the_order_of_the_model() -> None:
    ws = workspace(FILES)
    draft = Draft("X", "2026-Q1", ["NPS from 4 to 5"], ["a", "b/c"], "committed", "up", "Because: so", "own")
    written = new_objective(ws, ws.people["ann"], draft, date(2026, 7, 20))
    assert written.id == "own"
    assert written.text.split("objectives:\n", 1)[1].startswith(
        '  - id: own\n    title: X\n    why: "Because: so"\n    accelerates: [a, b/c]\n    parent: up\n'
        "    commitment: committed\n    key_results:\n      - id: nps\n"
    )
