"""Changes in every format: golden outputs of the scripted repository, and what each format promises."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path, PurePosixPath
from typing import Any, get_args

import pytest
from markdown_it import MarkdownIt

from fixtures.history.build import TODAY, build
from kraokr.documents import Templates
from kraokr.documents.changes import changes_page
from kraokr.history.asked import Asked
from kraokr.history.change import Change, ChangeName
from kraokr.history.comparison import Comparison, Unread, compare_ends
from kraokr.history.repository import Repository
from kraokr.history.revisions import WORKING_TREE, End
from kraokr.output.changes import json as as_json
from kraokr.output.changes import markdown, text
from kraokr.output.changes.view import changes_view
from kraokr.output.changes.words import summary, whom
from kraokr.output.style import width
from kraokr.workspace import Workspace, look_around
from trees import ROLE, workspace

GOLDEN = Path(__file__).parent.parent / "golden" / "changes"
READER = MarkdownIt("commonmark", {"html": True}).enable("table")
BEFORE = End("main", "0" * 40, date(2026, 1, 5))
HOSTILE = "@all <b>x</b> #1 | [a](http://b) `c` \x1b[31m \u202e\nsecond *line*"
"""A text that means something in a terminal, in Markdown and in HTML."""


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Comparison:
    """The scripted repository from its first commit to its last."""
    root = tmp_path_factory.mktemp("scripted")
    commits = build(root)
    first, last = commits["start"], [*commits.values()][-1]
    repository = Repository(root)
    ends = Asked((first, last), (), root).ends(repository)
    return compare_ends(look_around([], root), repository, ends, TODAY)


def pages(comparison: Comparison) -> Iterator[tuple[str, str]]:
    """The outputs by the names of their golden files."""
    yield "changes.txt", text.render(comparison, 100)
    yield "changes.md", markdown.render(comparison)
    yield "changes.json", as_json.render(comparison)
    yield "changes.html", changes_page(Templates(), changes_view(comparison))


def test_the_scripted_repository_in_every_format(
    whole: Comparison, golden: Callable[[Path, str], None]
) -> None:
    for name, page in pages(whole):
        golden(GOLDEN / name, page)


def people(count: int, levels: bool = True) -> Workspace:
    """A workspace with a role and so many people, every second one a senior."""
    texts = {
        f"p{at}": f"kind: person\nid: p{at}\nname: Ann {at}\nrole: seller\n"
        + (f"level: {('junior', 'senior')[at % 2]}\n" if levels else "")
        for at in range(count)
    }
    return workspace(role=ROLE, **texts)


def changed(ws: Workspace, name: Any = "kra-reworded", grave: Any = "major", **fields: Any) -> Change:
    """A change of the area of the role, which touches everybody."""
    role = ws.roles["seller"]
    given = {"before": role.kras[0], "after": role.kras[0], "affected": tuple(ws.people.values())}
    return Change(name, "changed", grave, "Sales", "Seller", "seller/sales", **{**given, **fields})


def compared(*changes: Change, unread: tuple[Unread, ...] = (), notes: tuple[str, ...] = ()) -> Comparison:
    return Comparison(BEFORE, WORKING_TREE, changes, unread, notes)


def test_whom_a_change_touches_is_told_by_name_or_by_level() -> None:
    assert whom(()) == "nobody"
    assert whom(tuple(people(1).people.values())) == "1 person: Ann 0 (junior)"
    assert whom(tuple(people(5).people.values())).endswith("Ann 3 (senior), Ann 4 (junior)")
    assert whom(tuple(people(7).people.values())) == "7 people: 4 junior, 3 senior"
    assert whom(tuple(people(7, levels=False).people.values())).endswith("Ann 4, and 2 more")


def test_the_summary_counts_what_is_graver_first() -> None:
    ws = people(3)
    told = [
        *(changed(ws, "weight-moved", "minor") for _ in range(3)),
        changed(ws, "kra-renamed", "note", affected=()),
        *(changed(ws, "target-loosened") for _ in range(2)),
    ]
    assert summary(told) == (
        "2 major, 3 minor changes, 1 note: 2 targets loosened, 3 weights moved, 1 KRA renamed; "
        "3 people affected"
    )
    assert summary([changed(ws, affected=())]) == "1 major change: 1 KRA reworded; no people affected"
    assert summary([]) == "no changes in meaning"


@pytest.mark.parametrize("name", get_args(ChangeName))
def test_every_kind_of_change_can_be_counted(name: str) -> None:
    for count in (1, 2):
        line = summary([changed(people(1), name)] * count)
        assert re.search(rf": {count} [A-Za-z ]+; 1 person affected$", line)


def test_lines_fit_the_terminal() -> None:
    long = " ".join(["Größe", "≥", "日本語", "words"] * 20)
    change = changed(people(9), old=long, new=f"{long} more", reason=long, likely=True)
    for columns in (50, 80, 140):
        lines = text.render(compared(change, changed(people(1), old=long)), columns).splitlines()
        assert max(map(width, lines)) <= columns
        assert len(lines) > 8
    assert "      was  Größe" in text.render(compared(change), 80)


def test_colours_leave_the_text_as_it_is() -> None:
    told = compared(changed(people(2), old="a", new="b", reason="c"), changed(people(0), grave="note"))
    painted = text.render(told, 80, color=True)
    assert "\x1b[31m~ KRA's outcome reworded\x1b[0m: Sales: a → b" in painted
    assert re.sub(r"\x1b\[[0-9;]*m", "", painted) == text.render(told, 80)


def hostile() -> Comparison:
    role = ROLE.replace("title: Seller", f"title: {json.dumps(HOSTILE)}")
    ws = workspace(role=role, ann=f"kind: person\nid: ann\nname: {json.dumps(HOSTILE)}\nrole: seller\n")
    change = changed(ws, old=HOSTILE, new="x", reason=HOSTILE)._replace(what=HOSTILE)
    minor = change._replace(grave="minor", affected=())
    unread = Unread(BEFORE, PurePosixPath(f"roles/{HOSTILE}.yaml"), "broken YAML in line 1")
    return compared(change, minor, unread=(unread,), notes=(HOSTILE,))


def test_nothing_steers_the_terminal() -> None:
    shown = text.render(hostile(), 100)
    assert not {"\x1b", "\u202e"} & set(shown)
    assert "@all <b>x</b>" in shown


def test_markdown_holds_no_markup_of_users_and_mentions_nobody() -> None:
    source = markdown.render(hostile())
    html = READER.render(source)
    assert not re.search(r"@\w|#\d", source.replace("&#8203;", "\u200b"))
    tags = "h3 p br sub table thead tbody tr th td strong details summary ul li blockquote"
    assert set(re.findall(r"<(\w+)", html)) <= set(tags.split())
    assert html.count("<td") == 3
    assert "&lt;b&gt;x&lt;/b&gt;" in html


def test_the_page_shows_texts_as_texts() -> None:
    page = changes_page(Templates(), changes_view(hostile()))
    assert "<b>x" not in page
    assert "&lt;b&gt;x&lt;/b&gt;" in page
    assert "http-equiv" in page


def test_markdown_has_room_in_a_comment() -> None:
    ws = people(3)
    many = [changed(ws, grave=grave, old="o" * 5000, new="n") for grave in ["major", "minor"] * 300]
    page = markdown.render(compared(*many))
    assert len(page) < 65_536
    assert page.startswith("### kraokr: 300 major, 300 minor changes; 3 people affected\n")
    assert re.search(r"\n\d+ more lines would not fit here: `kraokr diff` shows all\n\n</details>\n", page)
    assert page.count("<details>") == page.count("</details>") == 1
    assert page.partition("<details>")[0].count("KRA's outcome") == 20


def test_markdown_without_changes_is_short() -> None:
    assert markdown.render(compared()) == (
        "### kraokr: no changes in meaning\n\n<sub>main (0000000, 2026-01-05) → working tree</sub>\n"
    )


def test_json_tells_where_a_change_stands() -> None:
    ws = people(1)
    told = json.loads(as_json.render(compared(changed(ws, field="name"), notes=("n",))))
    (change,) = told["changes"]
    assert change["before"] == change["after"] == {"path": "role.yaml", "line": 6}
    assert change["affected"] == told["summary"]["affected"] == ["p0"]
    assert (told["version"], told["notes"]) == (1, ["n"])
    assert told["before"] == {"name": "main", "commit": "0" * 40, "date": "2026-01-05"}


def test_what_touches_all_alike_is_said_once() -> None:
    ws = people(2)
    role = ws.roles["seller"]
    other = changed(ws, affected=())
    assert text.render(compared(changed(ws), changed(ws))).count("affects 2 people") == 1
    assert text.render(compared(changed(ws), other)).count("affects") == 2
    renamed = changed(ws, "role-renamed", before=role, after=role)._replace(what="Seller", whose="")
    assert "~ role renamed\n" in text.render(compared(renamed))
