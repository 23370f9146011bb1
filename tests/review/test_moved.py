from __future__ import annotations

from datetime import date

import pytest

from kraokr.review.view import MovedView
from review.test_agenda import BASE, TWO, agenda, goal, seen


@pytest.mark.parametrize(
    ("kpi", "before", "after", "better"),
    [
        ("csat", 82, 84, True),
        ("csat", 84, 82, False),
        ("wait", 8, 7, True),
        ("wait", 4, 5, False),
        ("load", 80, 85, True),
        ("load", 104, 85, False),
        ("load", 92, 98, None),
        ("speed", 4, 3, True),
        ("free", 1, 2, None),
    ],
)
def test_a_kpi_is_better_or_worse_in_the_direction_of_its_target(
    kpi: str, before: int, after: int, better: bool | None
) -> None:
    days = (("06", before), ("15", after))
    read = (f"{{date: 2026-07-{day}, item: {kpi}, value: {value}}}" for day, value in days)
    (one,) = agenda(", ".join(read)).moved
    assert (one.about, one.on, one.better) == ("Answers", date(2026, 7, 15), better)
    assert one.before is not None
    assert (one.before.split()[0], one.after.split()[0]) == (str(before), str(after))


def test_a_target_of_the_level_decides_and_not_the_kpis_own() -> None:
    levels = 'title: Agent\n        levels: [{id: new, rank: 1, targets: {load: "<= 90"}}]'
    role = BASE["agent.yaml"].replace("title: Agent", levels)
    read = "[{date: 2026-07-01, item: load, value: 95}, {date: 2026-07-15, item: load, value: 99}]"
    ann = f"{{kind: person, id: ann, role: agent, level: new, checkins: {read}}}"
    (one,) = agenda(files={"agent.yaml": role, "ann.yaml": ann}, today=date(2026, 7, 16)).moved
    assert one.better is False


def test_of_a_sum_it_says_what_came_in() -> None:
    read = (f"{{date: 2026-07-{day:02}, item: calls, value: {day}}}" for day in (6, 10, 13))
    assert agenda(", ".join(read)).moved == (
        MovedView("Calls", "Answers", None, "23 calls added", date(2026, 7, 13), None),
    )


def test_what_is_read_again_as_it_was_has_not_moved_and_tomorrow_does_not_count() -> None:
    same = "{date: 2026-07-01, readings: {csat: 80}}, {date: 2026-07-15, readings: {csat: 80}}"
    assert agenda(f"{same}, {{date: 2026-07-21, readings: {{csat: 99}}}}").moved == ()


@pytest.mark.parametrize(
    ("kr", "read", "expected"),
    [
        ("baseline: 9, target: 4, unit: minutes", [(10, 7)], ("9 minutes", "7 minutes", True)),
        ("baseline: 4, target: 9", [(3, 6), (10, 5)], ("6", "5", False)),
        ("aggregate: sum, target: 50", [(3, 6), (8, 5), (10, 4)], ("6", "15", True)),
        ('target: "<= 4"', [(3, 3), (10, 4)], ("3", "4", False)),
        ("type: binary", [(3, 0), (10, 1)], ("0", "1", True)),
        ("baseline: unknown, target: 9", [(3, 6), (10, 7)], ("6", "7", None)),
        ("aggregate: mean, baseline: 0, target: 9", [(3, 2), (10, 4)], ("2", "3", True)),
    ],
)
def test_a_key_result_moves_from_its_baseline_or_last_value(
    kr: str, read: list[tuple[int, int]], expected: tuple[str, str, bool | None]
) -> None:
    checkins = ", ".join(f"{{date: 2026-07-{day:02}, item: kr, value: {value}}}" for day, value in read)
    (one,) = agenda(checkins, goal(f"{{id: kr, title: It, {kr}}}")).moved
    assert (one.before, one.after, one.better) == expected
    assert (one.name, one.about, one.on) == ("It", "Calm phones", date(2026, 7, 10))


def test_milestones_that_were_done_since_have_moved() -> None:
    steps = "{id: a, title: First, done_on: 2026-07-02}, {id: b, title: Second}, {id: c, title: Third}"
    done = "{date: 2026-07-14, item: kr, milestone: b}"
    assert agenda(done, goal(f"{{id: kr, title: It, milestones: [{steps}]}}")).moved == (
        MovedView("Second", "Calm phones", "open", "done", date(2026, 7, 14), True),
    )


def test_the_newest_comes_first_and_what_belongs_together_stays_so() -> None:
    read = "{date: 2026-07-10, readings: {csat: 80, kr: 5}}, {date: 2026-07-15, item: backlog, value: 2}"
    found = agenda(f"{read}, {{date: 2026-07-13, item: wait, value: 5}}", goal(TWO)).moved
    assert [one.name for one in found] == ["Backlog", "Wait", "CSAT", "It"]


def test_an_objective_that_has_ended_since_has_moved_but_needs_no_word() -> None:
    view = seen("", goal(TWO, "cycle: 2026-Q2"))
    talk = "[{date: 2026-06-20, type: one_on_one}, {date: 2026-06-28, readings: {kr: 1, more: 2}}]"
    ann = f"{{kind: person, id: ann, role: agent, checkins: {talk}}}"
    ended = seen(files={"ann.yaml": ann, **goal(TWO, "cycle: 2026-Q2")})
    assert ended.agenda is not None and view.agenda is not None
    assert [one.name for one in ended.agenda.moved] == ["It", "More"]
    assert (ended.objectives, view.agenda.moved) == ((), ())
    assert "Calm phones" not in [one.what for one in ended.agenda.attention]


@pytest.mark.parametrize(("value", "names"), [(9, ["It"]), (8, ["It", "CSAT"])])
def test_a_kpi_that_a_key_result_moves_is_told_once_where_both_read_the_same(
    value: int, names: list[str]
) -> None:
    first = "{date: 2026-07-01, readings: {csat: 6}}"
    then = f"{{date: 2026-07-15, readings: {{kr: 9, csat: {value}}}}}"
    found = agenda(f"{first}, {then}", goal("{id: kr, title: It, kpi: csat, baseline: 0, target: 10}")).moved
    assert [one.name for one in found] == names
