from __future__ import annotations

from datetime import date
from decimal import Decimal as D

from goaltree import workspace
from kraokr.scoring.scores import KraScore, Scores
from kraokr.workspace import Workspace

BASE = {
    "role.yaml": """
        kind: role
        id: seller
        title: Seller
        kras:
          - id: deals
            name: Deals
            weight: 60
            kpis:
              - {id: bookings, name: Bookings, unit: USD, target: ">= 300 per quarter", aggregate: sum}
              - {id: churn, name: Churn, target: "<= 4", guardrail: true}
          - id: care
            name: Care
            weight: 40
            kpis: [{id: csat, name: CSAT, target: ">= 80"}]
        levels:
          - {id: senior, rank: 2, targets: {csat: ">= 90"}}
        """,
    "ann.yaml": """
        kind: person
        id: ann
        role: seller
        checkins:
          - {date: 2026-01-30, readings: {bookings: 150, csat: 72, churn: 5}}
          - {date: 2026-04-30, readings: {bookings: 300}}
          - {date: 2026-08-31, readings: {bookings: 999, csat: 99}}
        """,
}
H1 = (date(2026, 1, 1), date(2026, 6, 30))
Q1 = (date(2026, 1, 1), date(2026, 3, 31))


def kras(ws: Workspace, level: str | None = None, span: tuple[date, date] = H1) -> list[KraScore]:
    role = ws.roles["seller"]
    found = next((one for one in role.levels if one.id == level), None)
    scores = Scores(ws, date(2026, 12, 31))
    return [scores.kra(kra, ws.people["ann"], found, *span) for kra in role.kras]


def test_the_target_of_a_sum_is_scaled_to_the_period() -> None:
    ws = workspace(BASE)
    half, quarter = (kras(ws, span=span)[0].attainments[0] for span in (H1, Q1))
    assert (half.actual, half.target and half.target.value, half.raw) == (450, 600, D("0.75"))
    assert (quarter.actual, quarter.target and quarter.target.value, quarter.raw) == (150, 300, D("0.5"))


def test_a_level_has_targets_of_its_own() -> None:
    ws = workspace(BASE)
    assert kras(ws)[1].average.value == D("0.9")
    assert kras(ws, "senior")[1].average.value == D("0.8")


def test_a_guardrail_that_breaks_is_named_and_not_averaged_in() -> None:
    deals = kras(workspace(BASE))[0].average
    assert (deals.value, deals.breached) == (D("0.75"), ("churn",))


def test_a_role_is_the_weighted_mean_of_its_areas() -> None:
    ws = workspace(BASE)
    whole = Scores(ws, date(2026, 12, 31)).role(kras(ws))
    assert whole.value == D("0.6") * D("0.75") + D("0.4") * D("0.9")


def objective_score(today: date, closed: str = "") -> tuple[D | None, str]:
    text = f"""
        kind: objectives
        owner: ann
        cycle: 2026-Q1
        objectives:
          - id: grow
            title: Grow
            {closed}
            key_results:
              - {{id: a, title: A, baseline: 0, target: 10}}
              - {{id: b, title: B, baseline: 0, target: 10}}
        """
    read = """
        kind: checkins
        owner: ann
        checkins:
          - {date: 2026-02-27, readings: {a: 6}}
          - {date: 2026-04-02, readings: {grow/a: 9}}
        """
    ws = workspace({**BASE, "q1.yaml": text, "read.yaml": read})
    average = Scores(ws, today).objective(ws.objectives[0]).average
    return average.value, average.coverage


def test_an_objective_is_read_up_to_the_end_of_its_cycle() -> None:
    assert objective_score(date(2026, 3, 31)) == (D("0.6"), "1/2")


def test_once_its_cycle_is_over_what_was_never_read_counts_as_zero() -> None:
    assert objective_score(date(2026, 4, 1)) == (D("0.3"), "1/2")


def test_at_its_close_what_was_never_read_counts_as_zero() -> None:
    closed = "closed_on: 2026-04-01"
    assert objective_score(date(2026, 12, 31), closed) == (D("0.3"), "1/2")
    assert objective_score(date(2026, 3, 31), closed) == (D("0.6"), "1/2")
