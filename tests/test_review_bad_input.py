"""`kraokr review` with what is missing, wrong or too much: the right document, or an error and status 2."""

from __future__ import annotations

import errno
import os
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from commands import Commands, Outcome, process
from documents.test_documents import docx_text, pdf_text, squeezed
from goaltree import write
from kraokr.documents import FORMATS
from kraokr.workspace import save

KINDS = ("review", "self", "one-on-one", "promotion", "calibration")
KRAS = (
    "{id: answers, name: Answers, weight: 60, kpis: [{id: speed, name: Speed, unit: hours, target: <= 6}]}, "
    "{id: trust, name: Trust, weight: 40}"
)
FILES = {
    "kraokr.yaml": "{kind: config, as_of: 2026-07-20}",
    "agent.yaml": f"{{kind: role, id: agent, title: Agent, kras: [{KRAS}]}}",
    "ann.yaml": "{kind: person, id: ann, name: Ann Lee, role: agent}",
}
CHECKINS = "{{kind: checkins, owner: ann, checkins: [{}]}}"
REVIEW = "{{kind: review, person: ann, cycle: 2026-H1, status: final, {}}}"
TEXT: dict[str, Callable[[bytes], str]] = {
    "md": bytes.decode,
    "html": bytes.decode,
    "pdf": pdf_text,
    "docx": docx_text,
}


class Review:
    """`kraokr review` in a folder with goal files, some of them changed."""

    def __init__(self, root: Path, kraokr: Commands) -> None:
        self._root, self._kraokr = root, kraokr

    def __call__(self, files: dict[str, str], *arguments: str) -> Outcome:
        write(self._root, {**FILES, **files})
        return self._kraokr("review", *arguments, cwd=self._root)

    def texts(self, files: dict[str, str], kind: str = "review") -> dict[str, str]:
        """What the document about Ann says, by format."""
        ran = self(files, "ann", "-k", kind, "-f", ",".join(FORMATS), "-o", "out/")
        assert ran.code == 0, ran.err
        files_written = (path for path in (self._root / "out").iterdir())
        return {path.suffix[1:]: TEXT[path.suffix[1:]](path.read_bytes()) for path in files_written}


@pytest.fixture
def review(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Review:
    return Review(tmp_path, Commands(monkeypatch, capsys))


def error(ran: Outcome) -> str:
    """The error of a run that wrote nothing, with its help."""
    assert (ran.code, ran.out) == (2, "")
    return ran.err[ran.err.index("error: ") :]


def table(out: str, title: str) -> list[list[str]]:
    """The rows of the Markdown table whose first column has a title."""
    rows = re.search(rf"^\| {title} \|.*\n\|[- |:]+\n((?:\|.*\n)*)", out, re.MULTILINE)
    assert rows
    return [[cell.strip() for cell in row.split("|")[1:-1]] for row in rows[1].splitlines()]


# What is missing


@pytest.mark.parametrize("kind", [kind for kind in KINDS if kind != "calibration"])
def test_a_person_without_a_role(review: Review, kind: str) -> None:
    assert error(review({"ann.yaml": "{kind: person, id: ann, name: Ann}"}, "ann", "-k", kind)) == (
        "error: Ann has no role\n"
        "help: give `role:` in the person's file, or `assignments:` where it changed over time\n"
    )


def test_nobody_with_a_role(review: Review) -> None:
    ran = review({"ann.yaml": "{kind: person, id: ann, name: Ann}"}, "ann", "-k", "calibration")
    assert error(ran).startswith("error: there is nobody to compare: ")


@pytest.mark.parametrize("kind", KINDS)
def test_a_role_without_areas(review: Review, kind: str) -> None:
    said = review.texts({"agent.yaml": "{kind: role, id: agent, title: Agent}"}, kind)
    if kind != "one-on-one":
        assert all(re.search(r"The role\s+names\s+no\s+areas\s+yet", text) for text in said.values())
    assert {squeezed("Ann Lee") in squeezed(text) for text in said.values()} == {True}


def test_no_checkins_at_all(review: Review) -> None:
    out = review({}, "ann").out
    assert table(out, "KPI") == [["Speed", "≤ 6 hours", "", "", "no readings in the period"]]
    assert table(out, "Area") == [
        ["Answers", "60 %", "not measured", ""],
        ["Trust", "40 %", "not measured", ""],
    ]
    assert "Attainment of the role" not in out


def test_an_area_that_the_review_skips_stays_open(review: Review) -> None:
    out = review({"r.yaml": REVIEW.format("kras: {trust: {rating: 3, comment: Good.}}")}, "ann").out
    assert [row[-1] for row in table(out, "Area")] == ["", "**3** Meets"]
    answers, _, trust = out.partition("### Answers")[2].partition("### Trust")
    assert "**Rating:** ____" in answers
    assert "Rating: **3 Meets**" in trust


@pytest.mark.parametrize("empty", ["name: ''", "name: ' '", "name: null", "manager: ''"])
def test_an_empty_text_is_as_none(review: Review, empty: str) -> None:
    ran = review({"ann.yaml": f"{{kind: person, id: ann, role: agent, {empty}}}"}, "ann")
    assert (ran.code, ran.out[:27]) == (0, "# Performance review: ann\n\n")


# Which time


@pytest.mark.parametrize("cycle", ["2026-H3", "2026-Q0", "last", "", "../../etc"])
def test_a_cycle_that_does_not_exist(review: Review, cycle: str) -> None:
    ran = review({}, "ann", "--cycle", cycle)
    assert error(ran) == f"error: there is no cycle {cycle}\nhelp: write it as 2026, 2026-H1 or 2026-Q1\n"


def test_a_review_of_a_cycle_that_does_not_exist_is_not_lost_in_silence(review: Review) -> None:
    files = {"r.yaml": "{kind: review, person: ann, cycle: 2026-H3, summary: Lost.}"}
    warning = "warning: r.yaml reviews Ann Lee over 2026-H3, a cycle that does not exist\n"
    assert error(review(files, "r.yaml")).startswith("error: there is no cycle 2026-H3\n")
    for arguments in (["ann"], [".", "-o", "out/"], ["ann", "-k", "calibration"]):
        ran = review(files, *arguments)
        assert (ran.code, "Lost." in ran.out, warning in ran.err) == (0, False, True)
    files["ben.yaml"] = "{kind: person, id: ben, role: agent}"
    assert "warning" not in review(files, "ben").err


def test_a_reading_outside_the_cycle_does_not_count(review: Review) -> None:
    days = ("2025-12-30", "2026-07-01", "2026-09-01")
    readings = ", ".join(f"{{date: {day}, item: speed, value: {at}1}}" for at, day in enumerate(days, 4))
    out = review({"c.yaml": CHECKINS.format(readings)}, "ann").out
    assert table(out, "KPI") == [["Speed", "41 hours", "≤ 6 hours", "", "", "no readings in the period"]]
    assert "| KPI | Before | Target |" in out
    assert not re.search(
        "51|61", out.partition("Judged by")[0] + out.partition("## Summary")[2].partition("Hash")[0]
    )
    running = review({}, "ann", "--cycle", "2026-H2").out
    assert table(running, "KPI")[0][:4] == ["Speed", "41 hours", "≤ 6 hours", "51 hours"]


def test_two_roles_in_one_period_are_judged_each_on_its_days(review: Review) -> None:
    held = "{role: agent, to: 2026-03-31}, {role: lead, from: 2026-04-01}"
    files = {
        "lead.yaml": "{kind: role, id: lead, title: Lead, kras: [{id: team, name: Team}]}",
        "ann.yaml": f"{{kind: person, id: ann, name: Ann Lee, assignments: [{held}]}}",
        "c.yaml": CHECKINS.format(
            "{date: 2026-03-31, item: speed, value: 5}, {date: 2026-04-02, item: speed, value: 9}"
        ),
        "r.yaml": REVIEW.format("kras: {answers: {rating: 3}, team: {rating: 2}}"),
    }
    out = review(files, "ann").out
    agent, _, lead = out.partition("\n## Agent")[2].partition("\n## Lead")
    assert "Held from 1 January 2026 to 31 March 2026; judged on these days only." in agent
    assert "Held from 1 April 2026 to 30 June 2026; judged on these days only." in lead
    assert table(agent, "KPI")[0][2] == "5 hours"
    assert "9 hours" not in out
    assert table(lead, "Area") == [["Team", "", "not measured", "**2** Partly meets"]]
    for kind in KINDS[1:]:
        assert review(files, "ann", "-k", kind).code == 0


def test_a_period_of_one_day(review: Review) -> None:
    day = "2026-03-05"
    files = {
        "r.yaml": f"{{kind: review, person: ann, period: {{start: {day}, end: {day}}}, summary: A day.}}",
        "c.yaml": CHECKINS.format(
            ", ".join(f"{{date: 2026-03-0{at}, item: speed, value: {at}}}" for at in (4, 5, 6))
        ),
    }
    out = review(files, "ann").out
    assert "5 March 2026 to 5 March 2026" in out
    assert table(out, "KPI")[0][:4] == ["Speed", "4 hours", "≤ 6 hours", "5 hours"]
    for kind in KINDS:
        assert len(review.texts(files, kind)) == len(FORMATS)


@pytest.mark.parametrize("kind", ["review", "self", "promotion"])
def test_a_person_who_starts_after_the_period(review: Review, kind: str) -> None:
    files = {"ann.yaml": "{kind: person, id: ann, name: Ann Lee, role: agent, start: 2026-07-13}"}
    assert error(review(files, "ann", "-k", kind)) == (
        "error: Ann Lee held no role from 2026-01-01 to 2026-06-30\n"
        "help: check the role and its days in the person's file, or choose another --cycle\n"
    )
    assert review(files, "ann", "-k", "one-on-one").code == 0


# Too much


@pytest.mark.parametrize(
    "name", ["مريم العلي", "שרה כהן", "陳慧玲", "😀", "e\u0301\u0327", "a\u200b\u200d\ufeff", "\u202eAb"]
)
def test_a_name_in_any_script(review: Review, name: str) -> None:
    said = review.texts({"ann.yaml": f'{{kind: person, id: ann, name: "{name}", role: agent}}'})
    assert sorted(said) == sorted(FORMATS)
    for format in ("md", "html", "docx"):
        assert said[format].count(name) >= 3
    assert "Answers" in said["pdf"]


def test_a_comment_of_ten_thousand_words(review: Review) -> None:
    words = [f"word{number}" for number in range(10_000)]
    long = " ".join(words)
    fields = ", ".join(f"{name}: {long}" for name in ("comment", "self", "gaps", "scope_evidence"))
    files = {"r.yaml": REVIEW.format(f"kras: {{answers: {{rating: 3, {fields}, evidence: [{long}]}}}}")}
    for format, text in review.texts(files).items():
        found = re.findall(r"\bword\d+", text)
        assert len(found) >= 5 * len(words), format
        assert all(found.count(word) == 5 for word in (words[0], words[5_000], words[-1])), format


def test_two_hundred_areas(review: Review) -> None:
    kras = ", ".join(f"{{id: k{at}, name: Area-{at}.}}" for at in range(200))
    files = {"agent.yaml": f"{{kind: role, id: agent, title: Agent, kras: [{kras}]}}"}
    for text in review.texts(files).values():
        assert len(set(re.findall(r"Area-\d+\.", text))) == 200
    for kind in KINDS[1:]:
        assert review(files, "ann", "-k", kind).out.count("Area-199.") >= (kind != "one-on-one")


def test_a_name_of_five_hundred_letters_stays_on_the_page(review: Review) -> None:
    long = "x" * 500
    kpi = f"{{id: speed, name: {long}, target: <= 6, guardrail: true}}"
    said = review.texts(
        {"agent.yaml": f"{{kind: role, id: agent, title: A, kras: [{{id: a, name: {long}, kpis: [{kpi}]}}]}}"}
    )
    for format, text in said.items():
        assert squeezed(text).count(long) >= 3, format
    assert max(line.count("x") for line in said["pdf"].splitlines()) < 100


# Templates


@pytest.mark.parametrize(
    ("template", "message"),
    [
        (
            "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}",
            ":1: this document takes more than 5,000,000 steps",
        ),
        (
            '{% extends "review.html.jinja" %}',
            ":1: this calls itself without end, or is nested too deep",
        ),
        ("<h1>A</h1>\n{% if %}", ":2: expected an expression, got 'end of statement block'"),
        ("\n\n{{ reviw.person }}", ":3: there is no `reviw` here"),
        ("{{ review.persn }}", ":1: `review` has no `persn`"),
    ],
)
def test_a_template_that_is_wrong(review: Review, tmp_path: Path, template: str, message: str) -> None:
    files = {"templates/review.html.jinja": template, "ben.yaml": "{kind: person, id: ben, role: agent}"}
    said = f"error: templates/review.html.jinja{message}\n"
    for arguments in (["ann"], ["ann", "-o", "ann.pdf"], ["ann", "ben", "-f", "md,docx", "-o", "out/"]):
        assert error(review(files, *arguments)).startswith(said)
    assert not [*tmp_path.rglob("*2026-H1*"), *tmp_path.rglob("ann.pdf")]


@pytest.mark.parametrize(
    ("template", "message"),
    [
        (
            "#let ever(at) = ever(at + 1)\n#ever(0)",
            "document.typ, line 1: maximum function call depth exceeded",
        ),
        ("#let at = 0\n#while at >= 0 { at += 1 }", "document.typ, line 2: loop seems to be infinite"),
        ("\n#let (", "document.typ, line 2: unclosed delimiter"),
        ("#colour", "document.typ, line 1: unknown variable: colour"),
    ],
)
def test_a_typst_template_that_is_wrong(review: Review, template: str, message: str) -> None:
    ran = review({"templates/document.typ": template}, "ann", "-o", "ann.pdf")
    assert error(ran).startswith(f"error: {message}\n")


# Where it goes


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["-o", "file/a.md"], "file/a.md cannot be written: "),
        (["-f", "md,html", "-o", "file"], "file is one file, and several documents are to be written"),
        (["-f", "md,html", "-o", "file/out/"], "file/out/ann-2026-H1.md cannot be written: "),
        (["-o", f"{'x' * 300}.md"], ".md cannot be written: File name too long"),
        (["-o", "taken/"], "taken/ann-2026-H1.md exists and is no file"),
        (["-o", "taken/", "--force"], "taken/ann-2026-H1.md exists and is no file"),
        (["-o", os.devnull], f"{os.devnull} exists and is no file"),
        (["-o", os.devnull, "--force"], f"{os.devnull} exists and is no file"),
    ],
)
def test_a_place_that_cannot_be_written(review: Review, arguments: list[str], message: str) -> None:
    ran = review({"file": "", "taken/ann-2026-H1.md/mine.txt": "Mine."}, "ann", *arguments)
    assert message in error(ran)


def test_an_output_that_is_a_folder_takes_the_file(review: Review, tmp_path: Path) -> None:
    ran = review({"ann.md/mine.txt": "Mine."}, "ann", "-o", "ann.md")
    assert (ran.code, ran.err.splitlines()[-1]) == (0, "written: ann.md/ann-2026-H1.md")
    assert (tmp_path / "ann.md/mine.txt").read_text(encoding="utf-8") == "Mine."


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_is_read_only(review: Review, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir(mode=0o500)
    for formats in ("md", "md,pdf"):
        ran = review({}, "ann", "-f", formats, "-o", "out/")
        assert "out/ann-2026-H1.md cannot be written: Permission denied\n" in error(ran)


@pytest.mark.parametrize("reason", [errno.ENOSPC, errno.EROFS, errno.EIO, errno.EDQUOT])
def test_a_disk_that_takes_no_more(
    review: Review, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reason: int
) -> None:
    def full(handle: int) -> None:
        raise OSError(reason, os.strerror(reason))

    assert review({}, "ann", "-f", "md,html", "-o", "out/").code == 0
    before = {path: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    monkeypatch.setattr(save.os, "fsync", full)
    changed = {"ann.yaml": FILES["ann.yaml"].replace("Lee", "Li")}
    ran = review(changed, "ann", "-f", "md,html", "-o", "out/")
    assert f"cannot be written: {os.strerror(reason)}\n" in error(ran)
    assert {path: path.read_bytes() for path in (tmp_path / "out").iterdir()} == before


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device here")
@pytest.mark.parametrize("format", ["md", "pdf"])
def test_a_pipe_to_a_full_disk(review: Review, tmp_path: Path, format: str) -> None:
    write(tmp_path, FILES)
    prelude = "import os; os.dup2(os.open('/dev/full', os.O_WRONLY), 1)"
    ran = process(["review", "ann", "-f", format], tmp_path, prelude=prelude)
    assert ran.returncode == 2
    assert b"error: standard output cannot be written: No space left on device\n" in ran.stderr
