"""`kraokr close`: final scores are recorded once, with what was learnt."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest

from commands import Commands
from goaltree import write
from runs import contents, example

LATER = ("--today", "2026-04-07")
PATH = "okrs/2026-Q1/ann.yaml"
BEFORE = """\
# What Ann is after.
kind: objectives
owner: ann
cycle: 2026-Q1
objectives:
  - id: sleep # the one
    title: Everyone sleeps
    key_results:
      - {id: alarms, title: Alarms, baseline: 8, target: 4}
      - {id: calls, title: Calls, baseline: 9, target: 3}   # never read

  - id: gone
    title: Given up
    dropped: {on: 2026-02-01, reason: No budget}

  - id: idea
    title: An idea
    status: draft

  - id: done
    title: Done
    closed_on: 2026-03-30
# The end.
"""
FILES = {
    "roles/agent.yaml": "{kind: role, id: agent, title: Agent, kras: [{id: calm, name: Calm nights}]}",
    "people/ann.yaml": "{kind: person, id: ann, name: Ann Lee, role: agent}",
    "people/bo.yaml": """\
        kind: person
        id: bo
        role: agent
        objectives:
          - id: docks
            title: Docks are clear
            cycle: 2026-Q1
            learning: Ask the pilots first.
            key_results: [{id: queue, title: Queue, baseline: 8, target: 4}]
          - {id: later, title: Later, cycle: 2026-Q2}
        checkins:
          - {date: 2026-03-30, readings: {queue: 5}}
        """,
    "checkins/ann.yaml": "{kind: checkins, owner: ann, checkins: "
    "[{date: 2026-03-30, readings: {alarms: 5}}]}",
}


class Terminal(StringIO):
    """Standard input on which somebody types."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write(tmp_path, FILES)
    (tmp_path / PATH).parent.mkdir(parents=True)
    (tmp_path / PATH).write_text(BEFORE)
    return tmp_path


def test_scores_are_recorded_and_comments_kept(kraokr: Commands, root: Path) -> None:
    ran = kraokr("close", "2026-Q1", *LATER, cwd=root)
    assert ran.code == 0
    assert ran.out == (
        f"{PATH}\n  sleep: Everyone sleeps: score 0.38, 1 key result never read\n"
        "people/bo.yaml\n  docks: Docks are clear: score 0.75\n"
    )
    assert ran.err == "2 objectives closed.\n1 objective still without a lesson: add `learning:` to each.\n"
    last = "   # never read\n"
    written = (
        f"{last}    closed_on: 2026-04-07\n    score: 0.38\n"
        "    # TODO learning: what would you do again, or differently?\n"
    )
    assert (root / PATH).read_text() == BEFORE.replace(last, written)
    assert "closed_on: 2026-04-07\n    score: 0.75\n  - {id: later" in (root / "people/bo.yaml").read_text()


def test_a_second_run_changes_nothing(kraokr: Commands, root: Path) -> None:
    kraokr("close", "2026-Q1", *LATER, cwd=root)
    before = contents(root)
    ran = kraokr("close", "2026-Q1", "--today", "2026-05-01", cwd=root)
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "No objective of 2026-Q1 is open; nothing was changed.\n"
    assert contents(root) == before


def test_what_is_recorded_agrees_with_what_lint_computes(kraokr: Commands, root: Path) -> None:
    kraokr("close", "2026-Q1", *LATER, cwd=root)
    ran = kraokr("lint", "--select", "stored-score-mismatch", *LATER, cwd=root)
    assert ran.code == 0, ran.out


@pytest.mark.parametrize("whose", ["ann", "bo"])
def test_only_one_persons(kraokr: Commands, root: Path, whose: str) -> None:
    before = contents(root)
    kraokr("close", "2026-Q1", whose, *LATER, cwd=root)
    changed = {str(path) for path, data in contents(root).items() if data != before[path]}
    assert changed == {PATH if whose == "ann" else "people/bo.yaml"}


def test_a_lesson_is_taken_from_the_command_line(kraokr: Commands, root: Path) -> None:
    ran = kraokr("close", "2026-Q1", "ann", "--learning", "Test: early", *LATER, cwd=root)
    assert ran.err == "1 objective closed.\n"
    text = (root / PATH).read_text()
    assert '    score: 0.38\n    learning: "Test: early"\n' in text
    assert "TODO" not in text


def test_a_terminal_is_asked_for_the_lesson(
    kraokr: Commands, root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", Terminal("Test early\n"))
    ran = kraokr("close", "2026-Q1", *LATER, cwd=root)
    assert "sleep: Everyone sleeps: score 0.38" in ran.err
    assert "    learning: Test early\n" in (root / PATH).read_text()


def test_a_running_cycle_is_closed_early_only_if_asked(kraokr: Commands, root: Path) -> None:
    before = contents(root)
    ran = kraokr("close", "2026-Q1", "--today", "2026-03-31", cwd=root)
    assert (ran.code, ran.err.split("\n")[0]) == (
        2,
        "error: 2026-Q1 runs until 2026-03-31, so its scores are not final",
    )
    assert contents(root) == before
    ran = kraokr("close", "2026-Q1", "--early", "--today", "2026-03-31", cwd=root)
    assert "sleep: Everyone sleeps: score 0.38, 1 key result never read" in ran.out
    assert kraokr("lint", "--select", "stored-score-mismatch", "--today", "2026-03-31", cwd=root).code == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["2026-Q9"], "there is no cycle 2026-Q9"),
        (["2027-Q1", "--early"], "2027-Q1 has not begun; it starts on 2027-01-01"),
        (["2026-Q1", "an"], "unknown person or team `an`"),
        (["2026-Q1", "--learning", "x"], "--learning is for one objective, but 2 are open in 2026-Q1"),
    ],
)
def test_what_cannot_be_closed(kraokr: Commands, root: Path, arguments: list[str], message: str) -> None:
    before = contents(root)
    ran = kraokr("close", *arguments, *LATER, cwd=root)
    assert (ran.code, ran.err.split("\n")[0]) == (2, f"error: {message}")
    assert contents(root) == before


def test_an_objective_that_nothing_can_be_added_to_stops_the_close(kraokr: Commands, root: Path) -> None:
    write(
        root,
        {
            "a.yaml": "{kind: objectives, owner: bo, cycle: 2026-Q1, objectives: "
            "[{id: x, title: X, learning: }]}"
        },
    )
    before = contents(root)
    ran = kraokr("close", "2026-Q1", *LATER, cwd=root)
    assert ran.err.startswith("error: a.yaml is written in a form that cannot be added to")
    assert contents(root) == before


def test_the_example_lints_as_before_after_its_quarter_is_closed(kraokr: Commands, tmp_path: Path) -> None:
    root = example("acme", tmp_path)
    ran = kraokr("close", "2026-Q3", "--today", "2026-10-05", cwd=root)
    assert "objectives closed.\n" in ran.err
    found = kraokr("lint", "--select", "okr,file", "--today", "2026-10-06", "-f", "concise", cwd=root)
    assert "error[" not in found.out
