"""`kraokr init --git`: attributes and settings by which git unites check-ins; nothing is overwritten."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from commands import Commands
from gitrepo import commit, git, start
from kraokr.cli.union import DRIVER, patterns
from kraokr.workspace import load
from runs import contents, example
from trees import tree

PERSON = "kind: person\nid: asha\nrole: seller\n"


def merge_of(root: Path, *paths: str) -> list[str]:
    """By what git merges some paths, which need not be there."""
    said = git(root, "check-attr", "merge", "--", *paths).split("\n")
    return [line.rpartition(": ")[2] for line in said]


def test_an_empty_folder_gets_a_workspace_as_well(kraokr: Commands, tmp_path: Path) -> None:
    done = kraokr("init", "--git", "goals", cwd=start(tmp_path))
    assert (done.code, done.err) == (0, "")
    assert "written  kraokr.yaml\n" in done.out
    assert "written  .gitattributes: /people/** merge=kraokr\n" in done.out
    assert merge_of(tmp_path, "goals/checkins/x/y.yaml", "goals/roles/x.yaml", "people/x.yaml") == [
        "kraokr",
        "unspecified",
        "unspecified",
    ]
    assert git(tmp_path, "config", "merge.kraokr.driver") == DRIVER


def test_a_workspace_that_is_there_gets_the_git_part_only_and_once(kraokr: Commands, tmp_path: Path) -> None:
    root = start(example("acme", tmp_path))
    before = contents(root).keys()
    assert kraokr("init", "--git", cwd=root).code == 0
    assert {str(path) for path in contents(root).keys() - before} == {".gitattributes"}
    first = contents(root)
    done = kraokr("init", "--git", "people", cwd=root)
    assert (done.code, "written" in done.out) == (0, False)
    assert done.out.count("kept     ") == 5
    assert "Whoever else clones the repository runs `kraokr init --git` once, too." in done.out
    assert contents(root) == first


def test_a_clone_has_the_attributes_and_gets_the_settings(kraokr: Commands, tmp_path: Path) -> None:
    root = start(tmp_path / "one")
    kraokr("init", "--git", cwd=root)
    commit(root, "start")
    git(tmp_path, "clone", "--quiet", "one", "two")
    done = kraokr("init", "--git", cwd=tmp_path / "two")
    assert "kept     .gitattributes: /people/** merge=kraokr\n" in done.out
    assert "written  merge.kraokr.driver of this clone\n" in done.out
    assert git(tmp_path / "two", "status", "--porcelain") == ""


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_what_is_there_stays(newline: str, kraokr: Commands, tmp_path: Path) -> None:
    root = start(tmp_path)
    given = newline.join(("*.png binary", "/people/** merge=union -text", "/teams/** text"))
    commit(root, "start", {".gitattributes": given, "people/asha.yaml": PERSON})
    git(root, "config", "merge.kraokr.driver", "mine %A")
    done = kraokr("init", "--git", cwd=root)
    assert "kept     .gitattributes: /people/** merge=kraokr\n" in done.out
    assert "kept as it was (remove it first: `git config --unset merge.kraokr.driver`)" in done.out
    assert git(root, "config", "merge.kraokr.driver") == "mine %A"
    text = (root / ".gitattributes").read_bytes().decode()
    assert text.startswith(given + newline)
    assert text.count("\n") == text.count(newline) == 6
    assert merge_of(root, "people/asha.yaml", "teams/x.yaml") == ["union", "kraokr"]


def test_the_patterns_are_those_of_the_layout_and_git_reads_them(kraokr: Commands, tmp_path: Path) -> None:
    paths = ("our people/a b.yaml", 'q"1/x.yaml', "a[b]*/x.yaml", "élan/x.yaml", "me.yaml")
    root = start(tmp_path)
    people = {path: PERSON.replace("asha", f"p{at}") for at, path in enumerate(paths)}
    commit(root, "start", {**people, "goals/t.yaml": "kind: team\nid: t\nlead: p1\n"})
    assert kraokr("init", "--git", cwd=root).code == 0
    assert merge_of(root, *paths, "goals/t.yaml", "checkins/x.yaml") == ["kraokr"] * 7
    assert set(merge_of(root, "people/x.yaml", "ab/x.yaml", "sub/me.yaml")) == {"unspecified"}


def test_kinds_without_a_file_go_to_their_usual_places() -> None:
    assert patterns(load(tree({"staff/asha.yaml": PERSON}))) == ["/checkins/**", "/staff/**", "/teams/**"]


def test_without_a_repository_nothing_is_written(kraokr: Commands, tmp_path: Path) -> None:
    done = kraokr("init", "--git", "new/goals", cwd=tmp_path)
    assert (done.code, done.out) == (2, "")
    assert done.err == "error: new/goals lies in no git repository\nhelp: make one first: `git init`\n"
    assert list(tmp_path.iterdir()) == []


def test_without_git_that_is_said(kraokr: Commands, tmp_path: Path) -> None:
    done = kraokr("init", "--git", cwd=tmp_path, PATH=str(tmp_path))
    assert (done.code, done.err.splitlines()[0]) == (2, "error: git is not installed")


def test_attributes_that_are_no_text_are_left_alone(kraokr: Commands, tmp_path: Path) -> None:
    root = start(tmp_path)
    (root / ".gitattributes").write_bytes(b"\xff\xfe")
    shutil.copytree(example("acme", tmp_path / "x") / "people", root / "people")
    done = kraokr("init", "--git", cwd=root)
    assert (done.code, "cannot be read as text" in done.err) == (2, True)
    assert (root / ".gitattributes").read_bytes() == b"\xff\xfe"
