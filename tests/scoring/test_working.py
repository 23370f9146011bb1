from __future__ import annotations

from datetime import date
from decimal import Decimal as D

import pytest

from goaltree import workspace
from kraokr.scoring.scores import Scores
from kraokr.scoring.working import (
    Input,
    Working,
    explain_forecast,
    explain_kra,
    explain_objective,
    explain_pace,
    explain_role,
)
from kraokr.workspace import Workspace

FILES = {
    "role.yaml": """
        kind: role
        id: seller
        title: Seller
        kras:
          - id: care
            name: Care
            weight: 40
            kpis:
              - {id: csat, name: CSAT, target: {op: at_least, value: 85}, weight: 60}
              - {id: wait, name: Wait, target: "<= 6 hours", weight: 40}
        levels:
          - {id: senior, rank: 2, targets: {csat: ">= 90"}}
        """,
    "ann.yaml": """
        kind: person
        id: ann
        role: seller
        team: sales
        objectives:
          - id: grow
            title: Grow
            cycle: 2026-Q1
            commitment: committed
            key_results:
              - {id: churn, title: Churn, baseline: 12, target: 4}
              - id: move
                title: Move
                milestones: [{title: Pack, done_on: 2026-02-01}, {title: Carry}]
        checkins:
          - {date: 2026-02-14, item: churn, value: 7, confidence: 4}
          - {date: 2026-01-30, readings: {churn: 10, csat: 80}, confidence: 8}
          - {date: 2026-05-30, item: churn, value: 5, confidence: 9}
        """,
    "team.yaml": """
        kind: team
        id: sales
        lead: ann
        checkins:
          - {date: 2026-01-31, readings: {csat: 99, wait: 7.5}}
        """,
}
TODAY = date(2026, 2, 14)
QUARTER = (date(2026, 1, 1), date(2026, 3, 31))


@pytest.fixture(scope="module")
def ws() -> Workspace:
    return workspace(FILES)


@pytest.fixture(scope="module")
def scores(ws: Workspace) -> Scores:
    return Scores(ws, TODAY)


def told(inputs: tuple[Input, ...]) -> list[tuple[str, str, str]]:
    """Each input with the text and the file it came from."""
    found = []
    for one in inputs:
        span, file = one.at.span, one.at.file
        assert one.value in file.text[span.start : span.end] or one.name in ("target", "done", "open")
        found.append((one.name, one.value, file.path.name))
    return found


def test_an_objective_shows_what_went_in_and_where_it_stands(ws: Workspace, scores: Scores) -> None:
    working = explain_objective(scores, ws.objectives[0])
    assert working.line == "(0.625 + 0.5) / 2 = 0.5625, shown as 0.56"
    churn, move = working.parts
    assert churn.line == "(7 - 12) / (4 - 12) = 0.625, shown as 0.63"
    assert told(churn.inputs) == [
        ("baseline", "12", "ann.yaml"),
        ("target", "4", "ann.yaml"),
        ("reading", "10", "ann.yaml"),
        ("reading", "7", "ann.yaml"),
    ]
    assert [(one.name, one.value) for one in move.inputs] == [("done", "Pack"), ("open", "Carry")]
    assert move.note == "1 of 2 milestones done"


def test_an_area_shows_whose_readings_counted(ws: Workspace, scores: Scores) -> None:
    role, ann = ws.roles["seller"], ws.people["ann"]
    score = scores.kra(role.kras[0], ann, None, *QUARTER)
    working = explain_kra(scores, score, ann, None, QUARTER)
    assert working.formula == "(60 × 0.9412 + 40 × 0.75) / 100"
    assert told(working.inputs) == [("weight", "60", "role.yaml"), ("weight", "40", "role.yaml")]
    csat, wait = working.parts
    assert told(csat.inputs) == [("target", ">= 85", "role.yaml"), ("reading", "80", "ann.yaml")]
    assert told(wait.inputs) == [("target", "<= 6 hours", "role.yaml"), ("reading", "7.5", "team.yaml")]


def test_the_target_of_a_level_is_where_the_level_stands(ws: Workspace, scores: Scores) -> None:
    role, ann = ws.roles["seller"], ws.people["ann"]
    senior = role.levels[0]
    score = scores.kra(role.kras[0], ann, senior, *QUARTER)
    target = explain_kra(scores, score, ann, senior, QUARTER).parts[0].inputs[0]
    assert (target.name, target.value, target.node, target.keys) == (
        "target",
        ">= 90",
        senior,
        ("targets", "csat"),
    )


def test_a_role_is_made_of_its_areas(ws: Workspace, scores: Scores) -> None:
    role, ann = ws.roles["seller"], ws.people["ann"]
    score = scores.kra(role.kras[0], ann, None, *QUARTER)
    area = explain_kra(scores, score, ann, None, QUARTER)
    working = explain_role(role, role.title, scores.role([score]), [area])
    assert working.formula == "(40 × 0.8647) / 40"
    assert (told(working.inputs), working.parts) == ([("weight", "40", "role.yaml")], (area,))


def test_pace_and_confidence_stand_side_by_side(ws: Workspace, scores: Scores) -> None:
    objective = ws.objectives[0]
    pace = scores.pace(scores.objective(objective))
    assert pace is not None
    churn = objective.key_results[0]
    assert explain_pace(churn, pace.paces[0]).line == "0.5 × 1 - 0.625 = -0.125, shown as -0.13"
    assert explain_pace(churn, pace.paces[0]).note == "on track"
    said = scores.confidence(churn)
    assert (said.value, said.on, said.differs_from(pace.paces[0].status)) == (4, TODAY, True)
    assert scores.confidence(objective.key_results[1]).on is None


def test_a_forecast_shows_its_trend(ws: Workspace, scores: Scores) -> None:
    churn, move = ws.objectives[0].key_results
    forecast = scores.forecast(churn)
    assert forecast is not None
    working = explain_forecast(scores, churn, forecast)
    assert (working.line, working.note) == ("7 + (7 - 12) / 45 × 45 = 2", "run rate, if the trend holds")
    assert [one.name for one in working.inputs] == ["baseline", "target", "reading", "reading"]
    steps = scores.forecast(move)
    assert steps is not None
    assert explain_forecast(scores, move, steps).line == "progress comes in steps"


def test_the_hint_follows_the_scale_of_the_config(ws: Workspace, scores: Scores) -> None:
    score = scores.kra(ws.roles["seller"].kras[0], ws.people["ann"], None, *QUARTER)
    step = scores.rating_hint(score).step
    assert step is not None
    assert step.label == "Partly meets"


def test_without_a_cycle_there_is_neither_pace_nor_forecast() -> None:
    ws = workspace({**FILES, "ann.yaml": FILES["ann.yaml"].replace("cycle: 2026-Q1", "why: Because")})
    scores, objective = Scores(ws, TODAY), ws.objectives[0]
    assert scores.pace(scores.objective(objective)) is None
    assert scores.forecast(objective.key_results[0]) is None
    assert explain_objective(scores, objective).parts[0].value == D("0.625")


def test_a_preset_reaches_scores_and_pace() -> None:
    ws = workspace({**FILES, "kraokr.yaml": "kind: config\nscore: {preset: kra-ratio}\n"})
    score = Scores(ws, TODAY).kra(ws.roles["seller"].kras[0], ws.people["ann"], None, *QUARTER)
    assert score.attainments[1].formula == "6 / 7.5"


@pytest.mark.parametrize(
    ("value", "formula", "line"),
    [("0.5", "1 / 2", "1 / 2 = 0.5"), ("0.345", "", "0.345, shown as 0.35"), (None, "", "no readings yet")],
)
def test_the_rounding_is_shown_where_there_is_one(
    ws: Workspace, value: str | None, formula: str, line: str
) -> None:
    number = None if value is None else D(value)
    assert Working(ws.config, "A score", number, formula, "no readings yet").line == line
