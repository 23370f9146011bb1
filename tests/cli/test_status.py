from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from commands import Commands
from goaltree import write

FILES = {
    "kraokr.yaml": "{kind: config, organisation: Acme, as_of: 2026-02-14}",
    "roles/agent.yaml": "{kind: role, id: agent, title: Agent, kras: [{id: answers, name: Answers, "
    'kpis: [{name: CSAT, target: ">= 80"}]}]}',
    "people/ann.yaml": "{kind: person, id: ann, name: Ann Lee, role: agent, objectives: [{id: a, title: Win, "
    "cycle: 2026-Q1, key_results: [{id: x, title: Deals, baseline: 0, target: 10}]}], "
    "checkins: [{date: 2026-02-10, readings: {x: 1, csat: 84}, confidence: 4}]}",
    "people/ben.yaml": "{kind: person, id: ben, role: agent}",
    "teams/north.yaml": "{kind: team, id: north, lead: ann}",
}


@pytest.fixture
def goals(tmp_path: Path) -> Path:
    write(tmp_path, FILES)
    return tmp_path


def test_the_dashboard_ends_with_what_needs_attention(kraokr: Commands, goals: Path) -> None:
    ran = kraokr("status", cwd=goals, COLUMNS="80")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("Acme · 2026-Q1 (day 45 of 90) · as of 2026-02-14\n")
    assert ran.out.endswith("\n1 objective: 1 needs focus\n")
    assert "needs focus Win                                          0.10  0.35     4    4 d\n" in ran.out
    assert "            Deals: 1, target 10; 0.10\n" in ran.out


@pytest.mark.parametrize("path", ["ann", "people/ann.yaml", "people"])
def test_a_path_or_an_id_says_who(kraokr: Commands, goals: Path, path: str) -> None:
    ran = kraokr("status", path, "--format", "json", cwd=goals)
    groups = [group["id"] for group in json.loads(ran.out)["groups"]]
    assert groups == (["ann", "ben"] if path == "people" else ["ann"])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["anm"], "error: unknown path, person or team `anm`\nhelp: did you mean `ann`?\n"),
        (
            ["people/anm.yaml"],
            "error: people/anm.yaml does not exist\n"
            "help: check the spelling; paths are relative to where you are\n",
        ),
        (["--cycle", "2026Q1"], "error: there is no cycle 2026Q1\nhelp: did you mean `2026-Q1`?\n"),
        (
            ["--today", "soon"],
            "error: --today soon is no date\nhelp: write year-month-day, such as 2026-03-31\n",
        ),
        (
            ["--explain", "x", "--format", "csv"],
            "error: --explain cannot be written as csv\nhelp: use --format table or json\n",
        ),
    ],
)
def test_what_cannot_be_done(kraokr: Commands, goals: Path, arguments: list[str], message: str) -> None:
    ran = kraokr("status", *arguments, cwd=goals)
    assert (ran.code, ran.out, ran.err) == (2, "", message)


def test_a_folder_without_goal_files(kraokr: Commands, tmp_path: Path) -> None:
    ran = kraokr("status", cwd=tmp_path)
    assert (ran.code, ran.err.splitlines()[0]) == (2, f"error: no goal files in {tmp_path.resolve()}")


def test_a_folder_with_broken_files_only(kraokr: Commands, tmp_path: Path) -> None:
    write(tmp_path, {"ann.yaml": "{kind: person, id: [}"})
    ran = kraokr("status", cwd=tmp_path)
    assert (ran.code, ran.err.splitlines()[0]) == (
        2,
        f"error: no goal file in {tmp_path.resolve()} can be read",
    )


def test_a_cycle_without_objectives_says_where_there_are_some(kraokr: Commands, goals: Path) -> None:
    ran = kraokr("status", "--cycle", "2025-Q2", cwd=goals)
    assert ran.code == 0
    assert "No objectives in 2025-Q2; there are some in 2026-Q1: use `--cycle`.\n" in ran.out


def test_the_day_is_the_one_given(kraokr: Commands, goals: Path) -> None:
    ran = kraokr("status", "--today", "2026-03-20", cwd=goals)
    assert "as of 2026-03-20" in ran.out
    assert ran.out.endswith("1 objective: 1 off track, 1 without a check-in for 14 days\n")


def test_colour_is_off_in_a_pipe_and_in_a_file(kraokr: Commands, goals: Path) -> None:
    assert "\x1b" not in kraokr("status", cwd=goals).out
    assert "\x1b[" in kraokr("status", "--color", "always", cwd=goals).out
    assert kraokr("status", "--color", "always", "-o", "board.txt", cwd=goals).out == ""
    assert "\x1b" not in (goals / "board.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("format", ["table", "json", "csv", "md"])
@pytest.mark.parametrize("layout", ["dashboard", "tracking"])
def test_every_layout_has_every_format(kraokr: Commands, goals: Path, layout: str, format: str) -> None:
    ran = kraokr("status", "--layout", layout, "-f", format, cwd=goals)
    assert (ran.code, ran.err) == (0, "")
    assert "Win" in ran.out


def test_explain_shows_the_working(kraokr: Commands, goals: Path) -> None:
    ran = kraokr("status", "--explain", "x", cwd=goals)
    assert ran.code == 0
    assert "  score                  (1 - 0) / (10 - 0) = 0.1\n" in ran.out
    assert "  reading 2026-02-10     1  people/ann.yaml:1\n" in ran.out


def test_a_broken_file_is_mentioned_and_the_rest_is_shown(kraokr: Commands, goals: Path) -> None:
    write(goals, {"people/cat.yaml": "{kind: person, id: cat, rol: agent}"})
    ran = kraokr("status", cwd=goals)
    assert ran.code == 0
    assert ran.err == "warning: 1 file has problems, so parts may be missing; `kraokr lint` shows them\n"


@pytest.mark.parametrize(("format", "needed"), [("json", False), ("table", True)])
def test_only_tables_need_rich(goals: Path, format: str, needed: bool) -> None:
    call = f"from kraokr.cli.app import run; run(['status', '-f', '{format}', '-o', 'out'])"
    code = f"import sys; {call}; print('rich.console' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=goals, capture_output=True, text=True, check=True)
    assert done.stdout == f"{needed}\n"
