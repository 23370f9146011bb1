from __future__ import annotations

from status.boards import board, goal, kr, objectives, person

READ = "{date: 2026-02-10, readings: {behind: 0, close: 2, well: 6, doubtful: 6}}"
DOUBT = "{date: 2026-02-11, item: doubtful, confidence: 2}"
OLD = "{date: 2026-01-15, readings: {old: 6}}"
GOALS = ", ".join(goal(f"g-{id}", kr(id)) for id in ("well", "doubtful", "close", "old", "behind"))


def test_off_track_comes_first_then_stale_then_needs_focus_then_the_rest() -> None:
    rows = objectives(board({"people/ann.yaml": person(GOALS, f"{OLD}, {READ}, {DOUBT}")}))
    assert [row.id.removeprefix("ann/g-") for row in rows] == ["behind", "doubtful", "old", "close", "well"]
    assert [row.status for row in rows] == ["off_track", "on_track", "on_track", "needs_focus", "on_track"]


def test_what_was_given_up_comes_last_and_is_not_counted() -> None:
    dropped = goal("gone", kr("x"), more="dropped: {on: 2026-02-01, reason: Sold}, ")
    found = board({"people/ann.yaml": person(f"{dropped}, {goal('g', kr('well'))}", READ)})
    assert [row.id for row in objectives(found)] == ["ann/g", "ann/gone"]
    assert found.summary.objectives == 1
    assert found.summary.stale_key_results == 0


def test_people_in_need_come_first_and_the_summary_counts_each_thing_once() -> None:
    files = {
        "people/ann.yaml": person(goal("g", kr("well")), READ),
        "people/ben.yaml": person(goal("h", kr("behind")), READ, id="ben"),
        "people/cat.yaml": person("", "{date: 2026-02-10, readings: {csat: 60}}", id="cat"),
    }
    found = board(files)
    assert [group.id for group in found.groups] == ["ben", "cat", "ann"]
    assert (found.summary.off_track, found.summary.red_areas) == (1, 1)
