"""What is open in a cycle, what it comes to, and how it is written down."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import PurePosixPath

import pytest

from goaltree import workspace
from kraokr.authoring.close import LESSON, Closing, closed_texts, final_score, open_objectives
from kraokr.scoring.scores import Scores
from kraokr.workspace import Workspace

FILES = {
    "r.yaml": "{kind: role, id: r, title: R}",
    "ann.yaml": "{kind: person, id: ann, role: r, team: t}",
    "t.yaml": "{kind: team, id: t, lead: ann}",
}
HEAD = "kind: objectives\nowner: ann\ncycle: 2026-Q1\nobjectives:\n"
TODAY = date(2026, 4, 7)


def closed(ws: Workspace, learning: str | None = None, today: date = TODAY) -> str:
    cycle = ws.cycles.get("2026-Q1")
    assert cycle is not None
    scores = Scores(ws, today)
    found = [Closing(one, final_score(scores, one), learning) for one in open_objectives(ws, cycle)]
    return closed_texts(found, today)[PurePosixPath("o.yaml")]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "  - id: a\n    title: A # x\n    # y\n",
            "  - id: a\n    title: A # x\n    closed_on: 2026-04-07\n    # " + LESSON + "\n    # y\n",
        ),
        ("  - {id: a, title: A} # x\n", "  - {id: a, title: A, closed_on: 2026-04-07} # x\n"),
        ("  - {id: a, title: A}\n", "  - {id: a, title: A, closed_on: 2026-04-07}  # " + LESSON + "\n"),
        (
            "  - id: a\n    title: A\n    closed_on:\n    learning: Ask. # x\n",
            "  - id: a\n    title: A\n    closed_on: 2026-04-07\n    learning: Ask. # x\n",
        ),
        (
            "  - id: a\n    title: A\n    learning: Ask.\n    score: 0.5",
            "  - id: a\n    title: A\n    learning: Ask.\n    score: 0.5\n    closed_on: 2026-04-07",
        ),
    ],
)
def test_what_is_written(before: str, after: str) -> None:
    assert closed(workspace({**FILES, "o.yaml": HEAD + before})) == HEAD + after


def test_a_lesson_is_written_instead_of_the_reminder() -> None:
    text = closed(workspace({**FILES, "o.yaml": HEAD + "  - id: a\n    title: A\n"}), "Ask: early")
    assert text.endswith('    closed_on: 2026-04-07\n    learning: "Ask: early"\n')
    assert "TODO" not in text


def test_an_early_close_counts_what_was_never_read_as_nothing() -> None:
    results = "[{id: x, title: X, baseline: 0, target: 4}, {id: y, title: Y, baseline: 0, target: 4}]"
    files = {**FILES, "o.yaml": HEAD + f"  - {{id: a, title: A, key_results: {results}}}\n"}
    files["c.yaml"] = "{kind: checkins, owner: ann, checkins: [{date: 2026-02-01, readings: {x: 3}}]}"
    ws = workspace(files)
    (objective,) = ws.objectives
    scored = final_score(Scores(ws, date(2026, 2, 2)), objective)
    closing = Closing(objective, scored, None)
    assert (closing.score, closing.unread) == (Decimal("0.38"), 1)
    assert scored.objective is objective


def test_a_persons_are_also_those_of_the_team_that_they_own() -> None:
    team = "{kind: objectives, team: t, cycle: 2026-Q1, objectives: [{id: b, title: B}]}"
    ws = workspace({**FILES, "o.yaml": HEAD + "  - {id: a, title: A}\n", "p.yaml": team})
    cycle = ws.cycles.get("2026-Q1")
    assert cycle is not None
    assert [one.id for one in open_objectives(ws, cycle, ws.people["ann"])] == ["a", "b"]
    assert [one.id for one in open_objectives(ws, cycle, ws.teams["t"])] == ["b"]
