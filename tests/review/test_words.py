from __future__ import annotations

from datetime import date

import pytest

from kraokr.review.words import span


@pytest.mark.parametrize(
    ("first", "last", "told"),
    [
        ("2026-06-30", "2026-06-30", "1 day"),
        ("2026-05-01", "2026-06-29", "60 days"),
        ("2026-05-01", "2026-06-30", "2 months"),
        ("2025-12-31", "2026-02-26", "58 days"),
        ("2025-12-31", "2026-02-27", "2 months"),
        ("2025-07-01", "2026-06-29", "11 months"),
        ("2025-07-01", "2026-06-30", "1 year"),
        ("2025-06-01", "2026-06-30", "1 year 1 month"),
        ("2024-06-01", "2026-06-30", "2 years 1 month"),
        ("2024-05-02", "2026-06-30", "2 years 1 month"),
        ("2024-02-29", "2025-02-26", "11 months"),
        ("2024-02-29", "2025-02-27", "1 year"),
        ("2022-01-01", "2026-06-30", "4 years 6 months"),
    ],
)
def test_a_span_counts_whole_years_and_months_both_days_included(first: str, last: str, told: str) -> None:
    assert span(date.fromisoformat(first), date.fromisoformat(last)) == told
