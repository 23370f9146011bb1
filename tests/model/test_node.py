from __future__ import annotations

import pytest

from kraokr.model import Kpi, Kra, Node, Person, Role
from kraokr.source.diagnostic import Location
from support import load

TEXT = """\
kind: role
id: qa-lead
title: QA Lead
status: 5
kras:
  - id: quality
    name: Product quality
    outcome: >-
      Releases reach customers
      without release defects
    kpis:
      - {name: "Esc\\u0061ped defects per release", unit: 'count'}
      - name: 'it''s escaped, it is'
levels:
  - {id: senior, rank: 2, scope: {quality: {reach: team}}}
"""


@pytest.fixture
def role() -> Role:
    node, _ = load(TEXT)
    assert isinstance(node, Role)
    return node


def text(place: Location) -> str:
    return place.file.text[place.span.start : place.span.end]


def test_at_and_key(role: Role) -> None:
    kra = role.kras[0]
    assert text(kra.at("name")) == "Product quality"
    assert text(kra.key("name")) == "name"
    assert text(role.at("kras", 0, "kpis", 0, "unit")) == "'count'"
    assert kra.at("name", label="here").label == "here"


def test_what_is_missing_stands_at_the_id(role: Role) -> None:
    assert text(role.kras[0].at("weight")) == "quality"
    assert text(role.kras[0].key("weight")) == "quality"
    assert text(role.kras[0].kpis[1].at("target")) == "'it''s escaped, it is'"
    assert text(role.at()) == "qa-lead"
    scope = role.levels[0].scope["quality"]
    assert isinstance(scope, Node)
    assert text(scope.at("systems")) == "team"


@pytest.mark.parametrize(
    ("kpi", "name", "words", "expected"),
    [
        (None, "name", "quality", "quality"),
        (None, "name", "Product quality", "Product quality"),
        (None, "outcome", "customers", "customers"),
        (None, "outcome", "defects", "defects"),
        (0, "unit", "count", "count"),
        (0, "name", "release", "release"),
        (1, "name", "escaped", "escaped"),
    ],
)
def test_part(role: Role, kpi: int | None, name: str, words: str, expected: str) -> None:
    node = role.kras[0] if kpi is None else role.kras[0].kpis[kpi]
    start = getattr(node, name).index(words)
    place = node.part(name, start, start + len(words))
    assert text(place) == expected
    assert place.span.start >= node.at(name).span.start


def test_part_finds_the_right_one_of_equal_words(role: Role) -> None:
    kra, whole = role.kras[0], role.kras[0].outcome
    assert whole is not None
    second = whole.index("re", whole.index("release "))
    assert kra.part("outcome", second, second + 2).start == (9, 14)
    assert kra.kpis[1].part("name", 0, 2).start == (12, 15)
    last = kra.kpis[1].name.rindex("it")
    assert kra.kpis[1].part("name", last, last + 2).start == (12, 30)


def test_part_that_the_form_hides_is_the_whole(role: Role) -> None:
    kpi, kra = role.kras[0].kpis[0], role.kras[0]
    assert kpi.part("name", 0, 7) == kpi.at("name")
    start = kra.outcome.index("customers without")  # type: ignore[union-attr]
    assert kra.part("outcome", start, start + 17) == kra.at("outcome")
    assert kra.part("name", 3, 3) == kra.at("name")
    assert kra.part("weight", 0, 3) == kra.at("weight")


def test_has_is_about_the_file(role: Role) -> None:
    assert role.has("status")
    assert role.status == "active"
    assert not role.has("owner")


def test_walk_and_outer(role: Role) -> None:
    assert [type(node).__name__ for node in role.walk()] == ["Role", "Kra", "Kpi", "Kpi", "Level", "Scope"]
    kpi = role.kras[0].kpis[1]
    assert kpi.path == ("kras", 0, "kpis", 1)
    assert kpi.holder is kpi.outer(Kra) is role.kras[0]
    assert kpi.outer(Role) is role
    assert kpi.outer(Kpi) is kpi.outer(Person) is role.holder is None


def test_nodes_are_equal_only_to_themselves() -> None:
    (one, _), (two, _) = load(TEXT), load(TEXT)
    assert one != two
    assert len({one, two, one}) == 2
