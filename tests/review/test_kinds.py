from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath

import pytest

from goaltree import workspace
from kraokr.documents.render import document
from kraokr.documents.templating.environment import Templates
from kraokr.review import choose_period
from kraokr.review.audience import Reader
from kraokr.review.kinds import KINDS, document_view
from kraokr.review.view import ReviewView
from kraokr.scoring.scores import Scores
from kraokr.workspace import Workspace, load

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests/golden/reviews"
TODAY = date(2026, 7, 20)
OTHERS = ("self", "one-on-one", "promotion")
ROLE = """
    kind: role
    id: agent
    title: Agent
    purpose: Callers are helped.
    kras:
      - {id: answers, name: Answers, outcome: Callers leave content.,
         kpis: [{id: csat, name: CSAT, unit: percent, target: ">= 80"}]}
      - {id: order, name: Order}
    levels:
      - {id: junior, rank: 1, title: Junior Agent, scope: {answers: Simple cases.}}
      - {id: senior, rank: 2, title: Senior Agent, scope: {answers: The hard cases., order: The desk.}}
    """


def view_of(
    ws: Workspace, id: str, kind: str, reader: Reader | None = None, cycle: str | None = None
) -> ReviewView:
    person = ws.people[id]
    period, record = choose_period(ws, person, TODAY, cycle, KINDS[kind].running)
    return document_view(kind, ws, Scores(ws, TODAY), person, period, record, reader=reader)


def made(
    kind: str, record: str = "", held: str = "level: junior", reader: Reader | None = None, role: str = ROLE
) -> ReviewView:
    """The view of Ann, with a record of the first half year if one is given."""
    files = {
        "agent.yaml": role,
        "lea.yaml": "{kind: person, id: lea, name: Lea Ohm, role: agent, level: senior}",
        "ann.yaml": f"{{kind: person, id: ann, name: Ann Lee, role: agent, {held}, manager: lea}}",
    }
    if record:
        files["review.yaml"] = f"{{kind: review, person: ann, cycle: 2026-H1, {record}}}"
    return view_of(workspace(files), "ann", kind, reader, None if kind == "one-on-one" else "2026-H1")


def page(view: ReviewView, kind: str) -> str:
    """The text of a document, one space between words."""
    return " ".join("".join(Page(Templates().html(kind, review=view)).text).split())


class Page(HTMLParser):
    """The tags of a page in their order, and its text without the style."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag not in ("bdi", "code", "span", "strong"):
            self.text.append(" ")

    def handle_data(self, data: str) -> None:
        if self.tags[-1:] != ["style"]:
            self.text.append(data)


@pytest.fixture(scope="module")
def acme() -> Workspace:
    folder = ROOT / "examples/acme"
    files = folder.rglob("*.yaml")
    return load(
        {PurePosixPath(f.relative_to(folder).as_posix()): f.read_text(encoding="utf-8") for f in files}
    )


@pytest.mark.parametrize(
    ("kind", "id", "format"),
    [
        ("self", "jonas", "md"),
        ("one-on-one", "alice", "md"),
        ("one-on-one", "alice", "html"),
        ("one-on-one", "yuki", "md"),
        ("promotion", "omar", "md"),
        ("promotion", "yuki", "md"),
    ],
)
def test_documents_of_the_example(
    acme: Workspace, kind: str, id: str, format: str, golden: Callable[[Path, str], None]
) -> None:
    text = document(Templates(), kind, view_of(acme, id, kind), format).decode()
    golden(GOLDEN / f"{kind}-{id}.{format}", text)


@pytest.mark.parametrize("kind", OTHERS)
def test_everybody_in_the_example_has_one_of_each_kind(acme: Workspace, kind: str) -> None:
    for id, person in acme.people.items():
        name = person.name or id
        title = {"self": "Self-review", "one-on-one": "One-on-one", "promotion": "Promotion case"}[kind]
        assert page(view_of(acme, id, kind), kind).startswith(f"{title}: {name}, ")


JUDGED = (
    "status: final, summary: SEEN, self_summary: My half year., recommendation: promote,"
    " overall: {method: manual, value: 5, reason: SEEN}, employee_comment: SEEN,"
    " development: [{action: SEEN}], amendments: [{on: 2026-07-19, text: SEEN}],"
    " kras: {answers: {self: My answers., rating: 5, comment: SEEN, strengths: SEEN, gaps: SEEN,"
    " scope_evidence: SEEN, override_reason: SEEN, evidence: [SEEN]}, order: {not_assessed: SEEN}}"
)


@pytest.mark.parametrize("reader", [None, "manager"])
def test_a_self_review_shows_what_the_person_wrote_and_nothing_of_the_reviewer(reader: Reader | None) -> None:
    view = made("self", JUDGED, reader=reader)
    said = page(view, "self")
    assert "Ann Lee writes My half year." in said
    assert "Ann Lee writes My answers." in said
    assert "SEEN" not in said and "Promote" not in said
    assert (view.overall, view.recommendation, view.roles[0].kras[0].rating) == (None, None, None)


def test_a_self_review_asks_for_what_is_not_written_and_says_where_to_write_it() -> None:
    said = page(made("self"), "self")
    for asked in ("achieved, and how I know", "outside my control", "My rating"):
        assert said.count(asked) == 2
    assert "1 Does not meet, 2 Partly meets, 3 Meets, 4 Exceeds, 5 Far exceeds" in said
    assert "under kras.answers.self, kras.order.self." in said
    assert "Callers are helped." in said and "Scope: Simple cases." in said


def test_a_role_without_areas_has_a_place_to_write_too() -> None:
    said = page(made("self", held="start: 2026-01-01", role="{kind: role, id: agent, title: Agent}"), "self")
    assert "The role names no areas yet. What I achieved, and how I know" in said


def test_a_final_review_closes_the_sheet_and_a_begun_one_is_to_be_completed() -> None:
    closed = page(made("self", JUDGED), "self")
    assert "Status the review is final" in closed and "this sheet is closed" in closed
    assert "What I achieved, and how I know Ann Lee writes My answers." in closed
    assert "My rating" not in closed and "kras.answers.self" not in closed
    begun = page(made("self", "self_summary: My half year."), "self")
    assert "Status begun" in begun and "Complete it before the review, and hand it to Lea Ohm." in begun
    blank = page(made("self"), "self")
    assert "Status to be filled in" in blank
    assert "Fill it in before the review, and hand it to Lea Ohm." in blank


SHOWN = (
    "kras: {answers: {rating: 4, scope_evidence: Took the hardest week., evidence: ['2026-03-02: Flood']}}"
)


def test_a_promotion_case_sets_scope_and_evidence_side_by_side() -> None:
    before = "reviews: [{cycle: 2025-H2, status: final, kras: {answers: {rating: 3}}}]"
    said = page(made("promotion", SHOWN, held=f"level: junior, start: 2025-01-01, {before}"), "promotion")
    assert "since 1 January 2025, 1 year 6 months by 30 June 2026" in said
    assert "Proposed nothing yet; Senior Agent comes next" in said
    assert "Answers not measured 4 Exceeds 2025-H2: 3 shown" in said
    assert "Order not measured not yet shown" in said
    assert "Scope now What Senior Agent asks for Simple cases. The hard cases." in said
    assert "At the next level’s scope Took the hardest week. Evidence on record 2 March 2026: Flood" in said


def test_the_summary_of_the_review_is_no_recommendation() -> None:
    final = "status: final, finalised_on: 2026-07-09, summary: A good half."
    said = page(made("promotion", final), "promotion")
    head, _, recommended = said.partition(" Recommendation ")
    assert "From the review of 2026-H1 Final since 9 July 2026; it judges" in head
    assert "A good half." in head and "A good half." not in recommended
    assert "Earlier" not in said and "Lea Ohm recommends: what" in recommended
    proposed = page(made("promotion", "recommendation: promote"), "promotion")
    assert "Recommendation Promote Decision" in proposed


def test_several_facets_of_a_scope_are_a_list() -> None:
    role = ROLE.replace("answers: The hard cases.", "answers: {systems: The phones., ownership: The rota.}")
    html = Templates().html("promotion", review=made("promotion", role=role))
    assert "<ul><li>Systems: The phones.</li><li>Ownership: The rota.</li></ul>" in html
    assert (
        "| Simple cases. | • Systems: The phones. • Ownership: The rota. |"
        in document(Templates(), "promotion", made("promotion", role=role), "md").decode()
    )


@pytest.mark.parametrize(
    ("record", "proposed"),
    [
        ("recommendation: promote", "Proposed Promote to Senior Agent "),
        ("recommendation: promote, to: {role: agent, level: lead}", "Proposed Promote to Agent, lead "),
        ("recommendation: none", "Proposed nothing yet; Senior Agent comes next "),
    ],
)
def test_a_promotion_case_says_what_is_proposed(record: str, proposed: str) -> None:
    assert proposed in page(made("promotion", record), "promotion")


@pytest.mark.parametrize(
    ("held", "role"),
    [
        ("level: senior", ROLE),
        ("start: 2026-01-01", ROLE),
        ("start: 2026-01-01", "{kind: role, id: agent, title: Agent, kras: [{id: answers, name: Answers}]}"),
    ],
)
def test_where_nothing_comes_next_it_asks_for_the_target(held: str, role: str) -> None:
    said = page(made("promotion", held=held, role=role), "promotion")
    assert "Nothing on record says what comes after" in said
    assert "Proposed to be named" in said and "Review none on record for this period" in said


def test_a_next_role_without_scope_in_these_areas_is_said() -> None:
    role = ROLE.replace("title: Agent\n", "title: Agent\n    promotes_to: lead\n", 1)
    files = {"lead.yaml": "{kind: role, id: lead, title: Desk Lead}", "agent.yaml": role}
    ann = "{kind: person, id: ann, name: Ann Lee, role: agent, level: senior}"
    said = page(view_of(workspace({**files, "ann.yaml": ann}), "ann", "promotion"), "promotion")
    assert "No scope is written for Desk Lead in these areas" in said
    assert "Scope: The hard cases." in said and "Desk Lead asks for" not in said


def test_until_it_is_final_the_person_is_not_told_that_nothing_was_shown() -> None:
    said = page(made("promotion", SHOWN, reader="employee"), "promotion")
    assert "What the reviewer says is left out until the review is final." in said
    assert "not yet shown" not in said and "hardest week" not in said
    final = page(made("promotion", f"status: final, {SHOWN}", reader="employee"), "promotion")
    assert "not yet shown" in final and "hardest week" in final


def test_an_agenda_with_nothing_on_record_says_so() -> None:
    said = page(made("one-on-one", held="level: junior, start: 2026-07-15", role=NO_AREAS), "one-on-one")
    assert "Since 6 July 2026, 14 days ago, since no one-on-one is on record" in said
    assert "Nothing is behind, overdue or left unread." in said and "No number moved." in said
    for asked in ("What is on your mind", "Agreed", "Until the next talk"):
        assert asked in said
    assert "Noted" not in said and "Objectives" not in said and "Development" not in said


NO_AREAS = (
    "{kind: role, id: agent, title: Agent, levels: [{id: junior, rank: 1}, {id: senior, rank: 2}],"
    " kras: [{id: answers, name: Answers}]}"
)


@pytest.mark.parametrize("kind", OTHERS)
@pytest.mark.parametrize(
    "hostile", ["<script>alert(1)</script>", '"><img src=x>', "{{ 7*7 }} {% for %}", "</style><b>", "a | b"]
)
def test_text_is_text(kind: str, hostile: str) -> None:
    plain = Page(Templates().html(kind, review=written("Plainly", kind)))
    found = Page(Templates().html(kind, review=written(hostile, kind)))
    assert found.tags == plain.tags
    assert "".join(plain.text).count("Plainly") > 10
    assert "".join(found.text) == "".join(plain.text).replace("Plainly", hostile)


def written(word: str, kind: str) -> ReviewView:
    """A view in which people wrote a word wherever they could."""
    text = json.dumps(word)
    steps = f"{{title: {text}, due: 2026-07-10}}, {{title: Two, done_on: 2026-07-12}}"
    krs = f"{{id: kr, title: {text}, unit: {text}, baseline: 0, target: 9}}"
    krs += f", {{title: B, milestones: [{steps}]}}"
    goals = "".join(
        f"{{id: {id}, title: {text}, cycle: {cycle}, accelerates: answers, learning: {text},"
        f" key_results: [{krs}]}},"
        for id, cycle in (("old", "2026-Q2"), ("new", "2026-Q3"))
    )
    checkins = (
        f"{{date: 2026-07-06, type: one_on_one, by: lea, item: answers, note: {text}}},"
        f"{{date: 2026-07-13, item: new/kr, value: 1, note: {text}, by: lea, type: feedback}},"
        f"{{date: 2026-07-13, item: csat, value: 70, note: {text}}}"
    )
    said = ", ".join(f"{key}: {text}" for key in ("self", "comment", "strengths", "gaps", "scope_evidence"))
    record = (
        f"reviewer: lea, summary: {text}, self_summary: {text},"
        f" recommendation: promote, to: {{role: {text}}},"
        f" development: [{{action: {text}, by: 2026-07-10, owner: lea}}],"
        f" kras: {{answers: {{{said}, evidence: [{text}]}}, order: {{not_assessed: {text}}}}}"
    )
    role = ROLE
    for plain in ("Callers are helped.", "Callers leave content.", "Simple cases.", "The hard cases."):
        role = role.replace(plain, text)
    for name in ("name: Answers", "name: CSAT", "title: Agent", "title: Senior Agent"):
        role = role.replace(name, f"{name.split(':')[0]}: {text}")
    files = {
        "agent.yaml": role,
        "kraokr.yaml": f"kind: config\norganisation: {text}\n",
        "desk.yaml": f"{{kind: team, id: desk, lead: lea, name: {text}}}",
        "lea.yaml": f"{{kind: person, id: lea, name: {text}, role: agent, level: senior}}",
        "ann.yaml": f"{{kind: person, id: ann, name: {text}, role: agent, level: junior, team: desk,"
        f" manager: lea, objectives: [{goals}], checkins: [{checkins}]}}",
        "review.yaml": f"{{kind: review, person: ann, cycle: 2026-H1, {record}}}",
    }
    return replace(view_of(workspace(files), "ann", kind), content_hash="")
