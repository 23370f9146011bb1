"""What is compared, by what the user writes, in real repositories."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from gitrepo import commit, git, start, write
from kraokr.errors import KraokrError
from kraokr.history.asked import Asked
from kraokr.history.repository import Repository
from kraokr.history.revisions import WORKING_TREE, Ends


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    """`main` with two commits, and the branch `work`, which left it after the first, checked out."""
    root = start(tmp_path / "repo")
    commit(root, "one", {"roles/a.yaml": "a", "roles/b c.yaml": "b"})
    git(root, "branch", "work")
    commit(root, "two", {"later": "x"})
    git(root, "checkout", "--quiet", "work")
    commit(root, "three", {"mine": "y"})
    return root


def asked(root: Path, *words: str, cwd: Path | None = None) -> Ends:
    """What the words mean; what stands behind `--` are paths."""
    at = words.index("--") if "--" in words else None
    paths = None if at is None else words[at + 1 :]
    return Asked(words[:at], paths, cwd or root).ends(Repository(root))


def refused(root: Path, *words: str) -> str:
    """Message and help of what the words are refused with."""
    with pytest.raises(KraokrError) as error:
        asked(root, *words)
    return f"{error.value.message}\n{error.value.help}"


def commits(root: Path, *words: str) -> tuple[str | None, str | None]:
    ends = asked(root, *words)
    return ends.before.commit, ends.after.commit


def ids(root: Path, *revisions: str) -> tuple[str, ...]:
    return tuple(git(root, "rev-parse", revision) for revision in revisions)


def test_without_words_the_fork_from_the_default_branch_is_compared_with_the_files_on_disk(
    repo: Path,
) -> None:
    ends = asked(repo)
    assert ends.before.commit == git(repo, "merge-base", "main", "work")
    assert ends.before.text == "merge base of main and HEAD"
    assert ends.after == WORKING_TREE


def test_on_the_default_branch_head_is_compared(repo: Path) -> None:
    git(repo, "checkout", "--quiet", "main")
    assert commits(repo) == (*ids(repo, "HEAD"), None)


def test_the_default_branch_is_what_the_remote_says(repo: Path, tmp_path: Path) -> None:
    git(repo, "branch", "--move", "main", "stable")
    git(repo, "checkout", "--quiet", "stable")
    git(tmp_path, "clone", "--quiet", str(repo), "clone")
    clone = tmp_path / "clone"
    git(clone, "checkout", "--quiet", "-b", "mine", "origin/work")
    assert asked(clone).before.text == "merge base of origin/stable and HEAD"
    git(clone, "checkout", "--quiet", "stable")
    assert commits(clone) == (*ids(clone, "HEAD"), None)


def test_the_default_branch_may_be_a_setting(repo: Path) -> None:
    git(repo, "branch", "--move", "main", "stable")
    assert asked(repo).note is not None
    git(repo, "config", "init.defaultBranch", "stable")
    assert asked(repo).before.text == "merge base of stable and HEAD"


def test_without_a_default_branch_head_is_compared_and_that_is_said(repo: Path) -> None:
    git(repo, "branch", "--move", "main", "elsewhere")
    ends = asked(repo)
    assert ends.before.text == "HEAD"
    assert ends.note == "no default branch is known here, so this compares with HEAD"


def test_a_detached_head_is_compared_with_the_fork(repo: Path) -> None:
    git(repo, "checkout", "--quiet", "--detach", "work")
    assert commits(repo) == (git(repo, "merge-base", "main", "work"), None)


@pytest.mark.parametrize(
    ("words", "before", "after"),
    [
        (("main",), "main", None),
        (("main", "work"), "main", "work"),
        (("main..work",), "main", "work"),
        (("main..",), "main", "HEAD"),
        (("..main",), "HEAD", "main"),
        (("main...work",), "main~1", "work"),
        (("...main",), "main~1", "main"),
        (("HEAD~1", "--"), "HEAD~1", None),
        (("@{0}",), "HEAD", None),
    ],
)
def test_revisions_mean_what_they_mean_to_git(
    repo: Path, words: tuple[str, ...], before: str, after: str | None
) -> None:
    expected = (*ids(repo, before), *ids(repo, after)) if after else (*ids(repo, before), None)
    assert commits(repo, *words) == expected


@pytest.mark.parametrize(
    ("words", "paths"),
    [
        (("main", "roles"), ["roles"]),
        (("main", "work", "roles/a.yaml", "roles/b c.yaml"), ["roles/a.yaml", "roles/b c.yaml"]),
        (("roles",), ["roles"]),
        (("main", "--", "gone.yaml", "./roles/"), ["gone.yaml", "roles"]),
        (("--", "main"), ["main"]),
        (("main", "."), []),
        (("main", "--"), []),
    ],
)
def test_paths_limit_what_is_shown(repo: Path, words: tuple[str, ...], paths: list[str]) -> None:
    assert asked(repo, *words).paths == tuple(map(PurePosixPath, paths))


def test_paths_are_relative_to_where_the_user_is(repo: Path) -> None:
    below = repo / "roles"
    assert asked(repo, "main", "a.yaml", "../mine", cwd=below).paths == (
        PurePosixPath("roles/a.yaml"),
        PurePosixPath("mine"),
    )
    assert asked(repo, "..", cwd=below).paths == ()


def test_a_path_covers_what_lies_below_it(repo: Path) -> None:
    ends = asked(repo, "main", "--", "roles", "é")
    covered = [name for name in ("roles/a.yaml", "roles", "rolesb/a.yaml", "é/x.yaml", "mine") if
               ends.covers(PurePosixPath(name))]  # fmt: skip
    assert covered == ["roles/a.yaml", "roles", "é/x.yaml"]


def test_a_name_that_is_both_is_refused_like_git_does(repo: Path) -> None:
    write(repo, {"main": "x"})
    said = refused(repo, "main")
    assert said == (
        "ambiguous argument `main`: both a revision and a file\n"
        "use -- to tell them apart: `kraokr diff main --` or `kraokr diff -- main`"
    )
    assert commits(repo, "main", "--") == (*ids(repo, "main"), None)
    assert asked(repo, "--", "main").paths == (PurePosixPath("main"),)


def test_a_name_that_is_neither_is_refused_with_what_is_like_it(repo: Path) -> None:
    git(repo, "tag", "v1.0")
    assert "did you mean `main`?" in refused(repo, "mian")
    assert "`mian` is no revision of this repository" in refused(repo, "mian", "--")
    assert "did you mean `v1.0`" in refused(repo, "v1.1")
    assert "the newest branches and tags are" in refused(repo, "zzzzzz")


@pytest.mark.parametrize("words", [("main", "work", "HEAD"), ("main..work", "HEAD"), ("HEAD", "main...work")])
def test_more_than_two_revisions_are_refused(repo: Path, words: tuple[str, ...]) -> None:
    assert "more than two revisions" in refused(repo, *words)


def test_what_looks_like_an_option_is_none(repo: Path) -> None:
    assert "is no revision" in refused(repo, "--output=x", "--")
    assert not (repo / "x").exists()


def test_a_path_outside_is_refused(repo: Path) -> None:
    assert "lies outside the workspace" in refused(repo, "main", "--", "../other")


def test_no_commits_are_said_to_be_none(tmp_path: Path) -> None:
    root = start(tmp_path / "empty")
    assert refused(root, "HEAD").startswith("this repository has no commits yet\ncommit the goal files first")


def test_no_repository_is_said_to_be_none(tmp_path: Path) -> None:
    with pytest.raises(KraokrError, match="lies in no git repository"):
        asked(tmp_path)


def test_git_missing_is_said(repo: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(KraokrError, match="git is not installed"):
        asked(repo)


def test_unrelated_branches_have_no_fork(repo: Path) -> None:
    git(repo, "checkout", "--quiet", "--orphan", "other")
    commit(repo, "alone", {"z": "z"})
    assert "`main` and `HEAD` have no commit in common" in refused(repo)
    assert commits(repo, "main", "other") == ids(repo, "main", "other")


def shallow(repo: Path, tmp_path: Path, *options: str) -> Path:
    """A clone of one commit of each branch."""
    git(tmp_path, "clone", "--quiet", "--depth=1", *options, repo.as_uri(), "shallow")
    return tmp_path / "shallow"


def test_a_shallow_clone_without_the_fork_says_how_to_get_it(repo: Path, tmp_path: Path) -> None:
    clone = shallow(repo, tmp_path, "--no-single-branch")
    said = refused(clone, "origin/main...")
    assert "what `origin/main` and `HEAD` have in common is not in this shallow clone" in said
    assert "fetch-depth: 0" in said
    assert commits(clone, "origin/main") == (*ids(repo, "main"), None)


def test_a_shallow_clone_without_older_commits_says_how_to_get_them(repo: Path, tmp_path: Path) -> None:
    said = refused(shallow(repo, tmp_path), "HEAD~1")
    assert "`HEAD~1`: neither a revision nor a file" in said.replace("argument ", "")
    assert "shallow clone" in said
    assert "fetch-depth: 0" in said


def test_a_shallow_clone_of_one_branch_has_no_default_branch(repo: Path, tmp_path: Path) -> None:
    git(repo, "checkout", "--quiet", "main")
    clone = shallow(repo, tmp_path, "--branch=work")
    assert "the default branch is not in this shallow clone" in refused(clone)


def test_a_repository_with_long_ids(tmp_path: Path) -> None:
    root = tmp_path / "long"
    root.mkdir()
    git(root, "init", "--quiet", "--object-format=sha256", "--initial-branch=main")
    made = commit(root, "one", {"a": "ä\n"})
    assert commits(root) == (made, None)
    assert Repository(root).blob("ä\n") == git(root, "rev-parse", "HEAD:a")


def test_the_id_of_a_text_is_the_one_git_gives(repo: Path) -> None:
    write(repo, {"é.yaml": "Ämter\r\n"})
    assert Repository(repo).blob("Ämter\r\n") == git(repo, "hash-object", "--no-filters", "é.yaml")
