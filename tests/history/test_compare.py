"""Each kind of change is named as a person would name it, with whom it affects and how grave it is."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest

from goaltree import workspace
from kraokr.history.change import PHRASES, Change, ChangeName
from kraokr.history.compare import compare
from kraokr.workspace import Workspace, load
from trees import tree

TODAY = date(2026, 2, 15)

FILES = {
    "roles/seller.yaml": """\
        kind: role
        id: seller
        title: Seller
        purpose: Shippers choose us.
        owner: mia
        kras:
          - id: acquisition
            name: Customer acquisition
            outcome: New shippers join us at a healthy margin.
            weight: 60
            kpis:
              - {id: win-rate, name: Win rate, unit: percent, target: ">= 30"}
              - {name: Days to an offer, unit: days, target: "<= 5"}
          - id: growth
            name: Account growth
            outcome: Shippers add lanes because the first ones pay off.
            weight: 40
        levels:
          - id: junior
            rank: 1
            title: Junior Seller
            scope: {acquisition: {systems: One region, reach: team}}
          - id: senior
            rank: 2
            title: Senior Seller
            targets: {win-rate: ">= 35"}
        """,
    "roles/buyer.yaml": """\
        kind: role
        id: buyer
        title: Buyer
        kras:
          - id: carriers
            name: Carriers to rely on
        """,
    "people/mia.yaml": "{kind: person, id: mia, name: Mia Sol, role: seller, level: senior, team: sales}",
    "people/ben.yaml": """\
        {kind: person, id: ben, name: Ben Ode, role: seller, level: junior, team: sales, manager: mia}
        """,
    "people/ada.yaml": "{kind: person, id: ada, name: Ada Lim, role: buyer}",
    "teams/sales.yaml": "{kind: team, id: sales, name: Sales, lead: mia}",
    "okrs/ben.yaml": """\
        kind: objectives
        owner: ben
        cycle: 2026-Q1
        objectives:
          - id: alps
            title: Open the Alps
            accelerates: acquisition
            commitment: aspirational
            key_results:
              - {id: accounts, title: Alpine accounts, unit: accounts, baseline: 0, target: 12}
              - {id: losses, title: Shippers lost, unit: shippers, baseline: 9, target: 3}
              - {id: answered, title: Offers answered within a day, unit: percent, target: ">= 90"}
          - id: rail
            title: Make rail a real choice
        """,
}
SELLER, BUYER, BEN, OKRS = "roles/seller.yaml", "roles/buyer.yaml", "people/ben.yaml", "okrs/ben.yaml"


def edited(*edits: tuple[str, str, str], files: dict[str, str] = FILES) -> dict[str, str]:
    """The files with texts replaced: the file, what stood there, and what stands there now."""
    changed = dict(files)
    for path, old, new in edits:
        assert old in changed[path], f"{path} holds no {old!r}"
        changed[path] = changed[path].replace(old, new)
    return changed


def changes(before: dict[str, str], after: dict[str, str], today: date = TODAY) -> list[Change]:
    return compare(workspace(before), workspace(after), today)


def said(found: list[Change]) -> list[tuple[str, str, str]]:
    """Each change as its grave, its sentence, and the ids of those it affects."""
    return [(one.grave, one.sentence, " ".join(sorted(p.id for p in one.affected))) for one in found]


ONE = [
    (
        (
            SELLER,
            "          - id: growth\n",
            "          - {id: trust, name: Trust}\n          - id: growth\n",
        ),
        ("major", "KRA added: Trust (Seller)", "ben mia"),
    ),
    (
        (BUYER, "- id: carriers\n            name: Carriers to rely on", "[]"),
        ("major", "KRA removed: Carriers to rely on (Buyer)", "ada"),
    ),
    (
        (BUYER, "name: Carriers to rely on", "name: Carriers to rely on\n            status: retired"),
        ("major", "KRA retired: Carriers to rely on (Buyer)", "ada"),
    ),
    (
        (SELLER, "name: Account growth", "name: Loyalty"),
        ("major", "KRA renamed: Loyalty (Seller): Account growth → Loyalty", "ben mia"),
    ),
    (
        (SELLER, "name: Account growth", "name: Accounts growth"),
        ("note", "KRA renamed: Accounts growth (Seller): Account growth → Accounts growth", "ben mia"),
    ),
    (
        (SELLER, "New shippers join us at a healthy margin.", "We earn."),
        (
            "major",
            "KRA's outcome reworded: Customer acquisition (Seller): "
            "New shippers join us at a healthy margin. → We earn.",
            "ben mia",
        ),
    ),
    (
        (SELLER, "weight: 60", "weight: 55"),
        ("major", "weight moved: Customer acquisition (Seller): 60 → 55", "ben mia"),
    ),
    (
        (SELLER, '">= 30"', '">= 25"'),
        ("major", "target loosened: Win rate (Seller, Customer acquisition): ≥ 30 % → ≥ 25 %", "ben"),
    ),
    (
        (SELLER, '"<= 5"', '"<= 3"'),
        (
            "major",
            "target tightened: Days to an offer (Seller, Customer acquisition): ≤ 5 days → ≤ 3 days",
            "ben mia",
        ),
    ),
    (
        (SELLER, '"<= 5"', '"3..5"'),
        (
            "major",
            "target tightened: Days to an offer (Seller, Customer acquisition): ≤ 5 days → 3 to 5 days",
            "ben mia",
        ),
    ),
    (
        (SELLER, '"<= 5"', '">= 5"'),
        (
            "major",
            "target changed: Days to an offer (Seller, Customer acquisition): ≤ 5 days → ≥ 5 days",
            "ben mia",
        ),
    ),
    (
        (SELLER, ', target: "<= 5"', ""),
        (
            "major",
            "target removed: Days to an offer (Seller, Customer acquisition): ≤ 5 days → none",
            "ben mia",
        ),
    ),
    (
        (SELLER, '              - {name: Days to an offer, unit: days, target: "<= 5"}\n', ""),
        ("major", "KPI removed: Days to an offer (Seller, Customer acquisition): ≤ 5 days", "ben mia"),
    ),
    (
        (SELLER, "name: Win rate, unit: percent", "name: Win rate, unit: points"),
        (
            "major",
            "KPI counted in another way: Win rate (Seller, Customer acquisition): percent → points",
            "ben mia",
        ),
    ),
    (
        (SELLER, 'win-rate: ">= 35"', 'win-rate: ">= 40"'),
        ("major", "target tightened: Win rate at Senior Seller (Seller): ≥ 35 % → ≥ 40 %", "mia"),
    ),
    (
        (SELLER, 'targets: {win-rate: ">= 35"}', "targets: {}"),
        ("major", "target loosened: Win rate at Senior Seller (Seller): ≥ 35 % → ≥ 30 %", "mia"),
    ),
    (
        (SELLER, "reach: team", "reach: org"),
        (
            "major",
            "scope grown: Customer acquisition at Junior Seller (Seller): reach: team → reach: org",
            "ben",
        ),
    ),
    (
        (SELLER, "scope: {acquisition: {systems: One region, reach: team}}", "scope: {}"),
        (
            "major",
            "scope shrunk: Customer acquisition at Junior Seller (Seller): "
            "systems: One region; reach: team → none",
            "ben",
        ),
    ),
    ((SELLER, "owner: mia", "owner: ada"), ("minor", "owner changed: Seller: Mia Sol → Ada Lim", "ben mia")),
    (
        (SELLER, "title: Seller\n", "title: Trader\n"),
        ("minor", "role renamed: Trader: Seller → Trader", "ben mia"),
    ),
    (
        (BUYER, "title: Buyer\n", "title: Buyer\n        status: retired\n"),
        ("major", "role retired: Buyer: active → retired", "ada"),
    ),
    (
        (BEN, "level: junior", "level: senior"),
        ("major", "person promoted: Ben Ode: Junior Seller → Senior Seller", "ben"),
    ),
    (
        (BEN, "role: seller, level: junior", "role: buyer"),
        ("major", "person changed role: Ben Ode: Junior Seller → Buyer", "ben"),
    ),
    (
        (BEN, "manager: mia", "manager: ada"),
        ("minor", "person has another manager: Ben Ode: Mia Sol → Ada Lim", "ben"),
    ),
    (
        (BEN, "manager: mia", "manager: mia, end: 2026-03-31"),
        ("minor", "person leaves: Ben Ode: 2026-03-31", "ben"),
    ),
    (
        ("teams/sales.yaml", "lead: mia", "lead: ben"),
        ("major", "owner changed: Sales: Mia Sol → Ben Ode", "ben mia"),
    ),
    (
        (OKRS, "baseline: 0, target: 12", "baseline: 0, target: 8"),
        (
            "major",
            "target loosened: Alpine accounts (Ben Ode, 2026-Q1, Open the Alps): 12 accounts → 8 accounts",
            "ben",
        ),
    ),
    (
        (OKRS, "baseline: 9, target: 3", "baseline: 9, target: 2"),
        (
            "major",
            "target tightened: Shippers lost (Ben Ode, 2026-Q1, Open the Alps): 3 shippers → 2 shippers",
            "ben",
        ),
    ),
    (
        (OKRS, "baseline: 9", "baseline: 11"),
        ("major", "baseline moved: Shippers lost (Ben Ode, 2026-Q1, Open the Alps): 9 → 11", "ben"),
    ),
    (
        (
            OKRS,
            "              - {id: losses, title: Shippers lost, unit: shippers, baseline: 9, target: 3}\n",
            "",
        ),
        (
            "major",
            "key result removed: Shippers lost (Ben Ode, 2026-Q1, Open the Alps): 3 shippers",
            "ben",
        ),
    ),
    (
        (OKRS, "          - id: rail\n            title: Make rail a real choice\n", ""),
        ("major", "objective removed: Make rail a real choice (Ben Ode, 2026-Q1)", "ben"),
    ),
    (
        (
            OKRS,
            "title: Make rail a real choice",
            "title: Make rail a real choice\n            dropped: {on: 2026-02-01, reason: No.}",
        ),
        ("major", "objective dropped: Make rail a real choice (Ben Ode, 2026-Q1)", "ben"),
    ),
    (
        (OKRS, "title: Make rail a real choice", "title: Make rail a real choice\n            owner: mia"),
        ("major", "owner changed: Make rail a real choice (Mia Sol, 2026-Q1): Ben Ode → Mia Sol", "ben mia"),
    ),
    (
        (OKRS, "commitment: aspirational", "commitment: committed"),
        (
            "major",
            "commitment changed: Open the Alps (Ben Ode, 2026-Q1): aspirational → committed",
            "ben",
        ),
    ),
]


@pytest.mark.parametrize(
    ("edit", "expected"), ONE, ids=lambda one: one[1].partition(":")[0] if len(one) == 3 else ""
)
def test_one_change_is_said_as_a_person_would(
    edit: tuple[str, str, str], expected: tuple[str, str, str]
) -> None:
    assert said(changes(FILES, edited(edit))) == [expected]


def test_each_kind_of_change_has_a_phrase() -> None:
    assert set(get_args(ChangeName)) == set(PHRASES)


def test_an_area_that_went_to_another_role_has_moved() -> None:
    growth = FILES[SELLER][
        FILES[SELLER].index("          - id: growth") : FILES[SELLER].index("        levels:")
    ]
    after = edited((SELLER, growth, ""), (BUYER, "        kras:\n", "        kras:\n" + growth))
    assert said(changes(FILES, after)) == [
        ("major", "KRA moved to another role: Account growth (Buyer): Seller → Buyer", "ada ben mia")
    ]


def test_a_new_id_is_told_by_likeness() -> None:
    found = changes(FILES, edited((SELLER, "id: growth", "id: account-growth")))
    assert [(one.name, one.likely) for one in found] == [("kra-id-changed", True)]


def test_a_role_with_another_id_leaves_its_people_where_they_are() -> None:
    after = edited(
        (SELLER, "id: seller", "id: trader"),
        *((f"people/{p}.yaml", "role: seller", "role: trader") for p in ("mia", "ben")),
    )
    assert [(one.name, one.likely) for one in changes(FILES, after)] == [("role-id-changed", True)]


def test_a_base_target_that_all_levels_replace_touches_nobody_there() -> None:
    files = edited((SELLER, "rank: 1\n", 'rank: 1\n            targets: {win-rate: ">= 20"}\n'))
    found = changes(files, edited((SELLER, '">= 30"', '">= 28"'), files=files))
    assert [(one.name, one.grave, one.affected) for one in found] == [("target-loosened", "minor", ())]


@pytest.mark.parametrize(
    ("today", "grave"),
    [(date(2025, 12, 30), "minor"), (date(2026, 1, 1), "major"), (date(2026, 4, 1), "minor")],
)
def test_a_target_is_grave_in_a_running_cycle(today: date, grave: str) -> None:
    found = changes(FILES, edited((OKRS, "target: 12", "target: 8")), today)
    assert [one.grave for one in found] == [grave]


def test_the_reason_of_a_moved_target_is_told() -> None:
    said = "changes: [{on: 2026-02-01, field: accounts/target, reason: The pass is shut.}]"
    entry = f"\n            {said}\n          - id: rail"
    found = changes(FILES, edited((OKRS, "target: 12", "target: 8"), (OKRS, "\n          - id: rail", entry)))
    assert [one.reason for one in found] == ["The pass is shut."]


BASE = {
    "base.yaml": """\
        kind: role
        id: maker
        title: Maker
        kras:
          - id: craft
            name: Craft
            outcome: What we build lasts.
            kpis: [{id: returns, name: Returns, unit: percent, target: "<= 5"}]
        """,
    "smith.yaml": """\
        {kind: role, id: smith, title: Smith, extends: maker, kras: [{id: fire, name: Safe fire}]}
        """,
    "joiner.yaml": """\
        kind: role
        id: joiner
        title: Joiner
        extends: maker
        kras:
          - id: craft
            name: Craft
            kpis: [{id: returns, name: Returns, target: "<= 3"}]
        """,
    "people/may.yaml": "{kind: person, id: may, role: maker}",
    "people/sam.yaml": "{kind: person, id: sam, role: smith}",
    "people/joe.yaml": "{kind: person, id: joe, role: joiner}",
}


def test_a_change_in_a_base_role_is_said_once_and_touches_those_who_take_it_over() -> None:
    found = changes(BASE, edited(("base.yaml", '"<= 5"', '"<= 4"'), files=BASE))
    assert said(found) == [("major", "target tightened: Returns (Maker, Craft): ≤ 5 % → ≤ 4 %", "may sam")]
    found = changes(BASE, edited(("base.yaml", "What we build lasts.", "Nobody complains."), files=BASE))
    assert [(one.name, sorted(p.id for p in one.affected)) for one in found] == [
        ("kra-reworded", ["joe", "may", "sam"])
    ]


def test_an_area_that_moves_into_a_base_role_touches_those_who_had_it_not() -> None:
    after = edited(
        ("smith.yaml", ", kras: [{id: fire, name: Safe fire}]", ""),
        ("base.yaml", "kras:\n", "kras:\n          - {id: fire, name: Safe fire}\n"),
        files=BASE,
    )
    assert said(changes(BASE, after)) == [
        ("major", "KRA moved to another role: Safe fire (Maker): Smith → Maker", "joe may")
    ]


def test_an_area_taken_over_can_be_dropped() -> None:
    after = edited(
        ("smith.yaml", "kras: [", "kras: [{id: craft, name: Craft, status: retired}, "), files=BASE
    )
    assert said(changes(BASE, after)) == [("major", "KRA retired: Craft (Smith)", "sam")]
    assert said(changes(after, BASE)) == [("major", "KRA in force again: Craft (Smith)", "sam")]


SAME = [
    ((SELLER, '">= 30"', "{op: at_least, value: 30.0}"),),
    ((SELLER, '">= 30"', '">=   30 %"'),),
    ((SELLER, "unit: percent, target", 'unit: "%", target'),),
    ((SELLER, "weight: 60", "weight: 60.0"),),
    ((SELLER, "{name: Days to an offer", "{id: days-to-an-offer, name: Days to an offer"),),
    ((SELLER, "name: Account growth", "name: >-\n              Account\n              growth"),),
    ((SELLER, "win-rate: ", "acquisition/win-rate: "),),
    ((BEN, "role: seller, level: junior", "assignments: [{role: seller, level: junior, from: 2024-01-01}]"),),
    ((OKRS, "accelerates: acquisition", "accelerates: [seller/acquisition]"),),
    ((OKRS, "title: Alpine accounts,", "title: Alpine accounts, type: increase, aggregate: last,"),),
    ((OKRS, "target: 12", "target: 12.0, guardrail: false"),),
]


@pytest.mark.parametrize("edits", SAME, ids=lambda edits: edits[0][2][:30])
def test_what_means_the_same_is_no_change(edits: tuple[tuple[str, str, str], ...]) -> None:
    assert changes(FILES, edited(*edits)) == []
    assert changes(edited(*edits), FILES) == []


def test_an_objective_may_stand_in_its_owners_file() -> None:
    entries = FILES[OKRS][FILES[OKRS].index("        objectives:") :].replace(
        "            title", "            cycle: 2026-Q1\n            title"
    )
    ben = """\
        kind: person
        id: ben
        name: Ben Ode
        role: seller
        level: junior
        team: sales
        manager: mia
"""
    after = {path: text for path, text in FILES.items() if path != OKRS} | {BEN: ben + entries}
    assert changes(FILES, after) == []


def states(before: dict[str, str], after: dict[str, str]) -> tuple[Workspace, Workspace]:
    return load(tree(before)), load(tree(after))


UNREAD = [
    (SELLER, "        kras:", "        kras: [\n"),
    (SELLER, "weight: 60", "weight: much"),
    (SELLER, "title: Senior Seller", "title: []"),
    (SELLER, "name: Account growth", "name: [growth]"),
    (SELLER, "name: Win rate,", "name: [Win],"),
    (SELLER, 'win-rate: ">= 35"', "win-rate: []"),
    (BEN, "{kind", "{{kind"),
    (OKRS, "title: Alpine accounts", "title: []"),
    (OKRS, "target: 12", "target: []"),
    (OKRS, "title: Make rail a real choice", "title: {}"),
    (OKRS, "        objectives:", "        objectives: }"),
]


@pytest.mark.parametrize("edit", UNREAD, ids=lambda edit: edit[2].strip()[:20])
def test_what_could_not_be_read_is_neither_added_nor_removed(edit: tuple[str, str, str]) -> None:
    before, after = states(FILES, edited(edit))
    assert after.problems
    assert compare(before, after, TODAY) == []
    assert compare(after, before, TODAY) == []


def test_a_unit_written_with_the_target_counts() -> None:
    before = edited((SELLER, 'unit: days, target: "<= 5"', 'target: "<= 5 days"'))
    found = changes(before, edited((SELLER, 'unit: days, target: "<= 5"', 'target: "<= 5 hours"')))
    assert [one.sentence for one in found] == [
        "KPI counted in another way: Days to an offer (Seller, Customer acquisition): days → hours"
    ]
    assert changes(FILES, before) == []
