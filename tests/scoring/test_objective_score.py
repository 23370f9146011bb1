from __future__ import annotations

from decimal import Decimal as D
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kraokr.model import KeyResult, Objective
from kraokr.scoring.average import Average
from kraokr.scoring.keyresult import Score
from kraokr.scoring.objective import score_band, score_objective
from kraokr.scoring.rounding import round_half_up

UNREAD = Score(None, note="no readings yet")
UNREAD_AT_CLOSE = Score(D(0), note="no readings: 0 at the close")


def scored(value: str) -> Score:
    return Score(D(value), D(value), met=D(value) >= 1)


def objective(*weights: str | None, guardrails: int = 0) -> Objective:
    krs = [
        KeyResult(title=f"Metric {n}", weight=None if w is None else D(w)) for n, w in enumerate(weights, 1)
    ]
    guards = [KeyResult(title=f"Guard {n}", guardrail=True) for n in range(1, guardrails + 1)]
    return Objective(id="an-objective", title="An objective", key_results=(*krs, *guards))


def mean(weights: list[str | None], *scores: Score) -> Average:
    return score_objective(objective(*weights), scores)


def test_key_results_count_alike() -> None:
    result = mean([None] * 3, scored("0.60"), scored("0.625"), scored("0.80"))
    assert (result.value, result.formula) == (D("0.675"), "(0.6 + 0.625 + 0.8) / 3")
    assert result.coverage == "3/3"


def test_one_of_three_done_is_a_third() -> None:
    result = mean([None] * 3, scored("1"), scored("0"), scored("0"))
    assert result.value is not None
    assert round_half_up(result.value, 2) == D("0.33")


def test_weights_count_where_all_key_results_carry_one() -> None:
    scores = scored("0.60"), scored("0.625"), scored("0.80")
    result = mean(["50", "30", "20"], *scores)
    assert (result.value, result.formula) == (D("0.6475"), "(50 × 0.6 + 30 × 0.625 + 20 × 0.8) / 100")
    assert mean(["50", None, "20"], *scores).value == D("0.675")


def test_a_missing_score_is_skipped_while_the_cycle_runs() -> None:
    result = mean([None] * 3, scored("0.6"), UNREAD, scored("0.8"))
    assert (result.value, result.coverage) == (D("0.7"), "2/3")
    assert result.note == "1 of 3 left out: without a score; the others count in full"


def test_a_missing_reading_counts_as_zero_at_the_close() -> None:
    result = mean([None] * 3, scored("0.6"), UNREAD_AT_CLOSE, scored("0.9"))
    assert (result.value, result.coverage, result.note) == (D("0.5"), "2/3", "")


@pytest.mark.parametrize(
    ("weights", "scores", "note"),
    [
        ([], [], "nothing measured yet"),
        ([None], [UNREAD], "nothing measured yet"),
        (["0"], [scored("1")], "the weights add up to 0"),
    ],
)
def test_an_objective_without_a_score_says_why(
    weights: list[str | None], scores: list[Score], note: str
) -> None:
    result = mean(weights, *scores)
    assert (result.value, result.note) == (None, note)


@pytest.mark.parametrize(("met", "breached"), [(False, ("guard-1",)), (True, ()), (None, ())])
def test_guardrails_are_never_averaged_in(met: bool | None, breached: tuple[str, ...]) -> None:
    guard = Score(None if met is None else D(met), met=met)
    result = score_objective(objective(None, guardrails=1), [scored("0.6"), guard])
    assert (result.value, result.coverage, result.breached) == (D("0.6"), "1/1", breached)


@pytest.mark.parametrize(
    ("value", "band"),
    [
        ("0", "red"), ("0.3", "red"), ("0.349", "red"), ("0.35", "yellow"), ("0.6", "yellow"),
        ("0.6499", "yellow"), ("0.65", "green"), ("0.675", "green"), ("1", "green"),
    ],
)  # fmt: skip
def test_bands_are_read_after_rounding_half_up(value: str, band: str) -> None:
    assert score_band(D(value)) == band


SHARES = st.decimals(0, 1, places=4)


@given(
    st.lists(st.tuples(SHARES, st.integers(0, 100).map(str)), max_size=6)
    | st.lists(st.tuples(SHARES, st.none()), max_size=6)
)
def test_the_mean_lies_in_0_to_1_and_a_missing_key_result_never_moves_it(
    parts: list[tuple[D, str | None]],
) -> None:
    weight = "7" if any(weight for _, weight in parts) else None
    weights, scores = [w for _, w in parts], [Score(value, value) for value, _ in parts]
    result = mean(weights, *scores)
    assert result.value is None or 0 <= result.value <= 1
    assert mean([*weights, weight], *scores, UNREAD).value == result.value


@given(
    st.lists(st.tuples(SHARES, st.integers(1, 100).map(str)), min_size=1, max_size=6),
    SHARES,
    st.randoms(),
)
def test_an_objective_never_falls_when_a_key_result_rises_and_order_never_matters(
    parts: list[tuple[D, str]], better: D, shuffle: Any
) -> None:
    def value(pairs: list[tuple[D, str]]) -> D:
        found = mean([weight for _, weight in pairs], *(Score(one, one) for one, _ in pairs)).value
        assert found is not None
        return round_half_up(found, 12)

    risen = [(min(parts[0][0] + better, D(1)), parts[0][1]), *parts[1:]]
    before = value(parts)
    assert before <= value(risen)
    shuffle.shuffle(parts)
    assert value(parts) == before
