"""What `kraokr lint` reads: standard input, changed files; and what it refuses to combine."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from commands import Commands, Outcome, process
from runs import contents
from trees import ROLE, write

PERSON = "kind: person\nid: p\nrole: seler\n"
ONLY = ["--select", "unknown-reference,kra-is-task"]


class Typed:
    """Runs `kraokr lint` with a text on standard input."""

    def __init__(self, kraokr: Commands, monkeypatch: pytest.MonkeyPatch) -> None:
        self._kraokr = kraokr
        self._monkeypatch = monkeypatch

    def __call__(self, text: str | bytes, *arguments: str, cwd: Path, **env: str) -> Outcome:
        data = text if isinstance(text, bytes) else text.encode()
        with self._monkeypatch.context() as patch:
            patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
            return self._kraokr("lint", *ONLY, *arguments, cwd=cwd, **env)


@pytest.fixture
def typed(kraokr: Commands, monkeypatch: pytest.MonkeyPatch) -> Typed:
    """`kraokr lint`, as a function of standard input and its arguments."""
    return Typed(kraokr, monkeypatch)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A workspace with a role and a person without a finding, and one with one."""
    good = PERSON.replace("seler", "seller")
    files = {"kraokr.yaml": "kind: config\n", "roles/a.yaml": ROLE, "people/p.yaml": good}
    return write(tmp_path / "goals", {**files, "people/q.yaml": "kind: person\nid: q\nrole: other\n"})


def test_standard_input_stands_in_for_a_file(typed: Typed, root: Path) -> None:
    before = contents(root)
    code, out, err = typed(PERSON, "-", "--stdin-filename", "people/p.yaml", cwd=root)
    assert (code, err) == (1, "")
    assert " --> people/p.yaml:3:7" in out
    assert "q.yaml" not in out
    good = PERSON.replace("seler", "seller")
    assert typed(good, "-", "--stdin-filename", "people/p.yaml", cwd=root).code == 0
    assert typed(good, "--stdin-filename=p.yaml", "-", cwd=root / "people").code == 0
    assert contents(root) == before


def test_standard_input_without_a_name(typed: Typed, root: Path) -> None:
    text = PERSON.replace("id: p", "id: r")
    found = json.loads(typed(text, "-", "-f", "json", cwd=root).out)
    assert [(one["path"], one["rule"]) for one in found] == [("stdin.yaml", "unknown-reference")]
    found = json.loads(typed(text, "-", "-f", "json", cwd=root / "people").out)
    assert [one["path"] for one in found] == ["people/stdin.yaml"]
    assert not [*root.rglob("stdin.yaml")]


def test_standard_input_has_to_be_a_goal_file(typed: Typed, root: Path) -> None:
    code, out, _ = typed("services: {}\n", "-", "--select", "all", cwd=root)
    assert code == 1
    assert "no `kind:` says what this is" in out
    assert typed("", "-", "--select", "all", cwd=root).code == 1
    code, out, err = typed(b"kind: role\n\xff", "-", cwd=root)
    assert (code, out) == (2, "")
    assert err == "error: standard input is not UTF-8: invalid start byte at byte 11\n"


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_the_mended_text_alone_goes_to_standard_output(root: Path, newline: str, mark: str) -> None:
    before = contents(root)
    text = (mark + PERSON + "manager: nobody # 質\n").replace("\n", newline)
    arguments = ["lint", *ONLY, "-", "--stdin-filename", "people/p.yaml"]
    done = _typed(root, text, *arguments, "--fix")
    assert done.stdout == text.replace("seler", "seller").encode()
    assert done.returncode == 1
    assert b"1 finding fixed in 1 file." in done.stderr
    assert b"error[unknown-reference]" in done.stderr or b"warning[unknown-reference]" in done.stderr
    assert contents(root) == before


def _typed(root: Path, text: str, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    code = "from kraokr.__main__ import main; main()"
    command = [sys.executable, "-c", code, *arguments]
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    return subprocess.run(
        command, cwd=root, input=text.encode(), env=environment, capture_output=True, check=False
    )


def test_a_text_without_faults_comes_back_as_it_was(typed: Typed, root: Path) -> None:
    good = "\ufeff" + PERSON.replace("seler", "seller")
    named = ["-", "--stdin-filename", "people/p.yaml"]
    assert typed(good, *named, "--fix", cwd=root).out == good
    assert typed(good, *named, "--fix", "-q", cwd=root) == (0, good, "")
    excused = typed(PERSON, *named, "--add-ignores", "soon", "-q", cwd=root).out
    assert excused == PERSON.replace("role:", "# kraokr: ignore[unknown-reference] soon\nrole:")


def test_the_diff_of_standard_input(typed: Typed, root: Path) -> None:
    named = ["-", "--stdin-filename", "people/p.yaml"]
    code, out, err = typed("\ufeff" + PERSON, *named, "--fix", "--diff", cwd=root)
    assert (code, err) == (1, "1 finding would be fixed in 1 file.\n")
    assert out.startswith("--- a/people/p.yaml\n+++ b/people/p.yaml\n@@ -1,3 +1,3 @@\n")
    assert out.endswith("-role: seler\n+role: seller\n")
    assert typed(PERSON, *named, "--diff", cwd=root).out.endswith("+role: seller\n")


def test_a_config_from_standard_input(typed: Typed, root: Path) -> None:
    named = ["-", "--stdin-filename", "kraokr.yaml", "--select", "all"]
    code, out, _ = typed("kind: config\nprofil: basic\n", *named, cwd=root)
    assert code == 1
    assert "unknown key `profil`" in out


def test_findings_go_to_files_while_the_text_is_mended(typed: Typed, root: Path) -> None:
    text = PERSON + "manager: nobody\n"
    named = ["-", "--stdin-filename", "people/p.yaml", "--fix"]
    done = typed(text, *named, "-f", "json", "-o", "found.json", cwd=root)
    assert done.out == text.replace("seler", "seller")
    assert len(json.loads((root / "found.json").read_text())) == 1
    assert "\x1b[" not in typed(text, *named, cwd=root).err
    assert "\x1b[" in typed(text, *named, "--color", "always", cwd=root).err


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (["-", "roles"], "standard input and other paths cannot be linted in one run"),
        (["--stdin-filename", "x.yaml"], "--stdin-filename needs `-` as the path"),
        (["-", "--stdin-filename", "roles"], "--stdin-filename roles is a folder"),
        (["-", "--stdin-filename", "."], "--stdin-filename . is a folder"),
        (["--unsafe-fixes"], "--unsafe-fixes does nothing by itself"),
        (["--write-baseline"], "--write-baseline needs a file"),
        (["--add-ignores", " "], "--add-ignores needs a reason"),
        (["--add-ignores", "two\nlines: 1"], "the reason of --add-ignores has to fit on one line"),
        (["--watch", "--fix"], "--watch shows the findings in files, and does nothing else"),
        (["--watch", "--diff"], "--watch shows"),
        (["--watch", "--add-ignores", "x"], "--watch shows"),
        (["--watch", "--baseline", "b", "--write-baseline"], "--watch shows"),
        (["--watch", "-"], "--watch shows"),
    ],
)
def test_what_makes_no_sense_together(typed: Typed, root: Path, arguments: list[str], error: str) -> None:
    before = contents(root)
    code, out, err = typed(PERSON, *arguments, cwd=root)
    assert (code, out) == (2, "")
    assert err.startswith(f"error: {error}")
    assert "\nhelp: " in err
    assert contents(root) == before


def git(root: Path, *arguments: str) -> None:
    who = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "init.defaultBranch=main"]
    subprocess.run(["git", *who, *arguments], cwd=root, check=True, capture_output=True)


@pytest.fixture
def repository(root: Path) -> Path:
    """The workspace, committed, below the top of a repository."""
    git(root.parent, "init", "-q")
    git(root.parent, "add", "-A")
    git(root.parent, "commit", "-qm", "x")
    return root


def paths(outcome: Outcome) -> list[str]:
    return [one["path"] for one in json.loads(outcome.out)]


def test_only_changed_files_are_reported_on(kraokr: Commands, repository: Path) -> None:
    lint = ["lint", *ONLY, "-f", "json"]
    assert paths(kraokr(*lint, cwd=repository)) == ["people/q.yaml"]
    assert kraokr(*lint, "--changed", cwd=repository) == (0, "[]\n", "")
    write(repository, {"people/p.yaml": PERSON, "people/new.yaml": PERSON.replace("id: p", "id: n")})
    assert paths(kraokr(*lint, "--changed", cwd=repository)) == ["people/new.yaml", "people/p.yaml"]
    assert paths(kraokr(*lint, "--changed", "people/new.yaml", cwd=repository)) == ["people/new.yaml"]
    assert paths(kraokr(*lint, "--changed", cwd=repository / "people")) == [
        "people/new.yaml",
        "people/p.yaml",
    ]
    assert paths(kraokr(*lint, "--changed", "--no-cache", cwd=repository)) == [
        "people/new.yaml",
        "people/p.yaml",
    ]


def test_files_changed_on_a_branch(kraokr: Commands, repository: Path) -> None:
    git(repository, "checkout", "-qb", "mine")
    write(repository, {"people/p.yaml": PERSON})
    git(repository, "commit", "-qam", "x")
    lint = ["lint", *ONLY, "-f", "json"]
    assert paths(kraokr(*lint, "--changed", "main", cwd=repository)) == ["people/p.yaml"]
    assert paths(kraokr(*lint, "--changed=HEAD~1", "people", cwd=repository)) == ["people/p.yaml"]
    assert paths(kraokr(*lint, "--changed", "HEAD", cwd=repository)) == []
    write(repository, {"main": "a file of that name"})
    assert kraokr(*lint, "--changed=main", cwd=repository).code == 1
    assert paths(kraokr(*lint, "--changed", "main", cwd=repository)) == []


def test_references_are_followed_into_files_that_have_not_changed(kraokr: Commands, repository: Path) -> None:
    write(repository, {"people/new.yaml": PERSON.replace("seler", "seller").replace("id: p", "id: n")})
    assert kraokr("lint", *ONLY, "--changed", cwd=repository).code == 0


@pytest.mark.parametrize(
    ("arguments", "error"),
    [
        (["--changed", "gone"], "`gone` is no revision of this repository"),
        (["--changed", "x" * 5000], "is no revision of this repository"),
        (["--changed="], "`` is no revision of this repository"),
    ],
)
def test_a_revision_that_is_none(
    kraokr: Commands, repository: Path, arguments: list[str], error: str
) -> None:
    code, out, err = kraokr("lint", *arguments, cwd=repository)
    assert (code, out) == (2, "")
    assert err.startswith("error: ")
    assert error in err
    assert "\nhelp: " in err


def test_changed_files_need_a_repository(kraokr: Commands, root: Path) -> None:
    code, out, err = kraokr("lint", "--changed", cwd=root)
    assert (code, out) == (2, "")
    assert err.startswith(f"error: {root} lies in no git repository\nhelp: ")


def test_only_changed_files_are_fixed(kraokr: Commands, repository: Path) -> None:
    wrong = PERSON.replace("id: p", "id: q")
    write(repository, {"people/q.yaml": wrong})
    git(repository, "commit", "-qam", "x")
    write(repository, {"people/p.yaml": PERSON})
    kraokr("lint", *ONLY, "--changed", "--fix", cwd=repository)
    assert (repository / "people/p.yaml").read_text() == PERSON.replace("seler", "seller")
    assert (repository / "people/q.yaml").read_text() == wrong


def test_a_process_reads_standard_input_too(root: Path) -> None:
    prelude = "import io; sys.stdin = io.TextIOWrapper(io.BytesIO(b'kind: role\\nid: [\\n'))"
    done: Any = process(["lint", "-", "-f", "concise"], root, prelude=prelude)
    assert done.returncode == 1
    assert done.stdout.startswith(b"stdin.yaml:")
