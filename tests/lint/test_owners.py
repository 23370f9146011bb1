"""Whom an owner text means."""

from __future__ import annotations

import pytest

from kraokr.language import ENGLISH
from kraokr.lint.owners import OwnerKind, known_person, read_owner
from overlay import workspace

WS = workspace(["kind: person\nid: open\nname: Kim and Lee Open\nrole: sales-manager\n"])


@pytest.mark.parametrize(
    ("owner", "kind", "names"),
    [
        ("alice", OwnerKind.PERSON, ("alice",)),
        ("open", OwnerKind.PERSON, ("open",)),
        ("Kim and Lee Open", OwnerKind.PERSON, ("Kim and Lee Open",)),
        ("Rao, Alice", OwnerKind.PERSON, ("Rao, Alice",)),
        ("Asha", OwnerKind.PERSON, ("Asha",)),
        (("alice",), OwnerKind.PERSON, ("alice",)),
        (("alice", "ben"), OwnerKind.SEVERAL, ("alice", "ben")),
        ("Alice & Ben", OwnerKind.SEVERAL, ("Alice", "Ben")),
        ("TBD", OwnerKind.NOBODY, ("TBD",)),
        ("the team", OwnerKind.NOBODY, ("the team",)),
        ("sales", OwnerKind.TEAM, ("sales",)),
        ("Research and Development Team", OwnerKind.TEAM, ("Research and Development Team",)),
    ],
)
def test_read_owner(owner: str | tuple[str, ...], kind: OwnerKind, names: tuple[str, ...]) -> None:
    reading = read_owner(owner, WS, ENGLISH)
    assert (reading.kind, reading.names) == (kind, names)


@pytest.mark.parametrize(
    ("owner", "team"),
    [("sales", "sales"), ("Sales Team", "sales"), ("team-sales", "sales"), ("Legal Team", None)],
)
def test_a_team_with_a_file_is_known_by_id_and_name(owner: str, team: str | None) -> None:
    found = read_owner(owner, WS, ENGLISH).team
    assert (found and found.id) == team


def test_without_a_lexicon_only_ids_and_separators_speak() -> None:
    kinds = [read_owner(owner, WS, None).kind for owner in ("TBD", "Legal Team", "sales", "Alice & Ben")]
    assert kinds == [OwnerKind.PERSON, OwnerKind.PERSON, OwnerKind.TEAM, OwnerKind.SEVERAL]


@pytest.mark.parametrize(
    ("text", "id"), [("alice", "alice"), ("Alice", "alice"), ("rao, alice", "alice"), ("Rao", None)]
)
def test_known_person(text: str, id: str | None) -> None:
    person = known_person(text, WS)
    assert (person and person.id) == id
