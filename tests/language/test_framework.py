"""The examples of the two founding documents, line by line."""

from __future__ import annotations

import pytest

from kraokr.language import (
    Area,
    Confidence,
    Direction,
    Kind,
    looks_like_team,
    overlap,
    read_area,
    read_blanket_verdict,
    read_dates,
    read_key_result,
    read_measures,
    read_metric_name,
    read_objective,
    read_tactic,
    subject_words,
)
from kraokr.language.measure import Op


def test_a_quarterly_audit_is_a_task() -> None:
    text = "Run quarterly QA audits"
    reading = read_area(text)
    assert (reading.verdict, reading.confidence) == (Area.TASK, Confidence.HIGH)
    said = {text[e.start : e.end]: e.reason for e in reading.evidence}
    assert said == {
        "Run": 'starts with "run"',
        "quarterly": 'repeats "quarterly"',
        "audits": 'is about "audits"',
    }


@pytest.mark.parametrize(
    "name",
    [
        "Product quality",
        "Revenue growth",
        "Team development",
        "Customer satisfaction",
        "Customer Support",
        "Customer Acquisition",
        "Financial Reporting Accuracy",
        "Customer Relationship Management",
        "Sales Pipeline Development",
    ],
)
def test_the_areas_are_areas(name: str) -> None:
    reading = read_area(name)
    assert (reading.verdict, reading.confidence) == (Area.AREA, Confidence.HIGH)
    assert reading.deadline == ()
    assert read_metric_name(name) == ()
    assert read_tactic(name) == ()


def test_a_strategy_is_a_plan_and_no_task() -> None:
    assert read_area("Product adoption strategy").verdict is Area.PLAN


def test_nps_from_forty_to_fifty_five() -> None:
    reading = read_key_result("Increase NPS score from 40 to 55")
    assert reading.kind is Kind.OUTCOME
    assert reading.measurable and reading.has_baseline
    assert reading.direction is Direction.INCREASE
    assert reading.compound == ()


def test_a_threshold_needs_no_baseline() -> None:
    text = "Achieve 90% CSAT on all support tickets"
    assert read_key_result(text).kind is Kind.OUTCOME
    assert [m.op for m in read_measures(text)] == [Op.AT_LEAST]


def test_by_25_percent_has_no_baseline() -> None:
    reading = read_key_result("Increase active users by 25%")
    assert reading.measurable and not reading.has_baseline


def test_consistent_branding_is_not_measurable() -> None:
    assert not read_key_result("achieve a consistent branding across platforms").measurable


@pytest.mark.parametrize(
    "text",
    [
        "Grow NPS from 60 to 75 by Q2. Increase repeat clients by 20%",
        "Add 30 new qualified leads/month. Raise conversion to 18%",
        "Close 50 enterprise accounts in Q1, 90% renewal probability",
    ],
)
def test_two_results_in_one(text: str) -> None:
    assert len(read_key_result(text).compound) == 2


def test_six_months_is_a_time_and_no_measure() -> None:
    text = "win the first overseas contract in 6 months"
    (mention,) = read_dates(text)
    assert mention.days == 180
    assert not read_key_result(text).measurable


def test_a_pipeline_by_forty_percent_is_a_number_in_an_objective() -> None:
    text = "Expand qualified sales pipeline by 40%"
    (metric,) = read_objective(text).metric
    assert text[metric.start : metric.end] == "by 40%"


def test_sales_team_is_a_team() -> None:
    assert looks_like_team("Sales Team")


def test_good_year_alone_is_a_blanket_verdict() -> None:
    reading = read_blanket_verdict("good year")
    assert len(reading.evidence) == 1
    assert reading.other_words == 0


@pytest.mark.parametrize("text", ["Maintain average ticket resolution within 6 hours", "Keep CSAT above 85%"])
def test_a_standard_is_upkeep_and_no_task(text: str) -> None:
    assert read_key_result(text).kind is Kind.UPKEEP
    assert read_area(text).verdict is Area.AREA


@pytest.mark.parametrize(
    ("area", "goal", "expected"),
    [
        ("Customer satisfaction", "Improve customer satisfaction", 1.0),
        ("Product adoption strategy", "Improve product adoption", 1.0),
        ("Sales Pipeline Development", "Expand qualified sales pipeline by 40%", 0.67),
        ("Customer Relationship Management", "Strengthen customer engagement and satisfaction", 0.33),
        ("Financial Reporting Accuracy", "Reduce month end close from 10 days to 5 days this quarter", 0.0),
    ],
)
def test_overlap_of_the_pairs(area: str, goal: str, expected: float) -> None:
    assert round(overlap(subject_words(area), subject_words(goal)), 2) == expected


@pytest.mark.parametrize("name", ["Digital transformation", "New market entry", "Database migration"])
def test_change_programmes_are_projects(name: str) -> None:
    assert read_area(name).verdict is Area.PROJECT
