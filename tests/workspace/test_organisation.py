"""Who is who, and what belongs to whom."""

from __future__ import annotations

from datetime import date

from kraokr.model import Node, Objective
from kraokr.workspace import Workspace
from trees import ROLE, workspace

OTHER = ROLE.replace("id: seller", "id: other")
ALICE = """
kind: person
id: alice
role: seller
team: north
manager: zoe
start: 2024-02-01
end: 2026-03-31
"""
ZOE = """
kind: person
id: zoe
assignments:
  - {role: other, from: 2024-01-01, to: 2025-06-30}
  - {role: seller, level: senior, from: 2025-07-01}
  - {role: ghost}
"""
NORTH = "kind: team\nid: north\nparent: firm\nlead: zoe\n"
FIRM = "kind: team\nid: firm\nlead: alice\n"


def people(**more: str) -> Workspace:
    return workspace(
        seller=ROLE, other=OTHER, **{"alice": ALICE, "zoe": ZOE, "north": NORTH, "firm": FIRM, **more}
    )


def name(holder: Node | None) -> str | None:
    return getattr(holder, "id", None)


def test_held_by_the_short_form_and_by_assignments() -> None:
    ws = people()
    (held,) = ws.held(ws.people["alice"])
    assert (held.role.id, held.level, held.start, held.end) == (
        "seller",
        None,
        date(2024, 2, 1),
        date(2026, 3, 31),
    )
    assert [(h.role.id, h.level) for h in ws.held(ws.people["zoe"])] == [
        ("other", None),
        ("seller", "senior"),
    ]


def test_held_on_both_end_days() -> None:
    ws = people()
    first, second = ws.held(ws.people["zoe"])
    assert first.on(date(2024, 1, 1))
    assert first.on(date(2025, 6, 30))
    assert not first.on(date(2025, 7, 1))
    assert second.on(date(2099, 1, 1))
    assert not second.on(date(2025, 6, 30))


def test_holders_are_those_of_the_day() -> None:
    twice = "kind: person\nid: dup\nassignments: [{role: seller}, {role: seller, from: 2025-01-01}]\n"
    late = "kind: person\nid: late\nstart: 2026-05-01\nassignments: [{role: seller}]\n"
    ws = people(twice=twice, late=late)

    def on(day: str) -> list[str]:
        return [person.id for person in ws.holders(ws.roles["seller"], date.fromisoformat(day))]

    assert on("2024-01-15") == ["dup"]
    assert on("2025-12-31") == ["alice", "dup", "zoe"]
    assert on("2026-04-01") == ["dup", "zoe"]
    assert on("2026-05-01") == ["late", "dup", "zoe"]


def test_managers_teams_and_members() -> None:
    ws = people()
    assert ws.managers == {"zoe"}
    assert name(ws.team(ws.people["alice"])) == "north"
    assert ws.team(ws.people["zoe"]) is None
    assert [person.id for person in ws.members(ws.teams["north"])] == ["alice"]
    assert list(ws.members(ws.teams["firm"])) == []
    assert ws.is_company(ws.teams["firm"])
    assert not ws.is_company(ws.teams["north"])
    assert not ws.is_company(ws.people["alice"])
    assert not ws.is_company(None)


O = "objectives: [{id: o, title: O%s, key_results: [{id: k, title: K%s}]}]"  # noqa: E741


def objective(head: str, own: str = "", kr: str = "") -> tuple[Workspace, Objective]:
    ws = people(o=f"{head}\n{O % (own, kr)}\n")
    return ws, next(o for o in ws.objectives if o.id == "o")


def test_holder_is_who_the_file_is_about() -> None:
    for head, holder in (
        ("kind: objectives\nowner: alice", "alice"),
        ("kind: objectives\nteam: north", "north"),
        ("kind: objectives\nowner: alice\nteam: north", "north"),
        ("kind: objectives\nowner: north", "north"),
        ("kind: objectives\nowner: nobody", None),
        ("kind: objectives", None),
        ("kind: person\nid: new\nrole: seller", "new"),
        ("kind: team\nid: new\nlead: zoe", "new"),
    ):
        ws, found = objective(head)
        assert name(ws.holder(found)) == holder
        assert name(ws.holder(found.key_results[0])) == holder


def test_holder_as_the_node_says_itself() -> None:
    ws, found = objective("kind: objectives\nowner: alice", ", owner: zoe")
    assert name(ws.holder(found)) == "zoe"
    ws, found = objective("kind: team\nid: new\nlead: zoe", ", team: north")
    assert name(ws.holder(found)) == "north"


def test_holder_of_check_ins_and_reviews() -> None:
    review = "kind: review\nperson: zoe\ncycle: 2025\n"
    checkins = "kind: checkins\nteam: north\ncheckins: [{date: 2026-01-01, note: n, by: alice}]\n"
    ws = people(review=review, checkins=checkins, alice=ALICE + "reviews: [{cycle: 2025}]\n")
    assert name(ws.holder(ws.checkins[0])) == "north"
    assert sorted(str(name(ws.holder(review))) for review in ws.reviews) == ["alice", "zoe"]


def test_owner_text_is_inherited() -> None:
    for head, own, kr, owner, kr_owner in (
        ("kind: objectives\nowner: alice", "", "", "alice", "alice"),
        ("kind: objectives\nowner: alice", ", owner: zoe", "", "zoe", "zoe"),
        ("kind: objectives\nowner: alice", "", ", owner: zoe", "alice", "zoe"),
        ("kind: objectives\nowner: alice\nteam: north", "", "", "alice", "alice"),
        ("kind: objectives\nteam: north", "", "", "zoe", "zoe"),
        ("kind: objectives", ", owner: Somebody Else", "", "Somebody Else", "Somebody Else"),
        ("kind: objectives", "", "", None, None),
        ("kind: person\nid: new\nrole: seller", "", "", "new", "new"),
        ("kind: team\nid: new\nlead: zoe", "", "", "zoe", "zoe"),
        ("kind: objectives", ", owner: [alice, zoe]", "", ("alice", "zoe"), ("alice", "zoe")),
    ):
        ws, found = objective(head, own, kr)
        assert ws.owner_text(found) == owner
        assert ws.owner_text(found.key_results[0]) == kr_owner


def test_owner_is_one_known_person() -> None:
    ws, found = objective("kind: objectives\nteam: north")
    assert name(ws.owner(found)) == "zoe"
    ws, found = objective("kind: objectives", ", owner: [alice, zoe]")
    assert ws.owner(found) is None
    ws, found = objective("kind: objectives", ", owner: Somebody Else")
    assert ws.owner(found) is None


def test_of_two_with_one_id_the_first_counts() -> None:
    ws = people(b=ROLE.replace("title: Seller", "title: Second"), zz=ALICE)
    assert ws.roles["seller"].title == "Second"
    assert str(ws.people["alice"].document.file.path) == "alice.yaml"
