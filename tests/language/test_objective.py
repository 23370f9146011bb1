from __future__ import annotations

import pytest

from kraokr.language import Confidence, ObjectiveKind, read_objective


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("Become the school that every parent recommends", ObjectiveKind.GOOD),
        ("Improve patient trust", ObjectiveKind.GOOD),
        ("Build a pipeline that no longer depends on one region", ObjectiveKind.GOOD),
        ("Enter the Pune market", ObjectiveKind.GOOD),
        ("Answer customers before they lose patience", ObjectiveKind.GOOD),
        ("Raise recycling by 15%", ObjectiveKind.METRIC),
        ("Reach $2M in grants", ObjectiveKind.METRIC),
        ("Lift attendance from 88 to 93", ObjectiveKind.METRIC),
        ("Launch our new category on 4 March", ObjectiveKind.TASK),
        ("Migrate the court archive", ObjectiveKind.TASK),
        ("Hire 3 nurses", ObjectiveKind.TASK),
        ("Build a tenant portal", ObjectiveKind.TASK),
        ("Maintain market position", ObjectiveKind.UPKEEP),
        ("Keep the ring road safe", ObjectiveKind.UPKEEP),
        ("Ensure that exits stay clear", ObjectiveKind.UPKEEP),
        ("Process claims without errors every week", ObjectiveKind.UPKEEP),
        ("Provide home care to frail tenants", ObjectiveKind.UPKEEP),
        ("Resolve tenant disputes", ObjectiveKind.UPKEEP),
        ("Reach 1,000 members", ObjectiveKind.METRIC),
        ("Earn a rating of 4.8 from visitors", ObjectiveKind.METRIC),
        ("A case database for the clinic", ObjectiveKind.TASK),
        ("Build the new swimming hall", ObjectiveKind.TASK),
        ("Night shifts pass without needing us", ObjectiveKind.GOOD),
        ("Route planning becomes a habit", ObjectiveKind.GOOD),
        ("Keep 30% more pupils after Year 9", ObjectiveKind.METRIC),
    ],
)
def test_kinds(title: str, kind: ObjectiveKind) -> None:
    assert read_objective(title).kind is kind


@pytest.mark.parametrize(
    "title",
    [
        "The market no longer depends on one partner",
        "Customers never have to ask twice",
        "Half-empty wards become rare",
        "Become a top 10 school",
        "Win the Fortune 500",
        "Bring Web 2.0 to the clinic",
        "Offer 24/7 care",
        "Thrive in 2027",
    ],
)
def test_names_with_digits_are_no_metrics(title: str) -> None:
    assert read_objective(title).metric == ()


def test_a_leading_upkeep_verb_is_certain_and_named() -> None:
    reading = read_objective("Sustain our inspection grade")
    assert reading.confidence is Confidence.HIGH
    assert reading.evidence[0].reason == 'starts with "sustain"'


def test_a_task_with_a_number_is_a_task() -> None:
    reading = read_objective("Launch the app to 10% of wards")
    assert reading.kind is ObjectiveKind.TASK
    assert reading.metric == ()
