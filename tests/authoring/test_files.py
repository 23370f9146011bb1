"""New roles, people and teams stand beside the others of their kind and begin like them."""

from __future__ import annotations

from datetime import date

from goaltree import workspace
from kraokr.authoring.files import new_person, new_role, new_team

LINE = "# yaml-language-server: $schema=../../schemas/role.schema.json\n"


def test_they_stand_beside_the_others() -> None:
    files = {
        "all/roles/r.goal.yaml": LINE + "kind: role\nid: r\ntitle: R\n",
        "all/ann.yml": "{kind: person, id: ann, role: r}",
    }
    ws = workspace(files)
    role = new_role(ws, "Deck hand", today=date(2026, 7, 20))
    assert (role.id, str(role.path)) == ("deck-hand", "all/roles/deck-hand.goal.yaml")
    assert role.text.startswith(LINE + "kind: role\nid: deck-hand\n")
    person = new_person(ws, "Bo Li", "r", start=date(2026, 7, 1))
    assert str(person.path) == "all/bo.yml"
    assert person.text == "kind: person\nid: bo\nname: Bo Li\nrole: r\nstart: 2026-07-01\n"
    team = new_team(ws, "Deck", "ann")
    assert str(team.path) == "teams/deck.yml"
    assert team.text.startswith("# yaml-language-server: $schema=../schemas/team.schema.json\nkind: team\n")
