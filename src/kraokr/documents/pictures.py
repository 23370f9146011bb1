"""Small pictures of how a number went: as SVG."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from kraokr.review.view import ReadingView
from kraokr.review.words import day
from kraokr.scoring.rounding import round_half_up, show

if TYPE_CHECKING:
    from markupsafe import Markup

WIDTH, HEIGHT, MARGIN = 96, 24, 3
_LEAST = 2
"""From so many readings on there is something to draw."""


def sparkline(readings: Sequence[ReadingView], name: str = "") -> Markup:
    """A line through the readings by their days, with their name, their days and themselves as its title."""
    from markupsafe import Markup, escape

    if len(readings) < _LEAST:
        return Markup("")
    points = [*zip(_across(readings), _heights(readings), strict=True)]
    placed = [(_place(across, WIDTH), _place(1 - height, HEIGHT)) for across, height in points]
    line = " ".join(f"{x},{y}" for x, y in placed)
    x, y = placed[-1]
    days = f"{day(readings[0].on)} to {day(readings[-1].on)}"
    told = f"{name}, {days}" if name else days
    words = escape(f"{told}: {', '.join(reading.text for reading in readings)}")
    return Markup(
        f'<svg class="trend" role="img" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}">'
        f'<title>{words}</title><polyline points="{line}"/><circle cx="{x}" cy="{y}" r="2.5"/></svg>'
    )


def _heights(readings: Sequence[ReadingView]) -> list[Decimal]:
    """Where each value lies between the lowest, 0, and the highest, 1; in the middle if all are one."""
    values = [reading.value for reading in readings]
    low, high = min(values), max(values)
    if low == high:
        return [Decimal("0.5")] * len(values)
    return [(value - low) / (high - low) for value in values]


def _across(readings: Sequence[ReadingView]) -> list[Decimal]:
    """Where each day lies between the first, 0, and the last, 1."""
    first, last = readings[0].on, readings[-1].on
    whole = (last - first).days or 1
    return [Decimal((reading.on - first).days) / whole for reading in readings]


def _place(share: Decimal, size: int) -> str:
    return show(round_half_up(MARGIN + share * (size - 2 * MARGIN), 1))
