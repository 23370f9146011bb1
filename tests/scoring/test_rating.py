from __future__ import annotations

from decimal import Decimal as D

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kraokr.model import Config
from kraokr.model.config import RatingStep
from kraokr.scoring.average import Average
from kraokr.scoring.rating import rating_hint

USUAL = Config().rating_scale
COLLEGE = tuple(
    RatingStep(value=D(value), label=label, min_attainment=None if least is None else D(least))
    for value, label, least in [
        (1, "Poor", None),
        (2, "Fair", "0.51"),
        (3, "Satisfactory", "1"),
        (4, "Very satisfactory", "1.01"),
        (5, "Outstanding", "1.2"),
    ]
)


def area(raw: str, measured: int = 2) -> Average:
    return Average(min(D(raw), D(1)), measured, measured, raw=D(raw))


def hinted(raw: str, measured: int = 2, scale: tuple[RatingStep, ...] = USUAL) -> str | None:
    step = rating_hint(area(raw, measured), scale).step
    return step.label if step else None


@pytest.mark.parametrize(
    ("raw", "label"),
    [
        ("0.699", "Does not meet"),
        ("0.70", "Partly meets"),
        ("0.899", "Partly meets"),
        ("0.90", "Meets"),
        ("1.00", "Meets"),
        ("1.01", "Exceeds"),
    ],
)
def test_the_step_that_results_speak_for(raw: str, label: str) -> None:
    assert hinted(raw) == label


def test_one_kpi_alone_does_not_exceed() -> None:
    found = rating_hint(area("1.3", measured=1), USUAL)
    assert found.step is not None
    assert found.step.label == "Meets"
    assert found.note == "100 % of the targets; 130 % before the cap, but one KPI alone does not exceed"
    assert rating_hint(area("1.3"), USUAL).note == "130 % of the targets"


@pytest.mark.parametrize(
    ("raw", "value"), [("0.5", 1), ("0.51", 2), ("0.99", 2), ("1", 3), ("1.01", 4), ("1.19", 4), ("1.2", 5)]
)
def test_a_published_scale(raw: str, value: int) -> None:
    found = rating_hint(area(raw), COLLEGE).step
    assert found is not None
    assert found.value == value


def test_without_a_score_or_bounds_there_is_no_hint() -> None:
    unread = Average(None, 0, 1, note="nothing measured yet")
    assert rating_hint(unread, USUAL) == (None, "nothing measured yet")
    bare = (RatingStep(value=D(1), label="Yes"),)
    assert rating_hint(area("1"), bare) == (None, "the rating scale has no `min_attainment`")
    assert rating_hint(area("1"), ()).step is None


@given(st.decimals(0, 2, places=3), st.decimals(0, 2, places=3), st.sampled_from([USUAL, COLLEGE]))
def test_more_attainment_never_speaks_for_less(one: D, other: D, scale: tuple[RatingStep, ...]) -> None:
    low, high = (rating_hint(area(str(raw)), scale).step for raw in sorted((one, other)))
    assert low is not None
    assert high is not None
    assert low.value <= high.value
