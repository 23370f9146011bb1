"""`kraokr history` in real repositories."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path

import pytest

from commands import Commands, process
from gitrepo import commit, git, start, write

ROLE = """\
kind: role
id: seller
title: Seller
kras:
  - id: sales
    name: Sales
    kpis: [{id: wins, name: Win rate, unit: percent, target: ">= 30"}]
"""
LOOSER = ROLE.replace(">= 30", ">= 25")
ANN = "kind: person\nid: ann\nname: Ann Lee\nrole: seller\n"
AS_OF = ("--today", "2026-02-01")


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    root = start(tmp_path / "repo")
    commit(root, "one", {"roles/seller.yaml": ROLE, "people/ann.yaml": ANN}, date(2025, 5, 5))
    commit(root, "two\n\nKRA-Change: agreed", {"roles/seller.yaml": LOOSER}, date(2025, 8, 8), "Bo Ray")
    return root


def test_one_area(kraokr: Commands, repo: Path) -> None:
    first, second = (git(repo, "rev-parse", rev)[:7] for rev in ("HEAD~", "HEAD"))
    result = kraokr("history", "sales", *AS_OF, cwd=repo)
    assert (result.code, result.err) == (0, "")
    assert result.out == (
        "KRAs by quarter as of 2026-02-01, 2 commits from 2025-05-05 to 2025-08-08\n"
        "● made  ◆ redefined  ◇ measured otherwise  → moved  × removed  ─ unchanged\n"
        "\n"
        "Sales  seller/sales\n"
        f"Seller, made 2025-05-05 by Asha Rao ({first}), unchanged for 2 quarters\n"
        "                        2025     2026\n"
        "                        Q2 Q3 Q4 Q1 unchanged\n"
        "  Sales                 ●──◇──────  2 quarters\n"
        "    Win rate ≥ 25 %     ●──◇──────  2 quarters\n"
        f"2025-05-05  {first}  Asha Rao: one\n"
        "  - KRA added\n"
        f"2025-08-08  {second}  Bo Ray: two (KRA-Change: agreed)\n"
        "  - target loosened: Win rate: ≥ 30 % → ≥ 25 %\n"
    )


def test_everything_a_role_and_a_person(kraokr: Commands, repo: Path) -> None:
    assert "Seller\n  Sales " in kraokr("history", *AS_OF, cwd=repo).out
    assert "    Win rate ≥ 25 %" in kraokr("history", "seller", *AS_OF, cwd=repo).out
    assert "Ann Lee: Seller  since 2025-05-05" in kraokr("history", "ann", *AS_OF, cwd=repo).out


def test_since_shows_less(kraokr: Commands, repo: Path) -> None:
    out = kraokr("history", "sales", "--since", "2025-10-01", *AS_OF, cwd=repo).out
    assert "Q4 Q1 unchanged" in out
    assert "  Sales                 ────  2 quarters" in out
    assert "KRA added" not in out


@pytest.mark.parametrize("format", ["text", "json", "markdown", "svg"])
def test_each_format_goes_where_it_is_told(kraokr: Commands, repo: Path, format: str) -> None:
    shown = kraokr("history", "-f", format, *AS_OF, cwd=repo).out
    assert "Sales" in shown
    assert kraokr("history", "-f", format, "-o", "out.txt", *AS_OF, cwd=repo).out == ""
    assert (repo / "out.txt").read_text(encoding="utf-8") == shown
    assert "\x1b" not in kraokr("history", "-f", format, "-o", "-", *AS_OF, cwd=repo).out


def test_colour_and_ascii(kraokr: Commands, repo: Path) -> None:
    assert "\x1b[36m◇" in kraokr("history", "--color", "always", *AS_OF, cwd=repo).out
    done = process(["history", "sales", *AS_OF], repo, {"PYTHONIOENCODING": "ascii"})
    assert (done.returncode, done.stderr) == (0, b"")
    assert b"Win rate >= 25 %    o--+------  2 quarters" in done.stdout
    assert done.stdout.isascii()


def test_a_second_run_reads_nothing_anew(
    kraokr: Commands, repo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = kraokr("history", "-f", "json", *AS_OF, cwd=repo)
    assert git(repo, "status", "--short") == ""
    monkeypatch.setattr("kraokr.history.logbook.deeds", None)
    assert kraokr("history", "-f", "json", *AS_OF, cwd=repo) == first


def test_no_cache_reads_and_writes_none(kraokr: Commands, repo: Path) -> None:
    assert kraokr("history", "--no-cache", *AS_OF, cwd=repo).code == 0
    assert not (repo / ".kraokr_cache").exists()
    kraokr("history", *AS_OF, cwd=repo)
    kept = repo / ".kraokr_cache/history.json"
    kept.write_text("[1", encoding="utf-8")
    assert kraokr("history", *AS_OF, cwd=repo) == kraokr("history", "--no-cache", *AS_OF, cwd=repo)
    assert len(json.loads(kept.read_text(encoding="utf-8"))[1]) == 2


def test_another_config_is_another_cache(kraokr: Commands, repo: Path) -> None:
    assert "Sales" in kraokr("history", *AS_OF, cwd=repo).out
    write(repo, {"kraokr.yaml": "kind: config\nexclude: [roles/]\n"})
    result = kraokr("history", *AS_OF, cwd=repo)
    assert "Sales" not in result.out


def test_nothing_is_written_to_the_repository(kraokr: Commands, repo: Path) -> None:
    def state() -> dict[Path, int]:
        found = (Path(folder) / name for folder, _, files in os.walk(repo / ".git") for name in files)
        return {path: path.stat().st_mtime_ns for path in found}

    before = state()
    kraokr("history", *AS_OF, cwd=repo)
    assert state() == before


def test_a_file_broken_back_then_is_noted(kraokr: Commands, repo: Path) -> None:
    commit(repo, "broken", {"roles/seller.yaml": "kind: role\nid: [seller\n"}, date(2025, 9, 9))
    short = git(repo, "rev-parse", "--short=7", "HEAD")
    commit(repo, "mended", {"roles/seller.yaml": ROLE}, date(2025, 9, 10))
    result = kraokr("history", "sales", *AS_OF, cwd=repo)
    assert result.err.startswith(f"warning: roles/seller.yaml at {short} (2025-09-09): broken YAML in line ")
    assert "target tightened: Win rate: ≥ 25 % → ≥ 30 %" in result.out


def test_a_shallow_clone_says_how_far_it_reaches(kraokr: Commands, repo: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--depth", "1", repo.as_uri(), "shallow")
    result = kraokr("history", "sales", *AS_OF, cwd=tmp_path / "shallow")
    assert result.err.startswith(
        "warning: this is a shallow clone: its history begins on 2025-08-08; fetch the rest: `fetch-depth: 0`"
    )
    assert "made" not in result.out.split("\n", 3)[3]
    assert "Sales                 ───────  2 quarters" in result.out
    assert "  - here already\n" in result.out


def test_a_clone_that_is_deepened_tells_all(kraokr: Commands, repo: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "-q", "--depth", "1", repo.as_uri(), "shallow")
    shallow = tmp_path / "shallow"
    kraokr("history", "sales", *AS_OF, cwd=shallow)
    git(shallow, "fetch", "-q", "--unshallow")
    whole = kraokr("history", "sales", *AS_OF, cwd=repo)
    assert kraokr("history", "sales", *AS_OF, cwd=shallow).out == whole.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ("sellr",),
            "error: unknown name `sellr`: the history has no role, person, KRA or objective of that",
        ),
        (("--since", "soon"), "error: --since soon is no date\nhelp: write year-month-day"),
        (("--since", "2027-01-01"), "error: --since 2027-01-01 lies after 2026-02-01\nhelp: "),
        (("--today", "2020-01-01"), "error: no commit up to 2020-01-01 touched a goal file in "),
        (("-f", "html"), "error: Invalid value for '--format'"),
        (("-o", "no/such/folder"), "error: no/such/folder cannot be written"),
    ],
)
def test_what_cannot_be_done_is_said(
    kraokr: Commands, repo: Path, arguments: tuple[str, ...], said: str
) -> None:
    result = kraokr("history", *(AS_OF if "--today" not in arguments else ()), *arguments, cwd=repo)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith(said)


def test_without_git_a_repository_or_commits_there_is_none(
    kraokr: Commands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path, {"goals/seller.yaml": ROLE})
    result = kraokr("history", cwd=tmp_path / "goals")
    assert result.code == 2
    assert "lies in no git repository\nhelp: " in result.err
    start(tmp_path / "goals")
    result = kraokr("history", cwd=tmp_path / "goals")
    assert result.err.startswith("error: this repository has no commits yet\nhelp: ")
    result = kraokr("history", cwd=tmp_path / "goals", PATH="")
    assert result.err.startswith("error: git is not installed\nhelp: ")


def test_a_workspace_below_the_top_and_detached(kraokr: Commands, repo: Path) -> None:
    write(
        repo, {"teams/x y/kraokr.yaml": "kind: config\n", "teams/x y/m.yaml": ROLE.replace("seller", "maker")}
    )
    commit(repo, "a workspace of its own", on=date(2025, 10, 10))
    git(repo, "checkout", "-q", "--detach")
    assert "maker/sales" in kraokr("history", "sales", *AS_OF, cwd=repo / "teams/x y").out
    assert "maker/sales" not in kraokr("history", "sales", *AS_OF, cwd=repo).out
