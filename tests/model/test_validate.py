# ruff: noqa: E501 - a table of mistakes reads best with one on a line
from __future__ import annotations

from decimal import Decimal

import pytest

from kraokr.model import CheckIns, Config, Objectives, Person, Review, Role
from kraokr.model.reader import MAX_PROBLEMS
from kraokr.model.validate import is_ours, validate
from kraokr.source.diagnostic import Severity
from kraokr.source.edits import apply_edits
from support import document, load, said

ROLE = "kind: role\nid: a\ntitle: A\n"
KRA = ROLE + "kras:\n- {id: b, name: B, %s}\n"
CHOICES = "one of result, customer, process, people, stakeholder, growth"

MISTAKES = [
    (ROLE + "purpsoe: x", "purpsoe", "unknown key `purpsoe`", "did you mean `purpose`?"),
    (ROLE + "limits: {zz: 1}", "zz", "unknown key `zz`", "known here: kras"),
    (ROLE + "owner: [a]", "[a]", "`owner` is a list, but text is expected", "write it on one line"),
    (ROLE + "purpose: 5", "5", "`purpose` is the number 5, but text is expected", "put it in quotes"),
    (ROLE + "purpose: ' '", "' '", "`purpose` is blank", "write a value, or remove the line"),
    (ROLE + "kras:", "kras", "`kras` is empty", "write a value, or remove the line"),
    (ROLE + "kras: x", "x", '`kras` is the text "x", but a list is expected', "put each entry on a line of its own after `- `"),
    (ROLE + "limits: 3", "3", "`limits` is the number 3, but a mapping is expected", "write `key: value` lines below it"),
    (ROLE + "kras: [b]", "b", 'entry 1 of `kras` is the text "b", but a mapping is expected', "write `key: value` lines below it"),
    (ROLE + "reviewed_on: 12.1.2026", "12.1.2026", '`reviewed_on` is the text "12.1.2026", but a date is expected', "write year-month-day, such as 2026-03-31"),
    (ROLE + "reviewed_on: 2026-02-30", "2026-02-30", "`reviewed_on` is 2026-02-30, a day that does not exist", "check the month and the day"),
    (ROLE + "status: Active", "Active", '`status` is the text "Active", but one of draft, active, retired is expected', "did you mean `active`?"),
    (KRA % "dimension: 7", "7", f"`dimension` is the number 7, but {CHOICES} is expected", f"write {CHOICES}"),
    (KRA % "weight: 40%", "40%", '`weight` is the text "40%", but a number is expected', "write 40 without quotes or a unit"),
    (KRA % "weight: -1", "-1", "`weight` is -1, but a number of 0 or more is expected", "correct the number"),
    (KRA % "kpis: [{name: C, guardrail: 1}]", "1", "`guardrail` is the number 1, but true or false is expected", "write true or false"),
    (KRA % "kpis: [{name: C, scale: [1, 2]}]", "[1, 2]", "`scale` has 2 entries, but 5 are expected", "give 5"),
    (KRA % "kpis: [{name: C, target: true}]", "true", "`target` is `true`, but a number or a text or a mapping is expected", "write a number or a text or a mapping"),
    (KRA % "kpis: [{name: C, target: {op: at_least}}]", "op", "`value` is missing", "add `value:`"),
    (ROLE + "levels: [{id: b, rank: 1.5}]", "1.5", "`rank` is the number 1.5, but a whole number is expected", "write digits only, such as 3"),
    ("kind: role\nid: Sales Lead\ntitle: A", "Sales Lead", 'the id "Sales Lead" is not in kebab-case', "write `sales-lead`"),
    ("kind: role\nid: a", "a", "`title` is missing", "add `title:`"),
    ("kind: team\nid: a\nleed: b", "leed", "unknown key `leed`", "did you mean `lead`?"),
    ("kind: person\nid: a", "a", "no `role` is given", "give `role:`, or `assignments:` where it changed over time"),
    ("kind: person\nid: a\nrole: [b]", "[b]", "`role` is a list, but text is expected", "write it on one line"),
    ("kind: checkins\nowner: a\ncheckins: [{date: 2026-01-30, value: 3}]", "3", "`value` without the item it belongs to", "add `item:`, or write several under `readings:`"),
    ("kind: checkins\nowner: a\ncheckins: [{date: 2026-01-30, confidence: 11}]", "11", "`confidence` is the number 11, but a whole number from 1 to 10 is expected", "10 means certain"),
    ("kind: checkins\nchekins: []", "chekins", "unknown key `chekins`", "did you mean `checkins`?"),
    ("kind: checkins\ncheckins: []", "kind", "neither `owner` nor `team` is given", "say whose readings these are: give one of them"),
    ("kind: review\nperson: a\nperiod: {start: 2026-02-01, end: 2026-01-31}", "2026-01-31", "the period ends on 2026-01-31, before it starts on 2026-02-01", None),
    ("kind: review\nperson: a\ncycle: 2026\namendments: [{on: 2026-01-01, text: 5}]", "5", "`text` is the number 5, but text is expected", "put it in quotes"),
    ("kind: config\nfiscal_year_start: 13-01", "13-01", '`fiscal_year_start` is "13-01", but a day of the year is expected', "write month and day, such as 04-01"),
    ("kind: config\ncycles: [{id: {a: 1}}]", "{a: 1}", "`id` is a mapping, but text is expected", "write it on one line"),
    ("kind: config\npace: {on: 2}", "2", "`on` is 2, but a number from 0 to 1 is expected", "correct the number"),
    ("kind: config\nrules: {map: 3}", "3", "`map` is the number 3, but a text or a mapping is expected", "write a text or a mapping"),
    ("kind: rol", "rol", "unknown kind `rol`", "did you mean `role`?"),
    ("kind: [a]", "[a]", "`kind` is a list, but a word is expected", "known here: config, role, person, team, objectives, checkins, review"),
    ("- a\n- b", "- a\n- b", "this file is a list, but one mapping is expected", "write `kind:` first"),
    ("only text", "only text", "this file is plain text, but one mapping is expected", "write `kind:` first"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "place", "message", "help"), MISTAKES)
def test_each_mistake_once_at_its_place(text: str, place: str, message: str, help: str | None) -> None:
    _, problems = load(text)
    assert [said(problem) for problem in problems] == [(place, message, help)]


def test_an_empty_file_is_a_warning_at_most() -> None:
    node, (problem,) = load("# nothing yet\n")
    assert node is None
    assert problem.finding.message == "the file is empty"
    assert problem.finding.severity is Severity.WARNING


@pytest.mark.parametrize(
    "text", ["title: x", "apiVersion: v1\nkind: role\n", "apiVersion: v1\nkind: Deployment"]
)
def test_what_is_not_ours_is_passed_over(text: str) -> None:
    assert not is_ours(document(text))
    assert load(text) == (None, [])


def test_what_cannot_be_parsed_gives_no_node() -> None:
    node, problems = load("kind: role\nid: [a\n")
    assert node is None
    assert [problem.kind for problem in problems] == ["invalid-yaml"]


def test_all_mistakes_of_a_file_at_once() -> None:
    node, problems = load(
        """
        kind: role
        id: Sales Lead
        title: ""
        foo: 1
        kras:
          - {id: b, name: B, weight: x, kpis: [{nam: C}, {name: D, scale: [1, x, 3, 4, 5]}]}
          - 5
        levels: [{id: c}]
        """,
        "roles/Sales lead.yaml",
    )
    assert sorted(said(problem)[0] for problem in problems) == sorted(
        ['""', "5", "Sales Lead", "c", "foo", "nam", "x", "x"]
    )
    assert isinstance(node, Role)
    assert (node.id, node.title) == ("sales-lead", "Sales Lead")
    assert node.kras[0].weight is None
    assert [kpi.name for kpi in node.kras[0].kpis] == ["D"]
    assert node.kras[0].kpis[0].scale is None
    assert node.levels == ()


def test_a_bad_item_costs_only_itself_and_the_others_keep_their_places() -> None:
    node, problems = load(
        """
        kind: role
        id: a
        title: A
        kras:
          - {id: Bad Id, name: B}
          - {id: c, name: C, kpis: [{name: "", unit: x}, {name: D, unit: y}, 3, {name: E}]}
          -
          - {id: f, name: F, practices: [one, 2, three]}
        """
    )
    assert isinstance(node, Role)
    assert len(problems) == 5
    assert [(kra.id, kra.path) for kra in node.kras] == [("c", ("kras", 1)), ("f", ("kras", 3))]
    assert [kpi.path for kpi in node.kras[0].kpis] == [("kras", 1, "kpis", 1), ("kras", 1, "kpis", 3)]
    assert node.kras[1].practices == ("one", "three")
    for part in node.walk():
        place = part.at("name" if part is not node else "title")
        assert place.file.text[place.span.start : place.span.end] in "A C D E F"


def test_what_follows_from_a_mistake_is_left_out_without_another_word() -> None:
    node, problems = load(
        """
        kind: role
        id: a
        title: A
        kras:
          - {id: no-name}
          - {id: Bad Id, name: B}
          - {id: c, name: C, kpis: [{name: D, target: {op: between, value: [1, x]}}, {name: E}]}
        """
    )
    assert [said(problem)[0] for problem in problems] == ["no-name", "Bad Id", "x"]
    assert isinstance(node, Role)
    (kra,) = node.kras
    assert [(kpi.name, kpi.target) for kpi in kra.kpis] == [("D", None), ("E", None)]


def test_own_keys_are_free_at_every_level() -> None:
    node, problems = load(
        """
        kind: person
        id: a
        role: b
        x-badge: [1, {y: 2}]
        objectives: [{id: c, title: C, x-jira: 5, key_results: [{title: D, x-y: null}]}]
        reviews: [{cycle: 2026-H1, kras: {k: {rating: 3, x-z: 1}}}]
        """
    )
    assert problems == []
    assert isinstance(node, Person)
    assert node.objectives[0].key_results[0].title == "D"
    assert node.reviews[0].kras["k"].rating == 3


@pytest.mark.parametrize("key", ["salary", "DOB", "gender"])
def test_sensitive_keys_are_left_to_their_rule(key: str) -> None:
    node, problems = load(f"kind: person\nid: a\nrole: b\n{key}: x\n")
    assert problems == []
    assert node is not None
    assert node.has(key)


def test_what_belongs_to_rules_is_taken() -> None:
    node, problems = load(
        """
        kind: objectives
        owner: [a, b]
        objectives: [{id: c, title: C, bonus: 5, accelerates: [x, y], key_results: [{title: D, target: 5, payout: 1}]}]
        """
    )
    assert (node is not None, problems) == (True, [])


def test_usual_other_names_can_be_renamed_safely() -> None:
    text = "kind: objectives\nokrs: [{id: a, title: A, krs: []}] # mine\n"
    for _ in range(2):
        parsed = document(text)
        validate(parsed)
        (problem,) = parsed.problems
        assert problem.finding.fix is not None
        assert problem.finding.fix.safe
        text = apply_edits(text, problem.finding.fix.edits)
    assert text == "kind: objectives\nobjectives: [{id: a, title: A, key_results: []}] # mine\n"
    assert load(text)[1] == []


def test_no_renaming_to_a_key_that_is_there() -> None:
    _, (problem,) = load(ROLE + "kras: []\nkra: []\n")
    assert problem.finding.fix is None


def test_names_of_statuses() -> None:
    text = "kind: objectives\nobjectives: [{id: a, title: A, status: green}]\n"
    parsed = document(text)
    node = validate(parsed, {"green": "on_track"})
    assert parsed.problems == []
    assert isinstance(node, Objectives)
    assert node.objectives[0].status == "on_track"
    assert len(load(text)[1]) == 1


def test_required_at_the_top_is_filled_in_so_that_the_rest_is_read() -> None:
    node, problems = load(
        "kind: review\ncycle: 2026-H1\nkras: {k: {rating: 3}}\n", "reviews/2026-H1/alice.yaml"
    )
    assert [said(problem)[1] for problem in problems] == ["`person` is missing"]
    assert isinstance(node, Review)
    assert (node.person, node.kras["k"].path) == ("alice", ("kras", "k"))
    node, problems = load("kind: checkins\nowner: a\n")
    assert [said(problem)[1] for problem in problems] == ["`checkins` is missing"]
    assert isinstance(node, CheckIns)


def test_a_hundred_problems_and_a_count() -> None:
    text = ROLE + "".join(f"k{number}: 1\n" for number in range(150))
    _, problems = load(text)
    assert len(problems) == MAX_PROBLEMS + 1
    assert problems[-1].finding.message == "and 50 more problems in this file"
    broken = document("".join(f"a{number}: *x\n" for number in range(150)) + "[")
    validate(broken)
    assert len(broken.problems) == MAX_PROBLEMS + 1


def test_the_settings_have_defaults() -> None:
    node, problems = load("kind: config\n", "kraokr.yaml")
    assert problems == []
    assert isinstance(node, Config)
    assert [step.value for step in node.rating_scale] == [1, 2, 3, 4, 5]
    assert node.score.expected.aspirational == Decimal("0.7")


SALES = """\
kind: role
id: sales-manager
title: Sales Manager
purpose: Enterprise customers choose us, stay, and grow with us.
reviewed_on: 2026-01-12
kras:
  - id: customer-acquisition
    name: Customer acquisition
    outcome: New enterprise customers join us at a healthy margin.
    dimension: result
    weight: 40
    kpis:
      - {name: Bookings, unit: USD, target: ">= 2500000 per quarter", aggregate: sum, frequency: monthly, source: "CRM, Bookings dashboard"}
      - {name: Win rate, unit: percent, target: ">= 30", frequency: monthly, source: "CRM, Pipeline dashboard"}
"""
ALICE = """\
kind: person
id: alice
name: Alice Rao
role: sales-manager
manager: meera
objectives:
  - id: logistics
    title: Become the obvious choice for logistics companies
    cycle: 2026-Q1
    accelerates: customer-acquisition
    commitment: aspirational
    key_results:
      - {id: accounts, title: New logistics accounts, unit: accounts, baseline: 0, target: 50, aggregate: sum}
      - {id: renewal, title: Renewal probability of new accounts, unit: percent, baseline: 72, target: 90}
checkins:
  - {date: 2026-01-30, readings: {accounts: 9, win-rate: 28.5}, confidence: 6, note: Two lost on price.}
reviews:
  - cycle: 2026-H1
    kras:
      customer-acquisition: {rating: 3, comment: "Bookings reached 92 % of target; the logistics segment opened late but holds.", evidence: [bookings, win-rate]}
"""


def test_a_role_loads_exactly_so() -> None:
    node, problems = load(SALES)
    assert problems == []
    assert isinstance(node, Role)
    bookings, win_rate = node.kras[0].kpis
    assert (node.kras[0].weight, bookings.key_id, win_rate.key_id) == (40, "bookings", "win-rate")
    assert str(bookings.standard) == ">= 2,500,000 per quarter"
    assert str(node.reviewed_on) == "2026-01-12"


def test_a_person_loads_exactly_so() -> None:
    node, problems = load(ALICE)
    assert problems == []
    assert isinstance(node, Person)
    (objective,) = node.objectives
    assert [(kr.measure, kr.start, kr.goal) for kr in objective.key_results] == [
        ("increase", 0, 50),
        ("increase", 72, 90),
    ]
    assert list(node.checkins[0].values()) == [("accounts", 9), ("win-rate", Decimal("28.5"))]
    assert node.reviews[0].kras["customer-acquisition"].evidence == ("bookings", "win-rate")


@pytest.mark.parametrize(
    ("text", "understood"),
    [
        (ROLE, True),
        (KRA % "due: 2026-06-30", True),
        (KRA % "due: {day: 30}", False),
        (KRA % "weight: 40%", False),
        (ROLE + "x-note: y", False),
        (ROLE + "pay: 12", False),
        ("kind: config\nconnections: {crm: {address: y}}", False),
        ("kind: thing", False),
        (ROLE + "kras: [", False),
    ],
)
def test_a_document_is_understood_if_a_model_knows_each_of_its_keys(text: str, understood: bool) -> None:
    read = document(text)
    validate(read)
    assert read.understood is understood
