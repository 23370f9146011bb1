from __future__ import annotations

from datetime import date

import pytest

from goaltree import workspace
from kraokr.errors import KraokrError
from kraokr.model import ReviewEntry
from kraokr.review import Period, choose_period

TODAY = date(2026, 8, 3)
ROLE = "{kind: role, id: agent, title: Agent}"


def chosen(
    *reviews: str, today: date = TODAY, cycle: str | None = None, config: str = "", **person: str
) -> tuple[Period, ReviewEntry | None]:
    fields = "".join(f", {key}: {value}" for key, value in person.items())
    ann = f"{{kind: person, id: ann, role: agent{fields}, reviews: [{', '.join(reviews)}]}}"
    ws = workspace({"role.yaml": ROLE, "ann.yaml": ann, "kraokr.yaml": f"kind: config\n{config}"})
    return choose_period(ws, ws.people["ann"], today, cycle)


def test_the_cycle_asked_for_comes_before_everything() -> None:
    period, record = chosen("{cycle: 2026-H1}", cycle="2026-Q1")
    assert (period.name, period.start, period.end) == ("2026-Q1", date(2026, 1, 1), date(2026, 3, 31))
    assert (period.because, record) == ("as asked for", None)


def test_the_record_for_the_cycle_asked_for_is_found_even_if_it_is_final() -> None:
    _, record = chosen("{cycle: 2025-H2, status: final}", "{cycle: 2026-H1}", cycle="2025-H2")
    assert record is not None
    assert record.cycle == "2025-H2"


def test_a_record_with_days_is_found_by_its_days() -> None:
    days = "{period: {start: 2026-01-01, end: 2026-03-31}, status: final}"
    _, record = chosen(days, cycle="2026-Q1")
    assert record is not None


def test_else_the_newest_review_that_is_not_final() -> None:
    reviews = "{cycle: 2025-H1}", "{cycle: 2025-H2, status: manager}", "{cycle: 2026-H1, status: final}"
    period, record = chosen(*reviews)
    assert (period.name, period.because) == ("2025-H2", "the newest review that is not final")
    assert record is not None
    assert record.status == "manager"


def test_an_unfinished_review_with_days_keeps_its_days() -> None:
    period, record = chosen("{period: {start: 2026-02-02, end: 2026-05-01}}")
    assert (period.name, period.start) == ("2026-02-02 to 2026-05-01", date(2026, 2, 2))
    assert record is not None


def test_else_the_half_year_that_ended_last_with_its_record() -> None:
    period, record = chosen("{cycle: 2026-H1, status: final}")
    assert (period.name, period.because) == ("2026-H1", "the half year that ended last before 2026-08-03")
    assert record is not None


@pytest.mark.parametrize(
    ("today", "name"), [("2026-06-30", "2025-H2"), ("2026-07-01", "2026-H1"), ("2027-01-01", "2026-H2")]
)
def test_a_half_year_has_ended_the_day_after(today: str, name: str) -> None:
    assert chosen(today=date.fromisoformat(today))[0].name == name


def test_who_joined_after_the_half_year_is_looked_at_for_the_quarter() -> None:
    period, _ = chosen(start="2026-07-06", today=date(2026, 10, 5))
    assert (period.name, period.because) == ("2026-Q3", "the quarter that ended last before 2026-10-05")


def test_the_fiscal_year_moves_the_half_year() -> None:
    period, _ = chosen(config="fiscal_year_start: 04-01", today=date(2026, 10, 5))
    assert (period.name, period.start, period.end) == ("2026-H1", date(2026, 4, 1), date(2026, 9, 30))


def test_a_cycle_of_the_config_can_be_asked_for() -> None:
    config = "cycles: [{id: trial, start: 2026-02-02, end: 2026-05-01}]"
    assert chosen(cycle="trial", config=config)[0].end == date(2026, 5, 1)


@pytest.mark.parametrize("cycle", ["2026-Q5", "H1", "summer"])
def test_an_unknown_cycle_is_an_error(cycle: str) -> None:
    with pytest.raises(KraokrError) as error:
        chosen(cycle=cycle, config="cycles: [{id: trial, start: 2026-02-02, end: 2026-05-01}]")
    assert error.value.message == f"there is no cycle {cycle}"
    assert error.value.help == "write it as 2026, 2026-H1 or 2026-Q1; kraokr.yaml also lists trial"


def running(today: str, config: str = "", cycle: str | None = None, **person: str) -> tuple[str, str]:
    """The name of the period that runs, and why it was chosen."""
    fields = "".join(f", {key}: {value}" for key, value in person.items())
    ann = f"{{kind: person, id: ann, role: agent{fields}, reviews: [{{cycle: 2026-H1}}, {{cycle: 2026-H2}}]}}"
    ws = workspace({"role.yaml": ROLE, "ann.yaml": ann, "kraokr.yaml": f"kind: config\n{config}"})
    period, record = choose_period(ws, ws.people["ann"], date.fromisoformat(today), cycle, running=True)
    assert record is None or record.cycle == period.name
    return period.name, period.because


@pytest.mark.parametrize(
    ("today", "name"), [("2026-06-30", "2026-H1"), ("2026-07-01", "2026-H2"), ("2027-01-01", "2027-H1")]
)
def test_what_runs_is_the_half_year_that_holds_today(today: str, name: str) -> None:
    assert running(today) == (name, f"the half year that is running on {today}")


def test_what_runs_in_the_first_months_of_a_year_may_be_of_the_fiscal_year_before() -> None:
    assert running("2027-02-01", "fiscal_year_start: 04-01")[0] == "2026-H2"


def test_without_a_half_year_the_quarter_runs_and_without_any_the_year() -> None:
    none = "cycles: [{id: 2026-H2, start: 2026-09-01, end: 2026-12-31}"
    assert running("2026-07-20", f"{none}]") == ("2026-Q3", "the quarter that is running on 2026-07-20")
    also = f"{none}, {{id: 2026-Q3, start: 2026-09-01, end: 2026-09-30}}]"
    assert running("2026-07-20", also) == ("2026", "the year that is running on 2026-07-20")


def test_who_begins_in_the_next_half_year_is_looked_at_in_the_year() -> None:
    assert running("2026-06-20", start="2026-07-06")[0] == "2026"


def test_a_cycle_that_is_asked_for_comes_before_the_one_that_runs() -> None:
    assert running("2026-07-20", cycle="2026-Q1") == ("2026-Q1", "as asked for")


def test_where_nothing_runs_what_ended_last_is_looked_at() -> None:
    days = "start: 2025-01-01, end: 2025-06-30"
    names = ("2026", "2026-H2", "2026-Q3", "2025")
    none = ", ".join(f"{{id: '{name}', {days}}}" for name in names)
    assert running("2026-07-20", f"cycles: [{none}]")[1] == "the half year that ended last before 2026-07-20"
