from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kraokr.language.addition import Added, read_addition
from kraokr.language.reading import Confidence

PIECES = [
    "Ensure",
    "keep",
    "first",
    "without",
    "a",
    "the",
    "from",
    "3",
    "to",
    "5%",
    "by",
    "June",
    "into",
    "than",
    ",",
]

CHANGES = [
    "Bring wrong doses down from 9 a quarter to 3",
    "Raise third-party income by 15%",
    "Reduce burst repairs to under 4 hours",
    "Persistent absence falls below 8%",
    "Twice as many children read for pleasure",
    "Keep 30% more pupils",
    "Every laptop is encrypted by the end of March",
    "Staff see their payslip on the phone from April",
    "Recruit 20 volunteers",
    "Parents can book online by summer",
    "Take the archive from paper to disk",
]
AMBITIONS = [
    "Become the first ward without paper charts",
    "Connect the eastern villages for the first time",
    "Visitors no longer queue at the desk",
    "Be the name people think of when they need a plumber",
    "Let patients read their own chart",
    "Make the archive searchable",
    "Win back the clients who left us",
    "Win the tender for the ring road",
    "Visitors check in without queueing",
    "Bring lapsed donors back",
    "Answer sooner than the neighbouring office",
]
PROJECTS = [
    "Replace all corded drills",
    "Replace the monthly slide deck with a live board",
    "Write a handbook for new clerks",
    "Set up a training workshop of our own",
    "Pass the safety audit",
    "There is a written procedure for complaints",
    "The old boiler is decommissioned",
]
DIRECTIONS = [
    "Improve tool maintenance",
    "Ensure medicines are given safely",
    "Make sure guests enjoy their stay",
    "Preserve the collection",
    "Comply with all rules that apply to us",
]
LEVELS = [
    "Maintain stock accuracy of 98%",
    "Potholes filled within 48 hours",
    "Zero lost-time accidents",
    "Respond to every client within one working day",
    "Send the board a report every month",
    "Nobody gets in who should not",
]
NOTHINGS = [
    "Look after the people who instruct us",
    "Win new customers",
    "Create a culture of trust",
    "First contact resolution for callers",
    "Water runs whenever a tap is opened",
    "Spend no more than we planned",
]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        *((text, Added.CHANGE) for text in CHANGES),
        *((text, Added.AMBITION) for text in AMBITIONS),
        *((text, Added.PROJECT) for text in PROJECTS),
        *((text, Added.DIRECTION) for text in DIRECTIONS),
        *((text, Added.LEVEL) for text in LEVELS),
    ],
)
def test_what_a_title_adds(text: str, kind: Added) -> None:
    addition = read_addition(text)
    assert addition.kind is kind
    assert addition.evidence, "every verdict names its words"


@pytest.mark.parametrize("text", NOTHINGS)
def test_what_adds_nothing_new(text: str) -> None:
    assert not read_addition(text).is_new


def test_the_words_that_made_the_verdict_are_named() -> None:
    text = "Maintain stock accuracy of 98%"
    opening, level = read_addition(text).evidence
    assert text[opening.start : opening.end] == "Maintain"
    assert (opening.reason, level.reason) == ('"maintain"', '"98%"')


def test_only_what_is_clear_is_sure() -> None:
    assert read_addition("Ensure the roads are safe").confidence is Confidence.HIGH
    assert read_addition("Achieve 95% on-time delivery").confidence is Confidence.LOW
    assert read_addition("Shelves full and tidy").confidence is Confidence.LOW


def test_a_kept_level_has_no_end_but_an_ensured_one_may() -> None:
    assert read_addition("Maintain 99% availability in 2026").kind is Added.LEVEL
    assert read_addition("Ensure every nurse is trained by June").kind is Added.CHANGE


@given(st.lists(st.sampled_from(PIECES), max_size=7).map(" ".join) | st.text(max_size=30))
def test_evidence_stands_in_the_text(text: str) -> None:
    for evidence in read_addition(text).evidence:
        assert 0 <= evidence.start < evidence.end <= len(text)
        assert evidence.reason
