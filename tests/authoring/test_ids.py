"""Ids are made from names as people would make them, and never twice."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from goaltree import workspace
from kraokr.authoring.ids import id_of, person_id, short_id_of, unique
from kraokr.errors import KraokrError
from kraokr.model.types import KEBAB_CASE


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("Support Engineer", "support-engineer"),
        ("Hana Kovářová", "hana-kovarova"),
        ("Søren Łęcki-Groß", "soren-lecki-gross"),
        ("Conor O'Brien", "conor-obrien"),
        ("R&D / Ops 2", "r-d-ops-2"),
        ("Мира", ""),
    ],
)
def test_an_id_has_plain_letters(text: str, id: str) -> None:
    assert id_of(text) == id


@given(st.text())
def test_an_id_is_one_that_the_model_takes_or_none(text: str) -> None:
    for id in (id_of(text), short_id_of(text)):
        assert not id or re.search(KEBAB_CASE, id)


@pytest.mark.parametrize(
    ("title", "id"),
    [
        ("Become the obvious choice for logistics companies", "obvious-choice-logistics"),
        ("NPS from 40 to 55", "nps"),
        ("From 3 to 4", "from-3-to-4"),
    ],
)
def test_a_short_id_has_the_words_that_say_something(title: str, id: str) -> None:
    assert short_id_of(title) == id


def test_a_taken_id_gets_a_number() -> None:
    assert unique("a", {"a", "a-2"}, "A") == "a-3"
    with pytest.raises(KraokrError, match='no id can be made from "Мира"'):
        unique("", (), "Мира")


@pytest.mark.parametrize(
    ("known", "id"),
    [
        ([], "mira"),
        ([("ann", "Ann Lee"), ("bo-li", "Bo Li"), ("cy", "Cy May")], "mira"),
        ([("ann-lee", "Ann Lee"), ("bo-li", "Bo Li")], "mira-okafor"),
        ([("alee", "Ann Lee")], "mokafor"),
        ([("lee", "Ann Lee")], "okafor"),
        ([("mira", "Mira Lee")], "mira-okafor"),
        ([("x7", "Ann Lee")], "mira"),
    ],
)
def test_a_person_gets_an_id_like_the_others(known: list[tuple[str, str]], id: str) -> None:
    files = {f"{one}.yaml": f"{{kind: person, id: {one}, name: {name}, role: r}}" for one, name in known}
    people = workspace({**files, "r.yaml": "{kind: role, id: r, title: R}"}).people.values()
    assert person_id("Mira Okafor", people) == id
