from __future__ import annotations

import pytest

from kraokr.language import read_blanket_verdict, read_placeholder, read_protected_topic


@pytest.mark.parametrize("text", ["Great year.", "Needs improvement", "Solid performer, keep it up"])
def test_blanket_verdicts(text: str) -> None:
    reading = read_blanket_verdict(text)
    assert reading.evidence
    assert reading.other_words == 0


def test_words_beside_a_verdict_are_counted() -> None:
    assert read_blanket_verdict("Good year: falls on the ward went from nine to four").other_words == 9


@pytest.mark.parametrize(
    "text", ['A parent wrote "great job" to us', "The fine-tuning of the boilers", "Defined the rota"]
)
def test_no_verdict(text: str) -> None:
    assert read_blanket_verdict(text).evidence == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Numbers dipped because of her maternity leave", "her maternity leave"),
        ("She was pregnant in spring", "She was pregnant"),
        ("Targets were missed due to illness", "due to illness"),
        ("Asha's pregnancy slowed the move", "Asha's pregnancy"),
        ("He is too old for the night shift", "He is too old"),
    ],
)
def test_protected_topics(text: str, words: str) -> None:
    (evidence,) = read_protected_topic(text, person_names=("Asha",))
    assert text[evidence.start : evidence.end] == words


@pytest.mark.parametrize(
    "text",
    [
        "Led the health-care product",
        "A healthy pipeline",
        "The age of open tickets fell",
        "Her health app reached two clinics",
        "Shipped the leave-management software",
        "A pregnant pause in the market",
        "They are sick of waiting",
        "Ran the parish food drive",
    ],
)
def test_the_work_is_no_protected_topic(text: str) -> None:
    assert read_protected_topic(text) == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Reach XX% attendance", "XX%"),
        ("TODO", "TODO"),
        ("Owner: TBD", "TBD"),
        ("Grow <metric> by spring", "<metric>"),
        ("Lorem ipsum dolor", "Lorem ipsum"),
    ],
)
def test_placeholders(text: str, words: str) -> None:
    (evidence,) = read_placeholder(text)
    assert text[evidence.start : evidence.end] == words


@pytest.mark.parametrize(
    "text",
    [
        "TODO app adoption",
        "todo lists",
        "error rate <15%, uptime >3 days",
        "Title XX grants",
        "<https://a.b>",
    ],
)
def test_no_placeholders(text: str) -> None:
    assert read_placeholder(text) == ()
