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
        "Updates customers can rely on",
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
        "Hold parents' evenings",
        "Draft witness statements",
        "File motions with the court",
        "Fill potholes on the ring road",
        "Inspect scaffolding before each shift",
        "Test smoke alarms monthly",
        "Wire the new annex",
        "Issue building permits",
        "Prune roadside trees",
        "Reconfigure the network",
        "Process and dispatch refunds",
        "Prepares the duty rota",
        "Monthly fire drill report",
    ],
)
def test_tasks_are_certain(name: str) -> None:
    reading = read_area(name)
    assert (reading.verdict, reading.confidence) == (Area.TASK, Confidence.HIGH)


@pytest.mark.parametrize(
    ("name", "confidence"),
    [
        ("Managing School Operations", Confidence.LOW),
        ("Building Connections", Confidence.LOW),
        ("Answering phone calls", Confidence.HIGH),
        ("Maintaining clean wards", Confidence.LOW),
        ("Preparing letters for discharged patients", Confidence.HIGH),
    ],
)
def test_gerunds_stand_apart(name: str, confidence: Confidence) -> None:
    reading = read_area(name)
    assert (reading.verdict, reading.confidence) == (Area.GERUND, confidence)


def test_a_gerund_that_is_a_noun_is_none() -> None:
    assert read_area("Teaching quality").verdict is Area.AREA
    assert read_area("Handling of complaints").verdict is Area.AREA


@pytest.mark.parametrize("name", ["Kiln maintenance checklist", "Opening of the annex", "Van servicing"])
def test_a_paper_or_an_act_for_a_name_is_a_task(name: str) -> None:
    reading = read_area(name)
    assert (reading.verdict, reading.confidence) == (Area.TASK, Confidence.LOW)


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
    reading = read_area("Run hiring end to end")
    assert (reading.verdict, reading.confidence) == (Area.AREA, Confidence.LOW)


def test_a_duty_with_a_thing_in_a_rhythm_is_a_task() -> None:
    assert read_area("Manage the weekly newsletter").verdict is Area.TASK
    assert read_area("Manage site risk").verdict is Area.AREA


def test_the_past_tells_a_task() -> None:
    assert read_area("Repaired the canteen roof").verdict is Area.TASK
    assert read_area("Fire doors replaced by March").verdict is Area.TASK


def test_a_configured_verb_counts() -> None:
    extended = ENGLISH.extended({"output_verbs": ["wrangle"]})
    assert read_area("Wrangle the sheep").verdict is Area.AREA
    assert read_area("Wrangle the sheep", extended).verdict is Area.TASK


def test_nothing_is_an_area_of_low_confidence() -> None:
    assert read_area("").confidence is Confidence.LOW
