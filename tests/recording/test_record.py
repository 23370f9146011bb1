"""Check-ins recorded in files of any style: what was there stays, byte for byte."""

from __future__ import annotations

import random
from datetime import date
from decimal import Decimal
from pathlib import Path, PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kraokr.errors import KraokrError
from kraokr.model import Node
from kraokr.recording import Entry, Recorded, record
from kraokr.workspace import Found, Opened, open_found
from kraokr.workspace.tree import DiskTree

TODAY = date(2026, 5, 20)
DAY = date(2026, 5, 4)
NOWHERE = Path("/nowhere")
ROLE = """\
kind: role
id: seller
title: Seller
kras:
  - id: sales
    name: Sales
    kpis:
      - {name: Win rate, unit: percent, target: ">= 30"}
      - {name: Calls, target: ">= 30"}
"""
PERSON = "kind: person\nid: ann\nname: Ann\nrole: seller\n"
OBJECTIVES = """\
objectives:
  - id: growth
    title: Growth
    cycle: 2026-Q2
    key_results:
      - {id: accounts, title: Accounts, unit: accounts, baseline: 0, target: 9}
"""


def opened(root: Path = NOWHERE, **files: str) -> Opened:
    texts = {PurePosixPath(f"{name}.yaml"): text for name, text in {"role": ROLE, **files}.items()}
    return open_found(Found(root, (), frozenset(), DiskTree(texts)))


def recorded(at: Opened, entry: Entry) -> Recorded:
    return record(at, at.workspace.people["ann"], entry, TODAY)


def text_of(done: Recorded) -> str:
    return done.opened.found.tree.files[done.path]


def added(before: str, after: str) -> str:
    """What was put in, in one place; fails where anything else is not as it was."""
    alike = (at for at, (old, new) in enumerate(zip(before, after, strict=False)) if old != new)
    start = next(alike, len(before))
    length = len(after) - len(before)
    assert before == after[:start] + after[start + length :]
    return after[start : start + length]


WIN = Entry("win-rate", "31", DAY)
CALLS = Entry("calls", "31", DAY, note="Two left, one signed.", confidence=7)


@pytest.mark.parametrize(
    ("rest", "entry", "after"),
    [
        ("", WIN, "checkins:\n  - {date: 2026-05-04, readings: {win-rate: 31}}\n"),
        ("checkins: []\n", WIN, "checkins: [{date: 2026-05-04, readings: {win-rate: 31}}]\n"),
        (
            "checkins:  # mine\n",
            WIN,
            "checkins:  # mine\n  - {date: 2026-05-04, readings: {win-rate: 31}}\n",
        ),
        (
            "checkins: ~ # mine\n",
            WIN,
            "checkins:  # mine\n  - {date: 2026-05-04, readings: {win-rate: 31}}\n",
        ),
        (
            "checkins:\n- {date: 2026-04-30, item: calls, value: 3} # low\n\n# end\n",
            WIN,
            "checkins:\n- {date: 2026-04-30, item: calls, value: 3} # low\n"
            "- {date: 2026-05-04, item: win-rate, value: 31}\n\n# end\n",
        ),
        (
            "checkins:\n  - { date: 2026-04-30, readings: { calls: 3 } }",
            WIN,
            "checkins:\n  - { date: 2026-04-30, readings: { calls: 3 } }\n"
            "  - { date: 2026-05-04, readings: { win-rate: 31 } }",
        ),
        (
            "checkins:\n  -   note: >-\n        Long.\n      date: 2026-04-30\n      readings:\n"
            "        calls: 3\n",
            CALLS,
            "checkins:\n  -   note: >-\n        Long.\n      date: 2026-04-30\n      readings:\n"
            "        calls: 3\n  -   note: Two left, one signed.\n      date: 2026-05-04\n      readings:\n"
            "        calls: 31\n      confidence: 7\n",
        ),
        (
            "checkins: [\n  {date: 2026-04-30, item: calls, value: 3} # low\n]\n",
            WIN,
            "checkins: [\n  {date: 2026-04-30, item: calls, value: 3}, # low\n"
            "  {date: 2026-05-04, item: win-rate, value: 31}\n]\n",
        ),
        (
            "checkins:\n  - date: 2026-04-30\n    item: calls\n    note: |+\n      Kept.\n\nreviews: []\n",
            CALLS,
            "checkins:\n  - date: 2026-04-30\n    item: calls\n    note: |+\n      Kept.\n\n"
            "  - date: 2026-05-04\n    readings: {calls: 31}\n    confidence: 7\n"
            "    note: Two left, one signed.\nreviews: []\n",
        ),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_record_has_the_style_of_its_file(
    rest: str, entry: Entry, after: str, newline: str, mark: str
) -> None:
    before = (mark + PERSON + rest).replace("\n", newline)
    done = recorded(opened(ann=before), entry)
    got = text_of(done)
    assert got == (mark + PERSON + after).replace("\n", newline)
    assert not done.opened.workspace.problems


def test_a_list_goes_before_the_reviews_and_is_indented_as_others_are() -> None:
    text = PERSON + OBJECTIVES.replace("\n  ", "\n") + "# about\nreviews: []\n"
    done = recorded(opened(ann=text), WIN)
    assert added(text, text_of(done)) == "checkins:\n- {date: 2026-05-04, readings: {win-rate: 31}}\n"
    assert "# about\nreviews" in text_of(done)


def test_a_file_in_braces_stays_so() -> None:
    text = "{kind: person, id: ann, role: seller}\n"
    done = recorded(opened(ann=text), WIN)
    assert text_of(done) == (
        "{kind: person, id: ann, role: seller, checkins: [{date: 2026-05-04, readings: {win-rate: 31}}]}\n"
    )


def test_a_reading_joins_the_record_of_its_day() -> None:
    text = (
        PERSON
        + "checkins:\n  - date: 2026-05-04  # Monday\n    readings:\n      calls: 3 # low\n    note: Hm.\n"
    )
    done = recorded(opened(ann=text), WIN)
    assert text_of(done) == text.replace("3 # low\n", "3 # low\n      win-rate: 31\n")


def test_a_value_of_the_same_day_is_replaced_and_told() -> None:
    text = PERSON + "checkins:\n  - {date: 2026-05-04, readings: {calls: 3, win-rate: 30}, note: Hm.}  # x\n"
    done = recorded(opened(ann=text), WIN)
    assert text_of(done) == text.replace("win-rate: 30", "win-rate: 31")
    assert done.replaced == Decimal(30)
    again = recorded(done.opened, WIN)
    assert (again.changed, again.replaced) == (False, None)


def test_what_is_said_of_one_reading_is_not_said_of_others() -> None:
    text = PERSON + "checkins:\n  - {date: 2026-05-04, readings: {calls: 3}}\n"
    done = recorded(opened(ann=text), WIN._replace(confidence=7))
    assert added(text, text_of(done)) == "  - {date: 2026-05-04, readings: {win-rate: 31}, confidence: 7}\n"


def test_an_older_note_is_never_lost() -> None:
    text = PERSON + "checkins:\n  - {date: 2026-05-04, item: win-rate, value: 30, note: Old.}\n"
    done = recorded(opened(ann=text), WIN._replace(note="New."))
    assert added(text, text_of(done)) == "  - {date: 2026-05-04, item: win-rate, value: 31, note: New.}\n"
    assert done.replaced == Decimal(30)


def test_the_last_word_of_a_day_is_the_one_that_counts() -> None:
    text = PERSON + "checkins:\n  - {date: 2026-05-04, item: win-rate, value: 29}\n"
    text += "  - {date: 2026-05-04, item: win-rate, value: 30, note: Counted anew.}\n"
    done = recorded(opened(ann=text), WIN)
    assert text_of(done) == text.replace("30", "31")


def test_a_single_reading_takes_what_it_lacks() -> None:
    text = PERSON + "checkins:\n  - date: 2026-05-04\n    item: win-rate\n    value: 30\n    source: CRM\n"
    done = recorded(opened(ann=text), WIN._replace(confidence=7))
    assert text_of(done) == text.replace("value: 30\n", "value: 31\n    confidence: 7\n")


def test_the_newest_check_in_of_the_cycle_says_which_file(tmp_path: Path) -> None:
    head = "kind: checkins\nowner: ann\ncycle: 2026-Q2\ncheckins:\n"
    old = head + "  - {date: 2026-04-02, item: calls, value: 3}\n"
    new = head + "  - {date: 2026-04-09, item: calls, value: 3}\n"
    assert recorded(opened(ann=PERSON, a=old, b=new), WIN).path == PurePosixPath("b.yaml")
    person = PERSON + "checkins: [{date: 2026-04-10, item: calls, value: 3}]\n"
    assert recorded(opened(ann=person, a=old, b=new), WIN).path == PurePosixPath("ann.yaml")
    (tmp_path / "checkins/2026-Q2").mkdir(parents=True)
    done = recorded(opened(tmp_path, ann=PERSON), WIN)
    assert done.path == PurePosixPath("checkins/2026-Q2/ann.yaml")
    assert text_of(done) == head + "  - {date: 2026-05-04, readings: {win-rate: 31}}\n"


@pytest.mark.parametrize(
    ("entry", "message"),
    [
        (WIN._replace(item="win-rat"), "there is no key result, KPI or KRA `win-rat`"),
        (WIN._replace(on=date(2026, 5, 21)), "2026-05-21 has not come yet"),
        (WIN._replace(confidence=11), "a confidence of 11, but a number from 1 to 10 is expected"),
        (WIN._replace(status="on_trak"), "unknown status `on_trak`"),
        (WIN._replace(note="  "), "the note is blank"),
        (WIN._replace(cycle="2026-Q5"), "there is no cycle 2026-Q5"),
        (WIN._replace(value=None), "nothing is said"),
        (WIN._replace(item="sales"), "a key result area has no number"),
    ],
)
def test_what_would_be_wrong_is_refused(entry: Entry, message: str) -> None:
    with pytest.raises(KraokrError) as refused:
        recorded(opened(ann=PERSON), entry)
    assert refused.value.message == message
    assert refused.value.help


def test_the_books_on_a_closed_objective_stay_closed() -> None:
    closed = OBJECTIVES.replace("cycle: 2026-Q2", "cycle: 2026-Q2\n    closed_on: 2026-05-02")
    with pytest.raises(KraokrError, match="was closed on 2026-05-02"):
        recorded(opened(ann=PERSON + closed), Entry("accounts", "3", DAY))
    final = "reviews:\n  - {cycle: 2026-Q2, status: final}\n"
    with pytest.raises(KraokrError, match="the review of 2026-Q2 is final"):
        recorded(opened(ann=PERSON + final), WIN)


def test_an_id_of_two_cycles_is_told_apart_by_day_or_cycle() -> None:
    files = {"ann": PERSON, "q2": f"kind: objectives\nowner: ann\n{OBJECTIVES}"}
    files["q1"] = f"kind: objectives\nowner: ann\n{OBJECTIVES.replace('2026-Q2', '2026-Q1')}"
    assert recorded(opened(NOWHERE, **files), Entry("accounts", "3", DAY)).cycle.id == "2026-Q2"
    assert recorded(opened(NOWHERE, **files), Entry("accounts", "3", date(2026, 3, 9))).cycle.id == "2026-Q1"
    with pytest.raises(KraokrError, match="stands in several cycles"):
        recorded(opened(NOWHERE, **files), Entry("accounts", "3", date(2025, 12, 9)))


@st.composite
def styled(draw: st.DrawFn) -> str:
    """A person's file with some check-ins, in a mixture of styles, with comments and blank lines."""
    margin, gap = draw(st.sampled_from(["", "  ", "    "])), draw(st.sampled_from([" ", "   "]))
    comment = st.sampled_from(["", "", " # why", "  #"])
    between = st.sampled_from(["", "", "\n", f"{margin}# alone\n", "# far left\n"])
    lines = [draw(st.sampled_from(["", "# head\n", "---\n"])), PERSON, f"checkins:{draw(comment)}\n"]
    for day in sorted(draw(st.lists(st.integers(1, 7), min_size=1, max_size=4))):
        number = draw(st.integers(0, 99))
        fields = [f"date: 2026-05-0{day}"]
        several = draw(st.booleans())
        flow = f"{{calls: {number}, win-rate: 2}}"
        fields += [f"readings: {flow}"] if several else ["item: calls", f"value: {number}"]
        if draw(st.booleans()):
            fields.append(draw(st.sampled_from(['note: "a # b, c: d"', "note: plain", "confidence: 5"])))
        lines.append(draw(between))
        if draw(st.booleans()):
            lines.append(f"{margin}-{gap}{{{', '.join(fields)}}}{draw(comment)}\n")
        else:
            inner = f"{margin} {' ' * len(gap)}"
            body = f"{draw(comment)}\n{inner}".join(random.Random(number).sample(fields, len(fields)))
            lines.append(f"{margin}-{gap}{body}{draw(comment)}\n")
    lines.append(draw(st.sampled_from(["", "\n", "# end\n", "reviews: []  # none\n", "x-free: {a: 1}\n"])))
    text = "".join(lines)
    text = draw(st.sampled_from([text, text.rstrip("\n")]))
    return draw(st.sampled_from(["", "\ufeff"])) + text.replace("\n", draw(st.sampled_from(["\n", "\r\n"])))


@settings(max_examples=150)
@given(
    styled(),
    st.sampled_from(["win-rate", "calls"]),
    st.sampled_from([None, "One.", "Two: a # b, “c”", 'Say "so"\nand so']),
    st.sampled_from([None, 7]),
    st.integers(1, 9),
)
def test_all_that_was_there_survives(
    text: str, item: str, note: str | None, confidence: int | None, day: int
) -> None:
    at = opened(ann=text)
    assert not at.workspace.problems
    entry = Entry(item, "123.5", date(2026, 5, day), note, confidence)
    done = recorded(at, entry)
    after, ws = text_of(done), done.opened.workspace
    assert not ws.problems
    if done.replaced is None:
        added(text, after)
    newline = "\r\n" if "\r\n" in text else "\n"
    assert after.count("\n") == after.count(newline)
    before = {
        (one.checkin.path, one.text, one.value) for node in nodes(at) for one in at.workspace.records.of(node)
    }
    now = [one for node in nodes(done.opened) for one in ws.records.of(node)]
    gone = before - {(one.checkin.path, one.text, one.value) for one in now}
    assert len(gone) == (done.replaced is not None and len(now) == len(before))
    ours = [one for one in now if one.value == Decimal("123.5")]
    assert [(one.text, one.checkin.date) for one in ours] == [(item, entry.on)]
    assert note is None or ours[0].checkin.note == note
    assert confidence is None or ours[0].checkin.confidence == confidence


def nodes(at: Opened) -> list[Node]:
    return list(at.workspace.records.nodes())
