from __future__ import annotations

import pytest

from kraokr.language import ENGLISH, read_metric_name, read_tactic


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("NPS", "NPS"),
        ("Improve CSAT", "CSAT"),
        ("Churn rate", "Churn rate"),
        ("Reduce churn to 3%", "3%"),
        ("95% uptime", "95%"),
        ("Grants of $2M", "$2M"),
        ("Queue below 10", "below 10"),
    ],
)
def test_metrics(name: str, words: str) -> None:
    (evidence,) = read_metric_name(name)
    assert name[evidence.start : evidence.end] == words


@pytest.mark.parametrize(
    "name",
    [
        "ISO 9001 compliance",
        "Web3",
        "24/7 support",
        "Tier 1 accounts",
        "3 depots",
        "Trust behind our NPS",
        "Zero harm",
    ],
)
def test_no_metrics(name: str) -> None:
    assert read_metric_name(name) == ()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Email support", "Email"),
        ("Salesforce pipeline hygiene", "Salesforce"),
        ("Excel reporting quality", "Excel"),
        ("Customer care over live chat", "live chat"),
    ],
)
def test_tactics(name: str, words: str) -> None:
    (evidence,) = read_tactic(name)
    assert name[evidence.start : evidence.end] == words


@pytest.mark.parametrize(
    "name",
    [
        "Customer support responsiveness",
        "Excel at service",
        "cut slack time",
        "React quickly to floods",
        "sap flow",
    ],
)
def test_no_tactics(name: str) -> None:
    assert read_tactic(name) == ()


def test_a_configured_tactic_counts_and_a_removed_one_does_not() -> None:
    lexicon = ENGLISH.extended({"tactic_words": ["pager"]}, remove={"tactic_words": ["email"]})
    assert len(read_tactic("Pager and email", lexicon)) == 1
