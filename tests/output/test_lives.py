"""The formats of lives, on the scripted repository."""

from __future__ import annotations

import json as parser
import xml.etree.ElementTree as ET
from collections.abc import Callable
from datetime import date
from html import escape
from pathlib import Path
from typing import Any

import pytest

from kraokr.errors import KraokrError
from kraokr.history.life import MARKS
from kraokr.output.lives import json, markdown, svg, text
from kraokr.output.lives.view import LivesView
from kraokr.output.style import width
from scriptedlives import Read

GOLDEN = Path(__file__).parents[1] / "golden/lives"
NAMES = ("diego", "sales-manager", "complaint-handling", "win-rate")
Golden = Callable[[Path, str], None]


@pytest.fixture(scope="module")
def read(tmp_path_factory: pytest.TempPathFactory) -> Read:
    return Read(tmp_path_factory.mktemp("lives") / "repo")


PRINTED: dict[str, tuple[tuple[str, ...], Callable[[LivesView], str]]] = {
    "all.txt": ((), lambda view: text.render(view, 80)),
    "all.ansi": ((), lambda view: text.render(view, 100, color=True)),
    "all.md": ((), markdown.render),
    "all.svg": ((), svg.render),
    "named.txt": (NAMES, lambda view: text.render(view, 100)),
    "named-ascii.txt": (NAMES, lambda view: text.render(view, 100, unicode=False)),
    "named.md": (NAMES, markdown.render),
    "named.svg": (NAMES, svg.render),
    "kra.json": (("complaint-handling",), json.render),
}


@pytest.mark.parametrize("name", PRINTED)
def test_the_scripted_repository(read: Read, golden: Golden, name: str) -> None:
    names, render = PRINTED[name]
    golden(GOLDEN / name, render(read.view(*names)))


@pytest.mark.parametrize("columns", [60, 80, 100, 160])
@pytest.mark.parametrize("unicode", [True, False])
def test_no_line_is_wider_than_the_terminal(read: Read, columns: int, unicode: bool) -> None:
    for names in ((), NAMES):
        for line in text.render(read.view(*names), columns, unicode=unicode).splitlines():
            assert width(line) <= columns, line


def test_without_unicode_all_but_names_is_ascii(read: Read) -> None:
    assert text.render(read.view("sales-manager"), unicode=False).isascii()


def test_quarters_without_room_are_left_out_and_that_is_said(read: Read) -> None:
    view = read.view("quality-lead", since=date(2018, 1, 1))
    shown = text.render(view, 80)
    assert "There is no room for the quarters before " in shown
    assert all(width(line) <= 80 for line in shown.splitlines())
    assert "There is no room" not in text.render(read.view("quality-lead"), 80)


def test_a_time_that_begins_later_shows_what_was_there(read: Read) -> None:
    view = read.view("quality-lead", since=date(2025, 7, 1))
    (block,) = view.blocks
    cells = {row.life.id: row.cells for row in block.rows if not row.depth}
    assert cells == {
        "quality-lead/product-quality": ("same", "changed", "same"),
        "quality-lead/test-coverage": ("removed", "", ""),
        "quality-lead/release-confidence": ("same", "same", "same"),
    }
    assert [(id, churn.changed, churn.of) for id, _, churn in view.churns] == [
        ("quality-lead", ("2025-Q3", "2025-Q4"), 3)
    ]


def test_a_role_shows_those_it_takes_over_as_well(read: Read) -> None:
    view = read.view("platform-engineer")
    assert [block.id for block in view.blocks] == ["platform-engineer", "engineer"]
    assert view.blocks[0].about == "takes over from Engineer"


def test_a_person_shows_the_roles_held_and_goalposts_that_moved(read: Read) -> None:
    view = read.view("diego")
    assert [(block.title, block.about) for block in view.blocks] == [
        ("Diego Luna: Sales Manager", "since 2024-10-01")
    ]
    assert [event.deed.name for _, event in view.moved] == [
        "target-loosened",
        "objective-dropped",
        "target-loosened",
        "objective-removed",
    ]
    assert read.view("hana").moved == ()


def test_json_tells_all_of_a_life(read: Read) -> None:
    data: Any = parser.loads(json.render(read.view()))
    assert (data["version"], data["today"], len(data["quarters"])) == (1, "2026-03-31", 6)
    kras = {kra["id"]: kra for role in data["roles"] for kra in role["kras"]}
    acquisition = kras["sales-manager/customer-acquisition"]
    assert acquisition["marks"]["2025-Q1"] == "measured"
    (wins,) = (one for one in acquisition["targets"] if one["id"].endswith("/win-rate"))
    assert wins["target"] == "≥ 30 %"
    assert wins["events"][1]["commit"] == read.commits["level-target-loosened"]
    assert kras["service-lead/complaint-handling"]["events"][1]["from"] == "sales-manager/complaint-handling"
    assert data["churn"][0]["commits"] == [read.commits[f"churn-{n}"] for n in (1, 2, 3)]


def test_the_picture_is_well_formed_and_says_in_words_what_it_shows(read: Read) -> None:
    view = read.view()
    drawn = svg.render(view)
    root = ET.fromstring(drawn)
    assert root.get("role") == "img"
    space = "{http://www.w3.org/2000/svg}"
    assert [root.findtext(f"{space}{name}") is not None for name in ("title", "desc")] == [True, True]
    pointed = [one.findtext(f"{space}title") or "" for one in root.iter(f"{space}g")]
    moved = f"2025-07-21 {read.commits['kra-moved'][:7]} Meera Shah: KRA moved"
    assert any(moved in title for title in pointed)
    marks = sum(cell in MARKS for row in view.rows for cell in row.cells)
    assert len(pointed) == marks + len(view.rows)
    assert "prefers-color-scheme:dark" in drawn
    assert not any(outer in drawn for outer in ("href", "url(", "@import", "<script"))


@pytest.mark.parametrize("render", [markdown.render, svg.render, text.render, json.render])
def test_what_files_say_is_no_markup(read: Read, render: Callable[[LivesView], str]) -> None:
    view = read.view("complaint-handling")
    (story,) = view.stories
    nasty = "<b>a|b</b> & @you \x1b[31m#1"
    try:
        story.life.name, name = nasty, story.life.name
        shown = render(view)
    finally:
        story.life.name = name
    assert "\x1b" not in shown
    if render is svg.render:
        ET.fromstring(shown)
        assert escape("<b>") in shown
    if render is markdown.render:
        assert "@you" not in shown
        assert "a|b" not in shown
        assert "<b>" not in shown


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Sales Manager", ["sales-manager"]),
        ("sales/roles/sales manager.yaml", ["sales-manager"]),
        ("account-growth", ["sales-manager/account-growth"]),
        ("sales-manager/account-growth", ["sales-manager/account-growth"]),
        ("Trust of existing shippers", ["sales-manager/account-growth"]),
        ("expansion", ["sales-manager/account-growth/expansion"]),
        ("winter-peak", ["diego/winter-peak"]),
        ("peak-losses", ["diego/winter-peak/peak-losses"]),
        ("test-coverage", ["quality-lead/test-coverage"]),
        ("Diego Luna", ["sales-manager"]),
    ],
)
def test_things_go_by_many_names(read: Read, name: str, expected: list[str]) -> None:
    view = read.view(name)
    assert [*(block.id for block in view.blocks), *(story.life.id for story in view.stories)] == expected


def test_a_name_that_means_nothing_is_refused_with_a_guess(read: Read) -> None:
    with pytest.raises(KraokrError, match="unknown name `acount-growth`") as raised:
        read.view("acount-growth")
    assert raised.value.help == "did you mean `account-growth`?"
