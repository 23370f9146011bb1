"""Values as people write them, and what is refused."""

from __future__ import annotations

from decimal import Decimal

import pytest

from kraokr.errors import KraokrError
from kraokr.model import KeyResult, Kpi, Node
from kraokr.recording.values import Value, as_yaml, read_value
from kraokr.workspace import Workspace
from trees import workspace

FILES = {
    "ann": """\
        kind: person
        id: ann
        role: seller
        objectives:
          - id: growth
            title: Growth
            cycle: 2026-Q2
            key_results:
              - {id: audit, title: Audit passed, type: binary}
              - {id: site, title: Site, milestones: [{id: one, title: One}, {id: two, title: Two}]}
              - {id: won, title: Won, kpi: wins, baseline: 0, target: 9}
              - {id: hours, title: Hours, baseline: 9, target: "<= 4 hours"}
    """,
    "seller": """\
        kind: role
        id: seller
        title: Seller
        kras:
          - id: sales
            name: Sales
            kpis:
              - {name: Wins, unit: percent, target: ">= 30"}
              - {name: Bookings, unit: USD, target: ">= 40000"}
              - {name: Quality, target: ">= 3"}
    """,
}


@pytest.fixture(scope="module")
def ws() -> Workspace:
    return workspace(**FILES)


def item(ws: Workspace, id: str) -> Node:
    (found,) = ws.by_id.named((KeyResult, Kpi), id)
    return found


@pytest.mark.parametrize(
    ("id", "text", "number"),
    [
        ("wins", "28.5", "28.5"),
        ("wins", "28.5%", "28.5"),
        ("wins", "28.5 percent", "28.5"),
        ("won", "28 %", "28"),
        ("wins", "-3", "-3"),
        ("wins", "−3", "-3"),
        ("hours", "6 hours", "6"),
        ("hours", "6h", "6"),
        ("hours", "1 hour", "1"),
        ("bookings", "2,500,000", "2500000"),
        ("bookings", "2 500 000", "2500000"),
        ("bookings", "$40k", "40000"),
        ("bookings", "USD 1.5M", "1500000"),
        ("bookings", "1_000.25 USD", "1000.25"),
        ("quality", "4.50", "4.50"),
        ("audit", "done", "1"),
        ("audit", "yes", "1"),
        ("audit", "no", "0"),
    ],
)
def test_a_number_is_read_with_its_unit(ws: Workspace, id: str, text: str, number: str) -> None:
    value = read_value(ws, item(ws, id), text, None)
    assert value.number is not None
    assert as_yaml(value.number) == number


@pytest.mark.parametrize(
    ("id", "text", "message"),
    [
        ("wins", "6 hours", "`wins` is counted in percent, not in hours"),
        ("bookings", "€5", "`bookings` is counted in USD, not in €"),
        ("quality", "4 stars", "`quality` has no unit, but stars is given"),
        ("wins", "28,5", "`28,5`, but `wins` is a number"),
        ("wins", "2,50,000", "`2,50,000`, but `wins` is a number"),
        ("wins", "many", "`many`, but `wins` is a number"),
        ("wins", "done", "`done`, but `wins` is a number"),
        ("wins", "1234567890123456", "the number 1234567890123456 is longer than 15 digits"),
        ("audit", "7", "`7`, but `audit` is done or not"),
        ("site", "done", "`site` has 2 milestones"),
        ("site", "tow", "unknown milestone of `site` `tow`"),
    ],
)
def test_what_is_no_value_is_refused(ws: Workspace, id: str, text: str, message: str) -> None:
    with pytest.raises(KraokrError) as refused:
        read_value(ws, item(ws, id), text, None)
    assert refused.value.message == message
    assert refused.value.help


def test_a_milestone_is_named_by_its_id(ws: Workspace) -> None:
    assert read_value(ws, item(ws, "site"), "two", None) == Value(milestone="two")


@pytest.mark.parametrize(("number", "text"), [("1E+3", "1000"), ("1500000.0", "1500000"), ("28.50", "28.50")])
def test_a_number_is_written_without_an_exponent(number: str, text: str) -> None:
    assert as_yaml(Decimal(number)) == text
