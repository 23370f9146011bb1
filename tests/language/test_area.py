from __future__ import annotations

import pytest

from kraokr.language import ENGLISH, Area, Confidence, read_area


@pytest.mark.parametrize(
    "name",
    [
        "Wound care standards",
        "Pupil attendance",
        "Client confidentiality",
        "Road surface condition",
        "Site safety",
        "Apprentice development",
        "Test coverage",
        "Design quality",
        "Support responsiveness",
        "Lead quality",
        "Record accuracy",
        "Audit readiness",
        "Maintain Stock Accuracy",
        "Improve win rate",
        "Ensure safe staffing on every ward",
        "Protect vulnerable children",
        "Manage classroom behaviour",
        "Debt collection",
        "Legal research",
    ],
)
def test_areas(name: str) -> None:
    assert read_area(name).verdict is Area.AREA


@pytest.mark.parametrize(
    "name",
    [
        "Change dressings on ward B",
        "Take vital signs every four hours",
        "Mark Year 9 mock exams",
        "Draft witness statements",
        "File motions with the court",
        "Fill potholes on the ring road",
        "Inspect scaffolding before each shift",
        "Test smoke alarms monthly",
        "Wire the new annex",
        "Issue building permits",
        "Prune roadside trees",
        "Process and dispatch refunds",
        "Prepares the duty rota",
        "Monthly fire drill report",
    ],
)
def test_tasks_are_certain(name: str) -> None:
    reading = read_area(name)
    assert (reading.verdict, reading.confidence) == (Area.TASK, Confidence.HIGH)


@pytest.mark.parametrize("name", ["Answering phone calls", "Preparing letters for discharged patients"])
def test_work_in_ing_is_told_apart_from_other_tasks(name: str) -> None:
    assert read_area(name).verdict is Area.GERUND


@pytest.mark.parametrize("name", ["Managing School Operations", "Maintaining clean wards"])
def test_a_duty_in_ing_is_an_area(name: str) -> None:
    assert read_area(name).verdict is Area.AREA


def test_a_gerund_that_is_a_noun_is_none() -> None:
    assert read_area("Teaching quality").verdict is Area.AREA
    assert read_area("Handling of complaints").verdict is Area.AREA


@pytest.mark.parametrize("name", ["Annual boiler report", "Fire drill report", "Site safety audit"])
def test_a_paper_or_an_act_for_a_name_is_a_task(name: str) -> None:
    assert read_area(name).verdict is Area.TASK


@pytest.mark.parametrize("name", ["ERP rollout", "Office relocation", "ISO 27001 certification"])
def test_projects(name: str) -> None:
    assert read_area(name).verdict is Area.PROJECT


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Ward hygiene by end of March", "by end of March"),
        ("Safer crossings before 2027", "before 2027"),
        ("Court readiness by Q2", "by Q2"),
    ],
)
def test_a_deadline_in_a_name(name: str, words: str) -> None:
    (deadline,) = read_area(name).deadline
    assert name[deadline.start : deadline.end] == words


def test_recurring_day_is_no_deadline() -> None:
    assert read_area("Payroll by the 15th of each month").deadline == ()


def test_a_result_clause_makes_a_task_verb_unsure() -> None:
    assert read_area("Run hiring end to end").confidence is Confidence.LOW


def test_a_duty_with_a_thing_in_a_rhythm_is_a_task() -> None:
    assert read_area("Manage the weekly newsletter").verdict is Area.TASK
    assert read_area("Manage site risk").verdict is Area.AREA


def test_the_past_tells_a_task() -> None:
    assert read_area("Repaired the canteen roof").verdict is Area.TASK
    assert read_area("Fire doors replaced by March").verdict is Area.TASK


def test_a_configured_verb_counts() -> None:
    name = "Frobnicate the quarterly ledger"
    extended = ENGLISH.extended({"output_verbs": ["frobnicate"]})
    said = [piece.reason for piece in read_area(name, extended).evidence]
    assert 'starts with "frobnicate"' in said
    assert read_area(name, extended).confidence is Confidence.HIGH


def test_nothing_is_an_area_of_low_confidence() -> None:
    assert read_area("").confidence is Confidence.LOW
