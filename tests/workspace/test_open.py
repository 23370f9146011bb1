"""Opening: what lies around the paths asked for, and what need not be read again."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from kraokr.model import Role
from kraokr.source.yaml import parse
from kraokr.workspace import load, look_around, open_workspace
from kraokr.workspace.open import Found, open_found
from kraokr.workspace.tree import DiskTree
from trees import ROLE, messages, write

A, B, CONFIG = PurePosixPath("a.yaml"), PurePosixPath("b.yaml"), PurePosixPath("kraokr.yaml")
PERSON = "kind: person\nid: p\nrole: seller\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder with a config, a role and a person."""
    return write(tmp_path / "goals", {"kraokr.yaml": "kind: config\n", "a.yaml": ROLE, "b.yaml": PERSON})


def test_everything_around_a_path_is_read(root: Path) -> None:
    opened = open_workspace([Path("b.yaml")], root)
    assert opened.root == root
    assert [*opened.workspace.documents] == [A, B, CONFIG]
    assert opened.found.asked == (B,)
    assert opened.found.named == {B}
    assert opened.skipped == {}


def test_a_folder_without_a_config(tmp_path: Path) -> None:
    found = look_around([], write(tmp_path, {"a.yaml": ROLE}))
    assert found.config_file is None
    assert found.config.profile == "recommended"
    assert found.named == frozenset()


@pytest.mark.parametrize(
    ("asked", "covered"),
    [
        ((), ("a.yaml", "x/a.yaml", "kraokr.yaml")),
        (("x",), ("x/a.yaml", "x/y/b.yaml", "kraokr.yaml")),
        (("x/a.yaml", "b.yaml"), ("x/a.yaml", "b.yaml")),
        (("x", "."), ("a.yaml", "xy/a.yaml")),
    ],
)
def test_what_is_covered(tmp_path: Path, asked: tuple[str, ...], covered: tuple[str, ...]) -> None:
    files = dict.fromkeys(
        ("a.yaml", "b.yaml", "x/a.yaml", "x/y/b.yaml", "xy/a.yaml"), "kind: team\nid: t\nlead: p\n"
    )
    found = look_around([*map(Path, asked)], write(tmp_path, files))
    assert all(found.covers(PurePosixPath(path)) for path in covered)
    if asked and "." not in asked:
        assert not found.covers(PurePosixPath("xy/a.yaml"))
        assert not found.covers(PurePosixPath("a.yaml"))


def test_only_some_files_are_covered() -> None:
    found = Found(
        Path("/x"), (PurePosixPath("r"),), frozenset(), DiskTree(), only=frozenset({A, PurePosixPath("r/a")})
    )
    assert found.covers(PurePosixPath("r/a"))
    assert not found.covers(PurePosixPath("r/b"))
    assert not found.covers(A)
    assert not found.covers(CONFIG)


def test_a_text_that_is_not_saved_stands_in_for_its_file(root: Path) -> None:
    found = look_around([Path("a.yaml")], root, {Path("a.yaml"): ROLE.replace("Seller", "Buyer")})
    assert open_found(found).workspace.roles["seller"].title == "Buyer"
    assert "title: Seller" in (root / "a.yaml").read_text()


@pytest.mark.parametrize(
    ("path", "cwd", "place"),
    [
        ("new.yaml", ".", "new.yaml"),
        ("x/y/new.yaml", ".", "x/y/new.yaml"),
        ("../new.yaml", "people", "new.yaml"),
        ("new.yaml", "people", "people/new.yaml"),
        ("people/../new.yaml", ".", "new.yaml"),
        (".hidden.yaml", ".", ".hidden.yaml"),
        ("notes.txt", ".", "notes.txt"),
    ],
)
def test_a_text_without_a_file(root: Path, path: str, cwd: str, place: str) -> None:
    (root / "people").mkdir()
    found = look_around([Path(path)], root / cwd, {Path(path): "kind: team\nid: t\nlead: p\n"})
    assert found.root == root
    assert found.asked == (PurePosixPath(place),)
    opened = open_found(found)
    assert set(opened.workspace.documents) == {A, B, CONFIG, PurePosixPath(place)}
    assert "t" in opened.workspace.teams


@pytest.mark.parametrize("text", ["", "kind: config\nprofile: strict\n"])
def test_a_config_that_is_not_saved(root: Path, text: str) -> None:
    write(root, {"kraokr.yaml": "kind: config\nprofile: basic\n"})
    found = look_around([Path("kraokr.yaml")], root, {Path("kraokr.yaml"): text})
    assert found.config.profile == ("strict" if text else "recommended")
    assert open_found(found).workspace.documents[CONFIG].file.text == text


def test_what_was_wrong_with_the_file_on_disk_counts_no_longer(root: Path) -> None:
    (root / "a.yaml").write_bytes(b"\xff\xfe")
    assert [line.split(":")[0] for line in messages(open_workspace([], root).workspace)] == ["a.yaml"]
    found = look_around([Path("a.yaml")], root, {Path("a.yaml"): ROLE})
    assert found.tree.problems == []
    assert messages(open_found(found).workspace) == []


def test_other_texts_in_the_place_of_some_files(root: Path) -> None:
    found = look_around([], root)
    changed = found.with_texts({A: ROLE.replace("Seller", "Buyer")})
    assert open_found(changed).workspace.roles["seller"].title == "Buyer"
    assert open_found(found).workspace.roles["seller"].title == "Seller"
    assert changed.config_file is found.config_file
    strict = found.with_texts({CONFIG: "kind: config\nprofile: strict\n"})
    assert (strict.config.profile, found.config.profile) == ("strict", "recommended")


def test_why_files_are_passed_over(root: Path) -> None:
    write(root, {"compose.yaml": "a: 1\n", ".x/a.yaml": ROLE, "k8s.yaml": "kind: role\napiVersion: v1\n"})
    skipped = open_workspace([], root).skipped
    foreign = "no goal file: it has no `kind:`, or an `apiVersion:`"
    assert {str(path): reason for path, reason in skipped.items()} == {
        ".x": "hidden",
        "compose.yaml": foreign,
        "k8s.yaml": foreign,
    }


def test_what_is_unchanged_is_not_loaded_again(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = open_workspace([], root).workspace
    write(root, {"b.yaml": PERSON + "name: P\n", "c.yaml": "kind: team\nid: t\nlead: p\n"})
    now = open_found(look_around([], root), before=before).workspace
    assert now.documents[A] is before.documents[A]
    assert now.roles["seller"] is before.roles["seller"]
    assert now.people["p"].name == "P"
    assert "t" in now.teams
    (root / "a.yaml").unlink()
    assert open_found(look_around([], root), before=now).workspace.roles == {}


def test_another_config_means_loading_everything_again(root: Path) -> None:
    write(root, {"b.yaml": PERSON + "objectives: [{id: o, title: O, status: green}]\n"})
    before = open_workspace([], root).workspace
    assert [line for line in messages(before) if "b.yaml" in line]
    write(root, {"kraokr.yaml": "kind: config\nstatus_aliases: {green: on_track}\n"})
    now = open_found(look_around([], root), before=before).workspace
    assert messages(now) == []
    (root / "kraokr.yaml").unlink()
    again = open_found(look_around([], root), before=now).workspace
    assert messages(again) == messages(before)


def test_a_byte_order_mark_is_no_change(root: Path) -> None:
    (root / "a.yaml").write_text("\ufeff" + ROLE, encoding="utf-8")
    before = open_workspace([], root).workspace
    assert open_found(look_around([], root), before=before).workspace.documents[A] is before.documents[A]


def test_the_data_of_parsed_files_is_taken_as_it_is(root: Path) -> None:
    data = dict(parse(load({A: ROLE}).documents[A].file).data, title="From the cache")
    workspace = open_found(look_around([], root), parsed={A: data}).workspace
    assert workspace.roles["seller"].title == "From the cache"
    role: Role = workspace.roles["seller"]
    assert role.at("id").start.line == 1


def test_problems_are_not_doubled_when_files_are_loaded_again(root: Path) -> None:
    write(root, {"a.yaml": ROLE + "colour: red\n", "compose.yaml": "a: 1\n", "d.yaml": ROLE})
    paths = [Path("compose.yaml"), Path("a.yaml")]
    first = open_found(look_around(paths, root))
    again = open_found(look_around(paths, root), before=first.workspace)
    assert messages(again.workspace) == messages(first.workspace)
    assert len(messages(first.workspace)) == 3
