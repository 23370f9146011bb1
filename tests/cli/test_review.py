from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

import pytest

from goaltree import write
from kraokr.cli.app import run

FILES = {
    "kraokr.yaml": "{kind: config, organisation: Acme, as_of: 2026-07-20}",
    "roles/agent.yaml": "{kind: role, id: agent, title: Agent, kras: [{id: answers, name: Answers}]}",
    "people/ann.yaml": "{kind: person, id: ann, name: Ann Lee, role: agent}",
    "people/ben.yaml": "{kind: person, id: ben, role: agnt}",
    "reviews/ann-h2.yaml": "{kind: review, person: ann, cycle: 2025-H2, "
    "status: final, summary: A calm autumn.}",
    "reviews/ann-trial.yaml": "{kind: review, person: ann, period: {start: 2026-01-05, end: 2026-04-03}, "
    "status: final, summary: A good start.}",
    "reviews/cat.yaml": "{kind: review, person: cat, cycle: 2025-H2}",
}


class Ran(NamedTuple):
    code: int
    out: str
    err: str


class Kraokr:
    """`kraokr review` in a folder with goal files."""

    def __init__(self, root: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.root = root
        self._capsys = capsys

    def review(self, *arguments: str) -> Ran:
        code = run(["review", *arguments])
        return Ran(code, *self._capsys.readouterr())


@pytest.fixture
def kraokr(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Kraokr:
    write(tmp_path, FILES)
    monkeypatch.chdir(tmp_path)
    return Kraokr(tmp_path, capsys)


@pytest.mark.parametrize("who", ["ann", "people/ann.yaml"])
def test_a_person_is_given_by_id_or_file(kraokr: Kraokr, who: str) -> None:
    ran = kraokr.review(who)
    assert (ran.code, ran.err) == (0, "Ann Lee: 2026-H1, the half year that ended last before 2026-07-20\n")
    assert ran.out.startswith("# Performance review: Ann Lee\n\nAcme, 2026-H1, ")


@pytest.mark.parametrize(
    ("file", "period", "summary"),
    [
        ("ann-h2", "2025-H2", "A calm autumn."),
        ("ann-trial", "2026-01-05 to 2026-04-03", "A good start."),
    ],
)
def test_a_reviews_file_gives_person_and_period(kraokr: Kraokr, file: str, period: str, summary: str) -> None:
    ran = kraokr.review(f"reviews/{file}.yaml")
    assert (ran.code, ran.err) == (0, f"Ann Lee: {period}, as the review's file says\n")
    assert summary in ran.out


def test_the_cycle_asked_for_comes_before_that_of_a_reviews_file(kraokr: Kraokr) -> None:
    ran = kraokr.review("reviews/ann-trial.yaml", "--cycle", "2025-H2")
    assert ran.err == "Ann Lee: 2025-H2, as asked for\n"
    assert "A calm autumn." in ran.out


def test_today_moves_the_period(kraokr: Kraokr) -> None:
    assert "Ann Lee: 2025-H2, " in kraokr.review("ann", "--today", "2026-06-30").err


@pytest.mark.parametrize(
    ("arguments", "message", "help"),
    [
        (["nobody"], "unknown person or file `nobody`", "known here: ann, ben"),
        (["anna"], "unknown person or file `anna`", "did you mean `ann`?"),
        (["people/gone/ann.yaml"], "unknown person or file `people/gone/ann.yaml`", "known here: ann, ben"),
        (
            ["roles/agent.yaml"],
            "roles/agent.yaml has `kind: role` and is no person's file",
            "give a file with `kind: person`, or a person's id",
        ),
        (
            ["broken.yaml"],
            "broken.yaml cannot be read as a goal file",
            "`kraokr lint broken.yaml` shows what is wrong",
        ),
        (
            ["notes.yaml"],
            "notes.yaml cannot be read as a goal file",
            "`kraokr lint notes.yaml` shows what is wrong",
        ),
        (
            ["reviews/cat.yaml"],
            "reviews/cat.yaml reviews `cat`, who has no file that can be read",
            "add a file with `kind: person` and `id: cat`, or correct `person:`",
        ),
        (
            ["people/ben.yaml"],
            "ben holds the role `agnt`, but no file that can be read describes it",
            "correct it in the person's file, or add a file with `kind: role` and `id: agnt`",
        ),
        (
            ["ann", "--cycle", "2026-Q5"],
            "there is no cycle 2026-Q5",
            "write it as 2026, 2026-H1 or 2026-Q1",
        ),
        (
            ["ann", "-o", "ann.odt"],
            "ann.odt does not say what to write",
            "let the name end in .md, .html, .pdf or .docx, or say which with --format",
        ),
        (
            ["ann", "--today", "tomorrow"],
            "--today tomorrow is no date",
            "write year-month-day, such as 2026-03-31",
        ),
    ],
)
def test_what_cannot_be_done_says_why_and_what_to_do(
    kraokr: Kraokr, arguments: list[str], message: str, help: str
) -> None:
    if arguments[0] in ("broken.yaml", "notes.yaml"):
        write(kraokr.root, {"broken.yaml": "kind: person\nid: [", "notes.yaml": "buy: milk"})
    ran = kraokr.review(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.endswith(f"error: {message}\nhelp: {help}\n")


def test_where_there_are_no_people_it_says_where_to_run(
    kraokr: Kraokr, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path_factory.mktemp("empty"))
    ran = kraokr.review("ann")
    assert ran.code == 2
    assert ran.err.endswith("help: run it where the goal files are, or give a file\n")


@pytest.mark.parametrize(
    ("output", "more", "written", "start"),
    [
        ("ann.md", [], "ann.md", "# Performance"),
        ("ann.HTML", [], "ann.HTML", "<!doctype html>"),
        ("new/ann.htm", [], "new/ann.htm", "<!doctype html>"),
        ("ann.txt", ["-f", "html"], "ann.txt", "<!doctype html>"),
        ("review", [], "review", "# Performance"),
        ("out.d/", [], "out.d/ann-2026-H1.md", "# Performance"),
        ("people", ["-f", "html"], "people/ann-2026-H1.html", "<!doctype html>"),
        ("people", ["--cycle", "2026"], "people/ann-2026.md", "# Performance"),
    ],
)
def test_output_is_a_file_or_a_folder_and_its_ending_gives_the_format(
    kraokr: Kraokr, output: str, more: list[str], written: str, start: str
) -> None:
    ran = kraokr.review("ann", "-o", output, *more)
    assert (ran.code, ran.out, ran.err.splitlines()[-1]) == (0, "", f"written: {written}")
    assert (kraokr.root / written).read_text(encoding="utf-8").startswith(start)


def test_a_period_of_days_makes_a_plain_file_name(kraokr: Kraokr) -> None:
    kraokr.review("reviews/ann-trial.yaml", "-o", "out/")
    assert [file.name for file in (kraokr.root / "out").iterdir()] == ["ann-2026-01-05-to-2026-04-03.md"]


def test_a_dash_is_standard_output(kraokr: Kraokr) -> None:
    before = sorted(kraokr.root.rglob("*"))
    assert kraokr.review("ann", "-o", "-").out.startswith("# Performance review")
    assert sorted(kraokr.root.rglob("*")) == before


def test_a_file_as_it_was_written_is_replaced(kraokr: Kraokr) -> None:
    kraokr.review("ann", "-o", "ann.md")
    assert kraokr.review("ann", "-o", "ann.md", "--cycle", "2025-H2").code == 0
    assert "A calm autumn." in (kraokr.root / "ann.md").read_text(encoding="utf-8")


def test_a_file_with_other_line_ends_is_still_as_it_was_written(kraokr: Kraokr) -> None:
    kraokr.review("ann", "-o", "ann.md")
    file = kraokr.root / "ann.md"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert kraokr.review("ann", "-o", "ann.md").code == 0


@pytest.mark.parametrize("text", ["My own notes\n", None, "\udcff"])
def test_a_file_that_somebody_wrote_or_changed_is_kept(kraokr: Kraokr, text: str | None) -> None:
    kraokr.review("ann", "-o", "ann.md")
    file = kraokr.root / "ann.md"
    changed = file.read_text(encoding="utf-8").replace("____", "My words") if text is None else text
    file.write_text(changed, encoding="utf-8", errors="surrogateescape")
    ran = kraokr.review("ann", "-o", "ann.md")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.endswith(
        "error: ann.md exists and is not as kraokr wrote it\n"
        "help: choose another --output, or replace it with --force\n"
    )
    assert file.read_text(encoding="utf-8", errors="surrogateescape") == changed


def test_force_replaces_it(kraokr: Kraokr) -> None:
    write(kraokr.root, {"ann.md": "My own notes\n"})
    assert kraokr.review("ann", "-o", "ann.md", "--force").code == 0
    assert (kraokr.root / "ann.md").read_text(encoding="utf-8").startswith("# Performance review")


def test_problems_elsewhere_are_said_and_stop_nothing(kraokr: Kraokr) -> None:
    write(kraokr.root, {"broken.yaml": "kind: person\nid: ["})
    ran = kraokr.review("ann")
    assert ran.code == 0
    assert "warning: 1 file has problems, so parts may be missing; `kraokr lint` shows them\n" in ran.err
