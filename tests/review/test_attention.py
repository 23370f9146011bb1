from __future__ import annotations

from datetime import date

import pytest

from kraokr.review.view import AttentionView
from review.test_agenda import TODAY, TWO, agenda, goal, seen


def reasons(checkins: str, files: dict[str, str], today: date = TODAY) -> list[str]:
    return [one.why for one in agenda(checkins, files, today).attention if one.what == "Calm phones"]


def test_what_is_behind_says_how_far_and_where_it_ends_if_the_trend_holds() -> None:
    days = (("07-10", 2), ("07-24", 5), ("08-07", 7), ("08-19", 10))
    read = ", ".join(f"{{date: 2026-{day}, item: kr, value: {value}}}" for day, value in days)
    krs = goal("{id: kr, title: It, unit: calls, baseline: 0, target: 100}")
    assert reasons(read, krs, date(2026, 7, 12)) == []
    assert reasons(read, krs, date(2026, 8, 20)) == [
        "It: off track, a score of 0.10 where 0.55 is due by now."
        " If the trend holds, it ends at 17.9 calls (16.1 to 19.7), which scores 0.18."
    ]


def test_what_is_past_its_own_day_has_no_forecast() -> None:
    one = "{id: kr, title: It, baseline: 0, target: 10, due: 2026-07-15}"
    (why,) = reasons("{date: 2026-07-14, item: kr, value: 6}", goal(one))
    assert why == "It: off track, a score of 0.60; it was due on 15 July 2026."


def test_guardrails_that_do_not_hold() -> None:
    one = '{id: kr, title: Quits, unit: people, target: "<= 1", guardrail: true}'
    read = "{date: 2026-07-15, readings: {kr: 2, backlog: 9}}"
    found = [(a.what, a.why) for a in agenda(read, goal(one)).attention if "Guardrail" in a.why]
    assert found == [
        ("Calm phones", "Guardrail not kept: Quits: 2 people, target ≤ 1 people."),
        ("Order", "Guardrail not kept: Backlog: 9, target ≤ 5."),
    ]


def test_a_kpi_far_from_its_target_needs_a_word_but_a_sum_under_way_does_not() -> None:
    found = agenda("{date: 2026-07-15, readings: {csat: 60, wait: 6.1, calls: 1}}").attention
    assert [one.why for one in found if "target" in one.why] == ["CSAT: 60 %, target ≥ 80 %."]


def test_confidence_that_fell_by_two_since_the_last_talk() -> None:
    krs = goal(f'{TWO}, {{id: kept, title: Kept, target: "<= 4"}}')
    sure = "{{date: 2026-07-{}, readings: {{kr: 5, more: 5, kept: 4}}, confidence: {}}}"
    fallen = ", ".join(sure.format(*pair) for pair in (("01", 9), ("03", 8), ("08", 8), ("15", 6)))
    assert reasons(fallen, krs) == ["Confidence fell from 8 to 6: It, More, Kept."]
    steady = ", ".join(sure.format(*pair) for pair in (("03", 7), ("08", 9), ("15", 6)))
    assert reasons(steady, krs) == []


def test_what_was_not_read_since_the_last_talk() -> None:
    krs = goal(
        "{id: kr, title: It, baseline: 0, target: 10}, {id: never, title: Never, baseline: 0, target: 9},"
        "{id: new, title: New, baseline: 0, target: 9}, {id: met, title: Met, baseline: 0, target: 9},"
        "{id: off, title: Off, baseline: 0, target: 9, paused_until: 2026-08-01},"
        "{id: robot, title: Robot, baseline: 0, target: 9, tracking: automated},"
        "{id: steps, title: Steps, milestones: [{title: One}]}"
    )
    read = "{date: 2026-07-02, readings: {kr: 5, met: 9}}, {date: 2026-07-15, readings: {new: 5}}"
    assert reasons(read, krs) == ["To be read again, with the last reading: It (2 July 2026), Never (never)."]


def test_a_key_result_read_a_few_days_ago_or_just_begun_is_not_late() -> None:
    talk = "{date: 2026-07-19, type: one_on_one}, {date: 2026-07-14, readings: {kr: 5, more: 5}}"
    assert reasons(talk, goal(TWO)) == []
    assert agenda(talk, goal(TWO), today=date(2026, 7, 5)).attention[0].what == "Answers"


@pytest.mark.parametrize(("read_on", "late"), [("2026-06-10", True), ("2026-06-25", False)])
def test_a_kpi_is_late_once_its_frequency_is_over(read_on: str, late: bool) -> None:
    everything = "wait: 5, load: 95, speed: 1, calls: 99, free: 1"
    read = f"{{date: {read_on}, readings: {{csat: 90, {everything}}}}}"
    told = [one.why for one in agenda(read).attention if one.what == "Answers"]
    assert told == (["To be read again, with the last reading: CSAT (10 June 2026)."] if late else [])


def test_milestones_that_are_overdue() -> None:
    steps = (
        "{id: a, title: A, due: 2026-07-10, done_on: 2026-07-11}, {id: b, title: B, due: 2026-07-19},"
        "{id: c, title: C, due: 2026-07-20}"
    )
    krs = goal(f"{{id: kr, title: It, milestones: [{steps}]}}")
    assert reasons("", krs) == ["B was to be done by 19 July 2026."]


def test_the_weakest_objective_comes_first() -> None:
    krs = "key_results: [{title: F, baseline: 0, target: 9, due: 2026-07-10}]"
    far = f"{{id: far, title: Far, cycle: 2026-Q3, {krs}}}"
    near = '{id: near, title: Near, cycle: 2026-Q3, key_results: [{title: N, target: "<= 4"}]}'
    files = {"okr.yaml": f"{{kind: objectives, owner: ann, objectives: [{near}, {far}]}}"}
    found = agenda("{date: 2026-07-02, readings: {f: 1, n: 1}}", files).attention
    assert [one.what for one in found if one.what in ("Near", "Far")] == ["Far", "Far", "Near"]


def test_open_development_of_every_final_review_and_what_of_it_is_due() -> None:
    first = "{action: Rest, by: 2026-12-01}, {action: Listen, by: 2026-07-19}, {action: Read}"
    second = "{action: Ask, kra: answers, owner: lea, by: 2026-08-19}, {action: Gone, done_on: 2026-07-01}"
    files = {
        "old.yaml": f"{{kind: review, person: ann, cycle: 2025-H2, status: final, development: [{first}]}}",
        "new.yaml": f"{{kind: review, person: ann, cycle: 2026-H1, status: final, development: [{second}]}}",
        "hers.yaml": "{kind: review, person: lea, cycle: 2026-H1, status: final, "
        "development: [{action: Hers}]}",
        "draft.yaml": "{kind: review, person: ann, cycle: 2025-H1, development: [{action: Perhaps}]}",
    }
    view = seen(files=files)
    assert [one.action for one in view.development] == ["Listen", "Ask", "Rest", "Read"]
    assert (view.development[1].kra, view.development[1].owner) == ("Answers", "Lea Ohm")
    assert view.agenda is not None
    assert [one for one in view.agenda.attention if one.what in ("Listen", "Ask", "Rest", "Read")] == [
        AttentionView("Listen", "Overdue since 19 July 2026."),
        AttentionView("Ask", "Due on 19 August 2026."),
    ]
