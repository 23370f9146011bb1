"""`kraokr lint` in repositories: churn, freeze, --against, shallow clones, and the cache."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import gitrepo
from commands import Commands, process

LINT = ("lint", "-f", "json", "--today", "2026-02-15", "--select", "history")
PERSON = "kind: person\nid: asha\nname: Asha Rao\nrole: seller\nteam: sales\nstart: 2024-01-08\n"
ROLE = (
    "kind: role\nid: seller\ntitle: Seller\n"
    "kras:\n- {{id: sales, name: New customers}}\n- {{id: x, name: {}}}\n"
)
GOALS = (
    "kind: objectives\nowner: asha\ncycle: {}\nobjectives:\n- id: loyalty\n  title: Customers come back\n"
    "  key_results:\n  - {{id: nps, title: NPS of customers, baseline: 40, target: {}}}\n"
)
CONFIG = "kind: config\ncycles: [{id: 2026-H1, frozen_on: 2026-02-01}]\n"
REASON = "  changes: [{on: 2026-02-10, field: nps/target, from: 55, to: 48, reason: The market is gone}]\n"
AREAS = ("Forecast quality", "Partner business", "Market presence", "Hiring")


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    root = gitrepo.start(tmp_path / "goals")
    files = {"kraokr.yaml": CONFIG, "asha.yaml": PERSON, "seller.yaml": ROLE.format("Team")}
    gitrepo.commit(root, "Start", {**files, "okr.yaml": GOALS.format("2026-H1", 55)}, on=date(2024, 1, 8))
    return root


def churn(root: Path, *months: tuple[int, int], message: str = "Change") -> list[str]:
    """Commits that each give the role another area."""
    return [
        gitrepo.commit(root, message, {"seller.yaml": ROLE.format(area)}, on=date(*month, 12))
        for month, area in zip(months, AREAS, strict=False)
    ]


def found(kraokr: Commands, root: Path, *more: str) -> list[dict[str, Any]]:
    findings: list[dict[str, Any]] = json.loads(kraokr(*LINT, *more, cwd=root).out)
    return findings


def rules(kraokr: Commands, root: Path, *more: str) -> list[str]:
    return [one["rule"] for one in found(kraokr, root, *more)]


def test_churn_names_the_commits(kraokr: Commands, repo: Path) -> None:
    ids = churn(repo, (2025, 5), (2025, 8), (2025, 11))
    (one,) = found(kraokr, repo)
    assert (one["rule"], one["severity"]) == ("kra-churn", "warning")
    days = ("2025-05-12", "2025-08-12", "2025-11-12")
    assert all(f"{day} {id[:7]}" in one["message"] for day, id in zip(days, ids, strict=True))


def test_roles_that_are_split_on_purpose_do_not_churn(kraokr: Commands, repo: Path) -> None:
    churn(repo, (2025, 5), (2025, 8), (2025, 11), message="Split\n\nKRA-Change: split-role")
    assert rules(kraokr, repo) == []


def test_a_pure_reformatting_is_no_change(kraokr: Commands, repo: Path) -> None:
    areas = "kras:\n  - name: Team\n    id: x\n  - name: New customers\n    id: sales\n"
    block = f"# ours\nkind: role\ntitle: 'Seller'\nid: seller\n{areas}"
    gitrepo.commit(repo, "Reformat", {"seller.yaml": None, "roles/s.yaml": block}, on=date(2026, 2, 10))
    assert rules(kraokr, repo) == []


def test_a_silent_change_after_the_freeze_fails(kraokr: Commands, repo: Path) -> None:
    commit = gitrepo.commit(repo, "Ease", {"okr.yaml": GOALS.format("2026-H1", 48)}, on=date(2026, 2, 10))
    ran = kraokr("lint", "--today", "2026-02-15", cwd=repo)
    assert ran.code == 1
    assert "changed-after-freeze" in ran.out
    assert "went from 55 to 48 (loosened) after 2026-H1 was frozen on 2026-02-01" in ran.out
    assert f"without a reason (2026-02-10 {commit[:7]})" in ran.out
    gitrepo.commit(repo, "Say why", {"okr.yaml": GOALS.format("2026-H1", 48) + REASON}, on=date(2026, 2, 11))
    assert rules(kraokr, repo) == []


def test_what_is_not_committed_counts_as_made_today(kraokr: Commands, repo: Path) -> None:
    gitrepo.write(repo, {"okr.yaml": GOALS.format("2026-H1", 48)})
    (one,) = found(kraokr, repo)
    assert "2026-02-15, not committed yet" in one["message"]


def test_areas_of_those_who_are_reviewed_are_frozen_too(kraokr: Commands, repo: Path) -> None:
    churn(repo, (2026, 2))
    assert rules(kraokr, repo) == ["changed-after-freeze"]
    reason = "changes: [{on: 2026-02-12, field: x, reason: The team was dissolved}]\n"
    gitrepo.write(repo, {"seller.yaml": ROLE.format(AREAS[0]) + reason})
    assert rules(kraokr, repo) == []


@pytest.fixture
def branch(repo: Path) -> Path:
    """A silent change on main, made earlier, and a branch that eases another target."""
    more = {"q.yaml": GOALS.format("2026-Q1", 55)}
    gitrepo.commit(repo, "Q1", more, on=date(2026, 1, 2))
    gitrepo.commit(repo, "Ease", {"okr.yaml": GOALS.format("2026-H1", 48)}, on=date(2026, 2, 3))
    gitrepo.git(repo, "switch", "--quiet", "-c", "work")
    gitrepo.commit(repo, "Ease more", {"q.yaml": GOALS.format("2026-Q1", 50)}, on=date(2026, 2, 4))
    return repo


def test_against_a_branch_only_what_it_brings_is_reported(kraokr: Commands, branch: Path) -> None:
    assert sorted(rules(kraokr, branch)) == ["changed-after-freeze", "target-moved-mid-cycle"]
    assert rules(kraokr, branch, "--against", "main") == ["target-moved-mid-cycle"]
    assert rules(kraokr, branch, "--against", "HEAD") == []


def test_against_needs_a_repository_and_a_revision(kraokr: Commands, branch: Path, tmp_path: Path) -> None:
    ran = kraokr("lint", "--against", "nope", cwd=branch)
    assert (ran.code, "`nope` is no revision" in ran.err) == (2, True)
    bare = tmp_path / "bare"
    bare.mkdir()
    (bare / "r.yaml").write_text(ROLE.format("Team"))
    ran = kraokr("lint", "--against", "main", cwd=bare)
    assert (ran.code, "lies in no git repository" in ran.err) == (2, True)


@pytest.fixture
def shallow(branch: Path, tmp_path: Path) -> Path:
    clone = tmp_path / "clone"
    gitrepo.git(branch, "clone", "--quiet", "--depth=2", f"file://{branch}", str(clone))
    return clone


def test_a_shallow_clone_says_what_it_could_not_check(kraokr: Commands, shallow: Path) -> None:
    for again in (False, True):
        ran = kraokr(*LINT, cwd=shallow)
        assert "history reaches back to 2026-02-03 only, so " in ran.err, f"again: {again}"
        assert "kra-churn" in ran.err
        assert "use fetch-depth: 0" in ran.err
    on_github = kraokr(*LINT, cwd=shallow, GITHUB_ACTIONS="true")
    assert on_github.err.startswith("::warning title=kraokr::history reaches back to 2026-02-03 only")


def test_a_shallow_clone_judges_a_change_by_its_base(kraokr: Commands, shallow: Path) -> None:
    ran = kraokr(*LINT, "--against", "HEAD~1", cwd=shallow)
    assert [one["rule"] for one in json.loads(ran.out)] == ["target-moved-mid-cycle"]
    assert "so kra-churn was not checked" in ran.err


def test_without_a_repository_nothing_is_said(kraokr: Commands, tmp_path: Path) -> None:
    (tmp_path / "r.yaml").write_text(ROLE.format("Team"))
    ran = kraokr(*LINT, cwd=tmp_path)
    assert (ran.code, ran.err) == (0, "")


def test_without_git_nothing_is_said(repo: Path, tmp_path: Path) -> None:
    gitrepo.write(repo, {"okr.yaml": GOALS.format("2026-H1", 48)})
    ran = process([*LINT, "--no-cache"], repo, {"PATH": str(tmp_path)})
    assert (ran.returncode, ran.stderr) == (0, b"")


def test_a_run_is_kept_until_the_history_changes(kraokr: Commands, repo: Path) -> None:
    gitrepo.commit(repo, "Ease", {"okr.yaml": GOALS.format("2026-H1", 48)}, on=date(2026, 2, 10))
    (first,) = found(kraokr, repo)
    (again,) = found(kraokr, repo)
    assert again == first
    gitrepo.git(repo, "reset", "--quiet", "--soft", "HEAD~1")
    (changed,) = found(kraokr, repo)
    assert "not committed yet" in changed["message"]
    assert rules(kraokr, repo, "--against", "HEAD") == ["changed-after-freeze"]
    gitrepo.commit(repo, "Agreed from the start", on=date(2026, 1, 10))
    gitrepo.git(repo, "pack-refs", "--all")
    assert rules(kraokr, repo) == []
    assert rules(kraokr, repo, "--against", "HEAD") == []


def test_a_suppression_is_not_called_unneeded_where_nobody_looked(kraokr: Commands, tmp_path: Path) -> None:
    text = ROLE.format("Team").replace("kras:", "kras: # kraokr: ignore[kra-churn] new in March")
    (tmp_path / "r.yaml").write_text(text)
    ran = kraokr("lint", "-f", "json", "--select", "kra-churn,bad-suppression", cwd=tmp_path)
    assert json.loads(ran.out) == []


def test_the_fix_writes_down_what_changed(kraokr: Commands, branch: Path) -> None:
    kraokr("lint", "--fix", "--today", "2026-02-15", "--select", "target-moved-mid-cycle", cwd=branch)
    entry = "changes: [{on: 2026-02-04, field: nps/target, from: 55, to: 50, reason: }]"
    assert entry in (branch / "q.yaml").read_text()
    (one,) = found(kraokr, branch, "--ignore", "changed-after-freeze", "--against", "main")
    assert "give the entry under `changes:` a `reason`" in one["help"]


def test_what_was_committed_later_than_the_day_judged_by_is_no_past(kraokr: Commands, repo: Path) -> None:
    churn(repo, (2025, 5), (2025, 8), (2025, 11))
    earlier = kraokr(*LINT[:3], "--today", "2025-09-15", *LINT[5:], cwd=repo)
    assert json.loads(earlier.out) == []
    the_day_before = kraokr(*LINT[:3], "--today", "2025-11-11", *LINT[5:], cwd=repo)
    assert [one["rule"] for one in json.loads(the_day_before.out)] == ["kra-churn"]
