from __future__ import annotations

from datetime import date

import pytest

from goaltree import workspace
from kraokr.review import choose_period
from kraokr.review.audience import Reader
from kraokr.review.kinds import document_view
from kraokr.review.view import AgendaView, ReviewView
from kraokr.scoring.scores import Scores

TODAY = date(2026, 7, 20)
TWO = "{id: kr, title: It, baseline: 0, target: 10}, {id: more, title: More, baseline: 0, target: 10}"
TALK = "{date: 2026-07-06, type: one_on_one, by: lea, item: answers, note: Two calls were lost.}"
BASE = {
    "agent.yaml": """
        kind: role
        id: agent
        title: Agent
        kras:
          - id: answers
            name: Answers
            kpis:
              - {id: csat, name: CSAT, unit: percent, target: ">= 80", frequency: monthly}
              - {id: wait, name: Wait, unit: minutes, target: "<= 6", frequency: yearly}
              - {id: load, name: Load, target: "90..100", frequency: yearly}
              - {id: speed, name: Speed, scale: [1, 2, 3, 4, 5], frequency: yearly}
              - {id: calls, name: Calls, unit: calls, target: ">= 300 per half", aggregate: sum,
                 frequency: yearly}
              - {id: free, name: Free, frequency: yearly}
          - {id: order, name: Order, kpis: [{id: backlog, name: Backlog, target: "<= 5", guardrail: true,
             frequency: yearly}]}
        """,
    "lea.yaml": "{kind: person, id: lea, name: Lea Ohm, role: agent}",
}


def seen(
    checkins: str = "", files: dict[str, str] | None = None, today: date = TODAY, reader: Reader = "manager"
) -> ReviewView:
    """The one-on-one of Ann, who has some check-ins besides the last talk."""
    said = f"checkins: [{', '.join(filter(None, (TALK, checkins)))}]"
    ann = f"{{kind: person, id: ann, name: Ann Lee, role: agent, manager: lea, {said}}}"
    ws = workspace({**BASE, "ann.yaml": ann, **(files or {})})
    period, record = choose_period(ws, ws.people["ann"], today, None, running=True)
    return document_view("one-on-one", ws, Scores(ws, today), ws.people["ann"], period, record, reader=reader)


def agenda(
    checkins: str = "", files: dict[str, str] | None = None, today: date = TODAY, reader: Reader = "manager"
) -> AgendaView:
    view = seen(checkins, files, today, reader)
    assert view.agenda is not None
    return view.agenda


def goal(key_results: str, fields: str = "cycle: 2026-Q3, commitment: committed") -> dict[str, str]:
    one = f"{{id: calm, title: Calm phones, {fields}, key_results: [{key_results}]}}"
    return {"okr.yaml": f"{{kind: objectives, owner: ann, objectives: [{one}]}}"}


def test_it_looks_back_to_the_last_one_on_one_before_the_day() -> None:
    found = agenda("{date: 2026-06-01, type: one_on_one}, {date: 2026-07-20, type: one_on_one, note: Now}")
    assert (found.on, found.since) == (TODAY, date(2026, 7, 6))
    assert found.because == "the last one-on-one on record"
    assert [note.text for note in found.last_notes] == ["Two calls were lost."]
    assert [note.text for note in found.notes] == ["Now"]


def test_without_one_it_looks_back_two_weeks() -> None:
    found = agenda(today=date(2026, 7, 3))
    assert (found.since, found.because) == (
        date(2026, 6, 19),
        "14 days ago, since no one-on-one is on record",
    )
    assert found.last_notes == ()


@pytest.mark.parametrize(
    ("fields", "shown"),
    [
        ("cycle: 2026-Q3", True),
        ("cycle: '2026'", True),
        ("cycle: 2026-Q4", False),
        ("cycle: 2026-Q3, status: draft", False),
        ("cycle: 2026-Q3, closed_on: 2026-07-10", False),
        ("cycle: 2026-Q3, dropped: {on: 2026-07-10, reason: No line}", False),
    ],
)
def test_objectives_shown_are_those_that_run(fields: str, shown: bool) -> None:
    assert bool(seen(files=goal(TWO, fields)).objectives) is shown


FEEDBACK = (
    "{date: 2026-07-10, type: feedback, by: lea, item: csat, note: Short with callers.},"
    "{date: 2026-07-12, type: feedback, by: ann, note: I was tired.},"
    "{date: 2026-07-14, note: Better., readings: {csat: 80, backlog: 3}}"
)


def test_notes_since_say_who_and_what_about_and_what_is_not_for_the_person() -> None:
    assert [(n.who, n.about, n.text, n.private) for n in agenda(FEEDBACK).notes] == [
        ("Ann Lee", "Answers, Order", "Better.", False),
        ("Ann Lee", None, "I was tired.", False),
        ("Lea Ohm", "CSAT", "Short with callers.", True),
    ]


def test_the_person_does_not_see_feedback_of_others() -> None:
    told = agenda(FEEDBACK, reader="employee")
    assert [note.text for note in told.notes] == ["Better.", "I was tired."]
    assert told.last_notes == agenda(FEEDBACK).last_notes
    assert seen(FEEDBACK, reader="calibration").agenda is None


def test_notes_on_a_key_result_of_ones_own_objective_stand_in_the_teams_check_ins() -> None:
    files = {
        "desk.yaml": "{kind: team, id: desk, name: The desk, lead: lea}",
        "okr.yaml": f"""
            {{kind: objectives, team: desk, owner: ann, objectives: [
              {{id: calm, title: Calm phones, cycle: 2026-Q3, key_results: [{TWO}]}}]}}""",
        "read.yaml": """
            {kind: checkins, team: desk, checkins: [
              {date: 2026-07-15, readings: {kr: 5, more: 5}, note: Both at five.},
              {date: 2026-07-15, note: Of no interest here.}]}""",
    }
    assert [(note.about, note.text) for note in agenda(files=files).notes] == [
        ("Calm phones", "Both at five.")
    ]


def test_the_hash_tells_one_day_from_another() -> None:
    assert seen().content_hash != seen(today=date(2026, 7, 21)).content_hash


def test_a_note_names_its_author_or_whose_record_it_is_and_nobody_for_what_others_said() -> None:
    files = {
        "desk.yaml": "{kind: team, id: desk, lead: lea}",
        "okr.yaml": f"{{kind: objectives, owner: ann, objectives: [{{id: calm, title: Calm phones,"
        f" cycle: 2026-Q3, key_results: [{TWO}]}}]}}",
        "read.yaml": "{kind: checkins, team: desk, checkins: [{date: 2026-07-15, item: kr, note: Team}]}",
    }
    said = "{date: 2026-07-14, note: Own}, {date: 2026-07-13, type: feedback, note: Heard}"
    told = [(one.who, one.text) for one in agenda(said, files).notes]
    assert told == [("desk", "Team"), ("Ann Lee", "Own"), (None, "Heard")]


def test_what_a_note_is_about_is_named_in_full() -> None:
    many = "{date: 2026-07-14, note: All, readings: {csat: 80, backlog: 3, kr: 1}}"
    assert agenda(many, goal(TWO)).notes[0].about == "Answers, Order, Calm phones"
