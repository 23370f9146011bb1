from __future__ import annotations

import pytest

from kraokr.language import is_owner_placeholder, looks_like_team, split_owners


@pytest.mark.parametrize("text", ["TBD", "everyone", "All", "the team", "n/a", "", " ? "])
def test_nobody(text: str) -> None:
    assert is_owner_placeholder(text)


@pytest.mark.parametrize("text", ["asha", "Allan", "Noor Khan"])
def test_somebody(text: str) -> None:
    assert not is_owner_placeholder(text)


@pytest.mark.parametrize("text", ["Asha & Ravi", "Asha, Ravi", "Asha and Ravi", "Asha / Ravi", "Asha&Ravi"])
def test_two_owners(text: str) -> None:
    assert split_owners(text) == ("Asha", "Ravi")


@pytest.mark.parametrize("text", ["Alexandra", "R&D", "sales-team", "Anders Brand", "Rao, PhD"])
def test_one_owner(text: str) -> None:
    assert split_owners(text) == (text,)


@pytest.mark.parametrize(
    "text", ["Sales Team", "Engineering dept", "sales-team", "Team Blue", "Finance Department"]
)
def test_teams(text: str) -> None:
    assert looks_like_team(text)


@pytest.mark.parametrize("text", ["Meera Rao", "asha", "Teamer", ""])
def test_no_teams(text: str) -> None:
    assert not looks_like_team(text)
