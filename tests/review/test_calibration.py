from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from io import BytesIO
from pathlib import Path, PurePosixPath

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from kraokr.documents.render import FORMATS, document
from kraokr.documents.templating.environment import Templates
from kraokr.errors import KraokrError
from kraokr.model import Config, Person
from kraokr.review.calibration.appraised import position
from kraokr.review.calibration.build import build_calibration
from kraokr.review.calibration.view import CalibrationView
from kraokr.review.period import choose_period
from kraokr.review.view import RatingStepView
from kraokr.scoring.scores import Scores
from kraokr.workspace import Workspace, load

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests/golden/reviews"
TODAY = date(2026, 7, 20)
TEMPLATES = Templates()

ROLE = """
kind: role
id: {id}
title: {id} title
kras:
  - {{id: one, name: "{id} first", kpis: [{{name: "{id} a", target: ">= 10"}}]}}
  - {{id: two, name: "{id} second", kpis: [{{name: "{id} b", target: ">= 10"}}]}}
  - {{id: three, name: "{id} third"}}
  - {{id: four, name: "{id} fourth"}}
"""


@pytest.fixture(scope="module")
def acme() -> Workspace:
    folder = ROOT / "examples/acme"
    files = folder.rglob("*.yaml")
    return load(
        {PurePosixPath(f.relative_to(folder).as_posix()): f.read_text(encoding="utf-8") for f in files}
    )


def packet(ws: Workspace, *, anonymous: bool = False, backwards: bool = False) -> CalibrationView:
    people = list(ws.people.values())[:: -1 if backwards else 1]
    asked = [(person, *choose_period(ws, person, TODAY, "2026-H1")) for person in people]
    return build_calibration(ws, Scores(ws, TODAY), asked, anonymous=anonymous)


def workspace(*people: str, config: str = "") -> Workspace:
    """A workspace with the roles `many` and `few`, and the people as given."""
    texts = [*(ROLE.format(id=id) for id in ("many", "few")), *people]
    files = {PurePosixPath(f"{at}.yaml"): text for at, text in enumerate(texts)}
    return load({**files, PurePosixPath("kraokr.yaml"): f"kind: config\n{config}"})


def person(
    id: str, *ratings: object, role: str = "many", manager: str = "zed", more: str = "", area: str = ""
) -> str:
    """A person with a review that rates the areas in their order, if anything is given."""
    areas = zip(("one", "two", "three", "four"), ratings, strict=False)
    kras = "".join(f"\n      {name}: {{rating: {value}{area}}}" for name, value in areas)
    review = f"\nreviews:\n  - cycle: 2026-H1{more}\n    kras:{kras}" if ratings else ""
    return f"kind: person\nid: {id}\nname: Name {id}\nrole: {role}\nmanager: {manager}{review}\n"


def said(view: CalibrationView, format: str) -> str:
    """The text of a document, with what is in its head and in its properties."""
    data = document(TEMPLATES, "calibration", view, format)
    if format == "pdf":
        read = PdfReader(BytesIO(data))
        return "\n".join((str(read.metadata), *(page.extract_text() for page in read.pages)))
    if format == "docx":
        word = docx.Document(BytesIO(data))
        parts = [part.blob.decode(errors="replace") for part in word.part.package.iter_parts()]
        return "\n".join((*parts, word.core_properties.title))
    return data.decode()


@pytest.mark.parametrize("format", ["md", "html"])
def test_the_packet_of_the_example(acme: Workspace, format: str, golden: Callable[[Path, str], None]) -> None:
    text = document(TEMPLATES, "calibration", packet(acme), format).decode()
    golden(GOLDEN / f"calibration.{format}", text)


def hidden(ws: Workspace) -> Iterator[str]:
    """What tells who is meant: names and ids of people, and of teams but the company itself."""
    for one in ws.people.values():
        yield from (one.id, *re.split(r"[\s()]+", one.name or ""))
    yield from (team.name or team.id for team in ws.teams.values() if team.parent)


@pytest.mark.parametrize("format", FORMATS)
def test_an_anonymous_packet_names_nobody(acme: Workspace, format: str) -> None:
    named, nameless = (said(packet(acme, anonymous=hide), format).casefold() for hide in (False, True))
    words = [re.compile(rf"(?<!\w){re.escape(word.casefold())}(?!\w)") for word in hidden(acme) if word]
    assert sum(bool(word.search(named)) for word in words) >= 30
    assert [word.pattern for word in words if word.search(nameless)] == []
    assert "person 20" in nameless


def test_an_anonymous_packet_tells_no_rare_role_and_no_reason() -> None:
    reading = "\ncheckins:\n  - {date: 2026-06-01, readings: {many-a: 5}}\n"
    texts = [person(f"p{at}", 3, 2, area=", override_reason: Ann was ill") + reading for at in range(3)]
    rare = person("rare", 4, role="few", more="\n    recommendation: promote\n    to: {role: few}")
    ws = workspace(*texts, rare)
    html = said(packet(ws, anonymous=True), "html")
    assert "few" not in re.sub(r"fewer|so few", "", html)
    assert "Other roles" in html and "Area 1" in html and "many title" in html
    assert "Ann" not in html and "Ann was ill" in said(packet(ws), "html")
    assert [one.recommendation for one in packet(ws, anonymous=True).people] == [None, None, None, "Promote"]


def test_numbers_are_the_same_with_and_without_names(acme: Workspace) -> None:
    named, nameless = packet(acme), packet(acme, anonymous=True)

    def figures(view: CalibrationView) -> list[object]:
        return [
            (one.number, one.attainment, one.evidence, [(a.rating, a.attainment) for a in one.areas])
            for one in view.people
        ]

    assert figures(named) == figures(nameless)
    assert [one.who for one in nameless.people] == [f"Person {at}" for at in range(1, 21)]


def test_the_order_of_people_tells_nothing(acme: Workspace) -> None:
    assert packet(acme, anonymous=True) == packet(acme, anonymous=True, backwards=True)
    ratings = ((3, 4), (2, 2), (5, 1), (4, 4))
    one, other = (
        workspace(*(person(id, *given) for id, given in zip(ids, ratings, strict=True)))
        for ids in ("abcd", "cdba")
    )
    assert packet(one, anonymous=True) == packet(other, anonymous=True)


def test_no_small_group_is_told_from_the_sums() -> None:
    people = [person(f"a{at}", 3, manager="ann") for at in range(4)]
    people += [person(f"b{at}", 4, manager="bob") for at in range(3)]
    ws = workspace(*people, person("c", 1, manager="cy"))
    named, nameless = packet(ws), packet(ws, anonymous=True)
    assert [(one.name, one.people) for one in named.by_reviewer] == [
        ("ann", 4),
        ("bob", 3),
        ("Other reviewers", 1),
    ]
    assert [(one.name, one.people, one.merged) for one in nameless.by_reviewer] == [
        ("Reviewer 1", 4, False),
        ("Other reviewers", 4, True),
    ]


def test_a_reviewer_far_from_the_others_is_worth_a_look() -> None:
    strict = [person(f"a{at}", 2, 3, manager="ann") for at in range(3)]
    usual = [person(f"b{at}", 3, 3, manager="bob") for at in range(3)]
    found = {one.name: one for one in packet(workspace(*strict, *usual)).by_reviewer}
    ann, bob = found["ann"], found["bob"]
    assert (ann.mean, ann.from_others, ann.far) == (Decimal("2.50"), Decimal("-0.50"), True)
    assert (bob.mean, bob.from_others, bob.far) == (Decimal("3.00"), Decimal("0.50"), True)
    assert not any(one.far for one in packet(workspace(*usual, *strict[:2])).by_reviewer)
    milder = [person(f"a{at}", 3, 3, 3, 2, manager="ann") for at in range(3)]
    assert not any(one.far for one in packet(workspace(*milder, *usual)).by_reviewer)


def test_a_mean_is_rounded_half_up() -> None:
    people = [person(f"p{at}", 3, 3, 3, 3) for at in range(9)]
    ws = workspace(*people, person("q", 4, 3, 3, 3))
    assert packet(ws).all.mean == Decimal("3.03")


def test_ratings_beside_results() -> None:
    reading = "\ncheckins:\n  - {date: 2026-06-01, readings: {many-a: 5, many-b: 10}}\n"
    (view,) = packet(workspace(person("p", 4, 3) + reading)).people
    first, second = view.areas[:2]
    assert first.hint is not None
    assert (first.attainment, first.hint.value, first.steps) == (Decimal("0.5"), "1", Decimal(3))
    assert second.steps == 0
    (found,) = packet(workspace(person("p", 4, 3) + reading)).apart
    assert (found.person.who, found.area.name) == ("Name p", "many first")


def test_one_rating_for_everything() -> None:
    alike = person("p", 3, 3, 3, 3, more="\n    uniform_reason: A quiet half year.")
    ws = workspace(alike, person("q", 3, 3, 3), person("r", 3, 3, 3, 4))
    (found,) = packet(ws).uniform
    assert (found.who, found.uniform_reason) == ("Name p", "A quiet half year.")


def test_a_value_between_two_steps_has_a_column() -> None:
    view = packet(workspace(person("p", 3.5, 3)))
    assert [(one.rating.value, one.count) for one in view.all.counts if one.count] == [("3", 1), ("3.5", 1)]


def test_an_area_held_at_two_levels_counts_once() -> None:
    text = person("p", 3).replace(
        "role: many",
        "assignments: [{role: many, to: 2026-03-31}, {role: many, level: x, from: 2026-04-01}]",
    )
    view = packet(workspace(text))
    assert (view.all.areas, len(view.people[0].areas)) == (1, 4)


def test_one_person_without_a_review() -> None:
    view = packet(workspace(person("p")))
    assert (view.reviewed, view.complete, view.all.mean, view.by_role) == (0, 0, None, ())
    assert "No area is rated yet" in said(view, "html")
    (unfinished,) = view.unfinished
    assert unfinished.status is None
    text = said(packet(workspace(person("p", 3, 4)), anonymous=True), "html")
    assert "With so few people a distribution says little, and nobody in it is anonymous" in text


def test_people_without_a_role_are_left_out() -> None:
    gone = person("q").replace("role: many", "role: many\nend: 2025-12-31")
    view = packet(workspace(person("p", 3), gone))
    assert (len(view.people), view.left_out_names) == (1, ("Name q",))
    assert packet(workspace(person("p", 3), gone), anonymous=True).left_out_names == ()
    with pytest.raises(KraokrError, match="nobody to compare"):
        packet(workspace(gone))


def test_what_is_private_has_no_place_in_it() -> None:
    area = ", self: SECRET, comment: SECRET, strengths: SECRET, gaps: SECRET, evidence: [SECRET]"
    more = "\n    summary: SECRET\n    self_summary: SECRET\n    employee_comment: SECRET"
    more += "\n    development: [{action: SECRET}]"
    ws = workspace(person("p", 3, area=area, more=more))
    assert len(ws.reviews) == 1 and packet(ws).people[0].evidence == 1
    assert "SECRET" not in repr(packet(ws))


def test_no_score_of_an_objective_is_in_it(acme: Workspace) -> None:
    text = said(packet(acme), "html")
    assert [objective.title for objective in acme.objectives if objective.title in text] == []


def test_the_hash_is_of_the_content(acme: Workspace) -> None:
    named, nameless = packet(acme), packet(acme, anonymous=True)
    assert named.content_hash == packet(acme, backwards=True).content_hash
    assert named.content_hash != nameless.content_hash
    assert all(named.content_hash in said(named, format) for format in ("md", "html"))


@pytest.mark.parametrize("format", ["md", "html"])
def test_text_is_text(format: str) -> None:
    hostile = "<b>{{ 7*7 }}</b> | *x* [y](javascript:z)"
    view = packet(workspace(person("p", 3, 4, area=", override_reason: plainly"), person("q")))
    text = said(_worded(view, hostile), format)
    assert text.count("javascript:z") > 5
    assert not re.search(r"(?<!\\)<b>", text)
    assert format == "html" or not re.search(r"(?<!\\)\[y", text)
    assert "49" not in re.sub(r"[0-9a-f]{64}", "", text)


def _worded(view: CalibrationView, word: str) -> CalibrationView:
    people = tuple(
        replace(one, who=word, role=word, areas=tuple(replace(a, name=word, reason=word) for a in one.areas))
        for one in view.people
    )
    return replace(view, organisation=word, people=people)


SCALE = st.lists(st.integers(-50, 50), min_size=1, max_size=7, unique=True)


@given(SCALE, st.integers(-60, 60), st.integers(-60, 60))
def test_a_higher_rating_stands_no_lower(values: list[int], one: int, other: int) -> None:
    scale = [{"value": value, "label": "x"} for value in values]
    config = Config.model_validate({"kind": "config", "rating_scale": scale})
    low, high = (position(config, RatingStepView(str(value), "")) for value in sorted((one, other)))
    assert low <= high
    for at, value in enumerate(sorted(values)):
        assert position(config, RatingStepView(str(value), "")) == at


def test_views_are_plain_values(acme: Workspace) -> None:
    def parts(value: object) -> Iterator[object]:
        if is_dataclass(value) and not isinstance(value, type):
            for field in fields(value):
                yield from parts(getattr(value, field.name))
        elif isinstance(value, tuple):
            for part in value:
                yield from parts(part)
        else:
            yield value

    kinds = {type(part) for part in parts(packet(acme))}
    assert kinds <= {str, int, bool, Decimal, date, type(None)}
    assert Person not in kinds
