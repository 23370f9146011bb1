from __future__ import annotations

import pytest

from kraokr.language import Confidence, Direction, Kind, read_key_result


@pytest.mark.parametrize(
    "title",
    [
        "Reduce hospital-acquired infections from 14 to 6",
        "Halve missed bin collections",
        "Raise Year 6 reading scores by 8 points",
        "90% of apprentices pass at the first attempt",
        "At least 200 residents use the repair line",
        "Continue to grow adult class bookings by 10%",
        "Keep 30% more tenants after the first year",
    ],
)
def test_outcomes(title: str) -> None:
    reading = read_key_result(title)
    assert reading.kind is Kind.OUTCOME
    assert reading.measurable


@pytest.mark.parametrize(
    "title",
    [
        "Launch the returns portal",
        "Publish 10 posts",
        "Train 40 wardens",
        "Resurface five school streets",
        "We have written a handbook for pupils",
        "Discharge checklist is published",
        "There is a documented process for appeals",
        "All wards have a handover template",
        "Grow the template collection to 80 templates",
        "New rota system in place",
    ],
)
def test_tasks(title: str) -> None:
    assert read_key_result(title).kind is Kind.TASK


@pytest.mark.parametrize("title", ["Launch the returns portal", "Publish 10 posts", "Write the handbook"])
def test_plain_work_is_certain(title: str) -> None:
    assert read_key_result(title).confidence is Confidence.HIGH


@pytest.mark.parametrize(
    "title",
    [
        "Maintain 99% on-time trains",
        "Keep waiting time below 15 minutes",
        "95% of leaks are fixed within 2 days",
        "Submit all returns on time",
        "Ensure exits stay clear",
        "All complaints answered within 2 days",
        "Gutters are cleared every month",
    ],
)
def test_upkeep(title: str) -> None:
    assert read_key_result(title).kind is Kind.UPKEEP


@pytest.mark.parametrize(
    ("title", "measurable"),
    [
        ("Zero missed doses", True),
        ("Cut overtime by a third", True),
        ("Twice as many apprentices stay", True),
        ("Earn a 5-star grade", True),
        ("Reach the top 10 of museums", True),
        ("Customers never have to ask twice", False),
        ("Publish a digest every two weeks", False),
        ("Pupils stay after year ten", False),
        ("Double the number of volunteers", True),
        ("Halve waiting time", True),
        ("At least one parent per class joins", True),
        ("Pass SOC 2 and ISO 9001", False),
        ("Ready for Q3 2027", False),
        ("Fix P1 incidents faster", False),
        ("Move to version 3 by 31 March", False),
        ("Choose one place to meet", False),
        ("Offer 24/7 cover", False),
    ],
)
def test_measurable(title: str, measurable: bool) -> None:
    assert read_key_result(title).measurable is measurable


@pytest.mark.parametrize(
    ("title", "has_baseline"),
    [
        ("Falls per ward 9 -> 4", True),
        ("Reach 80% attendance (up from 64%)", True),
        ("Reach 500 members (currently 210)", True),
        ("Cut overtime to 5% from 9%", True),
        ("Zero fires, down from 3", True),
        ("Pass rate of 90% (vs 82% last year)", True),
        ("Answer in 3 days instead of 9", True),
        ("Reduce falls by 20%", False),
        ("Reach 80% attendance", False),
    ],
)
def test_baseline(title: str, has_baseline: bool) -> None:
    assert read_key_result(title).has_baseline is has_baseline


@pytest.mark.parametrize(
    ("title", "direction"),
    [
        ("Cutting queue time from 30 to 10 minutes", Direction.DECREASE),
        ("Attendance has increased by 5%", Direction.INCREASE),
        ("Improve time to hire from 40 to 25 days", None),
        ("Optimise bed use to 90%", None),
        ("Attendance 88% -> 93%", None),
    ],
)
def test_direction(title: str, direction: Direction | None) -> None:
    assert read_key_result(title).direction is direction


def test_one_number_with_its_share_in_brackets_is_one_result() -> None:
    assert read_key_result("Grow donations from $12k to $18k (+50%)").compound == ()


def test_two_nouns_are_one_result() -> None:
    assert read_key_result("Grow the sales and marketing pipeline by 20%").compound == ()


def test_a_service_window_is_no_second_result() -> None:
    assert read_key_result("Answer 90% of calls, within 5 minutes").compound == ()


def test_with_bounds_a_result() -> None:
    title = "Discharge 40 patients a day with at most 3% readmitted"
    reading = read_key_result(title)
    assert reading.compound == ()
    (guard,) = reading.guardrail
    assert title[guard.start : guard.end] == "at most 3%"


@pytest.mark.parametrize("title", ["Reading scores rise from 62 to 75", "Court delays fall to 12 a month"])
def test_a_change_told_after_its_subject_is_an_outcome(title: str) -> None:
    assert read_key_result(title).kind is Kind.OUTCOME


@pytest.mark.parametrize(
    "title", ["95% of leaks are fixed within 2 days", "Zero lost files", "Weekly walkabouts"]
)
def test_a_standard_names_its_words(title: str) -> None:
    assert read_key_result(title).evidence
