"""How others compute it: the published examples of each preset."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal as D
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kraokr.model import Config, KeyResult, Kpi
from kraokr.model.presets import PRESETS
from kraokr.scoring.keyresult import Score, score_key_result
from kraokr.scoring.kpi import Attainment, attain_kpi
from kraokr.scoring.pace import PaceStatus, pace_key_result, success_line
from kraokr.scoring.readings import Reading
from kraokr.scoring.rounding import round_half_up

START, END = date(2026, 1, 1), date(2026, 3, 31)
HALF = date(2026, 2, 14)
NUMBERS = st.decimals(-1000, 1000, places=2)
NAMES = st.sampled_from([None, *PRESETS])


def config(preset: str | None) -> Config:
    return Config.model_validate({"score": {"preset": preset} if preset else {}})


def taken(values: list[D]) -> list[Reading]:
    return [Reading(START + timedelta(days=day), value) for day, value in enumerate(values)]


def score(preset: str | None, *values: str, **fields: Any) -> Score:
    kr = KeyResult(title="A metric", **fields)
    return score_key_result(kr, taken([D(value) for value in values]), settings=config(preset).score)


def attain(preset: str | None, *values: str, **fields: Any) -> Attainment:
    settings = config(preset).score
    read = taken([D(value) for value in values])
    return attain_kpi(Kpi(name="A metric", **fields), read, START, END, settings.cap, settings=settings)


def status(preset: str, progress: str, today: date = HALF) -> PaceStatus | None:
    settings = config(preset)
    kr = KeyResult(title="A metric", baseline=D(0), target=D(1))
    line = success_line("committed", settings.score.expected)
    return pace_key_result(kr, D(progress), START, END, today, line, settings.pace).status


@pytest.mark.parametrize(
    ("preset", "on_track", "needs_focus", "off_track"),
    [
        ("engagedly", "0.335", "0.17", "0.169"),
        ("upraise", "0.475", "0.375", "0.374"),
        ("mooncamp", "0.45", "0.35", "0.349"),
        ("servicenow", "0.45", "0.375", "0.374"),
    ],
)
def test_when_others_call_it_behind_at_half_of_the_days(
    preset: str, on_track: str, needs_focus: str, off_track: str
) -> None:
    assert [status(preset, one) for one in (on_track, needs_focus, off_track)] == [
        "on_track",
        "needs_focus",
        "off_track",
    ]
    assert status(preset, str(D(on_track) - D("0.001"))) == "needs_focus"
    assert status(preset, "0", START) is not None


@pytest.mark.parametrize(
    ("preset", "committed", "aspirational"),
    [(None, "1", "0.7"), ("okr-0.7", "0.7", "0.7"), ("linear", "1", "1"), ("zones", "0.3", "0.7")],
)
def test_what_counts_as_success(preset: str | None, committed: str, aspirational: str) -> None:
    expected = config(preset).score.expected
    assert success_line("committed", expected) == D(committed)
    assert success_line("aspirational", expected) == D(aspirational)


def test_what_goes_beyond_the_target_counts() -> None:
    ends = {"baseline": D(40), "target": D(55)}
    assert score("servicenow", "58", **ends).value == D("1.2")
    assert score("servicenow", "37", **ends).value == 0
    assert score(None, "58", **ends).value == 1


def test_a_level_by_its_last_reading() -> None:
    assert score("engagedly", "88", "86", "84", "87", target=">= 85").value == 1
    assert score("engagedly", "88", "86", "84", "84", target=">= 85").value == 0
    assert score("engagedly", "95", "95", "95", "101", target="90..100").value == 0


@pytest.mark.parametrize(
    ("actual", "worth"),
    [("0.8", "1.2"), ("0.5", "1.5"), ("1", "1"), ("1.2", "0.8"), ("1.5", "0.5"), ("1.75", "0.25")],
)
def test_a_level_by_the_distance_from_it(actual: str, worth: str) -> None:
    assert score("profitco", actual, target="<= 1").value == D(worth)
    assert score("profitco", str(2 - D(actual)), target=">= 1").value == D(worth)


def test_the_distance_is_measured_from_the_baseline() -> None:
    found = score("profitco", "2", type="at_most", baseline=D(4), target=D(1))
    assert (found.value is not None and round_half_up(found.value, 3), found.met) == (D("0.667"), False)
    assert found.formula == "1 + (1 - 2) / 3"
    assert score("profitco", "1", target="<= 0").value == 0
    assert score("profitco", "95", target="90..100").value == 1


@pytest.mark.parametrize(
    ("actual", "linear", "ratio"),
    [("7.5", "0.75", "0.800"), ("9", "0.5", "0.667"), ("12", "0", "0.500"), ("5", "1.167", "1.200")],
)
def test_lower_is_better_by_the_ratio(actual: str, linear: str, ratio: str) -> None:
    usual, found = (attain(name, actual, target="<= 6 hours").raw for name in (None, "kra-ratio"))
    assert usual is not None
    assert found is not None
    assert (round_half_up(usual, 3), round_half_up(found, 3)) == (D(linear), D(ratio))


def test_the_ratio_at_zero_and_with_a_floor() -> None:
    assert attain("kra-ratio", "0", target="<= 6").value == 1
    assert attain("kra-ratio", "7.5", target="<= 6", floor=D(12)).value == D("0.75")
    assert attain("kra-ratio", "80", target=">= 100").value == D("0.8")


def test_one_kpi_counts_up_to_1_2() -> None:
    assert attain("kra-ratio", "130", target=">= 100").value == 1
    assert attain("kra-ratio-120", "130", target=">= 100").value == D("1.2")
    assert attain("kra-ratio-120", "110", target=">= 100").value == D("1.1")


@pytest.mark.parametrize(("actual", "worth"), [("15", "0.7"), ("30", "1"), ("29", "0.9"), ("4", "0")])
def test_levels_are_steps(actual: str, worth: str) -> None:
    found = attain("metric-lookup", actual, scale=tuple(map(D, (30, 25, 20, 10, 5))))
    assert found.value == D(worth)
    assert found.formula == f"{actual} on the levels 30 / 25 / 20 / 10 / 5 in steps"
    assert attain("metric-lookup", "7", scale=tuple(map(D, (4, 5, 6, 8, 10)))).value == D("0.7")


KINDS = st.sampled_from([None, "increase", "decrease", "at_least", "at_most"])
AGGREGATES = st.sampled_from([None, "last", "mean", "sum", "min", "max"])


@given(
    NAMES, NUMBERS, NUMBERS, KINDS, AGGREGATES, st.lists(NUMBERS, min_size=1), st.decimals(0, 100, places=2)
)
def test_no_preset_lowers_a_key_result_that_improves(
    preset: str | None, baseline: D, target: D, kind: Any, how: Any, values: list[D], better: D
) -> None:
    kr = KeyResult(title="A metric", type=kind, baseline=baseline, target=target, aggregate=how)
    upward = {"at_least": True, "at_most": False}.get(kind, target >= baseline)
    improved = [*values[:-1], values[-1] + (better if upward else -better)]
    settings = config(preset).score
    before = score_key_result(kr, taken(values), settings=settings).value
    after = score_key_result(kr, taken(improved), settings=settings).value
    assert (before is None) == (after is None)
    assert before is None or after is None or before <= after


@given(
    NAMES,
    st.builds(lambda op, n: f"{op} {n}", st.sampled_from([">=", "<="]), NUMBERS),
    st.none() | NUMBERS,
    st.lists(NUMBERS, min_size=1),
    st.decimals(0, 100, places=2),
)
def test_no_preset_lowers_a_kpi_that_improves(
    preset: str | None, target: str, floor: D | None, values: list[D], better: D
) -> None:
    step = better if target.startswith(">=") else -better
    read = ([str(one) for one in values[:-1]], values[-1])
    before, after = (
        attain(preset, *read[0], str(last), target=target, floor=floor).value
        for last in (read[1], read[1] + step)
    )
    assert before is not None
    assert after is not None
    assert before <= after


def test_nothing_at_all_is_no_worse_than_a_little_where_less_is_better() -> None:
    little = attain("kra-ratio-120", "0.01", target="<= 0.02", floor=None).value
    assert attain("kra-ratio-120", "0", target="<= 0.02", floor=None).value == little == D("1.2")


@given(st.lists(NUMBERS, min_size=5, max_size=5), NUMBERS, st.decimals(0, 100, places=2))
def test_steps_never_reward_a_worse_value(levels: list[D], actual: D, better: D) -> None:
    ordered = tuple(sorted(levels, reverse=True))
    before, after = (
        attain("metric-lookup", str(one), scale=ordered).value for one in (actual, actual + better)
    )
    assert before is not None
    assert after is not None
    assert 0 <= before <= after <= 1
