"""The version of files: a commit that holds them as they are, else a hash."""

from __future__ import annotations

import subprocess
from hashlib import sha256
from pathlib import Path, PurePosixPath

import pytest

from kraokr.workspace.revision import version_of

A, B = PurePosixPath("a.yaml"), PurePosixPath("b.yaml")


def git(root: Path, *arguments: str) -> str:
    who = ["-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    run = subprocess.run(
        ["git", "-C", str(root), *who, *arguments], check=True, capture_output=True, text=True
    )
    return run.stdout.strip()


def commit(root: Path, **texts: str) -> str:
    for name, text in texts.items():
        (root / f"{name}.yaml").write_text(text)
    git(root, "add", ".")
    git(root, "commit", "-qm", "Change")
    return git(root, "rev-parse", "HEAD")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q", "-b", "main")
    return tmp_path


def test_the_last_commit_that_changed_one_of_them(root: Path) -> None:
    first, second, _ = commit(root, a="1", c="1"), commit(root, b="1"), commit(root, c="2")
    assert version_of(root, [A]) == first
    assert version_of(root, [A, B]) == second


def test_a_change_that_no_commit_holds_gives_a_hash(root: Path) -> None:
    commit(root, a="1", b="1")
    (root / "a.yaml").write_text("2")
    assert version_of(root, [A]) == f"sha256:{sha256(b'1' + bytes([10]) + b'2').hexdigest()}"
    assert not version_of(root, [B]).startswith("sha256:")


def test_a_file_that_git_does_not_know_gives_a_hash(root: Path) -> None:
    commit(root, a="1")
    (root / "b.yaml").write_text("1")
    assert version_of(root, [A, B]).startswith("sha256:")


def test_two_branches_that_met_are_held_by_the_merge(root: Path) -> None:
    commit(root, a="1", b="1")
    git(root, "switch", "-qc", "other")
    commit(root, a="2")
    git(root, "switch", "-q", "main")
    commit(root, b="2")
    git(root, "merge", "-q", "other", "-m", "Meet")
    assert version_of(root, [A, B]) == git(root, "rev-parse", "HEAD")


def test_without_a_repository_files_that_differ_have_other_hashes(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("12")
    (tmp_path / "b.yaml").write_text("3")
    one = version_of(tmp_path, [A, B])
    (tmp_path / "a.yaml").write_text("1")
    (tmp_path / "b.yaml").write_text("23")
    assert one.startswith("sha256:")
    assert version_of(tmp_path, [A, B]) != one
