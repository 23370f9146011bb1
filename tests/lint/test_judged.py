from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from kraokr.lint.judged import is_weak, meeting_step, percent, rated, results_of, uncapped
from kraokr.model import Config
from overlay import TODAY, workspace

REVIEW = """kind: review
person: ben
period: {start: 2025-07-01, end: 2025-12-31}
kras:
  customer-support: {rating: 2}
  knowledge: {rating: 3}
"""
READINGS = """kind: checkins
owner: ben
checkins:
  - {date: 2025-06-30, readings: {self-service-rate: 1}}
  - {date: 2025-12-01, readings: {csat: 102, resolution-time: 9}}
"""


def config(*steps: str) -> Config:
    return workspace([f"kind: config\nrating_scale: [{', '.join(steps)}]\n"]).config


@pytest.mark.parametrize(
    ("steps", "value"),
    [
        (("{value: 3, label: c, min_attainment: 1}", "{value: 2, label: b, min_attainment: 0.9}"), 2),
        (("{value: 1, label: a}", "{value: 2, label: b}", "{value: 3, label: c}", "{value: 4, label: d}"), 3),
        (("{value: 5, label: e}", "{value: 1, label: a}", "{value: 3, label: c}"), 3),
    ],
)
def test_the_step_that_means_meets(steps: tuple[str, ...], value: int) -> None:
    step = meeting_step(config(*steps))
    assert step is not None
    assert step.value == value


def test_an_area_is_weak_below_that_step() -> None:
    ws = workspace([REVIEW])
    assert [is_weak(entry, ws.config) for entry in ws.reviews[0].kras.values()] == [True, False]


def test_results_are_those_of_the_period_and_uncapped_shows_what_lies_beyond_the_target() -> None:
    ws = workspace([REVIEW, READINGS])
    support, knowledge = ws.reviews[0].kras.values()
    score = results_of(ws, support, TODAY)
    assert score is not None
    assert score.average.value == Decimal("0.75")
    assert uncapped(score) == Decimal("0.85")
    assert results_of(ws, knowledge, TODAY) is None
    assert results_of(ws, support, date(2025, 11, 30)) is None


def test_ratings_and_shares_in_words() -> None:
    assert rated(Decimal("2"), Config()) == "2 (Partly meets)"
    assert rated(Decimal("2.5"), Config()) == "2.5"
    assert percent(Decimal("0.845")) == "85 %"
