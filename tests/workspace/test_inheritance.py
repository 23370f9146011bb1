"""Effective roles: what `extends` takes over."""

from __future__ import annotations

from decimal import Decimal

from kraokr.model import Kpi, Kra, Role
from trees import workspace

BASE = """
kind: role
id: base
title: Base
purpose: There is one.
kras:
  - id: sales
    name: Sales
    outcome: We sell.
    weight: 40
    kpis:
      - {id: bookings, name: Bookings, unit: USD, target: ">= 100"}
      - {name: Win rate, target: ">= 30"}
  - {id: people, name: People}
levels: [{id: junior, rank: 1}]
"""
NEAR = """
kind: role
id: near
title: Near
extends: base
kras:
  - {id: people, name: People, status: retired}
  - id: sales
    name: Better sales
    kpis:
      - {id: win-rate, name: Win rate, frequency: monthly}
      - {id: churn, name: Churn}
  - {id: quality, name: Quality}
"""


def near(*, base: str = BASE, near: str = NEAR, **more: str) -> tuple[Role, Role]:
    """The role `near` as written and in effect."""
    ws = workspace(base=base, near=near, **more)
    role = ws.roles["near"]
    return role, ws.effective(role)


def ids(role: Role) -> list[str]:
    return [kra.id for kra in role.kras]


def test_the_nearest_wins_field_by_field() -> None:
    written, role = near()
    assert (role.id, role.title, role.purpose) == ("near", "Near", "There is one.")
    assert [level.id for level in role.levels] == ["junior"]
    assert written.purpose is None
    sales = role.kras[0]
    assert (sales.name, sales.outcome, sales.weight) == ("Better sales", "We sell.", Decimal(40))


def test_kras_and_kpis_merge_by_id_and_retired_ones_are_dropped() -> None:
    _, role = near()
    assert ids(role) == ["sales", "quality"]
    bookings, win_rate, churn = role.kras[0].kpis
    assert (bookings.key_id, win_rate.key_id, churn.key_id) == ("bookings", "win-rate", "churn")
    assert (win_rate.target, win_rate.frequency) == (">= 30", "monthly")


def test_a_default_does_not_hide_what_the_base_says() -> None:
    guarded = BASE.replace("name: Win rate,", "name: Win rate, guardrail: true,")
    _, role = near(base=guarded)
    assert role.kras[0].kpis[1].guardrail


def test_everything_stands_where_it_was_written() -> None:
    written, role = near()
    places = {kra.id: str(kra.at().file.path) for kra in role.kras}
    assert places == {"sales": "near.yaml", "quality": "near.yaml"}
    assert [str(kpi.at("name").file.path) for kpi in role.kras[0].kpis] == [
        "base.yaml",
        "near.yaml",
        "near.yaml",
    ]
    assert role.kras[0].at() == written.kras[1].at()
    assert role.kras[0].outer(Role) is written


def test_of_two_kras_with_one_id_the_first_counts() -> None:
    twice = NEAR + "  - {id: quality, name: Quality again}\n"
    _, role = near(near=twice)
    assert [kra.name for kra in role.kras] == ["Better sales", "Quality"]


def test_a_target_read_before_merging_is_read_again() -> None:
    ws = workspace(base=BASE, near=NEAR)
    for node in ws.nodes():
        if isinstance(node, Kpi):
            assert node.standard is None or node.target
    merged = ws.effective(ws.roles["near"]).kras[0].kpis[1]
    assert merged.standard is not None
    assert merged.standard.low == 30


def test_a_line_of_three() -> None:
    _, role = near(
        base="kind: role\nid: base\ntitle: Middle\nextends: top\n", top=BASE.replace("id: base", "id: top")
    )
    assert ids(role) == ["sales", "quality"]
    assert role.purpose == "There is one."


def test_a_loop_ends_where_it_closes() -> None:
    _, role = near(base=BASE + "extends: near\n")
    assert ids(role) == ["sales", "quality"]
    _, alone = near(near="kind: role\nid: near\ntitle: Near\nextends: near\nkras: [{id: a, name: A}]\n")
    assert ids(alone) == ["a"]


def test_a_base_that_does_not_exist() -> None:
    written, role = near(near=NEAR.replace("extends: base", "extends: nobody"))
    assert role is written


def test_merged_gives_the_part_of_the_effective_role() -> None:
    ws = workspace(base=BASE, near=NEAR)
    written = ws.roles["near"].kras[1]
    assert ws.merged(written).outcome == "We sell."
    assert ws.merged(written.kpis[0]).target == ">= 30"
    untouched = ws.roles["base"].kras[0]
    assert ws.merged(untouched) is untouched
    assert isinstance(ws.merged(written), Kra)
