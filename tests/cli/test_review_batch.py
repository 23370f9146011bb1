"""`kraokr review` for several people: the documents, the page that leads to them, and what goes wrong."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from cli.test_review import Kraokr, kraokr
from commands import process
from goaltree import write
from kraokr.cli import batch
from kraokr.documents import is_untouched_file

__all__ = ["kraokr"]

ACME = Path(__file__).parents[2] / "examples/acme"
BEN = "{kind: person, id: ben, name: Ben Ode, role: agent, team: desk}"
KEPT = "choose another --output, or replace it with --force"


@pytest.fixture
def both(kraokr: Kraokr) -> Kraokr:
    """A workspace where every person can be reviewed: Ann and Ben."""
    write(
        kraokr.root,
        {"people/ben.yaml": BEN, "teams/desk.yaml": "{kind: team, id: desk, name: Front Desk, lead: ann}"},
    )
    Path("reviews/cat.yaml").unlink()
    return kraokr


def files(folder: str) -> list[str]:
    return sorted(path.name for path in Path(folder).iterdir())


def last(err: str) -> str:
    return err.splitlines()[-1]


@pytest.mark.parametrize(
    "who", [["people"], ["people/"], ["."], ["ann", "ben"], ["people/ben.yaml", "people"]]
)
@pytest.mark.parametrize("output", ["out/", "out"])
def test_several_people_get_a_document_each_and_a_page_that_leads_there(
    both: Kraokr, who: list[str], output: str
) -> None:
    ran = both.review(*who, "-o", output)
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == "written: 2 documents for 2 people to out/ (index: out/index.html)\n"
    assert files("out") == ["ann-2026-H1.md", "ben-2026-H1.md", "index.html"]
    assert Path("out/ben-2026-H1.md").read_text(encoding="utf-8").startswith("# Performance review: Ben Ode")


@pytest.mark.parametrize("formats", [["-f", "html,md"], ["-f", "html", "-f", "md,html"], ["-f", "html, md"]])
def test_several_formats_are_written_side_by_side(both: Kraokr, formats: list[str]) -> None:
    ran = both.review("people", *formats, "-o", "out/")
    assert last(ran.err) == "written: 4 documents for 2 people to out/ (index: out/index.html)"
    assert files("out") == [
        *(f"{who}-2026-H1.{end}" for who in ("ann", "ben") for end in ("html", "md")),
        "index.html",
    ]


def test_one_person_in_several_formats_needs_no_page(both: Kraokr) -> None:
    ran = both.review("ann", "-f", "html,md", "-o", "out")
    assert ran.err == (
        "Ann Lee: 2026-H1, the half year that ended last before 2026-07-20\n"
        "written: 2 documents for 1 person to out/\n"
    )
    assert files("out") == ["ann-2026-H1.html", "ann-2026-H1.md"]


def test_reviews_below_a_folder_stand_for_their_people_and_periods(both: Kraokr) -> None:
    assert both.review("reviews", "-o", "out/").code == 0
    assert files("out") == ["ann-2025-H2.md", "ann-2026-01-05-to-2026-04-03.md", "index.html"]
    assert "A calm autumn." in Path("out/ann-2025-H2.md").read_text(encoding="utf-8")


def test_a_cycle_asked_for_makes_one_document_of_several_reviews(both: Kraokr) -> None:
    both.review("reviews", "people", "--cycle", "2025-H2", "-o", "out/")
    assert files("out") == ["ann-2025-H2.md", "ben-2025-H2.md", "index.html"]


@pytest.mark.parametrize(
    ("arguments", "message", "help"),
    [
        (
            [],
            "it is not said whose review",
            "give a person's id or file, a review's file, or a folder: `kraokr review people/ -o out/`",
        ),
        (["ann", "-f", "pfd"], "unknown format `pfd`", "did you mean `pdf`?"),
        (["ann", "-f", "md,xyz"], "unknown format `xyz`", "known here: md, html, pdf, docx"),
        (
            ["people"],
            "several documents cannot go to standard output",
            "name a folder for them, such as `--output out/`",
        ),
        (
            ["ann", "-f", "md,html", "-o", "-"],
            "several documents cannot go to standard output",
            "name a folder for them, such as `--output out/`",
        ),
        (
            ["people", "-o", "all.html"],
            "all.html is one file, and several documents are to be written",
            "name a folder for them, such as `--output out/`",
        ),
        (
            ["people", "-o", "kraokr.yaml"],
            "kraokr.yaml is one file, and several documents are to be written",
            "name a folder for them, such as `--output out/`",
        ),
        (
            ["roles", "-o", "out/"],
            "no person's file and no review lies below roles",
            "name another folder, or people",
        ),
        (
            ["people", "--start", "2026-H2"],
            "--start and --finalise are for one person",
            "give one id, or one file",
        ),
        (
            ["ann", "ben", "--finalise"],
            "--start and --finalise are for one person",
            "give one id, or one file",
        ),
    ],
)
def test_what_cannot_be_meant_says_so_and_writes_nothing(
    both: Kraokr, arguments: list[str], message: str, help: str
) -> None:
    before = sorted(both.root.rglob("*"))
    ran = both.review(*arguments)
    assert (ran.code, ran.out, ran.err) == (2, "", f"error: {message}\nhelp: {help}\n")
    assert sorted(both.root.rglob("*")) == before


def test_one_that_goes_wrong_does_not_stop_the_others(kraokr: Kraokr) -> None:
    broken = {
        "people/aaron.yaml": "kind: person\nid: [",
        "people/eve.yaml": "{kind: person, id: eve, name: Eve, role: agent}",
        "reviews/eve.yaml": "{kind: review, person: eve, cycle: 2026-Q9}",
        "roles/torn.yaml": "kind: role\nid: [",
    }
    write(kraokr.root, broken)
    ran = kraokr.review("nobody", "people", "reviews/eve.yaml", "reviews/cat.yaml", "-o", "out/")
    assert ran.code == 2
    assert ran.err == (
        "warning: 2 files have problems, so parts may be missing; `kraokr lint` shows them\n"
        "warning: reviews/eve.yaml reviews Eve over 2026-Q9, a cycle that does not exist\n"
        "error: unknown person or file `nobody`\n"
        "help: known here: ann, ben, eve\n"
        "error: ben holds the role `agnt`, but no file that can be read describes it\n"
        "help: correct it in the person's file, or add a file with `kind: role` and `id: agnt`\n"
        "error: people/aaron.yaml cannot be read as a goal file\n"
        "help: `kraokr lint people/aaron.yaml` shows what is wrong\n"
        "error: Eve: there is no cycle 2026-Q9\n"
        "help: write it as 2026, 2026-H1 or 2026-Q1\n"
        "error: reviews/cat.yaml reviews `cat`, who has no file that can be read\n"
        "help: add a file with `kind: person` and `id: cat`, or correct `person:`\n"
        "written: 2 documents for 2 people to out/ (index: out/index.html), errors: 5\n"
    )
    assert files("out") == ["ann-2026-H1.md", "eve-2026-H1.md", "index.html"]


def test_no_file_is_written_for_two(both: Kraokr) -> None:
    cycles = (
        "[{id: Run/1, start: 2026-01-01, end: 2026-02-01}, {id: run-1, start: 2026-03-01, end: 2026-04-01}]"
    )
    write(
        both.root,
        {
            "kraokr.yaml": f"{{kind: config, as_of: 2026-07-20, cycles: {cycles}}}",
            "more/a.yaml": "{kind: review, person: ann, cycle: Run/1, summary: The first.}",
            "more/b.yaml": "{kind: review, person: ann, cycle: run-1, summary: The second.}",
        },
    )
    ran = both.review("more", "-o", "out/")
    assert ran.err.startswith(
        "error: Ann Lee: ann-run-1 is the name of another document already (Ann Lee, Run/1)\n"
        "help: review one of them by itself, to a file that you name with --output\n"
    )
    assert files("out") == ["ann-Run-1.md", "index.html"]
    assert "The first." in Path("out/ann-Run-1.md").read_text(encoding="utf-8")


def test_what_is_as_it_was_is_not_written_again(both: Kraokr) -> None:
    both.review("people", "-f", "md,docx,pdf", "-o", "out/")
    for file in Path("out").iterdir():
        os.utime(file, (1, 1))
    ran = both.review("people", "-f", "md,docx,pdf", "-o", "out/")
    assert ran.err == "written: 0 documents for 2 people to out/ (index: out/index.html), unchanged: 6\n"
    assert {file.stat().st_mtime for file in Path("out").iterdir()} == {1}


def test_one_document_that_is_as_it_was_is_not_written_either(kraokr: Kraokr) -> None:
    kraokr.review("ann", "-o", "ann.md")
    assert last(kraokr.review("ann", "-o", "ann.md").err) == "unchanged: ann.md"


def test_what_somebody_changed_is_kept_and_said(both: Kraokr) -> None:
    write(
        both.root,
        {"out/ann-2026-H1.md": "Mine.\n", "out/index.html": "Mine too.\n", "out/cat-2026-H1.md": "Left.\n"},
    )
    ran = both.review("people", "-o", "out/")
    assert ran.code == 2
    assert ran.err == (
        "error: Ann Lee: out/ann-2026-H1.md exists and is not as kraokr wrote it\n"
        "error: out/index.html exists and is not as kraokr wrote it\n"
        f"help: {KEPT}\n"
        "written: 1 document for 2 people to out/ (index: out/index.html), kept: 1, errors: 2\n"
    )
    assert Path("out/ann-2026-H1.md").read_text(encoding="utf-8") == "Mine.\n"
    assert Path("out/index.html").read_text(encoding="utf-8") == "Mine too.\n"
    assert both.review("people", "-o", "out/", "--force").code == 0
    assert [is_untouched_file(Path(f"out/{name}").read_bytes()) for name in files("out")] == [
        True,
        True,
        False,
        True,
    ]


def test_what_nobody_changed_is_replaced(both: Kraokr) -> None:
    both.review("people", "-o", "out/")
    write(both.root, {"people/ben.yaml": BEN.replace("Ode", "Oh")})
    ran = both.review("people", "-o", "out/")
    assert ran.err == "written: 1 document for 2 people to out/ (index: out/index.html), unchanged: 1\n"
    assert "Ben Oh" in Path("out/index.html").read_text(encoding="utf-8")


def test_the_page_names_who_and_what_and_links_to_the_documents(both: Kraokr) -> None:
    both.review("people", "reviews/ann-h2.yaml", "-f", "html,md", "-o", "out/")
    page = Path("out/index.html").read_text(encoding="utf-8")
    assert is_untouched_file(page.encode())
    assert re.findall(r"<h1>(.*)</h1>", page) == ["Performance reviews"]
    rows = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in re.findall("<tr.*</tr>", page)]
    told = [[re.sub("<.*?>", "", cell) for cell in row] for row in rows]
    assert told == [
        ["Person", "Role", "Team", "Period", "Review", "Also as"],
        ["Ann Lee", "Agent", "", "2026-H1", "not started: form", "md"],
        ["Ben Ode", "Agent", "Front Desk", "2026-H1", "not started: form", "md"],
        ["Ann Lee", "Agent", "", "2025-H2", "final", "md"],
    ]
    assert "1 final, 0 in work, 2 not started." in page
    links = re.findall(r'href="([^"]+)"', page)
    assert links == [
        f"{name}.{end}" for name in ("ann-2026-H1", "ben-2026-H1", "ann-2025-H2") for end in ("html", "md")
    ]
    assert all((Path("out") / link).is_file() for link in links)


def test_the_page_says_once_what_all_rows_share(both: Kraokr) -> None:
    both.review("people", "-k", "one-on-one", "-f", "html", "-o", "out/")
    page = Path("out/index.html").read_text(encoding="utf-8")
    assert re.findall(r'<th scope="col">(.*?)</th>', page) == ["Person", "Role", "Team"]
    assert "not started" not in page and page.partition("<main>")[2].count("2026-H2</") == 1


def test_the_page_holds_no_ratings_and_no_attainments(
    kraokr: Kraokr, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(ACME)
    assert kraokr.review("alice", "diego", "-f", "html", "-o", str(tmp_path / "out")).code == 0
    document = (tmp_path / "out/alice-2026-H1.html").read_text(encoding="utf-8").partition("<main>")[2]
    page = (tmp_path / "out/index.html").read_text(encoding="utf-8").partition("<main>")[2]
    judged = set(re.findall(r"\d[\d.]*\s?%|Exceeds|Partly meets|Meets", document))
    assert len(judged) > 3
    assert not [text for text in judged if text in page]


def test_what_a_font_lacks_is_said_with_the_name(both: Kraokr) -> None:
    write(both.root, {"people/ben.yaml": BEN.replace("Ode", "\u0378")})
    ran = both.review("people", "-f", "pdf", "-o", "out/")
    assert ran.code == 0
    assert re.search(r"^warning: Ben .*: no font on this machine shows `", ran.err)


def test_what_a_font_lacks_for_many_is_said_once(both: Kraokr) -> None:
    people = {
        f"people/{id}.yaml": f"{{kind: person, id: {id}, name: {id.title()} \u0378, role: agent}}"
        for id in ("dan", "eve", "fay", "gus", "hal")
    }
    write(both.root, people)
    ran = both.review("people", "-f", "pdf", "-o", "out/")
    (warning,) = [line for line in ran.err.splitlines() if line.startswith("warning: ")]
    assert re.match(r"warning: Dan .+, Eve .+, Fay .+ and 2 more: no font on this machine shows `", warning)


def test_what_would_go_wrong_for_everyone_is_said_once(both: Kraokr, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "typst", None)
    ran = both.review("people", "-f", "md,pdf", "-o", "out/")
    assert (ran.code, ran.err) == (
        2,
        "stopped before all were done; what is in out/ is whole\n"
        "error: a PDF needs the package typst\n"
        "help: install it with `pip install 'kraokr[pdf]'`\n",
    )
    assert files("out") == ["ann-2026-H1.md"]


def test_ctrl_c_leaves_whole_files_and_says_so(both: Kraokr, monkeypatch: pytest.MonkeyPatch) -> None:
    each = batch.each

    def interrupted(*arguments: object) -> Iterator[object]:
        yield next(each(*arguments))  # type: ignore[arg-type, type-var]
        raise KeyboardInterrupt

    monkeypatch.setattr(batch, "each", interrupted)
    ran = both.review("people", "-o", "out/")
    assert (ran.code, ran.err) == (
        2,
        "stopped before all were done; what is in out/ is whole\nerror: stopped\n",
    )
    assert files("out") == ["ann-2026-H1.md"]
    assert is_untouched_file(Path("out/ann-2026-H1.md").read_bytes())


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="processes are not forked here")
def test_any_number_of_processes_writes_and_says_the_same(tmp_path: Path) -> None:
    shutil.copytree(ACME, tmp_path / "acme")
    role = tmp_path / "acme/roles/support-lead.yaml"
    role.write_text(
        role.read_text(encoding="utf-8").replace("id: support-lead", "id: other"), encoding="utf-8"
    )
    ran = {}
    for count in (1, 3):
        shutil.rmtree(tmp_path / "acme/out", ignore_errors=True)
        prelude = f"import kraokr.cli.sharing as sharing; sharing._processes = lambda items: {count}"
        done = process(["review", "people", "-f", "html", "-o", "out/"], tmp_path / "acme", prelude=prelude)
        made = {path.name: path.read_bytes() for path in (tmp_path / "acme/out").iterdir()}
        ran[count] = done.returncode, done.stderr, made
    assert ran[1] == ran[3]
    assert ran[1][0] == 2
    assert len(ran[1][2]) > 15
