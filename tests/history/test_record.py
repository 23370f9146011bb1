"""What rules may ask of the past, in real repositories."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

import gitrepo
from kraokr.history.record import History
from kraokr.history.repository import Repository
from kraokr.model import Role
from kraokr.workspace.open import look_around, open_found

TODAY = date(2026, 2, 15)
ROLE = "kind: role\nid: seller\ntitle: Seller\nkras:\n- {{id: sales, name: {}}}\n"
GOALS = "kind: objectives\nowner: asha\ncycle: 2026-Q1\nobjectives:\n"
ONE = "- {id: one, title: Customers come back}\n"
TWO = "- {id: two, title: Partners sell for us}\n"
LONG_AGO = date(2020, 1, 1)


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    return gitrepo.start(tmp_path / "goals")


def past(root: Path, base: str | None = None, since: date = LONG_AGO) -> History:
    found = look_around([root], root)
    history = History(Repository(root), found, open_found(found).workspace, TODAY, base)
    history.look_back(since)
    return history


def names(history: History, since: date = LONG_AGO, **how: bool) -> list[tuple[str, str | None]]:
    """The name of the seller's area in each version, with the day; the working tree's without a commit."""
    role = history._workspace.roles["seller"]
    assert isinstance(role, Role)
    return [
        (one.node.kras[0].name, f"{one.on}{'' if one.commit else ' working tree'}" if one.on else None)
        for one in history.versions(role, since, **how)
    ]


def test_versions_end_with_the_working_tree(repo: Path) -> None:
    gitrepo.commit(repo, "a", {"r.yaml": ROLE.format("A")}, on=date(2026, 1, 5))
    gitrepo.commit(repo, "b", {"r.yaml": ROLE.format("B")}, on=date(2026, 1, 6))
    gitrepo.write(repo, {"r.yaml": ROLE.format("C")})
    everything = [("A", "2026-01-05"), ("B", "2026-01-06"), ("C", "2026-02-15 working tree")]
    assert names(past(repo)) == everything
    assert names(past(repo), date(2026, 1, 6)) == [("A", None), *everything[1:]]


def test_a_file_that_moves_and_changes_at_once_is_followed(repo: Path) -> None:
    gitrepo.commit(repo, "a", {"r.yaml": ROLE.format("A")}, on=date(2026, 1, 5))
    moved = {"r.yaml": None, "roles/ä b.yaml": ROLE.format("B")}
    gitrepo.commit(repo, "b", moved, on=date(2026, 1, 6))
    assert names(past(repo)) == [("A", "2026-01-05"), ("B", "2026-01-06")]
    (repo / "roles/ä b.yaml").rename(repo / "again.yaml")
    assert [name for name, _ in names(past(repo))] == ["A", "B", "B"]


def test_a_version_that_does_not_parse_is_left_out(repo: Path) -> None:
    for day, text in ((5, ROLE.format("A")), (6, "kind: role\nid: [\n"), (7, ROLE.format("B"))):
        gitrepo.commit(repo, "x", {"r.yaml": text}, on=date(2026, 1, day))
    assert names(past(repo)) == [("A", "2026-01-05"), ("B", "2026-01-07")]


def test_newlines_of_another_system_are_no_change(repo: Path) -> None:
    gitrepo.commit(repo, "a", {"r.yaml": ROLE.format("A")}, on=date(2026, 1, 5))
    (repo / "r.yaml").write_bytes(ROLE.format("A").replace("\n", "\r\n").encode())
    assert names(past(repo)) == [("A", "2026-01-05")]


def test_a_workspace_inside_a_repository(tmp_path: Path) -> None:
    top = gitrepo.start(tmp_path / "top")
    gitrepo.commit(top, "a", {"x/goals/r.yaml": ROLE.format("A"), "x/goals/kraokr.yaml": "kind: config\n"})
    gitrepo.commit(top, "b", {"x/goals/r.yaml": ROLE.format("B")}, on=date(2026, 1, 6))
    assert names(past(top / "x/goals")) == [("A", "2026-01-05"), ("B", "2026-01-06")]


def test_without_a_commit_all_is_made_today(repo: Path) -> None:
    gitrepo.write(repo, {"r.yaml": ROLE.format("A")})
    assert names(past(repo)) == [("A", "2026-02-15 working tree")]


def test_against_a_base_its_changes_are_made_today(repo: Path) -> None:
    gitrepo.commit(repo, "a", {"r.yaml": ROLE.format("A")}, on=date(2026, 1, 5))
    base = gitrepo.commit(repo, "b", {"r.yaml": ROLE.format("B")}, on=date(2026, 1, 6))
    gitrepo.commit(repo, "c", {"r.yaml": ROLE.format("C")}, on=date(2026, 1, 7))
    gitrepo.write(repo, {"r.yaml": ROLE.format("D")})
    last = ("D", "2026-02-15 working tree")
    assert names(past(repo, base)) == [("B", None), last]
    whole = [("A", "2026-01-05"), ("B", "2026-01-06"), last]
    assert names(past(repo, base), whole=True) == whole


def test_what_has_gone(repo: Path) -> None:
    gitrepo.commit(repo, "a", {"o.yaml": GOALS + ONE + TWO}, on=date(2026, 1, 5))
    commit = gitrepo.commit(repo, "b", {"o.yaml": GOALS + ONE}, on=date(2026, 1, 20))
    (gone,) = past(repo).gone(LONG_AGO)
    assert (gone.objective.id, gone.told) == ("two", f"2026-01-20 {commit[:7]}")
    assert past(repo).gone(date(2026, 1, 21)) == []
    gitrepo.write(repo, {"o.yaml": None, "other.yaml": GOALS.replace("asha", "ben") + ONE + TWO})
    assert past(repo).gone(LONG_AGO) == [], "another owner's file has them both"


@pytest.mark.parametrize(
    ("left", "gone"),
    [
        (lambda path: path.write_bytes(b"\xff\xfe"), []),
        (lambda path: path.write_text("kind: objectives\nowner: [\n"), []),
        (lambda path: path.unlink(), ["one"]),
    ],
    ids=["unreadable", "broken", "deleted"],
)
def test_what_cannot_be_read_has_not_gone(
    repo: Path, left: Callable[[Path], object], gone: list[str]
) -> None:
    gitrepo.commit(repo, "a", {"o.yaml": GOALS + ONE, "r.yaml": ROLE.format("A")})
    left(repo / "o.yaml")
    assert [one.objective.id for one in past(repo).gone(LONG_AGO)] == gone


def test_a_shallow_clone_knows_how_far_it_reaches(repo: Path, tmp_path: Path) -> None:
    for day in (5, 6, 7):
        gitrepo.commit(repo, "x", {"r.yaml": ROLE.format("ABC"[day - 5])}, on=date(2026, 1, day))
    assert past(repo).begins is None
    clone = tmp_path / "clone"
    gitrepo.git(repo, "clone", "--quiet", "--depth=2", f"file://{repo}", str(clone))
    history = past(clone)
    assert history.begins == date(2026, 1, 6)
    assert not history.reaches(date(2026, 1, 6))
    assert history.reaches(date(2026, 1, 7))
    assert names(history) == [("B", None), ("C", "2026-01-07")]
