from __future__ import annotations

from datetime import date
from decimal import Decimal as D
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kraokr.model import Kpi, Kra
from kraokr.scoring.average import Average
from kraokr.scoring.kpi import Attainment, attain_kpi, attainment_colour
from kraokr.scoring.kra import score_kra, score_role
from kraokr.scoring.readings import Reading
from kraokr.scoring.rounding import round_half_up

UNREAD = Attainment(None, note="no readings in the period")
SHARES = st.decimals(0, 1, places=4)


def attained(value: str | D) -> Attainment:
    return Attainment(D(value), D(value), met=D(value) >= 1)


def kra(*kpis: Kpi, weight: str | None = None) -> Kra:
    return Kra(id="an-area", name="An area", weight=None if weight is None else D(weight), kpis=kpis)


def kpi(weight: str | None = None, **fields: Any) -> Kpi:
    return Kpi(name="An indicator", weight=None if weight is None else D(weight), **fields)


def area(value: str | None) -> Average:
    return Average(None if value is None else D(value), 1, 1)


def test_kpis_count_alike() -> None:
    kpis = kpi(target=">= 85"), kpi(target="<= 6 hours")
    day = date(2026, 3, 31)
    attainments = [
        attain_kpi(one, [Reading(day, value)], day, day)
        for one, value in zip(kpis, (D(80), D("7.5")), strict=True)
    ]
    result = score_kra(kra(*kpis), attainments)
    assert result.value is not None
    assert round_half_up(result.value, 3) == D("0.846")
    assert attainment_colour(result.value) == "red"
    assert result.formula == "(0.9412 + 0.75) / 2"


def test_kpis_count_by_weight() -> None:
    result = score_kra(kra(kpi("60"), kpi("40")), [attained("1"), attained("0.5")])
    assert (result.value, result.formula) == (D("0.8"), "(60 × 1 + 40 × 0.5) / 100")


def test_a_missing_kpi_is_left_out_with_its_weight() -> None:
    result = score_kra(kra(kpi("60"), kpi("40")), [UNREAD, attained("0.5")])
    assert (result.value, result.coverage) == (D("0.5"), "1/2")


def test_a_kra_without_readings_has_no_score() -> None:
    result = score_kra(kra(kpi()), [UNREAD])
    assert (result.value, result.note, result.coverage) == (None, "nothing measured yet", "0/1")


@pytest.mark.parametrize(("value", "breached"), [("0.2", ("an-indicator",)), ("1", ())])
def test_guardrails_are_never_averaged_in(value: str, breached: tuple[str, ...]) -> None:
    result = score_kra(kra(kpi(), kpi(guardrail=True)), [attained("0.9"), attained(value)])
    assert (result.value, result.coverage, result.breached) == (D("0.9"), "1/1", breached)


def test_a_role_weighs_its_kras() -> None:
    kras = [kra(weight=weight) for weight in ("40", "35", "25")]
    result = score_role(kras, [area("0.97"), area("0.88"), area("1")])
    assert (result.value, result.formula) == (D("0.946"), "(40 × 0.97 + 35 × 0.88 + 25 × 1) / 100")


def test_the_weights_of_a_role_need_not_add_up_to_100() -> None:
    assert score_role([kra(weight="30"), kra(weight="10")], [area("1"), area("0")]).value == D("0.75")


def test_a_role_leaves_out_what_has_no_score_and_keeps_the_breaches() -> None:
    scores = [Average(D("0.8"), 1, 1, breached=("churn",)), area(None)]
    result = score_role([kra(weight="40"), kra(weight="60")], scores)
    assert (result.value, result.coverage, result.breached) == (D("0.8"), "1/2", ("churn",))


@pytest.mark.parametrize(("actual", "weight", "points"), [("4.4", "40", "39.1"), ("3.5", "15", "11.7")])
def test_published_examples_give_their_points(actual: str, weight: str, points: str) -> None:
    day = date(2026, 3, 31)
    rated = kpi(target=">= 4.5")
    attainment = attain_kpi(rated, [Reading(day, D(actual))], day, day)
    scores = [score_kra(kra(rated), [attainment]), area("0")]
    rest = str(100 - int(weight))
    result = score_role([kra(rated, weight=weight), kra(weight=rest)], scores)
    assert result.value is not None
    assert round_half_up(result.value * 100) == D(points)


def test_a_weight_is_split_equally_over_the_kpis() -> None:
    one_of_five = score_kra(kra(*[kpi()] * 5), [attained("1"), *[attained("0")] * 4])
    result = score_role([kra(weight="12.5"), kra(weight="87.5")], [one_of_five, area("0")])
    assert result.value is not None
    assert result.value * 100 == D("2.5")


@given(
    st.lists(st.tuples(SHARES, st.integers(0, 100).map(str)), max_size=5)
    | st.lists(st.tuples(SHARES, st.none()), max_size=5),
    st.integers(0, 5),
)
def test_a_missing_kpi_never_changes_the_score(parts: list[tuple[D, str | None]], place: int) -> None:
    weight = "30" if any(weight for _, weight in parts) else None
    kpis = [kpi(w) for _, w in parts]
    attainments = [attained(value) for value, _ in parts]
    before = score_kra(kra(*kpis), attainments)
    kpis.insert(place, kpi(weight))
    attainments.insert(place, UNREAD)
    after = score_kra(kra(*kpis), attainments)
    assert (after.value, after.formula, after.measured) == (before.value, before.formula, before.measured)
    assert after.total == before.total + 1
    assert after.value is None or 0 <= after.value <= 1


def test_weights_do_not_begin_to_count_because_a_part_is_unread() -> None:
    kpis = (kpi("90"), kpi("10"), kpi(None))
    unread = score_kra(kra(*kpis), [attained(D(1)), attained(D(0)), UNREAD])
    read = score_kra(kra(*kpis), [attained(D(1)), attained(D(0)), attained(D("0.5"))])
    assert (unread.value, read.value) == (D("0.5"), D("0.5"))


def test_an_area_keeps_its_mean_before_the_cap() -> None:
    far = Attainment(D(1), D("1.4"), met=True)
    result = score_kra(kra(kpi("60"), kpi("40"), kpi("0", guardrail=True)), [attained("0.5"), far, far])
    assert (result.value, result.raw) == (D("0.7"), D("0.86"))
