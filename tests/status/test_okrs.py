from __future__ import annotations

from decimal import Decimal

import pytest

from kraokr.status.rows import ObjectiveRow
from status.boards import board, goal, kr, objectives, person

NPS = "{id: nps, title: NPS, type: increase, baseline: 40, target: 55}"


def only(file: str, today: str = "2026-02-14", cycle: str | None = None) -> ObjectiveRow:
    [row] = objectives(board({"people/ann.yaml": file}, today, cycle=cycle))
    return row


def test_an_objective_has_its_score_beside_what_is_due() -> None:
    row = only(person(goal("a", NPS), "{date: 2026-02-10, readings: {nps: 49}, confidence: 6}"))
    assert row.score == Decimal("0.6")
    assert row.expected == Decimal("0.35")
    assert (row.status, row.confidence, row.owner, row.cycle) == ("on_track", 6, "Ann Lee", "2026-Q1")
    assert (row.seen.days, row.seen.late, row.late) == (4, False, 0)


def test_the_weakest_key_result_decides_and_is_named() -> None:
    row = only(person(goal("a", kr("x"), kr("y")), "{date: 2026-02-10, readings: {x: 8, y: 0}}"))
    assert row.status == "off_track"
    assert row.weakest is not None
    assert row.weakest.id == "ann/a/y"
    assert row.weakest.at.path == "people/ann.yaml"


def test_a_key_result_that_was_never_read_is_not_the_weakest_where_another_is_behind() -> None:
    row = only(person(goal("a", kr("x"), kr("y")), "{date: 2026-02-10, readings: {y: 0}}"))
    assert row.weakest is not None
    assert row.weakest.id == "ann/a/y"
    assert row.coverage == "1/2"


def test_a_broken_guardrail_is_the_weakest_but_not_averaged() -> None:
    guard = kr("g", 'target: "<= 5", guardrail: true')
    row = only(person(goal("a", kr("x"), guard), "{date: 2026-02-10, readings: {x: 9, g: 8}}"))
    assert (row.score, row.status) == (Decimal("0.9"), "needs_focus")
    assert row.weakest is not None
    assert row.weakest.breached


@pytest.mark.parametrize(
    ("more", "score", "status"),
    [
        ("commitment: committed, closed_on: 2026-03-01, score: 0.8, ", "0.8", "off_track"),
        ("commitment: aspirational, closed_on: 2026-03-01, score: 0.8, ", "0.8", "done"),
        ("closed_on: 2026-03-01, score: 0.6, override: {value: 0.9, reason: Late data}, ", "0.9", "done"),
    ],
)
def test_a_closed_objective_is_judged_by_its_final_score(more: str, score: str, status: str) -> None:
    row = only(person(goal("a", kr("x"), more=more)), "2026-03-10")
    assert (row.score, row.status, row.closed, row.late) == (Decimal(score), status, True, 0)


def test_sums_are_shown_as_running_totals() -> None:
    row = only(
        person(
            goal("a", kr("x", "target: 50, aggregate: sum")),
            "{date: 2026-01-20, readings: {x: 9}}, {date: 2026-02-10, readings: {x: 14}}",
        )
    )
    assert row.key_results[0].trend == (Decimal(9), Decimal(23))
    assert row.key_results[0].current == 23


def test_the_forecast_of_an_objective_needs_that_of_every_key_result() -> None:
    read = "{date: 2026-02-10, readings: {x: 5}}"
    assert only(person(goal("a", kr("x")), read)).forecast == 1
    assert only(person(goal("a", kr("x"), kr("y")), read)).forecast is None


def test_a_reading_after_the_day_does_not_count() -> None:
    row = only(person(goal("a", kr("x")), "{date: 2026-02-20, readings: {x: 9}, confidence: 9}"))
    assert (row.score, row.seen.on, row.confidence) == (None, None, None)
