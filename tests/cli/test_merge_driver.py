"""`kraokr merge-driver` in real merges: git runs it, in repositories that `kraokr init --git` has set up."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from commands import Commands
from gitrepo import commit, git, start
from kraokr.source.text import SourceFile
from kraokr.source.yaml import parse

NAME = "checkins/2026-Q1/asha.yaml"
HEAD = "kind: checkins\nowner: asha\ncycle: 2026-Q1\ncheckins:\n"
ONE = "  - {date: 2026-01-09, item: calls, value: 4} # by phone\n"
OURS = "  - {date: 2026-01-16, item: calls, value: 5}\n"
THEIRS = "  # after the fair\n  - date: 2026-01-23\n    item: calls\n    value: 9\n"
PERSON = "kind: person\nid: asha\nname: Asha Rao\nrole: seller\n"


@pytest.fixture
def repository(tmp_path: Path, kraokr: Commands, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A repository that merges with kraokr, which stands on the path."""
    command = tmp_path / "bin/kraokr"
    command.parent.mkdir()
    command.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m kraokr "$@"\n')
    command.chmod(0o755)
    monkeypatch.setenv("PATH", f"{command.parent}{os.pathsep}{os.environ['PATH']}")
    root = start(tmp_path / "our goals")
    commit(root, "start", {"kraokr.yaml": "kind: config\n", NAME: HEAD + ONE, "people/asha.yaml": PERSON})
    assert kraokr("init", "--git", cwd=root).code == 0
    commit(root, "attributes")
    yield root


def branches(root: Path, base: str | None, ours: str, theirs: str, name: str = NAME) -> None:
    """A file as it is on main, and as it is on the branch `theirs`, with its common past."""
    if base is not None:
        commit(root, "base", {name: base})
    git(root, "checkout", "--quiet", "-b", "theirs")
    commit(root, "theirs", {name: theirs})
    git(root, "checkout", "--quiet", "main")
    commit(root, "ours", {name: ours})


def merged(root: Path, *how: str, name: str = NAME) -> tuple[bool, str]:
    """Whether `git merge theirs`, or another command, went through, and the file as it is then."""
    try:
        git(root, *(how or ("merge", "--no-edit", "theirs")))
        clean = True
    except subprocess.CalledProcessError:
        clean = False
    assert bool(git(root, "ls-files", "--unmerged")) is not clean
    return clean, (root / name).read_bytes().decode()


def test_what_both_have_appended_is_united_by_date(repository: Path) -> None:
    branches(repository, HEAD + ONE, HEAD + ONE + THEIRS, HEAD + ONE + OURS)
    assert merged(repository) == (True, HEAD + ONE + OURS + THEIRS)


def test_a_rebase_unites_as_well(repository: Path) -> None:
    branches(repository, HEAD + ONE, HEAD + ONE + OURS, HEAD + ONE + THEIRS)
    git(repository, "checkout", "--quiet", "theirs")
    assert merged(repository, "rebase", "main") == (True, HEAD + ONE + OURS + THEIRS)


def test_a_cherry_pick_unites_as_well(repository: Path) -> None:
    branches(repository, HEAD + ONE, HEAD + ONE + OURS, HEAD + ONE + THEIRS)
    assert merged(repository, "cherry-pick", "theirs") == (True, HEAD + ONE + OURS + THEIRS)


def test_a_file_that_both_have_made_is_united(repository: Path) -> None:
    name = "checkins/2026-Q2/asha.yaml"
    branches(repository, None, HEAD + OURS, HEAD + THEIRS, name)
    assert merged(repository, name=name) == (True, HEAD + OURS + THEIRS)


def test_the_first_check_ins_of_a_person_are_united_with_what_else_one_side_changed(repository: Path) -> None:
    name = "people/asha.yaml"
    named = PERSON.replace("Asha Rao", "Asha R. Rao")
    branches(repository, None, f"{PERSON}checkins:\n{OURS}", f"{named}checkins:\n{THEIRS}", name)
    assert merged(repository, name=name) == (True, f"{named}checkins:\n{OURS}{THEIRS}")


def test_what_both_change_in_other_places_is_merged_by_git(repository: Path) -> None:
    name = "people/asha.yaml"
    long = PERSON + "team: sales\nmanager: meera\nlevel: two\nstart: 2024-01-01\ncheckins:\n"
    ours, theirs = long.replace("Asha Rao", "Asha R"), long.replace("two", "three")
    branches(repository, long + ONE, ours + ONE + OURS, theirs + ONE + THEIRS, name)
    both = ours.replace("two", "three")
    assert merged(repository, name=name) == (True, both + ONE + OURS + THEIRS)


def test_other_values_of_one_thing_on_one_day_are_a_conflict(repository: Path) -> None:
    branches(repository, HEAD + ONE, HEAD + ONE + OURS, HEAD + ONE + OURS.replace("5", "6"))
    clean, text = merged(repository)
    assert not clean
    assert text == (f"{HEAD}{ONE}<<<<<<< HEAD\n{OURS}=======\n{OURS.replace('5', '6')}>>>>>>> theirs\n")


def test_they_are_one_even_where_no_lines_meet(repository: Path) -> None:
    many = "".join(f"  - {{date: 2026-01-{day:02}, item: x, value: {day}}}\n" for day in range(1, 9))
    early = many.replace(
        "  - {date: 2026-01-03", "  - {date: 2026-01-16, item: calls, value: 7}\n  - {date: 2026-01-03"
    )
    branches(repository, HEAD + many, HEAD + many + OURS, HEAD + early)
    clean, text = merged(repository)
    assert not clean
    assert (OURS in text, "value: 7" in text, "<<<<" in text) == (True, True, False)


@pytest.mark.parametrize(
    ("base", "ours", "theirs"),
    [
        (ONE, ONE.replace("4", "5"), ONE.replace("4", "6")),
        (ONE, ONE.replace("4", "5") + OURS, ONE + THEIRS),
        (ONE, OURS, ONE + THEIRS),
        (ONE, ONE + OURS, ONE + "  - {date: 2026-01-23, item: [\n"),
    ],
    ids=["changed twice", "changed beside", "removed", "broken"],
)
def test_anything_else_is_the_conflict_that_git_makes(
    base: str, ours: str, theirs: str, repository: Path
) -> None:
    branches(repository, HEAD + base, HEAD + ours, HEAD + theirs)
    with_kraokr = merged(repository)
    git(repository, "merge", "--abort")
    commit(repository, "without", {".gitattributes": None})
    assert with_kraokr == merged(repository)
    assert "<<<<<<< HEAD\n" in with_kraokr[1]


def test_without_kraokr_on_the_path_git_merges_lines_as_ever(
    repository: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    branches(repository, HEAD + ONE, HEAD + ONE + OURS, HEAD + ONE + THEIRS)
    (repository.parent / "bin/kraokr").unlink()
    found = [place for place in os.environ["PATH"].split(os.pathsep) if not (Path(place) / "kraokr").exists()]
    monkeypatch.setenv("PATH", os.pathsep.join(found))
    clean, text = merged(repository)
    assert not clean
    assert f"<<<<<<< ours\n{OURS}=======\n{THEIRS}>>>>>>> theirs\n" in text


def test_a_history_that_crosses_is_united(repository: Path) -> None:
    branches(repository, HEAD + ONE, HEAD + ONE + OURS, HEAD + ONE + THEIRS)
    before = git(repository, "rev-parse", "main")
    assert merged(repository)[0]
    git(repository, "checkout", "--quiet", "theirs")
    assert merged(repository, "merge", "--no-edit", before)[0]
    late = THEIRS.replace("23", "30").replace("fair", "call")
    text = HEAD + ONE + OURS + THEIRS
    commit(repository, "more", {NAME: text + late})
    git(repository, "checkout", "--quiet", "main")
    last = OURS.replace("16", "29")
    commit(repository, "more", {NAME: text + last})
    assert merged(repository) == (True, text + last + late)


def driver(
    kraokr: Commands, folder: Path, *texts: bytes, options: tuple[str, ...] = ()
) -> tuple[int, bytes, str]:
    """The driver run by hand on an ancestor, ours and theirs: how it ended, and the file."""
    for name, text in zip("OAB", texts, strict=True):
        (folder / name).write_bytes(text)
    done = kraokr("merge-driver", *options, "O", "A", "B", "some/file.yaml", cwd=folder)
    return done.code, (folder / "A").read_bytes(), done.err


def test_labels_and_the_size_of_markers_are_those_that_git_gives(kraokr: Commands, tmp_path: Path) -> None:
    texts = [(HEAD + line).encode() for line in (ONE, ONE + OURS, ONE + OURS.replace("5", "6"))]
    given = ("--marker-size=9", "-L", "mine", "-L", "%S", "-L", "")
    code, text, err = driver(kraokr, tmp_path, *texts, options=given)
    assert (code, b"<<<<<<<<< mine\n" in text, b">>>>>>>>> theirs\n" in text) == (1, True, True)
    assert err == "some/file.yaml: `calls` on 2026-01-16 is 5 on one side and 6 on the other\n"


def test_bytes_that_are_no_text_are_merged_by_git(kraokr: Commands, tmp_path: Path) -> None:
    base, ours, theirs = (f"{HEAD}{x}".encode() for x in (ONE, ONE, ONE + THEIRS))
    bad = b"# caf\xe9\n"
    assert driver(kraokr, tmp_path, bad + base, bad + ours, bad + theirs)[:2] == (0, bad + theirs)


def test_files_that_cannot_be_merged_are_a_clear_error(kraokr: Commands, tmp_path: Path) -> None:
    code, text, err = driver(kraokr, tmp_path, b"a\0", b"b\0", b"c\0")
    assert (code, text) == (2, b"b\0")
    assert err.startswith("error: git merge-file failed: ")
    (tmp_path / "B").unlink()
    assert (
        kraokr("merge-driver", "O", "A", "B", cwd=tmp_path).err
        == "error: B cannot be read: No such file or directory\n"
    )


def test_an_error_of_our_own_costs_nothing(
    kraokr: Commands, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kraokr.recording.merging.listing_of", None)
    texts = [(HEAD + line).encode() for line in (ONE, ONE, ONE + OURS)]
    assert driver(kraokr, tmp_path, *texts) == (0, texts[2], "")


def test_what_is_united_can_be_read(repository: Path) -> None:
    branches(repository, HEAD + ONE, HEAD + ONE + OURS, HEAD + ONE + THEIRS)
    document = parse(SourceFile(Path(NAME), merged(repository)[1]))  # type: ignore[arg-type]
    assert not document.problems
    assert [record["date"][-2:] for record in document.data["checkins"]] == ["09", "16", "23"]
