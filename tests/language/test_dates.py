from __future__ import annotations

import pytest

from kraokr.language.dates import DateKind, read_dates


@pytest.mark.parametrize(
    ("text", "words", "kind", "parts"),
    [
        ("done by Q2", "by Q2", DateKind.QUARTER, {"quarter": 2, "year": None}),
        ("by Q4 2026", "by Q4 2026", DateKind.QUARTER, {"quarter": 4, "year": 2026}),
        ("by Q4 FY27", "by Q4 FY27", DateKind.QUARTER, {"quarter": 4, "year": 2027}),
        ("before 2026-Q3", "before 2026-Q3", DateKind.QUARTER, {"quarter": 3, "year": 2026}),
        ("by Q2, 20% more", "by Q2", DateKind.QUARTER, {"quarter": 2, "year": None}),
        ("in H1 2026", "in H1 2026", DateKind.HALF, {"half": 1, "year": 2026}),
        ("until 31 March 2026", "until 31 March 2026", DateKind.DATE, {"day": 31, "month": 3, "year": 2026}),
        ("by March 31, 2026", "by March 31, 2026", DateKind.DATE, {"day": 31, "month": 3, "year": 2026}),
        ("by 2026-06-30", "by 2026-06-30", DateKind.DATE, {"day": 30, "month": 6, "year": 2026}),
        ("by the end of June", "by the end of June", DateKind.MONTH, {"month": 6, "year": None}),
        ("in May", "in May", DateKind.MONTH, {"month": 5}),
        ("before 2027", "before 2027", DateKind.YEAR, {"year": 2027}),
        ("within two weeks", "within two weeks", DateKind.DURATION, {"days": 14}),
        ("by 31/12/2026", "by 31/12/2026", DateKind.DATE, {"day": 31, "month": 12, "year": 2026}),
        ("by 12/31/26", "by 12/31/26", DateKind.DATE, {"day": 31, "month": 12, "year": 2026}),
        ("on 1.2.2026", "on 1.2.2026", DateKind.DATE, {"day": 1, "month": 2, "year": 2026}),
        ("by 03/04/2026", "by 03/04/2026", DateKind.RELATIVE, {"day": None, "month": None, "year": 2026}),
        ("by year-end", "by year-end", DateKind.RELATIVE, {"year": None}),
    ],
)
def test_dates(text: str, words: str, kind: DateKind, parts: dict[str, int | None]) -> None:
    (mention,) = read_dates(text)
    assert text[mention.start : mention.end] == words
    assert mention.kind is kind
    assert {name: getattr(mention, name) for name in parts} == parts


@pytest.mark.parametrize(
    "text",
    [
        "the Q2 customers cohort",
        "they may be in",
        "by the 15th of each month",
        "by 20%",
        "in 2 clicks",
        "by email",
        "within 4 months of joining",
        "in 30 days from receipt",
    ],
)
def test_no_dates(text: str) -> None:
    assert read_dates(text) == ()


@pytest.mark.parametrize(("text", "deadline"), [("by Q2", True), ("in Q2", False), ("in late May", True)])
def test_deadline(text: str, deadline: bool) -> None:
    (mention,) = read_dates(text)
    assert mention.deadline is deadline
