"""The small pictures of how a number went."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from kraokr.documents.pictures import HEIGHT, MARGIN, WIDTH, sparkline
from kraokr.review.view import ReadingView

START = date(2026, 1, 5)


def readings(*values: int, days: int = 7) -> list[ReadingView]:
    return [
        ReadingView(START + timedelta(days=days * week), Decimal(value), f"{value} <b>%</b>")
        for week, value in enumerate(values)
    ]


def points(svg: str) -> list[tuple[float, float]]:
    line = ElementTree.fromstring(svg).find("polyline")
    assert line is not None
    return [(float(x), float(y)) for x, y in (point.split(",") for point in line.get("points", "").split())]


def test_one_reading_is_no_trend() -> None:
    assert sparkline(readings(10)) == ""


def test_readings_that_stay_are_a_line_in_the_middle() -> None:
    assert {y for _, y in points(sparkline(readings(4, 4, 4)))} == {HEIGHT / 2}


def test_more_is_higher_and_later_is_further_right() -> None:
    (x1, y1), (x2, y2) = points(sparkline(readings(1, 9)))
    assert (x1, y1) == (MARGIN, HEIGHT - MARGIN) and (x2, y2) == (WIDTH - MARGIN, MARGIN)


def test_days_are_as_far_apart_as_they_are() -> None:
    uneven = [*readings(1, 2), ReadingView(START + timedelta(days=70), Decimal(3), "3")]
    (x1, _), (x2, _), (x3, _) = points(sparkline(uneven))
    assert (x2 - x1) * 9 - (x3 - x2) < 1


def test_the_picture_says_its_readings_to_those_who_do_not_see_it() -> None:
    svg = sparkline(readings(1, 2), "<b>CSAT")
    title = ElementTree.fromstring(svg).find("title")
    assert title is not None
    assert title.text == "<b>CSAT, 5 January 2026 to 12 January 2026: 1 <b>%</b>, 2 <b>%</b>"
    assert "<title>5 January 2026 to" in sparkline(readings(1, 2))
    assert "<b>" not in svg


@given(st.lists(st.integers(-(10**9), 10**9), min_size=2, max_size=40))
def test_every_point_lies_inside(values: list[int]) -> None:
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in points(sparkline(readings(*values))))
