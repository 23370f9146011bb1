from __future__ import annotations

from datetime import date

import trees
from kraokr.lint.checkedin import items_of, last_assessed, last_checkin, texts_of
from overlay import TODAY, workspace

PERSON = """kind: person
id: alice
role: sales-manager
objectives:
  - id: logistics
    title: Become the obvious choice for logistics companies
    cycle: 2026-Q1
    key_results:
      - {id: accounts, title: Logistics accounts, baseline: 0, target: 50}
checkins:
  - {date: 2026-02-09, item: accounts, value: 9, note: second}
  - {date: 2026-02-02, item: accounts, readings: {accounts: 7, win-rate: 28, nothing: 1}, note: first}
  - {date: 2026-02-09, item: win-rate, value: 29, note: third}
  - {date: 2026-03-02, item: accounts, value: 20, note: fourth}
"""
WS = workspace([PERSON])
ALICE = WS.people["alice"]
ACCOUNTS = ALICE.objectives[0].key_results[0]
SECOND, FIRST, THIRD, FOURTH = ALICE.checkins


def test_a_check_in_speaks_of_its_item_and_its_readings_each_once() -> None:
    assert list(texts_of(FIRST)) == ["accounts", "win-rate", "nothing"]
    assert [getattr(node, "key_id", "") for node in items_of(WS, FIRST)] == ["accounts", "win-rate"]


def test_the_last_check_in_is_the_latest_that_is_not_in_the_future() -> None:
    assert last_checkin(WS, ACCOUNTS, date(2026, 1, 1), TODAY) == date(2026, 2, 9)


def test_days_before_the_window_are_left_out() -> None:
    assert last_checkin(WS, ACCOUNTS, date(2026, 2, 10), TODAY) is None


def test_last_means_by_date_and_then_by_order() -> None:
    ws = trees.workspace(
        p="kind: person\nid: p\nrole: r\ncheckins:\n"
        "  - {date: 2026-02-02, item: a, status: on_track, note: same day}\n"
        "  - {date: 2026-02-02, item: a, status: on_track, note: last}\n"
        "  - {date: 2026-01-05, item: a, status: on_track, note: earlier}\n"
        "  - {date: 2026-02-03, item: a, value: 3, note: says nothing of it}\n"
        "  - {date: 2026-12-24, item: a, confidence: 3, note: still to come}\n"
        "  - {date: 2026-01-06, readings: {b: 1}, confidence: 3, note: another}\n"
    )
    last = last_assessed(ws.people["p"], TODAY)
    assert {text: checkin.note for text, checkin in last.items()} == {"a": "last", "b": "another"}
