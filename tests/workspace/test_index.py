"""What an id means, and where."""

from __future__ import annotations

from datetime import date
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kraokr.model import KeyResult, Kpi, Kra, Node, Objective, Person, Role, Team
from kraokr.workspace import Reference, Workspace, load, references
from trees import ROLE, tree, workspace

LEAD = """
kind: role
id: lead
title: Lead
extends: seller
kras: [{id: people, name: People}]
"""
OTHER = """
kind: role
id: other
title: Other
kras:
  - {id: sales, name: Sales, kpis: [{name: Win rate}]}
  - {id: people, name: People}
"""
FILES = {
    "roles/seller.yaml": ROLE,
    "roles/lead.yaml": LEAD,
    "roles/other.yaml": OTHER,
    "teams/north.yaml": "kind: team\nid: north\nlead: zoe\n",
    "people/alice.yaml": """
        kind: person
        id: alice
        role: seller
        team: north
        objectives:
          - {id: grow, title: Grow, key_results: [{id: accounts, title: Accounts}]}
        """,
    "people/ben.yaml": """
        kind: person
        id: ben
        role: other
        team: north
        objectives:
          - {id: hire, title: Hire, key_results: [{id: people, title: Hired}, {id: offers, title: Offers}]}
        """,
    "people/zoe.yaml": "kind: person\nid: zoe\nrole: lead\n",
    "people/far.yaml": """
        kind: person
        id: far
        role: seller
        objectives:
          - {id: hire, title: Hire, key_results: [{id: offers, title: Offers}]}
          - {id: grow, title: Grow}
        """,
}


def base(**more: str) -> Workspace:
    return load(tree({**FILES, **{f"{name}.yaml": text for name, text in more.items()}}))


def path(node: Node | None) -> str | None:
    return None if node is None else f"{node.document.file.path} {'/'.join(map(str, node.path))}".strip()


def found(
    ws: Workspace, kind: type[Node], text: str, near: Node, on: date | None = None
) -> str | list[str | None] | None:
    match = ws.find([kind], text, near, on)
    return [path(node) for node in match.candidates] if match.candidates else path(match.node)


def test_the_same_file_is_nearest() -> None:
    ws = base()
    assert found(ws, Objective, "grow", ws.people["alice"].objectives[0]) == "people/alice.yaml objectives/0"
    assert found(ws, Objective, "grow", ws.people["far"]) == "people/far.yaml objectives/1"
    assert found(ws, Kra, "sales", ws.roles["other"].kras[1]) == "roles/other.yaml kras/0"


def test_then_the_roles_of_the_person_with_what_they_take_over() -> None:
    ws = base()
    assert found(ws, Kra, "sales", ws.people["alice"]) == "roles/seller.yaml kras/0"
    assert found(ws, Kra, "sales", ws.people["ben"]) == "roles/other.yaml kras/0"
    assert found(ws, Kra, "sales", ws.people["zoe"]) == "roles/seller.yaml kras/0"
    assert found(ws, Kpi, "win-rate", ws.people["zoe"]) == "roles/seller.yaml kras/0/kpis/0"
    assert found(ws, Kra, "people", ws.people["zoe"]) == "roles/lead.yaml kras/0"


def test_a_role_that_takes_an_area_over_means_its_own() -> None:
    ws = base()
    assert found(ws, Kra, "sales", ws.roles["lead"]) == "roles/seller.yaml kras/0"
    assert found(ws, Kra, "sales", ws.roles["lead"].kras[0]) == "roles/seller.yaml kras/0"


def test_then_the_team() -> None:
    ws = base()
    assert found(ws, Kra, "people", ws.people["alice"]) == "roles/other.yaml kras/1"
    assert found(ws, Objective, "hire", ws.people["alice"]) == "people/ben.yaml objectives/0"
    assert found(ws, KeyResult, "offers", ws.people["alice"]) == "people/ben.yaml objectives/0/key_results/1"
    assert found(ws, Objective, "hire", ws.teams["north"]) == "people/ben.yaml objectives/0"


def test_a_team_stands_where_its_lead_does() -> None:
    ws = base()
    assert found(ws, Kra, "people", ws.teams["north"]) == "roles/lead.yaml kras/0"


def test_then_the_workspace_where_two_are_ambiguous() -> None:
    ws = base()
    assert found(ws, Kra, "people", ws.people["far"]) == ["roles/lead.yaml kras/0", "roles/other.yaml kras/1"]
    assert (
        found(ws, KeyResult, "accounts", ws.people["far"]) == "people/alice.yaml objectives/0/key_results/0"
    )
    assert ws.find([Kra], "nothing", ws.people["far"]).candidates == ()


def test_two_roles_of_one_person_are_equally_near() -> None:
    both = "kind: person\nid: both\nassignments: [{role: lead}, {role: other}]\n"
    ws = base(both=both)
    assert found(ws, Kra, "people", ws.people["both"]) == [
        "roles/lead.yaml kras/0",
        "roles/other.yaml kras/1",
    ]


def test_an_area_two_roles_take_over_is_one_thing() -> None:
    ws = base(second=LEAD.replace("id: lead", "id: second"))
    third = load(
        tree({**FILES, "p.yaml": "kind: person\nid: p\nassignments: [{role: lead}, {role: seller}]\n"})
    )
    assert found(third, Kra, "sales", third.people["p"]) == "roles/seller.yaml kras/0"
    assert found(ws, Kra, "seller/sales", ws.people["ben"]) == "roles/seller.yaml kras/0"


@pytest.mark.parametrize("text", ["win-rate", "sales/win-rate", "other/sales/win-rate"])
def test_any_suffix_of_the_full_path_will_do(text: str) -> None:
    ws = base()
    assert found(ws, Kpi, text, ws.people["ben"]) == "roles/other.yaml kras/0/kpis/0"


@pytest.mark.parametrize(
    "text", ["sales/win", "er/sales/win-rate", "x/other/sales/win-rate", "/win-rate", ""]
)
def test_nothing_else_will(text: str) -> None:
    ws = base()
    assert found(ws, Kpi, text, ws.people["ben"]) is None


def test_full_paths_of_key_results_and_inherited_areas() -> None:
    ws = base()
    far = ws.people["far"]
    assert found(ws, KeyResult, "ben/hire/offers", far) == "people/ben.yaml objectives/0/key_results/1"
    assert found(ws, KeyResult, "hire/offers", far) == "people/far.yaml objectives/0/key_results/0"
    assert found(ws, Kra, "lead/sales", far) == "roles/seller.yaml kras/0"
    assert found(ws, KeyResult, "people", far) == "people/ben.yaml objectives/0/key_results/0"


@pytest.mark.parametrize(("kind", "text"), [(Role, "lead"), (Person, "zoe"), (Team, "north")])
def test_top_nodes(kind: type[Node], text: str) -> None:
    ws = base()
    match = ws.find([kind], text, ws.people["far"]).node
    assert getattr(match, "id", None) == text
    assert isinstance(match, kind)


NEW = {
    "person": "kind: person\nid: new\nrole: other\nobjectives: [{id: grow, title: G}, {id: hire, title: H}]",
    "stranger": OTHER.replace("id: other", "id: stranger"),
    "team": "kind: team\nid: south\nlead: new\nobjectives: [{id: grow, title: G}]\n",
}


@given(names=st.sets(st.sampled_from(sorted(NEW))), where=st.sampled_from(["aaa", "people/mmm", "zzz"]))
def test_a_new_far_file_never_makes_an_old_reference_ambiguous(names: set[str], where: str) -> None:
    before = base()
    after = load(tree({**FILES, **{f"{where}/{name}.yaml": NEW[name] for name in names}}))
    for person in ("alice", "ben", "zoe"):
        for kind, text in ((Kra, "sales"), (Kra, "people"), (Kpi, "win-rate"), (Objective, "hire")):
            old = found(before, kind, text, before.people[person])
            if (person, text) != ("zoe", "hire"):  # all others are near
                assert isinstance(old, str)
                assert found(after, kind, text, after.people[person]) == old


def test_of_equally_near_key_results_the_one_whose_cycle_runs() -> None:
    person = """
    kind: person
    id: p
    role: seller
    objectives:
      - {id: grow-1, title: A, cycle: 2026-Q1, key_results: [{id: nps, title: NPS}]}
      - {id: grow-2, title: B, cycle: 2026-Q2, key_results: [{id: nps, title: NPS}]}
    """
    ws = base(p=person)
    near = ws.people["p"]
    assert found(ws, KeyResult, "nps", near, date(2026, 2, 1)) == "p.yaml objectives/0/key_results/0"
    assert found(ws, KeyResult, "nps", near, date(2026, 4, 1)) == "p.yaml objectives/1/key_results/0"
    assert len(ws.find([KeyResult], "nps", near, date(2026, 8, 1)).candidates) == 2
    assert len(ws.find([KeyResult], "nps", near).candidates) == 2


def cited(ws: Workspace) -> dict[str, bool]:
    """Each reference of the workspace: whether it means something or is known."""
    return {
        r.text: bool(ws.resolve(r).node) or ws.is_known(r) for node in ws.nodes() for r in references(node)
    }


CITING = """
kind: person
id: citing
role: {role}
manager: {role}-keeper
objectives:
  - {{id: o, title: O, accelerates: [one, two, three], key_results: [{{id: k, title: K, kpi: rate}}]}}
"""
BROKEN_ROLE = """
kind: role
id: broken
title: Broken
kras:
  - {id: one, name: One, kpis: [{name: Rate}]}
  - {id: two, name: 7}
"""


@pytest.mark.parametrize(
    "tail",
    [
        "",
        "  - {id: three, name: Three, wieght: 3}\n",
        "  - id: three\n    name: x: y\n",
        "  - {id: three, name: [\n",
    ],
)
def test_ids_of_a_file_with_faults_are_known(tail: str) -> None:
    ws = base(broken=BROKEN_ROLE + tail, citing=CITING.format(role="broken"))
    known = cited(ws)
    assert known["broken"]
    assert known["one"]
    assert known["two"]
    assert known["rate"]
    assert known["three"] == bool(tail)


def test_ids_of_a_file_that_is_not_utf_8_are_known() -> None:
    from pathlib import PurePosixPath

    from kraokr.source.diagnostic import Finding, Location, Problem
    from kraokr.source.text import SourceFile, Span

    file = SourceFile(PurePosixPath("broken.yaml"), dedent(BROKEN_ROLE).replace("name: 7", "name: Caf\ufffd"))
    problem = Problem("invalid-yaml", Finding(Location(file, Span(0, 1)), "not UTF-8"))
    ws = load(tree({"c.yaml": CITING.format(role="broken")}), problems=[problem])
    known = cited(ws)
    assert known["broken"]
    assert known["two"]
    assert not known["three"]


def test_references_point_at_the_citing_text() -> None:
    ws = base(
        checkins="kind: checkins\nowner: alice\ncheckins: [{date: 2026-02-02, readings: {accounts: 3}}]\n"
    )
    shown = {
        r.at.file.text[r.at.span.start : r.at.span.end]
        for file in ws.files
        if file.document.file.path.name == "checkins.yaml"
        for node in file.walk()
        for r in references(node)
    }
    assert shown == {"alice", "accounts"}


def test_no_reference_of_objectives_to_nothing() -> None:
    ws = workspace(p="kind: person\nid: p\nrole: r\nobjectives: [{id: o, title: O, accelerates: none}]\n")
    found_here: list[Reference] = list(references(ws.objectives[0]))
    assert found_here == []
