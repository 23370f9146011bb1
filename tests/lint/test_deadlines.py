"""Dates in a text against a cycle."""

from __future__ import annotations

import pytest

from kraokr.lint.deadlines import dates_outside
from kraokr.model import Config
from kraokr.workspace.cycles import Cycles

CYCLES = Cycles(Config())


def outside(text: str, id: str = "2026-Q1") -> list[str]:
    cycle = CYCLES.get(id)
    assert cycle is not None
    return [text[found.start : found.end] for found in dates_outside(text, cycle, CYCLES)]


@pytest.mark.parametrize(
    "text",
    [
        "done by Q2",
        "done in 6 months",
        "done by May",
        "done by 2 April",
        "done by H1",
        "done by 2026",
        "done in 2027",
    ],
)
def test_later_dates_lie_outside(text: str) -> None:
    assert outside(text) == [text.removeprefix("done ")]


@pytest.mark.parametrize(
    "text",
    [
        "done by Q1", "done in Q1", "done by 31 March 2026", "done by 1 April", "done before Q2",
        "done until April", "done in March", "done in 3 months", "done in 2026", "done by quarter-end",
        "by 30 February", "since 2024", "more than in 2027", "joined in 2025",
    ],
)  # fmt: skip
def test_dates_inside_and_dates_that_set_no_end(text: str) -> None:
    assert outside(text) == []


def test_a_deadline_before_the_cycle_lies_outside() -> None:
    assert outside("done by Q1", "2026-Q2") == ["by Q1"]
    assert outside("done by 31 December 2025") == ["by 31 December 2025"]


def test_the_end_of_the_year_is_that_of_the_fiscal_year() -> None:
    cycles = Cycles(Config(fiscal_year_start="04-01"))
    last = cycles.get("2025-Q4")
    assert last is not None
    assert not list(dates_outside("done by year-end", last, cycles))
    assert outside("done by year-end") == ["by year-end"]
    assert outside("done by year-end", "2026-Q4") == []
