"""Finding the root, naming paths, and reading files from disk."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

import pytest

from kraokr.errors import KraokrError
from kraokr.workspace.tree import MAX_BYTES, DiskTree, find_root, read_disk, relative
from trees import ROLE, write

GLOBS = ("*.yaml", "*.yml")


def read(
    root: Path, files: Sequence[str] = GLOBS, exclude: Sequence[str] = (), named: Sequence[str] = ()
) -> DiskTree:
    return read_disk(root, files, exclude, map(PurePosixPath, named))


def names(tree: DiskTree) -> list[str]:
    return [str(path) for path in tree.files]


def said(tree: DiskTree) -> list[tuple[str, str, str]]:
    return [(str(p.finding.at.file.path), p.kind, p.finding.message) for p in tree.problems]


def test_root_is_the_folder_of_the_nearest_config(tmp_path: Path) -> None:
    root = write(tmp_path, {"kraokr.yaml": "", "a/kraokr.yaml": "", "a/b/c/x.yaml": ""})
    assert find_root([], root / "a/b/c") == root / "a"
    assert find_root([Path("a/b/c/x.yaml")], root) == root / "a"
    assert find_root([Path("a")], root) == root / "a"
    assert find_root([], root) == root


def test_root_is_never_above_the_git_root(tmp_path: Path) -> None:
    root = write(tmp_path, {"kraokr.yaml": "", "repo/.git/HEAD": "", "repo/goals/x.yaml": ""})
    assert find_root([], root / "repo/goals") == root / "repo"


def test_the_git_folder_of_a_worktree_is_a_file(tmp_path: Path) -> None:
    root = write(tmp_path, {"kraokr.yaml": "", "tree/.git": "gitdir: elsewhere", "tree/goals/x.yaml": ""})
    assert find_root([], root / "tree/goals") == root / "tree"


def test_root_without_config_and_git(tmp_path: Path) -> None:
    root = write(tmp_path, {"here/goals/x.yaml": "", "there/y.yaml": ""})
    assert find_root([Path("goals/x.yaml")], root / "here") == root / "here"
    assert find_root([Path("../there/y.yaml")], root / "here") == root / "there"
    assert find_root([Path("../there")], root / "here") == root / "there"
    assert find_root([], root / "here") == root / "here"


def test_root_of_a_path_that_cannot_be_followed(tmp_path: Path) -> None:
    root = write(tmp_path, {"kraokr.yaml": ""})
    (root / "loop.yaml").symlink_to("loop.yaml")
    assert find_root([Path("loop.yaml")], root) == root
    assert find_root([Path("x" * 5000)], root) == root


def test_relative_names_what_does_not_exist(tmp_path: Path) -> None:
    with pytest.raises(KraokrError, match=r"^gone.yaml does not exist$") as caught:
        relative(Path("gone.yaml"), tmp_path, tmp_path)
    assert caught.value.help


def test_relative_refuses_what_lies_outside(tmp_path: Path) -> None:
    root = write(tmp_path, {"in/kraokr.yaml": "", "out/x.yaml": ""})
    with pytest.raises(KraokrError, match=r"out/x\.yaml lies outside the workspace"):
        relative(Path("../out/x.yaml"), root / "in", root / "in")


def test_relative_from_below_and_through_links(tmp_path: Path) -> None:
    root = write(tmp_path, {"real/a/x.yaml": ""})
    (root / "link").symlink_to("real")
    (root / "real/b").symlink_to("a")
    (root / "real/y.yaml").symlink_to("a/x.yaml")
    assert str(relative(Path("x.yaml"), root / "real", root / "real/a")) == "a/x.yaml"
    assert str(relative(Path(".."), root / "real", root / "real/a")) == "."
    assert str(relative(Path("a/x.yaml"), root / "real", root / "link")) == "a/x.yaml"
    assert str(relative(Path("b"), root / "real", root / "real")) == "a"
    assert str(relative(Path("y.yaml"), root / "real", root / "real")) == "y.yaml"


def test_reads_goal_files_in_the_order_of_paths(tmp_path: Path) -> None:
    root = write(tmp_path, {"b.yml": "2", "a/z.yaml": "1", "c.yaml": "3", "notes.md": "", "c/a.yaml": "4"})
    assert names(read(root)) == ["b.yml", "c.yaml", "a/z.yaml", "c/a.yaml"]


def test_passes_over_hidden_files_and_says_why(tmp_path: Path) -> None:
    root = write(tmp_path, {".x.yaml": "", ".github/w.yaml": "", "a/.y.yaml": "", "b.yaml": ""})
    tree = read(root)
    assert names(tree) == ["b.yaml"]
    assert {str(path): why for path, why in tree.skipped.items()} == {
        ".x.yaml": "hidden",
        ".github": "hidden",
        "a/.y.yaml": "hidden",
    }


def test_gitignore_nested_negated_and_above_the_root(tmp_path: Path) -> None:
    root = write(
        tmp_path,
        {
            ".git/HEAD": "",
            ".gitignore": "*.tmp.yaml\n/goals/out/\n",
            "goals/.gitignore": "draft-*.yaml\n!draft-kept.yaml\n",
            "goals/inner/.gitignore": "!draft-*.yaml\n/only-here.yaml\n",
            "goals/a.yaml": "",
            "goals/b.tmp.yaml": "",
            "goals/out/c.yaml": "",
            "goals/draft-1.yaml": "",
            "goals/draft-kept.yaml": "",
            "goals/only-here.yaml": "",
            "goals/inner/draft-2.yaml": "",
            "goals/inner/only-here.yaml": "",
        },
    )
    tree = read(root / "goals")
    assert names(tree) == ["a.yaml", "draft-kept.yaml", "only-here.yaml", "inner/draft-2.yaml"]
    assert tree.skipped[PurePosixPath("out")] == "ignored by git"


def test_gitignore_above_the_git_root_does_not_count(tmp_path: Path) -> None:
    root = write(tmp_path, {".gitignore": "*", "repo/.git/HEAD": "", "repo/a.yaml": ""})
    assert names(read(root / "repo")) == ["a.yaml"]


def test_a_workspace_in_an_ignored_folder_is_read(tmp_path: Path) -> None:
    files = {".git/HEAD": "", ".gitignore": "scratch/\n", "scratch/a.yaml": "", "scratch/b.yaml": ""}
    root = write(tmp_path, {**files, "scratch/.gitignore": "b.yaml"})
    assert names(read(root / "scratch")) == ["a.yaml"]


@pytest.mark.parametrize("line", ["!", "\\", "/", "!/", "  "])
def test_a_pattern_that_git_would_not_understand_matches_nothing(tmp_path: Path, line: str) -> None:
    root = write(tmp_path, {".gitignore": f"{line}\nb.yaml\n", "a.yaml": "", "b.yaml": ""})
    assert names(read(root, exclude=[line])) == ["a.yaml"]


def test_globs_of_the_config(tmp_path: Path) -> None:
    root = write(tmp_path, {"a.yaml": "", "goals/b.yaml": "", "goals/c.goal": "", "goals/old/d.yaml": ""})
    assert names(read(root, files=["goals/**/*.yaml"])) == ["goals/b.yaml", "goals/old/d.yaml"]
    assert names(read(root, files=["*.y[a]ml", "*.goal"], exclude=["old"])) == [
        "a.yaml",
        "goals/b.yaml",
        "goals/c.goal",
    ]
    assert names(read(root, files=["*.yaml", "!b.yaml"], exclude=["/goals/old/"])) == ["a.yaml"]
    assert names(read(root, files=[])) == []


def test_excluded_folders_are_said(tmp_path: Path) -> None:
    tree = read(write(tmp_path, {"old/a.yaml": ""}), exclude=["old/"])
    assert tree.skipped == {PurePosixPath("old"): "excluded in kraokr.yaml"}


def test_a_workspace_inside_another_is_passed_over(tmp_path: Path) -> None:
    root = write(tmp_path, {"kraokr.yaml": "", "a.yaml": "", "inner/kraokr.yaml": "", "inner/b.yaml": ""})
    tree = read(root)
    assert names(tree) == ["a.yaml", "kraokr.yaml"]
    assert tree.skipped == {PurePosixPath("inner"): "a workspace of its own"}


def test_named_files_are_read_whatever_they_are_called(tmp_path: Path) -> None:
    root = write(tmp_path, {".hidden.yaml": "1", "notes.txt": "2", "out/x.yaml": "3", ".gitignore": "out"})
    tree = read(root, named=[".hidden.yaml", "notes.txt", "out/x.yaml", "out"])
    assert names(tree) == [".hidden.yaml", "notes.txt", "out/x.yaml"]
    assert PurePosixPath(".hidden.yaml") not in tree.skipped


def test_loops_of_links(tmp_path: Path) -> None:
    root = write(tmp_path, {"a/x.yaml": ROLE})
    (root / "a/up").symlink_to("..")
    (root / "a/up.yaml").symlink_to("..")
    (root / "loop.yaml").symlink_to("loop.yaml")
    (root / "gone.yaml").symlink_to("nowhere.yaml")
    tree = read(root)
    assert names(tree) == ["a/x.yaml"]
    assert said(tree) == [
        ("gone.yaml", "invalid-yaml", "the file cannot be read: No such file or directory"),
        ("loop.yaml", "invalid-yaml", "the file cannot be read: Too many levels of symbolic links"),
    ]


def test_a_pipe_is_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    assert said(read(tmp_path)) == [("pipe.yaml", "invalid-yaml", "this is no regular file")]


def test_what_cannot_be_read_is_located_and_costs_nothing_else(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write(tmp_path, {"a.yaml": "", "b.yaml": "", "locked/c.yaml": "", "open/d.yaml": ""})
    denied = {root / "a.yaml", root / "locked"}
    scandir, opened = os.scandir, os.open

    def refuse(path: Path) -> None:
        if path in denied:
            raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "scandir", lambda path: (refuse(Path(path)), scandir(path))[1])
    monkeypatch.setattr(os, "open", lambda path, flags: (refuse(Path(path)), opened(path, flags))[1])
    tree = read(root)
    assert names(tree) == ["b.yaml", "open/d.yaml"]
    assert sorted(said(tree)) == [
        ("a.yaml", "invalid-yaml", "the file cannot be read: Permission denied"),
        ("locked", "invalid-yaml", "the folder cannot be read: Permission denied"),
    ]


@pytest.mark.parametrize(
    ("data", "message", "place"),
    [
        ("title: Café\n".encode("latin-1"), "the byte 0xE9 is not UTF-8", (0, 10)),
        ("\ufeffid: a\nname: é\n".encode() + b"x: \xff", "the byte 0xFF is not UTF-8", (2, 3)),
        (b"PK\x03\x04\x00\x00\xff\xfe", "this is a binary file, not YAML", (0, 0)),
        ("kind: role\n".encode("utf-16"), "the file is in UTF-16", (0, 0)),
    ],
)
def test_bytes_that_are_no_utf_8(tmp_path: Path, data: bytes, message: str, place: tuple[int, int]) -> None:
    tree = read(write(tmp_path, {"x.yaml": data}))
    assert tree.files == {}
    assert said(tree) == [("x.yaml", "invalid-yaml", message)]
    assert tree.problems[0].finding.at.start == place
    assert tree.problems[0].finding.help


def test_a_file_of_more_than_two_megabytes_is_not_read(tmp_path: Path) -> None:
    root = write(tmp_path, {"just.yaml": b"#" * MAX_BYTES})
    with (root / "big.yaml").open("wb") as file:
        file.truncate(50_000_000)
    tree = read(root)
    assert names(tree) == ["just.yaml"]
    assert said(tree) == [("big.yaml", "file-too-large", "the file has 50.0 MB; up to 2 MB are read")]


def test_an_empty_file_is_text(tmp_path: Path) -> None:
    assert read(write(tmp_path, {"x.yaml": b""})).files == {PurePosixPath("x.yaml"): ""}
