from __future__ import annotations

from datetime import date
from decimal import Decimal as D

from goaltree import workspace
from kraokr.model import KeyResult, Kpi
from kraokr.scoring.ledger import Ledger
from kraokr.workspace import Workspace

START, END = date(2026, 1, 1), date(2026, 6, 30)
BASE = {
    "role.yaml": """
        kind: role
        id: agent
        title: Agent
        kras:
          - id: answers
            name: Answers
            kpis: [{id: csat, name: CSAT, target: ">= 85"}]
        """,
    "ann.yaml": "{kind: person, id: ann, role: agent, team: north}",
    "ben.yaml": "{kind: person, id: ben, role: agent, team: north}",
    "lea.yaml": "{kind: person, id: lea, role: agent, team: firm}",
    "north.yaml": "{kind: team, id: north, lead: ann, parent: firm}",
    "firm.yaml": "{kind: team, id: firm, lead: lea}",
}


def checkins(owner: str, *records: str) -> str:
    return f"kind: checkins\n{owner}\ncheckins:\n" + "".join(f"  - {{{record}}}\n" for record in records)


def reading(day: str, item: str, value: float) -> str:
    return f"date: {day}, item: {item}, value: {value}"


def csat_of(files: dict[str, str], person: str, today: date = END) -> list[D]:
    ws = workspace({**BASE, **files})
    kpi = next(node for node in ws.nodes() if isinstance(node, Kpi))
    return [r.value for r in Ledger(ws, today).of_kpi(kpi, ws.people[person], START, END)]


FIRM = {"firm-read.yaml": checkins("team: firm", reading("2026-03-31", "csat", 70))}
NORTH = {"north-read.yaml": checkins("team: north", reading("2026-03-31", "csat", 80))}
OWN = {"ann-read.yaml": checkins("owner: ann", reading("2026-02-27", "csat", 90))}


def test_a_persons_own_readings_come_before_the_teams() -> None:
    assert csat_of({**FIRM, **NORTH, **OWN}, "ann") == [90]


def test_a_teams_readings_count_for_members_without_their_own() -> None:
    assert csat_of({**FIRM, **NORTH, **OWN}, "ben") == [80]


def test_the_readings_of_a_teams_parent_come_last() -> None:
    assert csat_of({**FIRM, **OWN}, "ben") == [70]
    assert csat_of(OWN, "ben") == []


def test_own_readings_of_another_period_do_not_hide_the_teams() -> None:
    earlier = {"ann-read.yaml": checkins("owner: ann", reading("2025-11-28", "csat", 90))}
    assert csat_of({**NORTH, **earlier}, "ann") == [80]


def test_teams_that_are_each_others_parents_end_where_they_began() -> None:
    assert csat_of({"firm.yaml": "{kind: team, id: firm, lead: lea, parent: north}"}, "ben") == []


def test_what_was_read_after_today_is_not_known_yet() -> None:
    files = {
        "ann-read.yaml": checkins(
            "owner: ann", reading("2026-02-27", "csat", 90), reading("2026-03-31", "csat", 95)
        )
    }
    assert csat_of(files, "ann", date(2026, 3, 30)) == [90]
    assert csat_of(files, "ann", date(2026, 3, 31)) == [90, 95]


def test_a_reading_in_the_persons_own_file_counts() -> None:
    ann = "{kind: person, id: ann, role: agent, checkins: [{date: 2026-03-31, readings: {csat: 88}}]}"
    assert csat_of({"ann.yaml": ann}, "ann") == [88]


def objectives(cycle: str, key_result: str) -> str:
    return f"""
        kind: objectives
        owner: ann
        cycle: {cycle}
        objectives:
          - id: grow
            title: Grow
            key_results: [{key_result}]
        """


def key_results(ws: Workspace) -> list[KeyResult]:
    return [kr for objective in ws.objectives for kr in objective.key_results]


ACCOUNTS = "{id: accounts, title: Accounts, baseline: 0, target: 50, aggregate: sum}"


def test_an_id_in_two_cycles_means_the_one_that_was_running() -> None:
    ws = workspace(
        {
            **BASE,
            "q1.yaml": objectives("2026-Q1", ACCOUNTS),
            "q2.yaml": objectives("2026-Q2", ACCOUNTS),
            "read.yaml": checkins(
                "owner: ann", reading("2026-03-31", "accounts", 9), reading("2026-04-01", "accounts", 4)
            ),
        }
    )
    ledger, (first, second) = Ledger(ws, END), key_results(ws)
    assert [r.value for r in ledger.of_key_result(first, END)] == [9]
    assert [r.value for r in ledger.of_key_result(second, END)] == [4]


def accounts(aggregate: str, until: date = END) -> list[D]:
    ws = workspace(
        {
            **BASE,
            "q1.yaml": objectives("2026-Q1", ACCOUNTS.replace("sum", aggregate)),
            "ann-read.yaml": checkins(
                "owner: ann", reading("2026-01-30", "accounts", 8), reading("2026-01-30", "accounts", 9)
            ),
            "ben-read.yaml": checkins(
                "owner: ben", reading("2026-01-30", "accounts", 3), reading("2026-02-27", "accounts", 2)
            ),
        }
    )
    (kr,) = key_results(ws)
    return [r.value for r in Ledger(ws, END).of_key_result(kr, until)]


def test_what_two_people_read_on_a_day_adds_up_in_a_sum() -> None:
    assert accounts("sum") == [12, 2]


def test_readings_of_others_stand_side_by_side_otherwise() -> None:
    assert accounts("max") == [9, 3, 2]


def test_a_key_result_is_read_up_to_a_day() -> None:
    assert accounts("sum", date(2026, 2, 26)) == [12]


MILESTONES = """{id: move, title: Move, milestones: [
    {id: plan, title: Plan, done_on: 2026-02-10}, {title: Cut over}, {title: Clean up}]}"""


def test_milestones_are_done_by_their_date_or_by_a_check_in() -> None:
    ws = workspace(
        {
            **BASE,
            "q1.yaml": objectives("2026-Q1", MILESTONES),
            "read.yaml": checkins(
                "owner: ann",
                "date: 2026-03-20, item: move, milestone: cut-over",
                "date: 2026-03-25, item: csat, milestone: clean-up",
            ),
        }
    )
    ledger, (kr,) = Ledger(ws, END), key_results(ws)
    assert ledger.milestones_done(kr, END) == {"plan", "cut-over"}
    assert ledger.milestones_done(kr, date(2026, 3, 19)) == {"plan"}
    assert ledger.milestones_done(kr, date(2026, 2, 9)) == set()
