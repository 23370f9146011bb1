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

from commands import Commands
from kraokr.documents.blocks import Table
from kraokr.documents.reading import read_document
from kraokr.documents.render import FORMATS, document
from kraokr.documents.templating.environment import Templates
from kraokr.errors import KraokrError
from kraokr.model import Config, Person
from kraokr.review.calibration.appraised import position
from kraokr.review.calibration.build import build_calibration
from kraokr.review.calibration.thresholds import thresholds
from kraokr.review.calibration.view import CalibrationView
from kraokr.review.period import choose_period
from kraokr.review.view import RatingStepView
from kraokr.scoring.average import Average
from kraokr.scoring.rating import rating_hint
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


def test_the_anonymous_packet_of_the_example(acme: Workspace, golden: Callable[[Path, str], None]) -> None:
    golden(GOLDEN / "calibration-anonymous.md", said(packet(acme, anonymous=True), "md"))


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
    assert "few" not in re.sub(r"fewer|(so|too) few", "", html)
    assert "Other roles" in html and "Area 1" in html and "many title" in html
    assert "Ann" not in html and "Ann was ill" in said(packet(ws), "html")
    assert [one.recommendation for one in packet(ws).people] == [None, None, None, "Promote to few title"]
    assert [one.recommendation for one in packet(ws, anonymous=True).people] == [None] * 4


@pytest.mark.parametrize(("people", "shown"), [(2, None), (3, "4")])
def test_an_anonymous_packet_tells_no_rare_result_and_proposal(people: int, shown: str | None) -> None:
    more = "\n    overall: {value: 4, method: manual}\n    recommendation: promote\n    to: {role: few}"
    ws = workspace(*(person(f"p{at}", 3, more=more) for at in range(people)), person("q", 3))
    view = packet(ws, anonymous=True)
    assert [one.rating.value for one in view.overall if one.count] == ([shown] if shown else [])
    assert {one.overall.value for one in view.people if one.overall} == ({shown} if shown else set())
    assert {one.recommendation for one in view.people} == ({"Promote", None} if shown else {None})
    assert ("Proposed" in said(view, "html")) == bool(shown)
    assert "Proposed" in said(packet(ws), "html")


def test_an_anonymous_packet_has_bands_in_the_place_of_figures(acme: Workspace) -> None:
    named, nameless = packet(acme), packet(acme, anonymous=True)
    groups = (nameless.all, *nameless.by_reviewer, *nameless.by_role)
    areas = [area for one in nameless.people for area in one.areas]
    figures = [one.attainment for one in groups]
    figures += [one.attainment for one in nameless.people]
    figures += [one.attainment for one in areas]
    assert set(figures) == {None} == {one.uncapped for one in areas}
    assert {(one.coverage, one.evidence) for one in areas} == {(None, None)}
    assert {(one.status, one.evidence) for one in nameless.people} == {(None, None)}
    assert sorted(one.colour or "" for one in areas) == sorted(
        area.colour or "" for one in named.people for area in one.areas
    )
    text = said(nameless, "md")
    told = text.partition("## Reviewers")[2]
    assert "%" not in told and all(f"| {band} |" in told for band in ("● reached", "◆ close", "▼ missed"))
    assert "Evidence" not in text and "%" in said(named, "md").partition("## Reviewers")[2]


def test_an_anonymous_packet_counts_what_is_not_final() -> None:
    ws = workspace(person("p", 3), person("q"), person("r"))
    named, nameless = packet(ws), packet(ws, anonymous=True)
    counts = [(None, 2), ("draft", 1)]
    assert [(one.status, one.count) for one in named.unfinished] == counts
    assert [(one.status, one.count) for one in nameless.unfinished] == counts
    assert [one.people for one in nameless.unfinished] == [(), ()]
    assert "No review: Name q, Name r\n" in said(named, "md")
    assert "No review: 2 people\n- Draft: 1 person\n" in said(nameless, "md")


def test_people_stand_by_name_or_by_what_is_shown(acme: Workspace) -> None:
    named, nameless = packet(acme), packet(acme, anonymous=True)
    names = [one.who for one in named.people]
    assert names[:2] == ["Alice Rao", "Diego Núñez"] and names[-3] == "Zoë Lindqvist"
    assert names.index("Seán Ó Briain") < names.index("Thandiwe Nkosi") < names.index("Tomasz Wójcik")
    assert [one.who for one in nameless.people] == [f"Person {at}" for at in range(1, 21)]
    ratings = [[[area.rating for area in one.areas] for one in view.people] for view in (named, nameless)]
    assert ratings[0] != ratings[1]
    assert "in the order of their names" in said(named, "md")
    assert "has another order and no numbers" in said(nameless, "md")
    assert not re.search(r"\b1\\?\. ", said(named, "md"))


def test_both_packets_say_which_they_are(acme: Workspace) -> None:
    for anonymous, name in ((False, "Calibration"), (True, "Anonymous calibration")):
        view = packet(acme, anonymous=anonymous)
        html = said(view, "html")
        assert f"<title>{name}: 2026-H1</title>" in html
        assert f'content="{name}, 2026-H1"' in html
        assert f'<h1>{name}: <span class="period">2026-H1</span></h1>' in html
        assert said(view, "md").startswith(f"# {name}: 2026-H1\n")
        assert f"{name}, 2026-H1" in said(view, "pdf") and f">{name}: 2026-H1<" in said(view, "docx")


def test_both_packets_have_their_own_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    kraokr = Commands(monkeypatch, capsys)
    common = ("people", "-k", "calibration", "--cycle", "2026-H1", "--today", "2026-07-20")
    for more in ((), ("--anonymous",)):
        ran = kraokr("review", *common, *more, "-o", f"{tmp_path}/", cwd=ROOT / "examples/acme")
        assert ran.code == 0, ran.err
    names = ["calibration-2026-H1-anonymous.md", "calibration-2026-H1.md"]
    assert sorted(path.name for path in tmp_path.iterdir()) == names


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
    assert "| ◆ −0.50 |" in said(packet(workspace(*strict, *usual)), "md")
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


def test_a_rating_above_the_cap_can_be_followed() -> None:
    reading = "\ncheckins:\n  - {date: 2026-06-01, readings: {many-a: 12, many-b: 8}}\n"
    ws = workspace(person("p", 4, 3) + reading)
    first, second = packet(ws).people[0].areas[:2]
    assert (first.attainment, first.uncapped, first.coverage) == (Decimal(1), Decimal("1.2"), "one KPI")
    assert (second.attainment, second.uncapped) == (Decimal("0.8"), None)
    text = said(packet(ws), "md").replace("**", "")
    assert "| Name p | many first | 4 | 3 | ● 100 % (120 %) | none written (one KPI) |" in text
    assert "120 %" not in said(packet(ws, anonymous=True), "html")


def test_areas_of_which_little_is_measured(acme: Workspace) -> None:
    two = "kpis: [{name: a, target: '>= 10'}, {name: b, target: '>= 10'}]"
    role = ROLE.format(id="many").replace('kpis: [{name: "many a", target: ">= 10"}]', two)
    texts = (role, person("p", 4) + "\ncheckins:\n  - {date: 2026-06-01, readings: {a: 5}}\n")
    ws = load({PurePosixPath(f"{at}.yaml"): text for at, text in enumerate(texts)})
    assert packet(ws).people[0].areas[0].coverage == "1 of 2 KPIs measured"


SCALES = {
    "": "1 below 70 %, 2 from 70 %, 3 from 90 %, 4 above 100 % uncapped",
    "[{value: 1, label: a, min_attainment: 0.5}, {value: 2, label: b, min_attainment: 0.9}]": (
        "1 from 50 %, 2 from 90 %"
    ),
    "[{value: 1, label: a}, {value: 2, label: b, min_attainment: 1}, "
    "{value: 3, label: c, min_attainment: 1.2}]": "1 below 100 %, 2 from 100 %, 3 from 120 % uncapped",
    "[{value: 1, label: a}, {value: 2, label: b}]": None,
}


@pytest.mark.parametrize(("scale", "words"), SCALES.items())
def test_what_numbers_speak_for(scale: str, words: str | None) -> None:
    view = packet(workspace(person("p", 1), config=f"rating_scale: {scale}" if scale else ""))
    text = said(view, "md")
    assert (f"- Numbers speak for: {words}\n" in text) if words else ("- Numbers speak for" not in text)
    assert ("“Uncapped”" in text) == ("uncapped" in (words or ""))


@pytest.mark.parametrize("scale", [scale for scale, words in SCALES.items() if words])
@given(share=st.decimals(0, 2, places=2))
def test_numbers_speak_for_what_the_hint_says(scale: str, share: Decimal) -> None:
    config = workspace(config=f"rating_scale: {scale}" if scale else "").config
    hint = rating_hint(Average(min(share, Decimal(1)), 2, 2, raw=share), config.rating_scale).step
    reached = [
        one.rating.value
        for one in thresholds(config)
        if one.least is None or (share >= one.least and (share > 1 or not one.uncapped))
    ]
    assert hint is not None
    assert str(hint.value) == (reached or [thresholds(config)[0].rating.value])[-1]


def test_people_are_counted_once() -> None:
    people = (person("p", 3, 3, 3, 3), person("q", 3), person("r", "null"), person("s"))
    line = "People: 4; 3 with a review, 2 of them rated in at least one area, 1 in all areas\n"
    assert line in said(packet(workspace(*people)), "md")


def test_no_heading_stands_alone() -> None:
    text = said(packet(workspace(person("p", 3), person("q", 4))), "md")
    assert "## Roles" not in text and "\n\nRoles are not compared: too few" in text
    text = said(packet(workspace(*(person(id, 3) for id in "pqr"))), "md")
    assert "## Roles side by side" in text and "Roles are not compared" not in text


def test_each_cell_has_its_title_where_columns_do_not_fit(acme: Workspace) -> None:
    html = said(packet(acme), "html")
    for table in re.findall(r"<table.*?</table>", html, re.DOTALL)[1:]:
        titles = re.findall(r'<th scope="col".*?>(.*?)</th>', table)
        for row in re.findall(r'<tr><th scope="row">.*?</tr>', table, re.DOTALL):
            labels = re.findall(r'data-label="(?:Rated (?=\d))?(.*?)"', row)
            assert labels == [title for title in titles[1:] if title not in ("After the meeting", "Why")]


def test_bars_are_not_read_aloud(acme: Workspace) -> None:
    html = said(packet(acme), "html")
    assert html.count("█") == sum(len(one.bar) for one in packet(acme).all.counts) > 0
    assert "█" not in re.sub(r'<span aria-hidden="true">█+</span>', "", html)


@pytest.mark.parametrize("anonymous", [False, True])
def test_there_is_room_to_write_on_paper(acme: Workspace, anonymous: bool) -> None:
    html = said(packet(acme, anonymous=anonymous), "html")
    tables = [one for one in read_document(html).blocks if isinstance(one, Table) and one.roomy]
    assert len(tables) == 20
    for table in tables:
        whole = sum(column.share for column in table.columns)
        *_, after, why = (168 * column.share / whole for column in table.columns)
        assert after - 7.4 >= 25 and why - 1.8 >= 25, "millimetres, without the space beside the text"


def test_one_rating_for_everything() -> None:
    alike = person("p", 3, 3, 3, 3, more="\n    uniform_reason: A quiet half year.")
    ws = workspace(alike, person("q", 3, 3, 3), person("r", 3, 3, 3, 4))
    (found,) = packet(ws).uniform
    assert (found.who, found.uniform_reason) == ("Name p", "A quiet half year.")


def test_a_value_between_two_steps_has_a_column() -> None:
    view = packet(workspace(person("p", 3.5, 3)))
    assert [(one.rating.value, one.count) for one in view.all.counts if one.count] == [("3", 1), ("3.5", 1)]
    assert [one.value for one in view.steps] == ["1", "2", "3", "3.5", "4", "5"]


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
