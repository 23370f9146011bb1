"""Names of indicators that tell to do something."""

from __future__ import annotations

import pytest

from kraokr.language import Confidence
from kraokr.language.activity import read_activity


@pytest.mark.parametrize(
    ("text", "confidence"),
    [
        ("Complete GDPR training", Confidence.LOW),
        ("Launch new website", Confidence.HIGH),
        ("Conduct 10 customer visits per month", Confidence.LOW),
    ],
)
def test_a_name_that_opens_with_a_verb_of_doing_is_an_activity(text: str, confidence: Confidence) -> None:
    reading = read_activity(text)
    assert reading.confidence is confidence
    assert text[: reading.evidence[0].end].split()[0] == text.split()[0]


@pytest.mark.parametrize(
    "text",
    [
        *("Hold time", "Collect rate", "Hire quality", "Audit findings", "Store visits", "Visits per store"),
        *("Maintain uptime of 99.9%", "Increase market share", "Sales calls per week", "Training completed"),
        *("Resolve 95% of tickets within 6 hours", "Completing GDPR training", ""),
    ],
)
def test_a_measure_a_level_and_a_change_are_none(text: str) -> None:
    assert read_activity(text).evidence == ()
