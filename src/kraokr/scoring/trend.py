"""Straight lines through dated values, and what they come to on a later day."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from itertools import combinations
from statistics import median
from typing import NamedTuple, TypeAlias

Point: TypeAlias = tuple[Decimal, Decimal]
"""A day, counted from the start, and the value on it."""

_T_80 = (
    3078, 1886, 1638, 1533, 1476, 1440, 1415, 1397, 1383, 1372, 1363, 1356, 1350, 1345, 1341,
    1337, 1333, 1330, 1328, 1325, 1323, 1321, 1319, 1318, 1316, 1315, 1314, 1313, 1311, 1310,
)  # fmt: skip
"""Thousandths, from one degree of freedom on."""

_NORMAL_80, _TAIL = Decimal("1.2816"), Decimal("0.8467")


class Trend(NamedTuple):
    """A line read on a day: its slope a day, the value there, and its standard error (None if unknown)."""

    slope: Decimal
    value: Decimal
    error: Decimal | None = None


def least_squares(points: Sequence[Point], day: Decimal) -> Trend:
    """The ordinary least-squares line through three points or more on different days, read on a day.

    The error is that of predicting one value: s * sqrt(1 + 1/n + (day - mean)² / Sxx), where s² is the sum of
    the squared residuals over n - 2.
    """
    n = len(points)
    mean_day = sum((x for x, _ in points), Decimal(0)) / n
    mean_value = sum((y for _, y in points), Decimal(0)) / n
    spread = sum(((x - mean_day) ** 2 for x, _ in points), Decimal(0))
    slope = sum(((x - mean_day) * (y - mean_value) for x, y in points), Decimal(0)) / spread
    residuals = (y - mean_value - slope * (x - mean_day) for x, y in points)
    variance = sum((residual**2 for residual in residuals), Decimal(0)) / (n - 2)
    error = (variance * (1 + Decimal(1) / n + (day - mean_day) ** 2 / spread)).sqrt()
    return Trend(slope, mean_value + slope * (day - mean_day), error)


def theil_sen(points: Sequence[Point], day: Decimal) -> Trend:
    """The line of the median slope between all pairs of points, read on a day: an outlier hardly moves it."""
    slope = median((y2 - y1) / (x2 - x1) for (x1, y1), (x2, y2) in combinations(points, 2))
    return Trend(slope, median(y - slope * x for x, y in points) + slope * day)


def t_80(freedom: int) -> Decimal:
    """Student's t that four fifths of the values lie within, for degrees of freedom from 1 on.

    From a table to 30, beyond it z + (z³ + z) / (4 * freedom), which is right to three decimals there.
    """
    if freedom <= len(_T_80):
        return Decimal(_T_80[freedom - 1]) / 1000
    return _NORMAL_80 + _TAIL / freedom
