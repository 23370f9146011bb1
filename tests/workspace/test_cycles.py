"""Cycles by rule and by list."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kraokr.model import Config
from kraokr.workspace import Cycles
from kraokr.workspace.cycles import spellings
from trees import messages, workspace


def cycles(config: str = "") -> Cycles:
    return workspace(kraokr=f"kind: config\n{config}").cycles


@pytest.mark.parametrize(
    ("id", "kind", "start", "end"),
    [
        ("2026", "year", "2026-01-01", "2026-12-31"),
        ("2026-H1", "half", "2026-01-01", "2026-06-30"),
        ("2026-H2", "half", "2026-07-01", "2026-12-31"),
        ("2024-Q1", "quarter", "2024-01-01", "2024-03-31"),
        ("2026-Q4", "quarter", "2026-10-01", "2026-12-31"),
    ],
)
def test_cycles_of_the_calendar(id: str, kind: str, start: str, end: str) -> None:
    found = Cycles(Config()).get(id)
    assert found is not None
    assert (found.kind, str(found.start), str(found.end)) == (kind, start, end)
    assert found.days == (found.end - found.start).days + 1


@pytest.mark.parametrize(
    "id", ["2026-H3", "2026-Q5", "2026-Q0", "26", "2026-q1", "Q1", "9999", "0000", "२०२६"]
)
def test_no_such_cycle(id: str) -> None:
    assert Cycles(Config()).get(id) is None


@pytest.mark.parametrize(
    ("first", "id", "start", "end"),
    [
        ("04-01", "2026", "2026-04-01", "2027-03-31"),
        ("04-01", "2026-Q4", "2027-01-01", "2027-03-31"),
        ("10-01", "2026-H2", "2027-04-01", "2027-09-30"),
        ("12-31", "2026-Q1", "2026-12-31", "2027-03-30"),
        ("02-29", "2026", "2026-02-28", "2027-02-27"),
    ],
)
def test_fiscal_year(first: str, id: str, start: str, end: str) -> None:
    found = cycles(f"fiscal_year_start: {first}").get(id)
    assert found is not None
    assert (str(found.start), str(found.end)) == (start, end)


DAYS = st.dates(date(2023, 1, 1), date(2031, 1, 1))


@given(first=DAYS, part=st.sampled_from(["Q", "H"]))
def test_parts_follow_each_other_and_fill_the_year(first: date, part: str) -> None:
    found = cycles(f"fiscal_year_start: {first:%m-%d}")
    parts = [found.get(f"2026-{part}{number}") for number in range(1, 5 if part == "Q" else 3)]
    whole = found.get("2026")
    assert whole is not None
    assert parts[0] is not None
    assert parts[-1] is not None
    assert (parts[0].start, parts[-1].end) == (whole.start, whole.end)
    for one, following in pairwise(parts):
        assert one is not None
        assert following is not None
        assert one.end + timedelta(days=1) == following.start


@given(first=DAYS, today=DAYS, kind=st.sampled_from(["", "H", "Q"]))
def test_last_ended_is_over_and_the_next_one_is_not(first: date, today: date, kind: str) -> None:
    found = cycles(f"fiscal_year_start: {first:%m-%d}").last_ended(kind, today)
    assert found.end < today <= found.end + timedelta(days={"": 366, "H": 185, "Q": 93}[kind])


def test_last_ended_on_the_days_around_an_end() -> None:
    found = Cycles(Config())
    assert found.last_ended("H", date(2026, 6, 30)).id == "2025-H2"
    assert found.last_ended("H", date(2026, 7, 1)).id == "2026-H1"
    assert found.last_ended("Q", date(2026, 1, 1)).id == "2025-Q4"
    assert found.last_ended("", date(2026, 7, 1)).id == "2025"


def test_listed_cycles() -> None:
    found = cycles(
        """cycles:
  - {id: 2026-T1, kind: trimester, start: 2026-01-01, end: 2026-04-30}
  - {id: 2026-Q1, end: 2026-04-02, frozen_on: 2026-01-20}
  - {id: Offsite, start: 2026-05-01, end: 2026-05-01}
  - {id: endless, start: 2026-05-01}
"""
    )
    trimester, quarter, offsite = found.get("2026-T1"), found.get("2026-Q1"), found.get("Offsite")
    assert trimester is not None
    assert quarter is not None
    assert offsite is not None
    assert (trimester.kind, trimester.days) == ("trimester", 120)
    assert (quarter.kind, str(quarter.start), str(quarter.end)) == ("quarter", "2026-01-01", "2026-04-02")
    assert quarter.frozen_on == date(2026, 1, 20)
    assert (offsite.kind, offsite.days) == ("other", 1)
    assert found.get("endless") is None
    assert [cycle.id for cycle in found.listed()] == ["2026-T1", "2026-Q1", "Offsite"]


def test_of_two_cycles_with_one_id_the_first_counts() -> None:
    both = (
        "cycles: [{id: x, start: 2026-01-01, end: 2026-01-02}, {id: x, start: 2026-02-01, end: 2026-02-02}]"
    )
    ws = workspace(kraokr=f"kind: config\n{both}")
    found = ws.cycles.get("x")
    assert found is not None
    assert str(found.start) == "2026-01-01"
    assert any("the cycle id `x` is given twice" in message for message in messages(ws))


def test_a_cycle_holds_its_days_and_meets_others() -> None:
    quarter = Cycles(Config()).get("2026-Q1")
    assert quarter is not None
    assert date(2026, 1, 1) in quarter
    assert date(2026, 3, 31) in quarter
    assert date(2026, 4, 1) not in quarter
    assert quarter.overlaps(date(2026, 3, 31), date(2026, 5, 1))
    assert not quarter.overlaps(date(2026, 4, 1), date(2026, 5, 1))


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("Q1 2026", "2026-Q1"),
        ("2026Q1", "2026-Q1"),
        ("2026/q1", "2026-Q1"),
        ("h2-2026", "2026-H2"),
        ("FY2026 H1", "2026-H1"),
        ("H3 2026", None),
        ("Q5 2026", None),
        ("spring 2026", None),
        ("", None),
    ],
)
def test_spellings(text: str, id: str | None) -> None:
    assert spellings(text) == id
