"""Baselines: what is known stays known while files are edited, and only what is new counts."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from commands import Commands
from kraokr import rules
from kraokr.errors import KraokrError
from kraokr.lint import Context, rule
from kraokr.lint.baseline import read_baseline, without_known, write_baseline
from kraokr.lint.identity import Identity, identities
from kraokr.model import Role
from kraokr.source.diagnostic import Finding, Severity
from outputs import at, diagnostic, source
from runs import TODAY, contents, example
from trees import ROLE, write

KRAS = """\
kind: role
id: seller
title: Seller
kras:
  - id: audits
    name: Run quarterly audits
  - id: calls
    name: Call fifty schools
"""
LINT = ["lint", "--select", "kra-is-task,unknown-reference", "--baseline", "b.json"]
FOUND = [("kra-is-task", "kras[audits].name"), ("kra-is-task", "kras[calls].name")]


@pytest.fixture
def known(kraokr: Commands, tmp_path: Path) -> Path:
    """A workspace with two findings, both in the baseline b.json."""
    root = write(tmp_path, {"kraokr.yaml": "kind: config\n", "roles/a.yaml": KRAS})
    done = kraokr(*LINT, "--write-baseline", cwd=root)
    assert done == (0, "No problems found.\n", "2 findings written to b.json.\n")
    assert entries(root) == FOUND
    return root


def entries(root: Path) -> list[tuple[str, str]]:
    """Rule and node of each entry of b.json."""
    return [(entry.rule, entry.node) for entry in sorted(read_baseline(root / "b.json"))]


def test_what_is_listed_is_not_reported(kraokr: Commands, known: Path) -> None:
    assert kraokr(*LINT, cwd=known) == (0, "No problems found.\n", "")
    assert kraokr(*LINT[:3], cwd=known).code == 1


CALLS = "  - id: calls\n    name: Call fifty schools\n"


@pytest.mark.parametrize(
    "edited",
    [
        "# one\n\n\n" + KRAS,
        KRAS.replace(CALLS, "").replace("kras:\n", f"kras:\n{CALLS}"),
        KRAS.replace("title: Seller\n", "title: Sales representative\npurpose: Customers stay.\n"),
        KRAS.replace("Run quarterly audits", "'Run monthly  audits' # since May"),
        KRAS.replace("\n", "\r\n"),
        KRAS.replace(
            "  - id: audits\n    name: Run quarterly audits", "  - {name: Run quarterly audits, id: audits}"
        ),
        KRAS + "  - {id: growth, name: Growth}\n",
    ],
)
def test_a_finding_stays_known_while_the_file_is_edited(kraokr: Commands, known: Path, edited: str) -> None:
    (known / "roles/a.yaml").write_bytes(edited.encode())
    assert kraokr(*LINT, cwd=known) == (0, "No problems found.\n", "")


def test_what_is_new_counts(kraokr: Commands, known: Path) -> None:
    (known / "roles/a.yaml").write_text(KRAS + "  - {id: visits, name: Visit fifty schools}\n")
    code, out, err = kraokr(*LINT, cwd=known)
    assert (code, err) == (1, "")
    assert out.count("kra-is-task]") == 1
    assert "Visit" in out
    (known / "roles/a.yaml").rename(known / "roles/b.yaml")
    code, out, err = kraokr(*LINT, cwd=known)
    assert (code, out.count("kra-is-task]")) == (1, 3)
    assert "2 entries of it are no longer needed" in err


def test_entries_that_nothing_needs_are_reported(kraokr: Commands, known: Path) -> None:
    (known / "roles/a.yaml").write_text(KRAS.replace(CALLS, ""))
    assert kraokr(*LINT, cwd=known) == (
        0,
        "No problems found.\n",
        "b.json: 1 entry of it is no longer needed; --write-baseline takes out what is listed here:\n"
        "  roles/a.yaml: kra-is-task at kras[calls].name\n",
    )
    assert kraokr(*LINT, "--quiet", cwd=known) == (0, "", "")
    assert entries(known) == FOUND
    kraokr(*LINT, "--write-baseline", cwd=known)
    assert entries(known) == FOUND[:1]
    assert kraokr(*LINT, cwd=known).err == ""


def test_many_entries_are_not_all_listed(kraokr: Commands, known: Path) -> None:
    many = frozenset(Identity("kra-is-task", "roles/gone.yaml", f"kras[{n}]") for n in range(25))
    write_baseline(known / "b.json", many)
    err = kraokr(*LINT, cwd=known).err
    assert err.count("roles/gone.yaml") == 20
    assert err.endswith("  and 5 more\n")


@pytest.mark.parametrize(
    "arguments",
    [["--select", "okr"], ["roles/b.yaml"], ["--ignore", "kra-is-task"], ["--select", "duplicate-id"]],
)
def test_what_a_run_does_not_look_at_is_neither_unneeded_nor_dropped(
    kraokr: Commands, known: Path, arguments: list[str]
) -> None:
    write(known, {"roles/b.yaml": ROLE.replace("seller", "b")})
    lint = ["lint", *arguments, "--baseline", "b.json"]
    assert "no longer needed" not in kraokr(*lint, cwd=known).err
    kraokr(*lint, "--write-baseline", cwd=known)
    assert set(entries(known)) >= set(FOUND)
    assert kraokr(*lint, cwd=known).code == 0


def test_what_a_run_looks_at_is_dropped_and_nothing_else(kraokr: Commands, known: Path) -> None:
    write(known, {"roles/a.yaml": ROLE, "roles/b.yaml": KRAS.replace("seller", "b")})
    kraokr(*LINT, "roles/b.yaml", "--write-baseline", cwd=known)
    assert len(entries(known)) == 4
    kraokr(*LINT, "roles/a.yaml", "--write-baseline", cwd=known)
    assert {entry.path for entry in read_baseline(known / "b.json")} == {"roles/b.yaml"}


def test_an_entry_of_a_rule_that_is_gone_is_unneeded(kraokr: Commands, known: Path) -> None:
    path = known / "b.json"
    path.write_text(path.read_text().replace("kra-is-task", "kra-was-once", 1))
    code, _, err = kraokr(*LINT, cwd=known)
    assert code == 1
    assert "  roles/a.yaml: kra-was-once at kras[audits].name\n" in err


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "b.json is no baseline of kraokr"),
        ("[]", "b.json is no baseline of kraokr"),
        ("null", "b.json is no baseline of kraokr"),
        ("[" * 100_000, "b.json is no baseline of kraokr"),
        ('{"kind": "other", "version": 1, "findings": []}', "b.json is no baseline of kraokr"),
        ('{"kind": "kraokr-baseline", "version": 2, "findings": []}', "b.json is no baseline of kraokr"),
        ('{"kind": "kraokr-baseline", "version": 1}', "b.json is no baseline of kraokr"),
        ('{"kind": "kraokr-baseline", "version": 1, "findings": [3]}', "b.json is no baseline of kraokr"),
        (
            '{"kind": "kraokr-baseline", "version": 1, "findings": [{"rule": 1, "path": "", "node": ""}]}',
            "b.json is no baseline of kraokr",
        ),
        ("\ufeffhello", "b.json is no baseline of kraokr"),
    ],
)
def test_a_file_that_is_not_ours_stays_as_it_is(
    kraokr: Commands, known: Path, text: str, message: str
) -> None:
    path = known / "b.json"
    path.write_text(text, encoding="utf-8")
    for more in ([], ["--write-baseline"]):
        code, out, err = kraokr(*LINT, *more, cwd=known)
        assert (code, out) == (2, "")
        assert err.startswith(f"error: {message}\nhelp: ")
        assert path.read_text(encoding="utf-8") == text


def test_a_baseline_that_is_not_there(kraokr: Commands, known: Path) -> None:
    (known / "b.json").unlink()
    code, out, err = kraokr(*LINT, cwd=known)
    assert (code, out) == (2, "")
    assert err == "error: there is no baseline b.json\nhelp: --write-baseline makes one\n"
    (known / "b.json").mkdir()
    assert "the baseline b.json cannot be read: Is a directory" in kraokr(*LINT, cwd=known).err
    assert kraokr(*LINT, "--write-baseline", cwd=known).code == 2
    code, _, err = kraokr("lint", "--write-baseline", cwd=known)
    assert (code, err.splitlines()[0]) == (2, "error: --write-baseline needs a file")


def test_a_crash_is_never_accepted(kraokr: Commands, known: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    @rule(group="kra", on=Role, severity=Severity.WARNING, since="0.1")
    def role_bad(role: Role, ctx: Context[Any]) -> Iterator[Finding]:
        """A rule with a fault."""
        raise RuntimeError("oh no")
        yield

    monkeypatch.setattr(rules, "RULES", (*rules.RULES, role_bad))
    lint = ["lint", "--select", "kra-is-task,role-bad", "--baseline", "b.json"]
    code, out, err = kraokr(*lint, "--write-baseline", cwd=known)
    assert (code, err) == (2, "2 findings written to b.json.\n")
    assert out.count("error[rule-crashed]") == 1
    assert entries(known) == FOUND
    assert kraokr(*lint, cwd=known).code == 2


def test_with_fixes_only_what_is_left_is_listed(kraokr: Commands, known: Path) -> None:
    write(known, {"p.yaml": "kind: person\nid: p\nrole: seler\n"})
    kraokr(*LINT, "--fix", "--write-baseline", cwd=known)
    assert entries(known) == FOUND
    assert (known / "p.yaml").read_text().endswith("role: seller\n")


@pytest.mark.parametrize("name", ["messy", "acme"])
@pytest.mark.parametrize("rules", ["all", "okr,review"])
def test_an_example_is_clean_once_it_is_written(
    kraokr: Commands, tmp_path: Path, name: str, rules: str
) -> None:
    root = example(name, tmp_path)
    before = contents(root)
    lint = ["lint", "--today", TODAY, "--select", rules, "--baseline", "../b.json"]
    assert kraokr(*lint, "--write-baseline", cwd=root).code == 0
    assert kraokr(*lint, "--fail-on", "info", cwd=root) == (0, "No problems found.\n", "")
    assert contents(root) == before
    written = (tmp_path / "b.json").read_bytes()
    kraokr(*lint, "--write-baseline", cwd=root)
    assert (tmp_path / "b.json").read_bytes() == written


def test_every_finding_of_messy_is_known_whatever_moves(kraokr: Commands, tmp_path: Path) -> None:
    root = example("messy", tmp_path)
    lint = ["lint", "--today", TODAY, "--select", "all", "--baseline", "../b.json"]
    kraokr(*lint, "--write-baseline", cwd=root)
    for path in root.rglob("*.yaml"):
        first, *items = re.split(r"(?m)^(?=  - )", path.read_text())
        if items and not any(re.search(r"(?m)^\S", item) for item in items):
            items = [items[-1], *items[:-1]]
        path.write_text("# moved\n\n" + first + "".join(items))
    found = json.loads(kraokr(*lint, "-f", "json", cwd=root).out)
    of_one_among_several = {"duplicate-id", "objective-without-parent"}
    assert {one["rule"] for one in found} <= of_one_among_several


def test_the_file_is_made_to_be_read_and_merged(kraokr: Commands, known: Path) -> None:
    lines = (known / "b.json").read_text().splitlines()
    assert ['"node": ' in line for line in lines] == [False] * 4 + [True] * 2 + [False] * 2
    assert json.loads("\n".join(lines))["kind"] == "kraokr-baseline"
    assert "Run quarterly audits" not in "\n".join(lines)


def test_an_entry_stands_for_one_finding_only() -> None:
    file = source("kind: role\nkras: [{name: A}]\n")
    known = diagnostic(at(file, "name: A"))
    new, unneeded = without_known([known, known], frozenset(identities([known])), lambda entry: True)
    assert (new, unneeded) == ([known], [])


TEXTS = st.text(st.characters(codec="utf-8"), max_size=8)


@given(st.frozensets(st.builds(Identity, TEXTS, TEXTS, TEXTS, st.integers(0, 9)), max_size=5))
def test_what_is_written_is_read(entries: frozenset[Identity]) -> None:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "b.json"
        write_baseline(path, entries)
        assert read_baseline(path) == entries


def test_a_baseline_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(KraokrError, match="cannot be written"):
        write_baseline(tmp_path / "file/b.json", frozenset())
