from __future__ import annotations

from datetime import date
from decimal import Decimal as D

import pytest

from goaltree import workspace
from kraokr.errors import KraokrError
from kraokr.review import ReviewView, build_review, choose_period
from kraokr.review.view import EvidenceView, KraView, RatingStepView
from kraokr.scoring.scores import Scores

BASE = {
    "agent.yaml": """
        kind: role
        id: agent
        title: Agent
        purpose: Callers are helped.
        kras:
          - {id: answers, name: Answers, weight: 60, outcome: Callers leave content.,
             kpis: [{id: csat, name: CSAT, unit: percent, target: ">= 80"}]}
          - {id: order, name: Order, weight: 40,
             kpis: [{id: backlog, name: Backlog, target: "<= 5", guardrail: true}]}
        levels:
          - {id: senior, rank: 2, title: Senior Agent, scope: {answers: The hard cases.},
             targets: {csat: ">= 90"}}
          - {id: deputy, rank: 3, scope: {answers: {ownership: The desk, reach: team}}}
        """,
    "lead.yaml": """
        kind: role
        id: lead
        title: Lead
        extends: agent
        kras: [{id: people, name: People, weight: 20}]
        """,
    "ann.yaml": "{kind: person, id: ann, name: Ann Lee, role: agent, team: desk, manager: lea}",
    "lea.yaml": "{kind: person, id: lea, name: Lea Ohm, role: lead, team: desk}",
    "desk.yaml": "{kind: team, id: desk, name: The desk, lead: lea}",
}


def built(
    files: dict[str, str] | None = None, person: str = "ann", cycle: str | None = "2026-H1"
) -> ReviewView:
    ws, today = workspace({**BASE, **(files or {})}), date(2026, 7, 20)
    period, record = choose_period(ws, ws.people[person], today, cycle)
    return build_review(ws, Scores(ws, today), ws.people[person], period, record)


def review(fields: str) -> dict[str, str]:
    return {"review.yaml": f"{{kind: review, person: ann, cycle: 2026-H1, {fields}}}"}


def ann(fields: str) -> dict[str, str]:
    return {"ann.yaml": f"{{kind: person, id: ann, name: Ann Lee, {fields}}}"}


def answers(files: dict[str, str]) -> KraView:
    return built(files).roles[0].kras[0]


def test_without_a_record_it_is_a_form() -> None:
    view = built()
    assert (view.written, view.status, view.reviewer) == (False, None, "Lea Ohm")
    assert [kra.rating for kra in view.roles[0].kras] == [None, None]


def test_two_roles_are_two_parts_each_on_its_days() -> None:
    changed = "assignments: [{role: lead, from: 2026-04-01}, {role: agent, from: 2025-01-01, to: 2026-03-31}]"
    read = "checkins: [{date: 2026-02-27, readings: {csat: 72}}, {date: 2026-05-29, readings: {csat: 88}}]"
    view = built(ann(f"{changed}, {read}"))
    parts = [(role.title, role.start, role.end, view.is_part(role)) for role in view.roles]
    assert parts == [
        ("Agent", date(2026, 1, 1), date(2026, 3, 31), True),
        ("Lead", date(2026, 4, 1), date(2026, 6, 30), True),
    ]
    assert [role.kras[0].kpis[0].actual for role in view.roles] == ["72 %", "88 %"]


def test_what_is_said_of_one_role_does_not_stand_at_the_other() -> None:
    changed = "assignments: [{role: agent, to: 2026-03-31}, {role: lead, from: 2026-04-01}]"
    said = review("kras: {agent/answers: {comment: As agent}, lead/answers: {comment: As lead}}")
    view = built({**ann(changed), **said})
    assert [role.kras[0].comment for role in view.roles] == ["As agent", "As lead"]


def test_who_came_and_left_is_judged_on_those_days() -> None:
    view = built(ann("assignments: [{role: agent}], start: 2026-02-02, end: 2026-05-29"))
    assert [(role.start, role.end) for role in view.roles] == [(date(2026, 2, 2), date(2026, 5, 29))]


def test_areas_are_taken_over_from_the_extended_role() -> None:
    assert [kra.name for kra in built(person="lea").roles[0].kras] == ["Answers", "Order", "People"]


@pytest.mark.parametrize(
    ("level", "title", "target", "scope"),
    [
        ("senior", "Senior Agent", "≥ 90 %", ("The hard cases.",)),
        ("deputy", "Agent, deputy", "≥ 80 %", ("Ownership: The desk", "Reach: the team")),
    ],
)
def test_a_level_has_its_title_targets_and_scope(
    level: str, title: str, target: str, scope: tuple[str, ...]
) -> None:
    role = built(ann(f"role: agent, level: {level}")).roles[0]
    assert (role.title, role.kras[0].kpis[0].target, role.kras[0].scope) == (title, target, scope)


def test_numbers_stand_beside_what_was_said() -> None:
    read = ann("role: agent, checkins: [{date: 2026-02-27, readings: {csat: 72, backlog: 9}}]")
    view = built({**read, **review("kras: {answers: {rating: 3, comment: Good}, order: {rating: 2.5}}")})
    first, second = view.roles[0].kras
    assert (first.attainment, first.colour, first.comment) == (D("0.9"), "amber", "Good")
    assert (first.rating, second.rating) == (RatingStepView("3", "Meets"), RatingStepView("2.5", ""))
    assert (second.breached, second.attainment) == (("Backlog",), None)
    assert (view.roles[0].attainment, view.roles[0].coverage) == (D("0.9"), "1 of its 2 areas")


def test_a_single_area_is_counted_in_the_singular() -> None:
    solo = "{kind: role, id: agent, title: Agent, kras: [{id: answers, name: Answers}]}"
    assert built({"agent.yaml": solo}).roles[0].coverage == "0 of its 1 area"


def test_an_area_that_is_not_judged_says_why() -> None:
    assert answers(review("kras: {answers: {not_assessed: On leave}}")).not_assessed == "On leave"


def test_evidence_is_named_and_only_web_addresses_are_links() -> None:
    read = ann("role: agent, checkins: [{date: 2026-02-27, note: Two calls lost.}]")
    entries = (
        "csat, 2026-02-27, 2026-02-28, 'https://a.example/x_y?b=1', 'javascript:alert(1)', 'https://a b'"
    )
    said = review(f"kras: {{answers: {{evidence: [{entries}]}}}}")
    assert answers({**read, **said}).evidence == (
        EvidenceView("CSAT (KPI)"),
        EvidenceView("27 February 2026: Two calls lost.", on=date(2026, 2, 27)),
        EvidenceView("2026-02-28", on=date(2026, 2, 28)),
        EvidenceView("https://a.example/x_y?b=1", "https://a.example/x_y?b=1"),
        EvidenceView("javascript:alert(1)"),
        EvidenceView("https://a b"),
    )


def objective(head: str, fields: str, cycle: str = "2026-Q1") -> dict[str, str]:
    return {
        "okr.yaml": f"""
            kind: objectives
            {head}
            cycle: {cycle}
            objectives:
              - id: calm
                title: Calm phones
                accelerates: answers
                commitment: aspirational
                key_results: [{{id: wait, title: Wait, unit: minutes, baseline: 9, target: 4}}]
                {fields}
            """
    }


def test_objectives_in_the_period_stand_apart_and_are_named_at_their_area() -> None:
    view = built(objective("owner: ann", "learning: Start earlier"))
    (one,) = view.objectives
    assert (one.title, one.cycle, one.team, one.accelerates) == ("Calm phones", "2026-Q1", None, ("Answers",))
    assert (one.success, one.learning, one.coverage) == (D("0.7"), "Start earlier", "0 of 1")
    assert view.roles[0].kras[0].objectives == ("Calm phones",)


@pytest.mark.parametrize(
    ("cycle", "fields"), [("2026", ""), ("2025-Q4", ""), ("2026-Q3", ""), ("2026-Q1", "status: draft")]
)
def test_objectives_beyond_the_period_and_drafts_are_left_out_in_both_places(cycle: str, fields: str) -> None:
    view = built(objective("owner: ann", fields, cycle))
    assert (view.objectives, view.roles[0].kras[0].objectives) == ((), ())


def test_a_team_objective_belongs_to_the_review_of_its_owner() -> None:
    files = objective("team: desk", "")
    assert [one.team for one in built(files, "lea").objectives] == ["The desk"]
    assert built(files).objectives == ()


def test_a_score_set_by_hand_counts_with_its_reason() -> None:
    (one,) = built(objective("owner: ann", "override: {value: 0.5, reason: Half a team}")).objectives
    assert (one.score, one.colour, one.override_reason) == (D("0.5"), "amber", "Half a team")


@pytest.mark.parametrize(
    ("commitment", "value", "colour"),
    [
        ("committed", "1", "green"),
        ("committed", "0.99", "amber"),
        ("committed", "0.69", "red"),
        ("aspirational", "0.7", "green"),
        ("aspirational", "0.695", "green"),
        ("aspirational", "0.694", "amber"),
        ("aspirational", "0.39", "red"),
        ("learning", "0.9", None),
    ],
)
def test_a_score_has_the_colour_of_what_counts_as_success(
    commitment: str, value: str, colour: str | None
) -> None:
    files = objective("owner: ann", f"override: {{value: {value}, reason: By hand}}")
    files["okr.yaml"] = files["okr.yaml"].replace("aspirational", commitment)
    (one,) = built(files).objectives
    assert one.colour == colour


def test_an_area_that_is_not_assessed_is_left_out_of_the_role() -> None:
    read = ann("role: agent, checkins: [{date: 2026-02-27, readings: {csat: 40}}]")
    whole = built({**read, **review("kras: {answers: {not_assessed: On leave}}")}).roles[0]
    assert (whole.attainment, whole.coverage) == (None, "0 of its 2 areas")


@pytest.mark.parametrize(
    ("version", "short"),
    [
        ("1c0f82780e533b9e3655ac8386e5687f6d94b767", "1c0f82780e53"),
        ("sha256:" + "ab" * 32, "sha256:abababababab"),
        ("v2026.1-after-the-reorganisation", "v2026.1-after-the-reorganisation"),
        ("1c0f8278", "1c0f8278"),
    ],
)
def test_a_hash_is_quoted_by_its_first_digits(version: str, short: str) -> None:
    assert built(review(f"role_version: '{version}'")).role_version == short


def test_the_actual_value_says_how_it_was_made_up() -> None:
    kpis = """{id: sales, name: Sales, aggregate: sum, target: ">= 20 per half"},
             {id: spend, name: Spend, target: "0.9..1.1"}, 
             {id: peak, name: Peak, aggregate: max, target: "<= 9"}, {id: once, name: Once, target: ">= 1"}"""
    role = f"{{kind: role, id: agent, title: Agent, kras: [{{id: answers, name: Answers, kpis: [{kpis}]}}]}}"
    days = ("01-30", "02-27", "03-30", "04-30")
    values = zip(days, (4, 5, 6, 7), ("1.0", "1.2", "1.0", "1.0"), strict=True)
    read = ", ".join(
        f"{{date: 2026-{on}, readings: {{sales: {sold}, spend: {spent}, peak: {sold}}}}}"
        for on, sold, spent in values
    )
    person = ann(f"role: agent, checkins: [{read}, {{date: 2026-05-01, item: once, value: 1}}]")
    seen = answers({"agent.yaml": role, **person}).kpis
    assert [kpi.how for kpi in seen] == ["sum of 4", "3 of 4 in range", "highest of 4", ""]


def test_a_floor_is_named_in_the_working() -> None:
    role = """{kind: role, id: agent, title: Agent, kras: [{id: answers, name: Answers,
              kpis: [{id: csat, name: CSAT, unit: percent, target: ">= 80", floor: 60}]}]}"""
    read = ann("role: agent, checkins: [{date: 2026-02-27, readings: {csat: 75}}]")
    (kpi,) = answers({"agent.yaml": role, **read}).kpis
    assert kpi.formula == "(75 − 60) / (80 − 60), from the floor 60 on"


def test_a_dropped_objective_says_why() -> None:
    (one,) = built(objective("owner: ann", "dropped: {on: 2026-02-02, reason: No line}")).objectives
    assert one.dropped == "No line"


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ("recommendation: none", None),
        ("recommendation: promote", "Promote"),
        ("recommendation: promote, to: {role: lead, level: senior}", "Promote to Lead, Senior Agent"),
        ("recommendation: move, to: {role: Sales}", "Move to Sales"),
    ],
)
def test_the_recommendation_says_where_it_leads(fields: str, text: str | None) -> None:
    assert built(review(fields)).recommendation == text


def test_people_and_areas_are_shown_by_their_names() -> None:
    action = "development: [{kra: agent/answers, action: Listen in, owner: lea, by: 2026-09-30}]"
    view = built(review(f"reviewer: lea, {action}, amendments: [{{on: 2026-08-01, by: lea, text: T}}]"))
    assert (view.development[0].kra, view.development[0].owner) == ("Answers", "Lea Ohm")
    assert (view.reviewer, view.amendments[0].by, view.team) == ("Lea Ohm", "Lea Ohm", "The desk")


@pytest.mark.parametrize(("method", "overall"), [("none", None), ("manual", RatingStepView("4", "Exceeds"))])
def test_an_overall_result_stands_only_where_one_is_given(
    method: str, overall: RatingStepView | None
) -> None:
    assert built(review(f"overall: {{method: {method}, value: 4}}")).overall == overall


def test_who_held_no_role_has_no_review() -> None:
    with pytest.raises(KraokrError, match="Ann Lee held no role from 2026-01-01 to 2026-06-30"):
        built(ann("role: agent, start: 2026-07-01"))


@pytest.mark.parametrize(
    "held", ["role: agnt", "assignments: [{role: agent}, {role: agnt, from: 2026-05-01}]"]
)
def test_an_unknown_role_is_an_error_and_no_gap(held: str) -> None:
    with pytest.raises(KraokrError, match="Ann Lee holds the role `agnt`, but no file"):
        built(ann(held))


def test_an_unknown_role_of_another_time_is_no_matter() -> None:
    held = "assignments: [{role: agnt, to: 2025-12-31}, {role: agent, from: 2026-01-01}]"
    assert len(built(ann(held)).roles) == 1


def test_areas_that_are_no_longer_in_force_are_left_out() -> None:
    retired = BASE["agent.yaml"].replace(
        "name: Order, weight: 40,", "name: Order, weight: 40, status: retired,"
    )
    read = "{kind: checkins, owner: ann, checkins: [{date: 2026-03-01, readings: {csat: 60, backlog: 9}}]}"
    (role,) = built({"agent.yaml": retired, "read.yaml": read}).roles
    assert [kra.id for kra in role.kras] == ["answers"]
    assert role.attainment == role.kras[0].attainment


def test_a_kpi_that_two_roles_have_is_read_for_the_role_held_on_the_day() -> None:
    clerk = """
        kind: role
        id: clerk
        title: Clerk
        kras: [{id: post, name: Post, kpis: [{id: csat, name: CSAT, unit: percent, target: ">= 50"}]}]
        """
    ann = """
        kind: person
        id: ann
        assignments: [{role: clerk, to: 2026-03-31}, {role: agent, from: 2026-04-01}]
        """
    read = """
        kind: checkins
        owner: ann
        checkins: [{date: 2026-02-01, item: csat, value: 25}, {date: 2026-05-01, item: csat, value: 80}]
        """
    first, second = built({"clerk.yaml": clerk, "ann.yaml": ann, "read.yaml": read}).roles
    assert first.kras[0].kpis[0].actual == "25 %"
    assert second.kras[0].kpis[0].actual == "80 %"


def test_the_next_level_and_its_scope() -> None:
    (senior,) = built(ann("role: agent, level: senior")).roles
    assert senior.next_level == "deputy"
    assert senior.kras[0].scope == ("The hard cases.",)
    assert senior.kras[0].next_scope == ("Ownership: The desk", "Reach: the team")
    (deputy,) = built(ann("role: agent, level: deputy")).roles
    assert deputy.next_level is None and deputy.kras[0].next_scope == ()


def test_readings_before_and_in_the_period_and_the_working() -> None:
    checkins = (
        "checkins: [{date: 2025-12-30, readings: {csat: 60}}, {date: 2026-02-01, readings: {csat: 72}},"
    )
    (role,) = built(ann(f"role: agent, {checkins} {{date: 2026-06-01, readings: {{csat: 76}}}}]")).roles
    (csat,) = role.kras[0].kpis
    assert csat.before == "60 %"
    assert [reading.text for reading in csat.readings] == ["72 %", "76 %"]
    assert (csat.formula, csat.attainment) == ("76 / 80", D("0.95"))
    assert (role.kras[0].formula, role.formula) == ("", "(60 × 0.95) / 60")


def test_the_caller_says_which_version_of_the_role_it_is_else_the_record_does() -> None:
    ws, today = workspace({**BASE, **review("role_version: 1f2e3d4c")}), date(2026, 7, 20)
    person = ws.people["ann"]
    period, record = choose_period(ws, person, today, "2026-H1")
    versions = ("9a8b7c6d", None)
    views = [build_review(ws, Scores(ws, today), person, period, record, version) for version in versions]
    assert [view.role_version for view in views] == ["9a8b7c6d", "1f2e3d4c"]


def test_a_preset_is_named_with_what_it_means() -> None:
    config = "{kind: config, score: {preset: kra-ratio-120}}"
    view = built({"kraokr.yaml": config})
    assert view.preset == "kra-ratio-120"
    assert "1.2" in (view.preset_text or "")
    assert (built().preset, built().preset_text) == (None, None)


def test_a_role_at_a_level_is_held_since_the_first_of_assignments_without_a_gap() -> None:
    held = (
        "assignments: [{role: agent, level: senior, from: 2024-05-01, to: 2024-12-31},"
        "{role: agent, level: senior, from: 2025-03-01, to: 2025-12-31},"
        "{role: agent, level: senior, from: 2026-01-01}]"
    )
    assert built(ann(held)).roles[0].held_since == date(2025, 3, 1)


def test_the_next_level_is_the_role_that_follows_where_no_level_is_above() -> None:
    agent = BASE["agent.yaml"].replace("purpose:", "promotes_to: lead\n        purpose:")
    views = [built({"agent.yaml": agent, **ann(f"role: agent, level: {id}")}) for id in ("senior", "deputy")]
    assert [view.roles[0].next_level for view in views] == ["deputy", "Lead"]


def test_final_reviews_before_the_period_say_how_an_area_was_rated() -> None:
    earlier = {
        f"{cycle}.yaml": f"{{kind: review, person: ann, cycle: {cycle}, status: {status}, "
        f"kras: {{answers: {{rating: {value}}}}}}}"
        for cycle, status, value in (
            ("2025-H1", "final", 2),
            ("2024-H2", "final", 3),
            ("2025-H2", "draft", 5),
            ("2026-H1", "final", 4),
        )
    }
    past = answers(earlier).past_ratings
    assert [(one.period, one.rating.value) for one in past] == [("2024-H2", "3"), ("2025-H1", "2")]


def test_the_numbers_speak_for_a_rating_beside_the_one_given() -> None:
    read = ann("role: agent, checkins: [{date: 2026-02-27, readings: {csat: 56}}]")
    area = answers({**read, **review("kras: {answers: {rating: 4}}")})
    assert area.hint == RatingStepView("2", "Partly meets")
    assert (area.hint_note, area.rating) == ("70 % of the targets", RatingStepView("4", "Exceeds"))
    assert answers({}).hint is None


OBJECTIVE = """
    role: agent, objectives: [{id: calm, title: Callers are calm, cycle: 2026-Q1,
    changes: [{on: 2026-02-10, field: rate/target, from: 60, to: 50, reason: A line went down}],
    key_results: [{id: rate, title: Rate, baseline: 20, target: 50, unit: percent}]}],
    checkins: [{date: 2026-01-30, item: rate, value: 30, confidence: 6},
    {date: 2026-03-30, item: rate, value: 44, confidence: 4}, {date: 2026-04-30, item: rate, confidence: 9}]
    """


def test_an_objective_tells_what_was_changed_and_how_sure_its_owner_was() -> None:
    [objective] = built(ann(OBJECTIVE)).objectives
    [change] = objective.changes
    assert (change.on, change.what, change.before, change.after) == (
        date(2026, 2, 10),
        "rate/target",
        "60",
        "50",
    )
    assert change.reason == "A line went down"
    assert [(one.on, one.text) for one in objective.key_results[0].confidence] == [
        (date(2026, 1, 30), "6"),
        (date(2026, 3, 30), "4"),
    ]
