"""Ids that have to be unique."""

from __future__ import annotations

import pytest

from trees import ROLE, messages, workspace

PERSON = "kind: person\nid: p\nrole: seller\n"


def doubles(**files: str) -> list[str]:
    return [
        line.replace("duplicate-id: ", "") for line in messages(workspace(**files)) if "duplicate-id" in line
    ]


@pytest.mark.parametrize(
    ("text", "what"),
    [(ROLE, "role"), (PERSON, "person"), ("kind: team\nid: t\nlead: p\n", "team")],
)
def test_top_ids(text: str, what: str) -> None:
    (line,) = doubles(a=text, b=text)
    assert line.startswith(f"b.yaml:2: the {what} id `")
    assert line.endswith("is given twice: it stands already in a.yaml on line 2")


def test_the_first_place_is_related() -> None:
    (problem,) = workspace(a=ROLE, b=ROLE).problems
    (related,) = problem.finding.related
    assert (str(related.file.path), related.start.line, related.label) == ("a.yaml", 1, "first given here")


def test_kinds_do_not_mix() -> None:
    assert (
        doubles(a=ROLE, b="kind: team\nid: seller\nlead: p\n", c="kind: person\nid: seller\nrole: seller\n")
        == []
    )


def test_inside_a_role() -> None:
    role = """
kind: role
id: r
title: R
kras:
  - {id: a, name: A, kpis: [{id: rate, name: Rate}, {name: Cost}, {name: cost}]}
  - {id: b, name: B, kpis: [{id: rate, name: Other rate}, {name: Cost}]}
  - {id: a, name: Again}
levels: [{id: l, rank: 1}, {id: l, rank: 2}]
"""
    assert doubles(r=role) == [
        "r.yaml:8: the KRA id `a` is given twice: it stands already on line 6",
        "r.yaml:9: the level id `l` is given twice: it stands already on line 9",
        "r.yaml:7: the KPI id `rate` is given twice: it stands already on line 6",
        "r.yaml:6: the KPI name `cost` is given twice: it stands already on line 6",
    ]


def test_inside_an_objective() -> None:
    person = PERSON + (
        "objectives:\n"
        "  - {id: o, title: O, key_results: [{title: New accounts}, {id: new-accounts, title: N},\n"
        "     {id: m, title: M, milestones: [{id: x, title: X}, {title: x}]}]}\n"
    )
    assert doubles(p=person) == [
        "p.yaml:5: the key result id `new-accounts` is given twice: it stands already on line 5",
        "p.yaml:6: the milestone id `x` is given twice: it stands already on line 6",
    ]


OBJECTIVE = "{id: o, title: O, cycle: %s}"


@pytest.mark.parametrize(
    ("first", "second", "double"),
    [
        ("kind: objectives\nowner: p\n", "kind: objectives\nowner: p\n", True),
        ("kind: objectives\nowner: p\n", "kind: objectives\nowner: q\n", False),
        ("kind: objectives\nowner: p\n", "kind: person\nid: p\nrole: r\n", True),
        ("kind: objectives\nteam: t\n", "kind: objectives\nowner: p\n", False),
        ("kind: objectives\nteam: t\n", "kind: team\nid: t\nlead: p\n", True),
    ],
)
def test_objectives_of_one_owner_and_cycle(first: str, second: str, double: bool) -> None:
    more = {} if "id: p" in second else {"p": PERSON}
    more |= {} if "id: t" in second else {"t": "kind: team\nid: t\nlead: p\n"}
    q1, q2 = (f"objectives: [{OBJECTIVE % cycle}]\n" for cycle in ("2026-Q1", "2026-Q2"))
    assert bool(doubles(a=first + q1, b=second + q1, **more)) is double
    assert doubles(a=first + q1, b=second + q2, **more) == []
