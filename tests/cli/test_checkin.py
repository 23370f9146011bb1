"""`kraokr checkin`: what it writes and tells, a form for several, and two people at once."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from commands import VARIABLES, Commands
from trees import write

SELLER = """\
kind: role
id: seller
title: Seller
kras:
  - id: sales
    name: Sales
    kpis:
      - {name: Win rate, unit: percent, target: ">= 30"}
      - {name: Margin, unit: USD, target: ">= -5"}
"""
OTHER = """\
kind: role
id: cook
title: Cook
kras:
  - {id: meals, name: Meals, kpis: [{name: Plates, unit: count, target: ">= 30"}]}
"""
ANN = """\
kind: person
id: ann
name: Ann
role: seller
objectives:
  - id: growth
    title: Growth
    cycle: 2026-Q2
    key_results:
      - {id: accounts, title: New accounts, unit: accounts, baseline: 0, target: 10, type: increase}
      - {id: site, title: New site, milestones: [{id: plan, title: Plan}, {id: move, title: Move}]}
checkins:
  # oldest first
  - {date: 2026-04-15, readings: {accounts: 2}}  # by phone
"""
GOALS = {
    "kraokr.yaml": "kind: config\n",
    "roles/seller.yaml": SELLER,
    "roles/cook.yaml": OTHER,
    "ann.yaml": ANN,
}
TODAY = ("--today", "2026-05-20")


@pytest.fixture
def goals(tmp_path: Path) -> Path:
    """A workspace on disk."""
    return write(tmp_path, GOALS)


@pytest.fixture
def tools(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which forms are made."""
    folder = tmp_path_factory.mktemp("tools")
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    return folder


def ann(goals: Path) -> str:
    return (goals / "ann.yaml").read_text()


def test_it_appends_one_record_and_tells_the_new_score(kraokr: Commands, goals: Path) -> None:
    done = kraokr("checkin", "ann", "accounts", "6 accounts", "-m", "Fair went well", *TODAY, cwd=goals)
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines() == [
        "New accounts: 2 → 6 accounts, target 10 accounts (2026-Q2)",
        "  score 0.20 → 0.60, pace needs focus → on track",
        "  recorded for 2026-05-20 in ann.yaml",
    ]
    record = "  - {date: 2026-05-20, readings: {accounts: 6}, note: Fair went well}\n"
    assert ann(goals) == ANN + record
    assert kraokr("lint", "--select", "file,reference", cwd=goals).code == 0


def test_a_value_of_the_same_day_is_replaced(kraokr: Commands, goals: Path) -> None:
    done = kraokr("checkin", "ann.yaml", "growth/accounts", "3", "--date", "2026-04-15", *TODAY, cwd=goals)
    assert done.out.endswith("recorded for 2026-04-15 in ann.yaml, 2 is replaced\n")
    assert ann(goals) == ANN.replace("accounts: 2}", "accounts: 3}")
    again = kraokr("checkin", "ann", "accounts", "3", "--date", "2026-04-15", *TODAY, cwd=goals)
    assert (again.code, "says so already" in again.out) == (0, True)


def test_a_milestone_is_done(kraokr: Commands, goals: Path) -> None:
    assert kraokr("checkin", "ann", "site/plan", "done", *TODAY, cwd=goals).code == 0
    done = kraokr("checkin", "ann", "move", "done", *TODAY, cwd=goals)
    assert "score 0.50 → 1.00" in done.out
    assert ann(goals).endswith("{date: 2026-05-20, item: site, milestone: move}\n")


def test_a_number_below_zero_is_no_option(kraokr: Commands, goals: Path) -> None:
    assert kraokr("checkin", "ann", "margin", "-3", "-m", "-3, as feared", *TODAY, cwd=goals).code == 0
    assert 'margin: -3}, note: "-3, as feared"}' in ann(goals)


def test_colour_only_where_it_is_wanted(kraokr: Commands, goals: Path) -> None:
    assert "\x1b" not in kraokr("checkin", "ann", "accounts", "6", *TODAY, cwd=goals).out
    shown = kraokr("checkin", "ann", "accounts", "7", *TODAY, "--color", "always", cwd=goals).out
    assert "\x1b[1mNew accounts\x1b[0m" in shown


@pytest.mark.parametrize(
    ("arguments", "error", "help"),
    [
        (("bob", "accounts", "3"), "unknown person, team or file `bob`", "known here: ann"),
        (("ann", "acounts", "3"), "there is no key result, KPI or KRA `acounts`", "did you mean `accounts`?"),
        (("ann", "accounts", "3 hours"), "`accounts` is counted in accounts, not in hours", "in accounts"),
        (("ann", "accounts", "3", "--date", "2026-05-21"), "2026-05-21 has not come yet", "2026-05-20"),
        (("ann", "accounts", "3", "--date", "May"), "--date May is no date", "2026-03-31"),
        (("ann",), "no ITEM is given", "--edit"),
        (("ann", "accounts"), "nothing is said", "give a value"),
        (("ann", "accounts", "3", "--edit"), "--edit asks for all of that in the form", "leave the rest out"),
        (("roles/cook.yaml", "accounts", "3"), "roles/cook.yaml has `kind: role` and is nobody's", "give"),
    ],
)
def test_what_is_wrong_is_refused_and_nothing_written(
    kraokr: Commands, goals: Path, arguments: tuple[str, ...], error: str, help: str
) -> None:
    done = kraokr("checkin", *arguments, *TODAY, cwd=goals)
    assert (done.code, done.out) == (2, "")
    assert f"error: {error}" in done.err
    assert help in done.err.partition("help: ")[2]
    assert ann(goals) == ANN


def test_it_warns_of_what_counts_for_nothing(kraokr: Commands, goals: Path) -> None:
    early = kraokr("checkin", "ann", "accounts", "1", "--date", "2026-03-31", *TODAY, cwd=goals)
    assert early.code == 0
    assert early.err == (
        "warning: 2026-03-31 lies outside 2026-Q2, which goes from 2026-04-01 to 2026-06-30\n"
    )
    foreign = kraokr("checkin", "ann", "plates", "40", *TODAY, cwd=goals)
    assert foreign.err == "warning: no role of Ann has the KPI `plates`: the reading counts for nobody\n"


def test_a_new_file_goes_into_the_folder_of_the_cycle(kraokr: Commands, goals: Path) -> None:
    write(goals, {"ann.yaml": ANN.partition("checkins:")[0], "checkins/2026-Q2/.keep": ""})
    done = kraokr("checkin", "ann", "accounts", "4", *TODAY, cwd=goals)
    assert done.out.endswith("recorded for 2026-05-20 in checkins/2026-Q2/ann.yaml\n")
    text = "kind: checkins\nowner: ann\ncycle: 2026-Q2\ncheckins:\n"
    written = goals / "checkins/2026-Q2/ann.yaml"
    assert written.read_text() == text + "  - {date: 2026-05-20, readings: {accounts: 4}}\n"


def editor(folder: Path, *replaced: tuple[str, str]) -> str:
    """The command of an editor that puts texts in the place of patterns."""
    script = folder / "editor.py"
    lines = "".join(f"text = re.sub({old!r}, {new!r}, text, flags=re.M)\n" for old, new in replaced)
    head = "import re, sys, pathlib\nfile = pathlib.Path(sys.argv[1])\ntext = file.read_text('utf-8')\n"
    script.write_text(f"{head}{lines}file.write_text(text, 'utf-8')\n", encoding="utf-8")
    return f"'{sys.executable}' '{script}'"


def test_a_form_takes_several_at_once(kraokr: Commands, goals: Path, tools: Path) -> None:
    filled = (
        (
            r"^  accounts: .*(# New accounts; 2 accounts on 2026-04-15; target 10 accounts)$",
            r"  accounts: 6  \1",
        ),
        (r"^  win-rate: ", "  win-rate: {value: 31 %, confidence: 7}"),
        (r"^  site: .*(# New site: the milestone that is done, of plan, move)$", r"  site: plan \1"),
    )
    done = kraokr("checkin", "ann", "--edit", *TODAY, cwd=goals, EDITOR=editor(tools, *filled), VISUAL="")
    assert (done.code, done.err) == (0, "")
    assert done.out.count("recorded for") == 3
    assert ann(goals).removeprefix(ANN).splitlines() == [
        "  - {date: 2026-05-20, readings: {accounts: 6}}",
        "  - {date: 2026-05-20, item: site, milestone: plan}",
        "  - {date: 2026-05-20, readings: {win-rate: 31}, confidence: 7}",
    ]
    assert not list(tools.glob("checkin-*"))
    empty = kraokr("checkin", "ann", "--edit", *TODAY, cwd=goals, EDITOR=editor(tools), VISUAL="")
    assert (empty.code, empty.err) == (0, "the form is empty; nothing was written.\n")


def test_a_form_that_is_not_right_is_kept(kraokr: Commands, goals: Path, tools: Path) -> None:
    filled = ((r"^  accounts: ", "  accounts: many"), (r"^  win-rate: ", "  win-rate: 31"), ("^note", "nota"))
    done = kraokr("checkin", "ann", "--edit", *TODAY, cwd=goals, EDITOR=editor(tools, *filled), VISUAL="")
    (form,) = tools.glob("checkin-*")
    assert done.code == 1
    assert f"{form}:5:13: `many`, but `accounts` is a number\n    accounts: many" in done.out
    assert re.search(r":\d+:1: unknown key `nota`", done.out)
    assert f"--form {form}" in done.err
    assert ann(goals) == ANN
    mended = editor(tools, ("many", "6"), ("^nota", "note"))
    again = kraokr("checkin", "ann", "--form", str(form), *TODAY, cwd=goals, EDITOR=mended, VISUAL="")
    assert (again.code, again.err) == (0, "")
    assert ann(goals) == ANN + "  - {date: 2026-05-20, readings: {accounts: 6, win-rate: 31}}\n"
    assert not form.exists()


def test_a_form_names_the_target_of_the_level(kraokr: Commands, goals: Path, tools: Path) -> None:
    level = "levels: [{id: senior, rank: 2, targets: {win-rate: '>= 44'}}]\n"
    leveled = ANN.replace("role: seller", "role: seller\nlevel: senior")
    write(goals, {"roles/seller.yaml": SELLER + level, "ann.yaml": leveled})
    unread = editor(tools, ("^note", "nota"))
    kraokr("checkin", "ann", "--edit", *TODAY, cwd=goals, EDITOR=unread, VISUAL="")
    (form,) = tools.glob("checkin-*")
    assert "target ≥ 44 %" in form.read_text()


@pytest.mark.usefixtures("tools")
def test_an_editor_that_fails_is_told(kraokr: Commands, goals: Path) -> None:
    done = kraokr("checkin", "ann", "--edit", *TODAY, cwd=goals, EDITOR="no-such-editor", VISUAL="")
    assert (done.code, "the editor `no-such-editor` cannot be started" in done.err) == (2, True)


MANY = """\
import sys
from kraokr.cli.app import run
first = int(sys.argv[1])
for number in range({count}):
    day = f"2026-0{{1 + number // 28}}-{{1 + number % 28:02}}"
    item = ("win-rate", "margin")[first]
    assert run(["checkin", "ann", item, str(number), "--date", day, "--today", "2026-12-31"]) == 0
"""


@pytest.mark.parametrize("place", ["ann.yaml", "checkins/2026-Q1/ann.yaml"])
def test_two_people_at_once_lose_nothing(goals: Path, place: str) -> None:
    count = 60
    if place != "ann.yaml":
        write(goals, {"checkins/2026-Q1/.keep": ""})
    env = {name: value for name, value in os.environ.items() if name not in VARIABLES}
    running = [
        subprocess.Popen(
            [sys.executable, "-c", MANY.format(count=count), str(number)],
            cwd=goals,
            env=env,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        for number in range(2)
    ]
    errors = [process.communicate(timeout=120)[1] for process in running]
    assert [process.returncode for process in running] == [0, 0], errors
    text = (goals / place).read_text()
    for item in ("win-rate", "margin"):
        found = re.findall(rf"\b{item}: (\d+)", text)
        assert sorted(map(int, found)) == list(range(count)), item
    assert ann(goals).startswith(ANN)
    assert not list(goals.rglob(".*yaml*"))


def test_the_items_of_the_person_come_first(goals: Path) -> None:
    env = {name: value for name, value in os.environ.items() if name not in VARIABLES}
    asked = {"_KRAOKR_COMPLETE": "complete_bash", "COMP_WORDS": "kraokr checkin ann ", "COMP_CWORD": "3"}
    code = "from kraokr.__main__ import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=goals,
        env={**env, **asked},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.stdout.split() == ["accounts", "site", "win-rate", "margin"], done.stderr
