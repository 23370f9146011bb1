"""`kraokr review --start` and `--finalise`: a form to fill in, and a review that is complete."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from commands import Commands
from goaltree import write

FILES = {
    "kraokr.yaml": "{kind: config, as_of: 2026-07-20}",
    "roles/agent.yaml": """\
        kind: role
        id: agent
        title: Agent
        kras:
          - id: answers
            name: Answers
            outcome: Callers hear what helps them.
            kpis: [{name: Helpful answers, unit: percent, target: ">= 85"}]
          - {id: calm, name: "Calm: nights"}
        """,
    "people/ann.yaml": """\
        kind: person
        id: ann
        name: Ann Lee
        role: agent
        manager: bo
        start: 2025-01-01
        objectives:
          - id: sleep
            title: Everyone sleeps
            cycle: 2026-Q1
            accelerates: calm
            key_results: [{id: alarms, title: Alarms, baseline: 8, target: 4}]
        checkins:
          - {date: 2026-03-02, readings: {helpful-answers: 91, alarms: 6}}
        """,
    "people/bo.yaml": "{kind: person, id: bo, role: agent}",
}
FORM = """\
kind: review
person: ann
cycle: 2026-H1
type: half
status: draft
reviewer: bo

# Ratings: 1 Does not meet, 2 Partly meets, 3 Meets, 4 Exceeds, 5 Far exceeds
# An area that cannot be judged takes `not_assessed:` with the reason instead.
# Evidence: ids of KPIs and key results, dates of check-ins, links, dated examples.
kras:
  answers:
    # Answers: Callers hear what helps them.
    # KPI helpful-answers: Helpful answers: came to 91 %, target ≥ 85 %, 107.1 % of it
    rating:
    comment:
    evidence: []
  calm:
    # Calm: nights
    # OKR sleep (2026-Q1): Everyone sleeps: score 0.50
    #   sleep/alarms: Alarms: 8 to 4, came to 6
    rating:
    comment:
    evidence: []

# The period in a paragraph, written last; what became of the objectives belongs here.
summary:
# What comes next: `- {kra: …, action: …, owner: …, by: …}` for each thing to do.
development: []
"""
PATH = "reviews/2026-H1/ann.yaml"
FILLED = """\
# Talked through on a walk.
kind: review
person: ann
cycle: 2026-H1
status: manager   # soon more
reviewer: bo
kras:
  answers:
    rating: 4
    comment: Of the answers 91 percent helped, as the night shift now reads them aloud first.
    evidence: [helpful-answers]
  calm: {rating: 3, comment: Alarms fell from 8 to 6 as copies no longer run at anchor., evidence: [alarms]}
summary: The objective on sleep came half the way.
development:
  - {kra: calm, action: Move the nightly copies into the day., owner: ann, by: 2026-09-30}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    write(tmp_path, FILES)
    return tmp_path


def test_a_form_shows_readings_targets_and_objectives(kraokr: Commands, root: Path) -> None:
    ran = kraokr("review", "ann", "--start", "2026-H1", cwd=root)
    assert (ran.code, ran.out) == (0, "")
    assert ran.err.startswith(f"written: {PATH}\n")
    assert (root / PATH).read_text(encoding="utf-8") == FORM


def test_lint_says_of_a_form_what_is_missing_and_nothing_else(kraokr: Commands, root: Path) -> None:
    kraokr("review", "ann", "--start", "2026-H1", cwd=root)
    ran = kraokr("lint", PATH, "-f", "concise", cwd=root)
    found = 'review-skips-kra] this review of Ann Lee says nothing of "Answers", "Calm: nights"'
    assert ran.code == 0
    assert [found in line for line in ran.out.splitlines()] == [True]


def test_a_form_begins_like_the_other_files(kraokr: Commands, root: Path) -> None:
    line = "# yaml-language-server: $schema=../.kraokr/schemas/person.schema.json\n"
    path = root / "people/bo.yaml"
    path.write_text(line + path.read_text())
    kraokr("review", "ann", "--start", "2026-H1", cwd=root)
    first = (root / PATH).read_text(encoding="utf-8").split("\n")[0]
    assert first == "# yaml-language-server: $schema=../../.kraokr/schemas/review.schema.json"


def test_a_review_that_is_there_is_kept(kraokr: Commands, root: Path) -> None:
    kraokr("review", "ann", "--start", "2026-H1", cwd=root)
    (root / PATH).write_text(FILLED)
    ran = kraokr("review", "ann", "--start", "2026-H1", cwd=root)
    assert ran.code == 2
    assert ran.err.startswith(f"error: Ann Lee has a review of 2026-H1 already, in {PATH}\n")
    assert (root / PATH).read_text() == FILLED


def test_a_file_that_cannot_be_read_is_kept_too(kraokr: Commands, root: Path) -> None:
    write(root, {PATH: "kind: review: x"})
    ran = kraokr("review", "ann", "--start", "2026-H1", cwd=root)
    assert (ran.code, (root / PATH).read_text()) == (2, "kind: review: x")
    assert "exists already; nothing was written" in ran.err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--start", "2026-H2x"], "there is no cycle 2026-H2x"),
        (["--start", "2027"], "2027 begins on 2027-01-01, so there is nothing to review yet"),
        (["--start", "2024-H1"], "Ann Lee held no role from 2024-01-01 to 2024-06-30"),
        (["--start", "2026-H1", "--finalise"], "--start begins a review of its own cycle"),
        (["--finalise"], "there is no review of Ann Lee for 2026-H1"),
    ],
)
def test_what_cannot_be_done(kraokr: Commands, root: Path, arguments: list[str], message: str) -> None:
    ran = kraokr("review", "ann", *arguments, cwd=root)
    assert (ran.code, ran.err.split("\n")[0]) == (2, f"error: {message}")
    assert not (root / "reviews").exists()


def test_a_form_that_would_not_be_read_is_not_written(kraokr: Commands, root: Path) -> None:
    write(root, {".gitignore": "reviews/\n"})
    ran = kraokr("review", "ann", "--start", "2026-H1", cwd=root)
    assert f"error: {PATH} would not be read: ignored by git; nothing was written" in ran.err
    assert not (root / "reviews").exists()


def test_what_is_missing_is_shown_where_it_is_missing(kraokr: Commands, root: Path) -> None:
    text = FILLED.replace("rating: 3, comment", "not: 1, comment").replace("[helpful-answers]", "[]")
    text = text.replace("  calm:", "  quiet:")
    write(root, {PATH: text})
    ran = kraokr("review", "ann", "--finalise", cwd=root)
    assert ran.code == 1
    assert ran.err == f"{PATH} is not complete; nothing was changed.\n"
    assert (root / PATH).read_text() == text
    lines = [line.split() for line in ran.out.splitlines()]
    places = {line[1] for line in lines if line and line[0] == "-->"}
    assert places == {f"{PATH}:7:1", f"{PATH}:12:3", f"{PATH}:12:11"}
    assert "error[unknown-reference]" in ran.out
    assert "error[review-skips-kra]" in ran.out
    assert "warning" not in ran.out


def test_a_complete_review_becomes_final_and_keeps_its_comments(kraokr: Commands, root: Path) -> None:
    write(root, {PATH: FILLED})
    ran = kraokr("review", "ann", "--finalise", cwd=root)
    assert (ran.code, ran.out) == (0, "")
    version = next(line for line in (root / PATH).read_text().split("\n") if "role_version" in line)
    assert version.startswith('role_version: "sha256:')
    expected = FILLED.replace("status: manager", "status: final")
    expected = expected.replace("reviewer: bo\n", f"reviewer: bo\n{version}\nfinalised_on: 2026-07-20\n")
    assert (root / PATH).read_text() == expected
    assert kraokr("lint", PATH, cwd=root).code == 0
    again = kraokr("review", "ann", "--finalise", cwd=root)
    assert again.err.startswith(f"error: {PATH} is final already since 2026-07-20\n")
    assert (root / PATH).read_text() == expected


def test_a_role_under_git_is_pinned_by_its_commit(kraokr: Commands, root: Path) -> None:
    write(root, {PATH: FILLED})
    git = ["git", "-C", str(root), "-c", "user.name=A", "-c", "user.email=a@example.org"]
    subprocess.run([*git, "init", "-q"], check=True)
    subprocess.run([*git, "add", "roles"], check=True)
    subprocess.run([*git, "commit", "-qm", "Roles"], check=True)
    commit = subprocess.run([*git, "rev-parse", "HEAD"], check=True, capture_output=True, text=True).stdout
    subprocess.run([*git, "add", "people"], check=True)
    subprocess.run([*git, "commit", "-qm", "People"], check=True)
    kraokr("review", PATH, "--finalise", cwd=root)
    written = (root / PATH).read_text().split("role_version: ")[1].split("\n")[0]
    assert written.strip('"') == commit.strip()


def test_a_review_in_a_persons_file_becomes_final_there(kraokr: Commands, root: Path) -> None:
    entry = "reviews:\n" + "".join(
        f"    {line}\n" for line in FILLED.split("\n")[3:] if line and not line.startswith("person")
    ).replace("    cycle", "  - cycle", 1)
    path = root / "people/ann.yaml"
    before = path.read_text() + entry
    path.write_text(before)
    assert kraokr("review", "ann", "--finalise", cwd=root).code == 0
    after = path.read_text()
    assert after.startswith(before.split("    status")[0])
    assert "    status: final   # soon more\n    reviewer: bo\n    role_version:" in after
