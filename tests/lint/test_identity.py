"""Identities: what makes a finding the same one while a file is edited."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kraokr.lint import lint, settle
from kraokr.lint.identity import Identity, fingerprint, identities
from kraokr.rules import RULES
from kraokr.source.diagnostic import Diagnostic, Location
from kraokr.source.text import Span
from kraokr.workspace import load
from outputs import at, diagnostic, source

MESSY = Path(__file__).parents[2] / "examples" / "messy"
ROLE = """\
kind: role
id: seller
title: Seller
kras:
  - id: Quality
    name: Run audits
    kpis:
      - {name: First-pass yield, target: 90}
      - {target: 5}
    practices: [Call back, Visit]
  - name: Sales in 質
    kpis: []
levels:
  - [a, b]
"""


def node(text: str, words: str, private: bool = False) -> str:
    return identities([diagnostic(at(source(text), words), private=private)])[0].node


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("seller", "id"),
        ("title", "title"),
        ("title: Seller", "title"),
        ("audits", "kras[quality].name"),
        ("Run audits\n    kpis", "kras[quality]"),
        ("90", "kras[quality].kpis[first-pass-yield].target"),
        ("5", "kras[quality].kpis[*].target"),
        ("Visit", "kras[quality].practices[visit]"),
        ("Call back, Visit", "kras[quality].practices"),
        ("Sales", "kras[sales-in-質].name"),
        ("[]", "kras[sales-in-質].kpis"),
        ("a, b", "levels[*]"),
        (ROLE, ""),
    ],
)
def test_the_node_is_the_innermost_around_the_place(words: str, expected: str) -> None:
    assert node(ROLE, words) == expected


def test_files_that_cannot_be_read() -> None:
    assert node("kind: role\nid: [a", "[a") == "id"
    assert node("", "") == ""
    assert node("just text", "text") == ""
    assert node("- id: x\n  name: y\n", "y") == "[x].name"


REVIEW = """\
kind: review
Always late: and rude
kras:
  on-time: {comment: slow}
development:
  - {title: Be on time, action: Wake up}
  - {id: growth, action: Learn}
notes: [Great person]
checkins:
  - {date: 2026-07-01, note: Moody}
  - {date: late on Monday, note: Again}
"""


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("rude", "*"),
        ("slow", "kras.on-time.comment"),
        ("Wake", "development[*].action"),
        ("Learn", "development[growth].action"),
        ("Great", "notes[*]"),
        ("Moody", "checkins[2026-07-01].note"),
        ("Again", "checkins[*].note"),
    ],
)
def test_what_a_review_says_is_no_part_of_it(words: str, expected: str) -> None:
    assert node(REVIEW, words, private=True) == expected


def test_several_about_one_node() -> None:
    file = source(ROLE)
    found = [diagnostic(at(file, "audits")), diagnostic(at(file, "Run")), diagnostic(at(file, "Run"))]
    assert [one.occurrence for one in identities(found)] == [2, 0, 1]
    assert len({fingerprint(one) for one in identities(found)}) == 3
    assert identities([]) == []


def test_fingerprints_are_stable_and_hide_no_difference() -> None:
    one = Identity("kra-x", "roles/a.yaml", "kras[a].name")
    assert fingerprint(one) == "0027386c45c37161bd26da16866df864"
    others = {
        one._replace(**{field: value}) for field, value in zip(one._fields, ("r", "p", "n", 1), strict=True)
    }
    assert fingerprint(one) not in {fingerprint(other) for other in others}
    assert len(fingerprint(one._replace(path="\udc80"))) == 32


def messy() -> dict[PurePosixPath, str]:
    return {
        PurePosixPath(path.relative_to(MESSY).as_posix()): path.read_text(encoding="utf-8")
        for path in MESSY.rglob("*.yaml")
    }


def lint_all(tree: dict[PurePosixPath, str], *select: str) -> list[Diagnostic]:
    ws = load(tree)
    return lint(ws, settle(RULES, ws.config, select), date(2026, 9, 1)).diagnostics


def test_all_of_a_workspace_are_different_and_outlive_moved_lines() -> None:
    tree = messy()
    before = identities(lint_all(tree))
    assert len(before) == len(set(before)) > 80
    moved = {
        path: re.sub(r"^(?=\w+:)", "\n# moved\n", text, flags=re.MULTILINE) for path, text in tree.items()
    }
    after = identities(lint_all(moved))
    assert set(after) == set(before)
    assert {fingerprint(one) for one in after} == {fingerprint(one) for one in before}


KRAS = [
    "  - {id: a, name: Run audits}\n",
    "  - {id: b, name: Hire two people}\n",
    "  - {name: Win rate, kpis: [{name: Visits}, {name: Calls}]}\n",
    "  - {kpis: [{unit: EUR}]}\n",
    "  - {kpis: [{unit: USD}, {unit: EUR}]}\n",
]


@given(st.permutations(KRAS))
def test_items_may_change_places(kras: list[str]) -> None:
    def found(items: list[str]) -> set[Identity]:
        role = f"kind: role\nid: seller\ntitle: Seller\nkras:\n{''.join(items)}"
        tree = {PurePosixPath("roles/seller.yaml"): role}
        return set(identities(lint_all(tree, "invalid-value", "kra-is-task", "kpi-missing-target")))

    assert found(kras) == found(KRAS)
    assert len(found(KRAS)) >= 8


TEXTS = st.text(st.sampled_from("ab:-[]{}, \n#'\""), max_size=40)


@given(text=TEXTS, data=st.data())
def test_any_place_of_any_text_has_one(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = [diagnostic(Location(source(text), Span(start, end)))] * 2
    assert [one.occurrence for one in identities(found)] == [0, 1]
