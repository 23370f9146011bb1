"""Which version of a role a review is judged by."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from commands import Commands, Outcome
from gitrepo import commit, git, start

CONFIG = "{kind: config, as_of: 2026-07-20}\n"
ROLE = "kind: role\nid: agent\ntitle: Agent\nkras:\n  - {id: answers, name: NAME}\n"
ANN = "{kind: person, id: ann, name: Ann Lee, role: agent}\n"


def role(name: str) -> str:
    return ROLE.replace("NAME", name)


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    """A role that was changed in spring and after the half year was over, and then moved to another file."""
    root = start(tmp_path / "repo")
    files = {"kraokr.yaml": CONFIG, "people/ann.yaml": ANN, "roles/agent.yaml": role("First")}
    commit(root, "one", files, on=date(2025, 11, 3))
    commit(root, "two", {"roles/agent.yaml": role("Spring")}, on=date(2026, 4, 2))
    commit(
        root, "unrelated", {"people/bo.yaml": "{kind: person, id: bo, role: agent}\n"}, on=date(2026, 5, 4)
    )
    commit(root, "three", {"roles/agent.yaml": role("Summer")}, on=date(2026, 7, 2))
    moved: dict[str, str | bytes | None] = {"roles/agent.yaml": None, "roles/moved.yaml": role("Summer")}
    commit(root, "four", moved, on=date(2026, 7, 3))
    return root


def review(kraokr: Commands, root: Path, *arguments: str) -> Outcome:
    done = kraokr("review", "ann", *arguments, cwd=root)
    assert done.code == 0, done.err
    return done


def version(root: Path, revision: str) -> str:
    return git(root, "rev-parse", "--short=12", revision)


def test_the_role_counts_as_it_stood_when_the_period_ended(kraokr: Commands, repo: Path) -> None:
    text = review(kraokr, repo).out
    assert "### Spring\n" in text
    assert f"the role in version {version(repo, 'HEAD~3')}" in text


@pytest.mark.parametrize(
    ("cycle", "area", "revision"), [("2025-H2", "First", "HEAD~4"), ("2026-H2", "Summer", "HEAD")]
)
def test_each_period_has_its_own(kraokr: Commands, repo: Path, cycle: str, area: str, revision: str) -> None:
    text = review(kraokr, repo, "--cycle", cycle).out
    assert f"### {area}\n" in text
    assert f"the role in version {version(repo, revision)}" in text


def test_before_history_begins_the_role_counts_as_it_is(kraokr: Commands, repo: Path) -> None:
    text = review(kraokr, repo, "--cycle", "2025-H1").out
    assert "### Summer\n" in text


def test_a_record_names_the_version(kraokr: Commands, repo: Path) -> None:
    record = f"{{kind: review, person: ann, cycle: 2026-H1, role_version: '{version(repo, 'HEAD~4')}'}}\n"
    commit(repo, "review", {"reviews/ann.yaml": record}, on=date(2026, 7, 6))
    text = review(kraokr, repo).out
    assert "### First\n" in text
    assert f"the role in version {version(repo, 'HEAD~5')}\n" in text


def test_a_version_that_git_does_not_know_is_told(kraokr: Commands, repo: Path) -> None:
    record = "{kind: review, person: ann, cycle: 2026-H1, role_version: v9}\n"
    commit(repo, "review", {"reviews/ann.yaml": record}, on=date(2026, 7, 6))
    text = review(kraokr, repo).out
    assert "the role in version v9, which is not known here: shown as it is now" in text
    assert "### Summer\n" in text


def test_what_is_finalised_is_pinned_to_that_version(kraokr: Commands, repo: Path) -> None:
    record = "kind: review\nperson: ann\ncycle: 2026-H1\nreviewer: bo\nstatus: manager\n"
    record += (
        "kras:\n  answers: {rating: 3, comment: 'Answers hold.', evidence: ['2026-06-02: log of calls']}\n"
    )
    record += "summary: A calm half year.\n"
    record += "development: [{action: Read the log weekly., by: 2026-12-01, owner: ann}]\n"
    commit(repo, "review", {"reviews/ann.yaml": record}, on=date(2026, 7, 6))
    done = kraokr("review", "ann", "--finalise", cwd=repo)
    text = (repo / "reviews/ann.yaml").read_text()
    assert done.code == 0, done.out + done.err
    assert git(repo, "rev-parse", "HEAD~4") in text


def test_without_a_repository_the_files_themselves_are_named(kraokr: Commands, tmp_path: Path) -> None:
    for name, content in {"kraokr.yaml": CONFIG, "ann.yaml": ANN, "agent.yaml": role("Now")}.items():
        (tmp_path / name).write_text(content)
    text = review(kraokr, tmp_path).out
    assert "the role in version sha256:" in text


def test_people_of_one_batch_have_each_their_own(kraokr: Commands, repo: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    done = kraokr("review", "people", "--cycle", "2026-H1", "-o", f"{out}/", cwd=repo)
    assert done.code == 0, done.err
    pages = [path.read_text() for path in sorted(out.glob("*.md"))]
    assert len(pages) == 2
    assert all("### Spring\n" in page for page in pages)
