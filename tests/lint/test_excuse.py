"""Suppressions that are written for findings: in the right place, and nothing else changes."""

from __future__ import annotations

import json
from pathlib import Path, PurePosixPath

import pytest

from commands import Commands
from kraokr.lint.excuse import with_suppressions
from kraokr.lint.ignore import suppressions
from kraokr.source.diagnostic import Diagnostic, Severity
from kraokr.source.text import SourceFile
from kraokr.source.yaml import parse
from outputs import at, diagnostic
from runs import TODAY, all_data, contents, data, example
from trees import ROLE, write

A = PurePosixPath("a.yaml")


def excused(text: str, *words: str, rule: str = "kra-q") -> str:
    """The text with suppressions for findings at some words, which then have to cover them all."""
    file = SourceFile(A, text)
    found = [diagnostic(at(file, one))._replace(rule=rule) for one in words]
    after = with_suppressions(found, "agreed").get(A, text)
    assert data(after) == data(text)
    document = parse(SourceFile(A, after))
    read, unreadable = suppressions(document)
    assert unreadable == []
    for one in words if after != text else ():
        place = diagnostic(at(document.file, one)).finding
        assert any(suppression.silences(rule, place) for suppression in read), one
    return after


@pytest.mark.parametrize(
    ("text", "word", "after"),
    [
        ("a: 1\nb: x\n", "x", "a: 1\n# !\nb: x\n"),
        ("a: 1\nb: x\n", "1", "# !\na: 1\nb: x\n"),
        ("a: 1\nb: x\n", "a: 1\nb: x", "# !\na: 1\nb: x\n"),
        ("l:\n  - id: a\n    n: x\n", "x", "l:\n  - id: a\n    # !\n    n: x\n"),
        ("l:\n  - id: a\n    n: x\n", "a\n", "l:\n  # !\n  - id: a\n    n: x\n"),
        ("l:\n  - {id: a, n: x}\n", "x", "l:\n  # !\n  - {id: a, n: x}\n"),
        ("l: [{id: a,\n     n: x}]\n", "x", "l: [{id: a,\n     # !\n     n: x}]\n"),
        ("l: [{id: a,\n     n: 1, m: x}]\n", "x", "# !\nl: [{id: a,\n     n: 1, m: x}]\n"),
        ("l: [{id: a, n: x}]\n", "x", "# !\nl: [{id: a, n: x}]\n"),
        ("a: |\n  # kraokr: ignore[r] y\nb: x\n", "x", "a: |\n  # kraokr: ignore[r] y\n# !\nb: x\n"),
        ("{a: 1, l: [{n: x}]}\n", "x", "# !\n{a: 1, l: [{n: x}]}\n"),
        ("---\n{a: 1,\n  b: x}\n", "1", "---\n# !\n{a: 1,\n  b: x}\n"),
        ("a: 1\n? l\n: {n: x}\n", "x", "a: 1\n# !\n? l\n: {n: x}\n"),
        ("l:\n- - x\n  - y\n", "x", "l:\n# !\n- - x\n  - y\n"),
        ("l:\n- - x\n  - y\n", "y", "l:\n- - x\n  # !\n  - y\n"),
        ("a:\n  one\n  two x\n", "x", "# !\na:\n  one\n  two x\n"),
        ("a: |\n  one\n  # two x\n", "x", "# !\na: |\n  one\n  # two x\n"),
        ("a: 'one\n  # two x'\nb: 1\n", "x", "# !\na: 'one\n  # two x'\nb: 1\n"),
        ("---\na: x\n", "x", "---\n# !\na: x\n"),
        ("# head\n\na: x", "x", "# head\n\n# !\na: x"),
        ("o:\r\n  a: x\r\n", "x", "o:\r\n  # !\r\n  a: x\r\n"),
        ("o:\r  a: x\r", "x", "o:\r  # !\r  a: x\r"),
        ("a: x", "x", "# !\na: x"),
        ("o:\n  a:\n  b: 1\n", "a:", "o:\n  # !\n  a:\n  b: 1\n"),
        ("'a b' : x\n", "x", "# !\n'a b' : x\n"),
    ],
)
def test_where_the_comment_goes(text: str, word: str, after: str) -> None:
    assert excused(text, word) == after.replace("# !", "# kraokr: ignore[kra-q] agreed")


def test_one_comment_for_all_rules_of_a_line() -> None:
    file = SourceFile(A, "a: 1\nb: x y\n")
    found = [
        diagnostic(at(file, word))._replace(rule=rule)
        for word, rule in (("x", "one"), ("y", "two"), ("y", "one"))
    ]
    assert with_suppressions(found, "why") == {A: "a: 1\n# kraokr: ignore[one, two] why\nb: x y\n"}


@pytest.mark.parametrize(
    ("above", "extended"),
    [
        ("# kraokr: ignore[kra-y] known", "# kraokr: ignore[kra-y, kra-q] known"),
        ("#kraokr:ignore[kra-y , kra-z ] known", "#kraokr:ignore[kra-y , kra-z , kra-q] known"),
        ("# note", "# note\n  # kraokr: ignore[kra-q] agreed"),
        (
            "# kraokr: ignore-file[kra-y] known",
            "# kraokr: ignore-file[kra-y] known\n  # kraokr: ignore[kra-q] agreed",
        ),
    ],
)
def test_a_comment_that_stands_above_is_extended(above: str, extended: str) -> None:
    text = f"o:\n  {above}\n  a: x\n"
    assert excused(text, "x") == text.replace(above, extended)


def test_a_comment_of_another_entry_is_left_alone() -> None:
    text = "o:\n  a: 1 # kraokr: ignore[kra-y] known\n  b: x\n"
    assert excused(text, "x") == text.replace("  b", "  # kraokr: ignore[kra-q] agreed\n  b")


def test_what_cannot_be_suppressed_is_left_alone() -> None:
    assert excused("a: x\n", "x", rule="bad-suppression") == "a: x\n"
    broken = SourceFile(A, "a: [x\n")
    assert with_suppressions([diagnostic(at(broken, "x"))], "why") == {}
    assert with_suppressions([], "why") == {}


def test_a_finding_on_the_file_as_a_whole() -> None:
    file = SourceFile(A, "kind: role\nid: x\n")
    found = Diagnostic("kra-q", "kra", Severity.INFO, diagnostic(at(file, "kind")).finding)
    assert with_suppressions([found], "why") == {A: "# kraokr: ignore[kra-q] why\nkind: role\nid: x\n"}


NEVER = {"bad-suppression", "invalid-yaml"}


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_every_finding_of_messy_that_can_be_suppressed_is(
    kraokr: Commands, tmp_path: Path, newline: str, mark: str
) -> None:
    root = example("messy", tmp_path)
    for path in root.rglob("*.yaml"):
        path.write_bytes((mark + path.read_text()).replace("\n", newline).encode())
    before = contents(root)
    lint = ["lint", "--today", TODAY, "--select", "all"]
    found = json.loads(kraokr(*lint, "-f", "json", cwd=root).out)
    left = [one for one in found if one["rule"] in NEVER]
    done = kraokr(*lint, "--add-ignores", " agreed in May ", "-f", "json", cwd=root)
    excused = len(found) - len(left)
    assert done.err.startswith(f"{excused} findings suppressed in ")
    assert [one["rule"] for one in json.loads(done.out)] == [one["rule"] for one in left]
    after = contents(root)
    assert all_data(after) == all_data(before)
    assert all(new.startswith(mark.encode()) for new in after.values())
    assert all(new.count(b"\r\n") == (newline == "\r\n") * new.count(b"\n") for new in after.values())
    again = kraokr(*lint, "--add-ignores", "agreed", "-f", "json", cwd=root)
    assert (again.out, again.err) == (done.out, "")
    assert contents(root) == after
    assert b"ignore[kra-is-task] agreed in May" in b"".join(after.values())


def test_taking_the_comments_out_gives_the_text_before(kraokr: Commands, tmp_path: Path) -> None:
    root = example("messy", tmp_path)
    before = contents(root)
    kraokr("lint", "--today", TODAY, "--add-ignores", "agreed", cwd=root)
    for path in root.rglob("*.yaml"):
        lines = path.read_text().splitlines(keepends=True)
        path.write_text("".join(line for line in lines if not line.endswith("] agreed\n")))
    assert contents(root) == before


def test_what_the_baseline_knows_needs_no_comment(kraokr: Commands, tmp_path: Path) -> None:
    root = write(tmp_path, {"a.yaml": ROLE.replace("Sales", "Run audits"), "p.yaml": "kind: person\nid: p\n"})
    lint = ["lint", "--select", "kra-is-task,invalid-value", "--baseline", "b.json"]
    kraokr(*lint, "p.yaml", "--write-baseline", cwd=root)
    code, _, err = kraokr(*lint, "--add-ignores", "agreed", cwd=root)
    assert (code, err) == (0, "1 finding suppressed in 1 file.\n")
    assert (root / "p.yaml").read_text() == "kind: person\nid: p\n"


def test_fixes_come_first(kraokr: Commands, tmp_path: Path) -> None:
    person = "kind: person\nid: p\nrole: seler\nmanager: x\n"
    root = write(tmp_path, {"a.yaml": ROLE, "p.yaml": person})
    lint = ["lint", "--select", "unknown-reference", "--fix", "--add-ignores", "joins in May"]
    code, _, err = kraokr(*lint, cwd=root)
    assert (code, err) == (0, "1 finding fixed in 1 file.\n1 finding suppressed in 1 file.\n")
    expected = person.replace("seler", "seller").replace(
        "manager", "# kraokr: ignore[unknown-reference] joins in May\nmanager"
    )
    assert (root / "p.yaml").read_text() == expected


def test_the_comments_can_be_looked_at_first(kraokr: Commands, tmp_path: Path) -> None:
    root = write(tmp_path, {"a.yaml": ROLE, "p.yaml": "kind: person\nid: p\nrole: nobody-here\n"})
    before = contents(root)
    lint = ["lint", "--select", "unknown-reference", "--diff", "--add-ignores", "joins in May"]
    code, out, err = kraokr(*lint, cwd=root)
    assert (code, err) == (1, "1 finding would be suppressed in 1 file.\n")
    assert "+# kraokr: ignore[unknown-reference] joins in May\n role: nobody-here\n" in out
    assert contents(root) == before


def test_a_reason_has_to_be_given(kraokr: Commands, tmp_path: Path) -> None:
    root = write(tmp_path, {"a.yaml": ROLE})
    code, out, err = kraokr("lint", "--add-ignores", "  ", cwd=root)
    assert (code, out, err.splitlines()[0]) == (2, "", "error: --add-ignores needs a reason")
