from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from kraokr.scoring.confidence import Confidence

DAY = date(2026, 2, 1)


def test_it_starts_at_5_and_says_nothing_until_somebody_does() -> None:
    assert (Confidence().value, Confidence().status, Confidence().differs_from("off_track")) == (
        5,
        None,
        False,
    )
    assert not Confidence().brighter_than("off_track")


@pytest.mark.parametrize(
    ("value", "pace", "differs", "brighter"),
    [
        (9, "on_track", False, False),
        (9, "done", False, False),
        (9, "needs_focus", True, True),
        (2, "on_track", True, False),
        (5, "off_track", True, True),
        (5, None, False, False),
    ],
)
def test_it_may_differ_from_the_pace(value: int, pace: Any, differs: bool, brighter: bool) -> None:
    said = Confidence(value, DAY)
    assert (said.differs_from(pace), said.brighter_than(pace)) == (differs, brighter)
