"""What git knows of changed files, in real repositories."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from kraokr.errors import KraokrError
from kraokr.workspace.git import changed_files
from trees import write


def git(root: Path, *arguments: str) -> None:
    settings = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "init.defaultBranch=main"]
    subprocess.run(["git", *settings, *arguments], cwd=root, check=True, capture_output=True)


def commit(root: Path, **files: str) -> None:
    """Commit files, each called like its keyword."""
    write(root, {f"{name}.yaml": text for name, text in files.items()})
    git(root, "add", "-A")
    git(root, "commit", "-qm", "x", "--allow-empty")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with one commit."""
    for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"):
        monkeypatch.delenv(name, raising=False)
    folder = tmp_path / "repo"
    folder.mkdir()
    git(folder, "init", "-q")
    commit(folder, a="a\n", b="b\n", c="c\n")
    return folder.resolve()


def changed(root: Path, revision: str = "HEAD") -> list[str]:
    return sorted(map(str, changed_files(root, revision)))


def test_nothing_has_changed(root: Path) -> None:
    assert changed(root) == []


def test_changed_staged_and_unknown_files(root: Path) -> None:
    write(root, {"a.yaml": "changed\n", "b.yaml": "staged\n", "new.yaml": "x\n", "staged.yaml": "x\n"})
    git(root, "add", "b.yaml", "staged.yaml")
    (root / "c.yaml").unlink()
    assert changed(root) == ["a.yaml", "b.yaml", "c.yaml", "new.yaml", "staged.yaml"]


def test_what_git_ignores_has_not_changed(root: Path) -> None:
    write(root, {".gitignore": "out/\n", "out/a.yaml": "x\n"})
    assert changed(root) == [".gitignore"]


def test_a_file_that_was_moved(root: Path) -> None:
    git(root, "mv", "a.yaml", "moved.yaml")
    assert changed(root) == ["a.yaml", "moved.yaml"]


def test_from_where_the_branch_began(root: Path) -> None:
    git(root, "checkout", "-qb", "mine")
    commit(root, a="mine\n")
    git(root, "checkout", "-q", "main")
    commit(root, b="theirs\n", c="theirs\n")
    git(root, "checkout", "-q", "mine")
    write(root, {"new.yaml": "x\n"})
    assert changed(root, "main") == ["a.yaml", "new.yaml"]
    assert changed(root, "HEAD") == ["new.yaml"]
    assert changed(root, "HEAD~1") == ["a.yaml", "new.yaml"]


def test_a_branch_without_a_common_past(root: Path) -> None:
    git(root, "checkout", "-q", "--orphan", "other")
    commit(root, a="other\n")
    assert changed(root, "main") == ["a.yaml"]


def test_a_tag_and_a_hash(root: Path) -> None:
    git(root, "tag", "-am", "x", "v1")
    commit(root, b="later\n")
    assert changed(root, "v1") == ["b.yaml"]
    done = subprocess.run(["git", "rev-parse", "v1^{}"], cwd=root, check=True, capture_output=True, text=True)
    assert changed(root, done.stdout.strip()[:10]) == ["b.yaml"]


def test_a_repository_without_commits(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    write(tmp_path, {"a.yaml": "x\n", "b.yaml": "x\n"})
    git(tmp_path, "add", "a.yaml")
    assert changed(tmp_path) == ["a.yaml", "b.yaml"]
    with pytest.raises(KraokrError, match="`main` is no revision"):
        changed(tmp_path, "main")


def test_below_the_top_of_the_repository(root: Path) -> None:
    commit(root, **{"goals/a": "x\n", "goals/sub/b": "x\n"})
    write(
        root,
        {"a.yaml": "changed\n", "goals/sub/b.yaml": "changed\n", "goals/new.yaml": "x\n", "up.yaml": "x\n"},
    )
    assert changed(root / "goals") == ["new.yaml", "sub/b.yaml"]
    assert changed(root / "goals", "HEAD~1") == ["a.yaml", "new.yaml", "sub/b.yaml"]


@pytest.mark.parametrize(
    "name", ["a b.yaml", "é 質.yaml", "tab\there.yaml", 'quo"te.yaml', "line\nbreak.yaml", "-x.yaml"]
)
def test_names_of_all_kinds(root: Path, name: str) -> None:
    write(root, {name: "x\n"})
    assert changed(root) == [name]
    git(root, "add", "-A")
    git(root, "commit", "-qm", "x")
    assert changed(root) == []
    write(root, {name: "changed\n"})
    assert changed(root) == [name]


def test_settings_of_the_user_do_not_matter(root: Path) -> None:
    for setting in (
        "diff.noprefix",
        "diff.mnemonicPrefix",
        "core.quotePath",
        "color.ui=always",
        "diff.renames",
    ):
        key, _, value = setting.partition("=")
        git(root, "config", key, value or "true")
    git(root, "config", "diff.external", "false")
    git(root, "mv", "a.yaml", "é.yaml")
    assert changed(root) == ["a.yaml", "é.yaml"]


@pytest.mark.parametrize(
    "revision", ["gone", "", "-x", "--all", "a..b", "HEAD:a.yaml", "main^9", "x y", "\n"]
)
def test_an_unknown_revision(root: Path, revision: str) -> None:
    with pytest.raises(KraokrError, match="is no revision of this repository") as caught:
        changed(root, revision)
    assert "shallow" in str(caught.value.help)


def test_no_repository(tmp_path: Path) -> None:
    with pytest.raises(KraokrError, match="lies in no git repository"):
        changed(tmp_path)


def test_inside_of_git_itself(root: Path) -> None:
    with pytest.raises(KraokrError, match="lies in no git repository"):
        changed(root / ".git")


def test_git_is_not_installed(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(root))
    with pytest.raises(KraokrError, match="git is not installed") as caught:
        changed(root)
    assert caught.value.help == "--changed needs it; name the files instead"


def test_nothing_is_changed_by_asking(root: Path) -> None:
    write(root, {"a.yaml": "a\n"})
    before = {path: path.read_bytes() for path in (root / ".git").rglob("*") if path.is_file()}
    changed(root)
    changed(root, "main")
    assert {path: path.read_bytes() for path in (root / ".git").rglob("*") if path.is_file()} == before


def test_within_a_hook_of_git(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    commit(root, **{"goals/a": "x\n"})
    write(root, {"goals/a.yaml": "changed\n"})
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/index")
    monkeypatch.setenv("GIT_PREFIX", "")
    assert changed(root) == ["goals/a.yaml"]
    assert changed(root / "goals") == ["a.yaml"]
