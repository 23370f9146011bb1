from __future__ import annotations

from datetime import date

from kraokr.lint.checkedin import items_of, last_checkins, later_in_file, texts_of
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
    last = last_checkins(WS, date(2026, 1, 1), TODAY)
    assert last[ACCOUNTS] == date(2026, 2, 9)
    assert sorted(last.values()) == [date(2026, 2, 9)] * 2


def test_days_before_the_window_are_left_out() -> None:
    assert ACCOUNTS not in last_checkins(WS, date(2026, 2, 10), TODAY)


def test_later_means_by_date_and_then_by_order() -> None:
    notes = {checkin.note: [later.note for later in later_in_file(checkin)] for checkin in ALICE.checkins}
    assert notes == {
        "first": ["second", "third", "fourth"],
        "second": ["third", "fourth"],
        "third": ["fourth"],
        "fourth": [],
    }
