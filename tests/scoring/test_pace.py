from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal as D
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kraokr.model import Config, KeyResult, Objective
from kraokr.model.config import Expected, PaceSettings
from kraokr.scoring.average import Average
from kraokr.scoring.keyresult import Score
from kraokr.scoring.pace import (
    WEAKEST_FIRST,
    Pace,
    PaceStatus,
    confidence_status,
    elapsed,
    expected_progress,
    gap_status,
    pace_key_result,
    pace_objective,
    success_line,
    weakest,
)
from kraokr.scoring.scores import ObjectiveScore

START, END = date(2026, 1, 1), date(2026, 3, 31)
HALF = date(2026, 2, 14)
COMMITTED, ASPIRATIONAL = D(1), D("0.7")


def pace(progress: str | None, today: date = HALF, line: D = ASPIRATIONAL, **fields: Any) -> Pace:
    kr = KeyResult(**{"title": "Win rate", "baseline": D(0), "target": D(50), **fields})
    score = None if progress is None else D(progress)
    return pace_key_result(kr, score, START, END, today, line, PaceSettings())


@pytest.mark.parametrize(
    ("today", "share"),
    [
        ("2026-02-14", "0.5"),
        ("2026-03-31", "1"),
        ("2025-12-31", "0"),
        ("2025-06-01", "0"),
        ("2026-05-01", "1"),
    ],
)
def test_the_share_of_days_gone_counts_today(today: str, share: str) -> None:
    assert elapsed(START, END, date.fromisoformat(today)) == D(share)


def test_the_first_day_is_one_of_ninety() -> None:
    assert elapsed(START, END, START) == D(1) / 90


@pytest.mark.parametrize(
    ("commitment", "line"), [("committed", "1"), ("aspirational", "0.7"), ("learning", "0.7"), (None, "0.7")]
)
def test_only_the_committed_are_expected_in_full(commitment: Any, line: str) -> None:
    assert success_line(commitment, Expected()) == D(line)


def test_success_lines_can_be_configured() -> None:
    expected = Expected(aspirational=D("0.6"), committed=D("0.9"))
    assert success_line("aspirational", expected) == D("0.6")
    assert success_line("committed", expected) == D("0.9")


@pytest.mark.parametrize(
    ("line", "expected", "gap", "status", "formula"),
    [
        (ASPIRATIONAL, "0.35", "0.05", "on_track", "0.5 × 0.7 - 0.3"),
        (COMMITTED, "0.5", "0.2", "needs_focus", "0.5 × 1 - 0.3"),
    ],
)
def test_the_same_progress_is_on_track_or_not_by_what_was_promised(
    line: D, expected: str, gap: str, status: PaceStatus, formula: str
) -> None:
    assert pace("0.30", line=line) == Pace(status, D("0.5"), D(expected), D(gap), formula)


@pytest.mark.parametrize(
    ("gap", "status"),
    [
        ("-0.4", "on_track"),
        ("0.10", "on_track"),
        ("0.1001", "needs_focus"),
        ("0.25", "needs_focus"),
        ("0.2501", "off_track"),
    ],
)
def test_a_gap_has_bounds_that_belong_to_the_better_side(gap: str, status: PaceStatus) -> None:
    assert gap_status(D(gap), PaceSettings()) == status


def test_bounds_can_be_configured() -> None:
    strict = PaceSettings(on=D("0.02"), off=D("0.05"))
    assert [gap_status(D(gap), strict) for gap in ("0.02", "0.04", "0.06")] == [
        "on_track",
        "needs_focus",
        "off_track",
    ]


def test_there_is_no_verdict_in_the_first_fifth_of_the_cycle() -> None:
    early, later = START + timedelta(days=16), START + timedelta(days=17)
    assert (pace("0", early).status, pace("0", early).note) == (None, "too early to tell")
    assert pace("0", later).status == "needs_focus"


@pytest.mark.parametrize(
    ("progress", "line", "done"),
    [("0.7", ASPIRATIONAL, True), ("0.69", ASPIRATIONAL, False), ("0.7", COMMITTED, False)],
)
def test_it_is_done_at_its_success_line(progress: str, line: D, done: bool) -> None:
    assert (pace(progress, line=line).status == "done") is done


def test_done_early_is_done() -> None:
    assert pace("0.8", START).status == "done"


def test_back_loaded_progress_is_expected_late() -> None:
    late = pace("0.1", pace="back_loaded")
    assert (late.expected, late.gap, late.status) == (D("0.175"), D("0.075"), "on_track")
    assert late.formula == "0.5² × 0.7 - 0.1"
    assert pace("0.1").status == "needs_focus"


@pytest.mark.parametrize(
    ("fields", "note"),
    [
        ({"pace": "step"}, "progress comes in steps"),
        ({"pace": "none"}, "no pace is expected"),
        ({"type": "binary"}, "progress comes in steps"),
        ({"type": "milestone"}, "progress comes in steps"),
        ({"paused_until": "2026-03-01"}, "paused until 2026-03-01"),
    ],
)
def test_where_no_pace_can_be_expected_there_is_no_verdict(fields: dict[str, Any], note: str) -> None:
    found = pace("0", **fields)
    assert (found.status, found.expected, found.note) == (None, None, note)


def test_milestones_with_a_pace_of_their_own_are_judged_by_it() -> None:
    assert pace("0", type="milestone", pace="linear").status == "off_track"
    assert expected_progress(D("0.5"), D(1), "step") is None


def test_without_a_score_there_is_no_verdict() -> None:
    assert (pace(None).status, pace(None).note) == (None, "no score yet")


@pytest.mark.parametrize("fields", [{}, {"pace": "step"}, {"pace": "none"}])
def test_past_due_and_unfinished_is_off_track(fields: dict[str, Any]) -> None:
    assert pace("0.65", END, **fields).status != "off_track"
    assert pace("0.65", END + timedelta(days=1), **fields).status == "off_track"
    assert pace("0.7", END + timedelta(days=1), **fields).status == "done"


def test_a_due_day_inside_the_cycle_is_the_end() -> None:
    due = pace("0.3", due="2026-02-28")
    assert due.elapsed == D(45) / 59
    assert due.status == "needs_focus"
    assert pace("0.3", today=date(2026, 3, 1), due="2026-02-28").status == "off_track"
    assert pace("0.3", due="2026-06-30").elapsed == D("0.5")


def test_a_level_is_expected_from_the_first_day_and_done_on_the_last() -> None:
    level: dict[str, Any] = {"baseline": None, "target": ">= 85"}
    assert pace("1", **level).status == "on_track"
    assert pace("1", END + timedelta(days=1), **level).status == "done"
    missed = pace("0.75", line=COMMITTED, **level)
    assert (missed.status, missed.gap, missed.formula) == ("needs_focus", D("0.25"), "1 - 0.75")


@pytest.mark.parametrize("confidence", range(1, 11))
def test_confidence_has_three_bands(confidence: int) -> None:
    bands = {**dict.fromkeys((1, 2, 3), "off_track"), **dict.fromkeys((4, 5, 6, 7), "needs_focus")}
    assert confidence_status(confidence) == bands.get(confidence, "on_track")


@pytest.mark.parametrize(
    ("statuses", "breached", "status"),
    [
        (["on_track", "off_track", "done"], False, "off_track"),
        (["on_track", None], False, "on_track"),
        (["done", "done"], False, "done"),
        (["done", None], False, "on_track"),
        (["on_track"], True, "needs_focus"),
        (["off_track"], True, "off_track"),
        ([None], True, "needs_focus"),
        ([None, None], False, None),
        ([], False, None),
    ],
)
def test_an_objective_stands_as_its_weakest_key_result(
    statuses: list[PaceStatus | None], breached: bool, status: PaceStatus | None
) -> None:
    assert weakest(statuses, breached) == status


def test_guardrails_cap_an_objective_and_count_for_nothing_else() -> None:
    krs = (
        KeyResult(title="Win rate", baseline=D(0), target=D(50)),
        KeyResult(title="Margin", target=">= 30", guardrail=True),
    )
    objective = Objective(id="o", title="An objective", commitment="aspirational", key_results=krs)
    scores = Score(D("0.4"), D("0.4")), Score(D(0), D(0), met=False)
    breached = ObjectiveScore(objective, scores, Average(D("0.4"), 1, 1, breached=("margin",)))
    kept = breached._replace(average=Average(D("0.4"), 1, 1))
    assert pace_objective(breached, START, END, HALF, Config()).status == "needs_focus"
    found = pace_objective(kept, START, END, HALF, Config())
    assert (found.status, [pace.status for pace in found.paces]) == ("on_track", ["on_track", "off_track"])


@given(st.decimals(0, 1, places=3), st.decimals(0, 1, places=3), st.integers(0, 89))
def test_more_progress_never_looks_worse(one: D, other: D, days: int) -> None:
    today = START + timedelta(days=days)
    low, high = pace(str(min(one, other)), today).status, pace(str(max(one, other)), today).status
    if low is not None and high is not None:
        assert WEAKEST_FIRST.index(low) <= WEAKEST_FIRST.index(high)
