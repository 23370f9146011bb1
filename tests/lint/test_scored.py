from __future__ import annotations

from datetime import date
from decimal import Decimal as D

import pytest

from kraokr.lint.pacing import percent, standings
from kraokr.lint.running import running_cycle
from kraokr.lint.scored import final_score, score_on, scores
from kraokr.model import Objective
from kraokr.workspace import Workspace
from overlay import TODAY, workspace

PERSON = """kind: person
id: alice
role: sales-manager
objectives:
  - id: logistics
    title: Become the obvious choice for logistics companies
    cycle: 2026-Q1
    commitment: committed
    {more}
    key_results:
      - {{id: accounts, title: Logistics accounts, baseline: 0, target: 50}}
      - {{id: dreams, title: Dreams, target: 50}}
checkins:
  - {{date: 2026-02-02, item: accounts, value: 10}}
  - {{date: 2026-02-09, item: accounts, value: 20}}
"""


def read(more: str) -> tuple[Workspace, Objective]:
    ws = workspace([PERSON.format(more=more)])
    return ws, ws.people["alice"].objectives[0]


def test_scores_are_computed_once() -> None:
    ws, _ = read("weight: 1")
    assert scores(ws, TODAY) is scores(ws, TODAY)
    assert scores(ws, TODAY) is not scores(ws, date(2026, 2, 3))


def test_a_score_is_that_of_the_day() -> None:
    ws, objective = read("weight: 1")
    found = [score_on(ws, objective.key_results[0], date(2026, 2, day), TODAY).value for day in (1, 5, 9)]
    assert found == [None, D("0.2"), D("0.4")]


@pytest.mark.parametrize(
    ("more", "score"),
    [("weight: 1", "0.4"), ("score: 0.6", "0.6"), ("override: {value: 0.8, reason: Why}", "0.8")],
)
def test_what_was_set_by_hand_counts_before_what_is_stored_and_computed(more: str, score: str) -> None:
    ws, objective = read(more)
    assert final_score(ws, objective, TODAY) == D(score)


def test_what_was_never_read_has_no_final_score() -> None:
    ws, objective = read("weight: 1")
    assert final_score(ws, objective, date(2026, 2, 1)) is None


def test_a_standing_holds_what_is_due_and_says_it() -> None:
    ws, objective = read("weight: 1")
    (standing,) = standings(ws, objective.key_results, date(2026, 2, 14), TODAY)
    assert (standing.score, standing.line, standing.pace.expected) == (D("0.4"), D(1), D("0.5"))
    assert str(standing) == '"Logistics accounts" scores 40% where 50% is due'


@pytest.mark.parametrize(
    ("share", "shown"), [("0", "0%"), ("0.005", "1%"), ("0.625", "63%"), ("1", "100%"), ("1.13", "113%")]
)
def test_percentages_are_whole_and_rounded_half_up(share: str, shown: str) -> None:
    assert percent(D(share)) == shown


@pytest.mark.parametrize("more", ["status: draft", "status: dropped", "closed_on: 2026-02-01"])
def test_what_is_no_longer_or_not_yet_worked_on_does_not_run(more: str) -> None:
    ws, objective = read(more)
    assert running_cycle(ws, objective, TODAY) is None


def test_a_cycle_runs_from_its_first_to_its_last_day() -> None:
    ws, objective = read("weight: 1")
    days = date(2025, 12, 31), date(2026, 1, 1), date(2026, 3, 31), date(2026, 4, 1)
    assert [running_cycle(ws, objective, day) is not None for day in days] == [False, True, True, False]
