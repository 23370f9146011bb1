"""What a text may have meant, and how a thing is called in full."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kraokr.model import KeyResult, Kpi, Kra, Node, Person
from kraokr.workspace import Workspace, load
from kraokr.workspace.suggestions import _edits
from trees import tree

FILES = {
    "roles/seller.yaml": """
        kind: role
        id: seller
        title: Seller
        kras:
          - id: customer-growth
            name: Growth of customers
            kpis: [{id: nps, name: Net promoter score}, {name: Win rate}]
          - {id: kra1, name: First}
          - {id: kra3, name: Third}
        """,
    "people/anna.yaml": """
        kind: person
        id: anna
        name: Anna Berg
        role: seller
        objectives: [{id: reach, title: Reach, key_results: [{title: New accounts}]}]
        """,
    "people/kim.yaml": "kind: person\nid: kim\nrole: seller\n",
}


def ws() -> Workspace:
    return load(tree(FILES))


@pytest.mark.parametrize(
    ("kind", "text", "id"),
    [
        (Kra, "custmer-growth", "customer-growth"),
        (Kra, "cutsomer-growth", "customer-growth"),
        (Kra, "customer-grovth", "customer-growth"),
        (Kra, "customer-growthh", "customer-growth"),
        (Kra, "customr-growh", None),
        (Kra, "kra2", None),
        (Kra, "kra", None),
        (Person, "kam", None),
        (Kpi, "win-rte", "win-rate"),
        (Kpi, "custmer-growth", None),
    ],
)
def test_a_slip_is_one_letter_off_the_only_id(kind: type[Node], text: str, id: str | None) -> None:
    assert ws().suggestions.slip([kind], text) == id


@pytest.mark.parametrize(
    ("kind", "text", "path"),
    [
        (Person, "Anna Berg", "anna"),
        (Person, "Anna", "anna"),
        (Kra, "Customer Growth", "seller/customer-growth"),
        (Kra, "Growth of customers", "seller/customer-growth"),
        (Kra, "customer-grwt", "seller/customer-growth"),
        (Kra, "buyer/customer-growth", "seller/customer-growth"),
        (Kpi, "net-promoter-score", "seller/customer-growth/nps"),
        (KeyResult, "new-account", "anna/reach/new-accounts"),
        (Kra, "zzz", None),
    ],
)
def test_likely(kind: type[Node], text: str, path: str | None) -> None:
    loaded = ws()
    found = [loaded.full_path(node) for node in loaded.suggestions.likely([kind], text)]
    assert found == ([path] if path else [])


@given(st.text("abc-", max_size=6))
def test_what_is_one_letter_off_is_so_from_both_sides(text: str) -> None:
    assert all(text in set(_edits(other)) for other in set(_edits(text)))
