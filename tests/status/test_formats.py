from __future__ import annotations

import csv as reader
import json as parser
from collections.abc import Callable
from decimal import Decimal
from io import StringIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from kraokr.status import csv, json, markdown, table, tracking, words
from kraokr.status.rows import Board, By
from status.boards import board, example, goal, kr, objectives, person

GOLDEN = Path(__file__).parents[1] / "golden/status"
PRINTED: dict[str, Callable[[Board], str]] = {
    "person-80.txt": lambda found: table.render(found, 80),
    "person-120.ansi": lambda found: table.render(found, 120, color=True),
    "person.md": markdown.render,
    "person.csv": csv.render,
    "tracking-80.txt": lambda found: tracking.render_table(found, 80),
    "tracking.md": tracking.render_markdown,
    "tracking.csv": tracking.render_csv,
}


@pytest.fixture(scope="module")
def acme() -> Board:
    return board(example("acme"), "2026-08-20")


@pytest.mark.parametrize("name", PRINTED)
def test_the_example_at_a_fixed_day(acme: Board, name: str, golden: Callable[[Path, str], None]) -> None:
    golden(GOLDEN / name, PRINTED[name](acme).replace("\r\n", "\n"))


def test_one_person_of_the_example_as_json(golden: Callable[[Path, str], None], acme: Board) -> None:
    only = acme._replace(groups=tuple(group for group in acme.groups if group.id == "zoe"))
    golden(GOLDEN / "zoe.json", json.render(only))


@pytest.mark.parametrize("by", ["person", "team", "cycle"])
@pytest.mark.parametrize("width", [60, 80, 100, 120, 160])
def test_no_line_is_wider_than_the_terminal(by: By, width: int) -> None:
    found = board(example("acme"), "2026-08-20", by)
    assert max(map(cell_len, table.render(found, width).splitlines())) <= width


def test_without_colour_there_is_no_escape(acme: Board) -> None:
    assert "\x1b" not in table.render(acme, 80) + tracking.render_table(acme, 80)
    assert "\x1b[33m" in table.render(acme, 80, color=True)


def test_no_line_has_both_the_health_of_an_area_and_a_score(acme: Board) -> None:
    data = parser.loads(json.render(acme))
    assert all({"health", "score"} - row.keys() for group in data["groups"] for row in group["objectives"])
    for row in reader.DictReader(StringIO(csv.render(acme))):
        assert not (row["score"] and row["health"])


EVIL = "<b>=1+1</b> @all | `x` #1"


@pytest.fixture
def evil() -> Board:
    goals = f'{{id: a, title: "{EVIL}", cycle: 2026-Q1, key_results: [{kr("x", "baseline: -5, target: 5")}]}}'
    file = person(goals, "{date: 2026-02-10, readings: {x: -4}}")
    return board({"people/ann.yaml": file.replace("Ann Lee", '"=HYPERLINK(1)\\e[31m"')})


def test_a_spreadsheet_runs_no_formula_and_keeps_numbers(evil: Board) -> None:
    for text in (csv.render(evil), tracking.render_csv(evil)):
        for row in reader.reader(StringIO(text)):
            assert not [cell for cell in row if cell.startswith(("=", "+", "@"))]
    rows = list(reader.DictReader(StringIO(csv.render(evil))))
    assert rows[0]["person"].startswith("'=HYPERLINK")
    assert (rows[1]["current"], rows[1]["score"]) == ("-4", "0.1")


@given(st.text(max_size=20))
def test_no_text_begins_a_formula(text: str) -> None:
    [_, [cell]] = reader.reader(StringIO(csv.written(["a"], [[text + "x"]]), newline=""))
    assert not cell.startswith(("=", "+", "-", "@"))
    assert cell.endswith(text + "x")


def test_markdown_shows_names_as_they_are_and_mentions_nobody(evil: Board) -> None:
    shown = markdown.render(evil) + tracking.render_markdown(evil)
    assert "&lt;b&gt;=1+1&lt;/b&gt; @&#8203;all \\| \\`x\\` #&#8203;1" in shown
    assert "<b>" not in shown
    assert "\x1b" not in shown + table.render(evil, 80)


def test_the_tracking_table_has_the_five_columns(acme: Board) -> None:
    assert tracking.render_csv(acme).splitlines()[0] == "Objective,Key Results,KRA,Owner,Status"
    assert list(parser.loads(tracking.render_json(acme))[0]) == [
        *("objective", "key_results", "kra", "owner", "status"),
    ]
    assert len(tracking.tracking_rows(acme)) == len(objectives(acme))


def test_where_nothing_was_read_the_status_set_by_hand_is_tracked() -> None:
    found = board({"people/ann.yaml": person(goal("a", kr("x"), more="status: on_track, "))})
    assert [row.status for row in tracking.tracking_rows(found)] == ["On track"]
    assert [row.key_results for row in tracking.tracking_rows(found)] == [("Result x (0 → 10)",)]


@pytest.mark.parametrize(
    ("value", "shown"),
    [("0.954", "95%"), ("0.8999", "89%"), ("0.9995", "99%"), ("1", "100%"), ("0.9", "90%")],
)
def test_health_is_not_rounded_into_a_better_colour(value: str, shown: str) -> None:
    assert words.percent(Decimal(value)) == shown


@pytest.mark.parametrize(
    ("values", "bars"), [((), ""), ((1,), ""), ((2, 2), "▅▅"), ((0, 1), "▁█"), ((7, 0, 3.5), "█▁▅")]
)
def test_sparklines(values: tuple[float, ...], bars: str) -> None:
    assert words.sparkline([Decimal(str(value)) for value in values]) == bars


def test_a_score_is_never_minus_nothing() -> None:
    assert words.score(Decimal("-0.000")) == "0.00"


def test_the_summary_says_what_needs_attention() -> None:
    goals = f"{goal('a', kr('x'))}, {goal('b', kr('y'))}"
    found = board({"people/ann.yaml": person(goals, "{date: 2026-02-10, readings: {x: 0}}")})
    assert words.summary_of(found) == "2 objectives: 1 off track, 1 without a check-in for 14 days"
    calm = board({"people/ann.yaml": person(goal("a", kr("x")), "{date: 2026-02-10, readings: {x: 9}}")})
    assert words.summary_of(calm) == "1 objective: nothing needs attention"


def test_what_is_missing_altogether_is_said() -> None:
    file = person(goal("a", kr("x")))
    assert words.notes_of(board({"people/ann.yaml": file})) == [
        "No check-ins in 2026-Q1 yet: add one under `checkins:` with `date:` and `readings:`."
    ]
    assert words.notes_of(board({"people/ann.yaml": file}, cycle="2025-Q1"))[0] == (
        "No objectives in 2025-Q1; there are some in 2026-Q1: use `--cycle`."
    )
