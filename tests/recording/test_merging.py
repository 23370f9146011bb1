"""Uniting what two sides have appended: nothing is lost, nothing is invented, and what is unclear is left."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kraokr.recording.merging import United, unite
from runs import data

BRACES = "{kind: checkins, checkins: []}"
HEAD = "kind: checkins\nowner: asha\ncycle: 2026-Q1\ncheckins:"
Merge = Callable[[str, str, str], str | None]


def refused(base: str, ours: str, theirs: str) -> str | None:
    """In the place of a merge by lines: everything conflicts."""
    return None


def united(base: str, ours: str, theirs: str, merge: Merge = refused) -> str | None:
    return unite(base, ours, theirs, merge).text


def block(*records: str) -> str:
    return f"{HEAD}\n" + "".join(f"  - {record}\n" for record in records)


A, B, C = (f"{{date: 2026-01-0{day}, item: calls, value: {day}}}" for day in (1, 2, 3))


@pytest.mark.parametrize(
    ("base", "ours", "theirs", "result"),
    [
        (block(A), block(A, C), block(A, B), block(A, B, C)),
        (block(C), block(C, B), block(C, A), block(C, B, A)),
        (block(B, C, A), block(B, C, A, A + " # 1"), block(B, C, A, B), block(B, C, A, A + " # 1", B)),
        (block(A), block(A, B), block(A, B), block(A, B)),
        (block(A), block(A, B, B), block(A, B, C), block(A, B, B, C)),
        (f"{HEAD} []\n", f"{HEAD} [{A}]\n", f"{HEAD} [{B}]\n", f"{HEAD} [{A},{B}]\n"),
        (f"{HEAD} []\n", block(B), block(A), block(A, B)),
        (f"{HEAD}\n", block(B), block(A), block(A, B)),
        (f"{HEAD} []\n", f"{HEAD} []\n", block(A), block(A)),
        ("", block(A), block(B), block(A, B)),
        (f"{HEAD} [{A}]", f"{HEAD} [{A}, {C}]", f"{HEAD} [{A}, {B}]", f"{HEAD} [{A}, {B}, {C}]"),
        (
            f"{HEAD} [\n  {A}, # 1, 2\n  {B},\n]\n",
            f"{HEAD} [\n  {A}, # 1, 2\n  {B},\n  {C},\n]\n",
            f"{HEAD} [\n  {A}, # 1, 2\n  {B},\n  {C.replace('03', '04')},\n]\n",
            f"{HEAD} [\n  {A}, # 1, 2\n  {B},\n  {C},\n  {C.replace('03', '04')},\n]\n",
        ),
        (block(A) + "# end\n", block(A, B) + "# end\n", block(A, C) + "# end\n", block(A, B, C) + "# end\n"),
        (
            block(A),
            block(A, "date: 2026-02-01\n    note: |\n      a\n\n      b"),
            block(A, B),
            block(A, B, "date: 2026-02-01\n    note: |\n      a\n\n      b"),
        ),
    ],
    ids=[
        "by date",
        "newest first",
        "unordered",
        "identical",
        "twice on one side",
        "in brackets",
        "from brackets",
        "from nothing",
        "one side",
        "no ancestor",
        "on one line",
        "on lines in brackets",
        "comment below",
        "blocks",
    ],
)
@pytest.mark.parametrize(
    "style", [("\n", "", True), ("\r\n", "", True), ("\n", "\ufeff", True), ("\r\n", "", False)]
)
def test_is_united(base: str, ours: str, theirs: str, result: str, style: tuple[str, str, bool]) -> None:
    newline, mark, ends = style

    def dressed(text: str) -> str:
        text = text.replace("\n", newline)
        return mark + (text if ends else text.removesuffix(newline)) if text else ""

    assert united(dressed(base), dressed(ours), dressed(theirs)) == dressed(result)


@pytest.mark.parametrize(
    ("base", "ours", "theirs"),
    [
        (block(A), block(B), block(A, C)),
        (block(A, B), block(B, A), block(A, B, C)),
        (block(A), block(A + " # read twice", B), block(A, C)),
        (block(A), block(A, B), block(A, B.replace("value: 2", "value: 7"))),
        (block(A), block(A, B), block(A, "{date: 2026-01-02, item: q1/calls, value: 7}")),
        (block(A), block(A, B), block(A) + "  - [\n"),
        (block(A), "\ufeff" + block(A, B), block(A, C)),
        (f"{HEAD} []\n", f"{HEAD} [{A}]\n", block(B)),
        (f"{HEAD} []\n", block(A), block(B).replace("  - ", "- ")),
        (block(A) + "# end\n", block(A) + f"# end\n  - {B}\n", block(A) + f"# end\n  - {C}\n"),
        (*(block(*records).replace("checkins", "report", 1) for records in ((A,), (A, B), (A, C))),),
        (block(A), block(A, B).replace("Q1", "Q2"), block(A, C).replace("Q1", "Q3")),
        ("kind: person\nid: a\n", "kind: person\nid: b\n", "kind: person\nid: c\n"),
        (BRACES, BRACES.replace("[]", f"[{A}]"), BRACES),
        ("", "", ""),
        (
            block(A),
            block(A, "date: 2026-02-01\n    note: |+\n      a\n\n"),
            block(A, B.replace("-01-", "-03-")),
        ),
        *(tuple(text.replace("\n", "\r\n", 1) for text in (block(A), block(A, B), block(A, C))),),
    ],
    ids=[
        "removed",
        "moved",
        "a comment changed",
        "another value",
        "another by its path",
        "broken",
        "byte order mark",
        "two forms",
        "two indents",
        "behind a comment",
        "another kind",
        "head changed",
        "no check-ins",
        "in braces",
        "nothing",
        "an end that would move",
        "mixed line ends",
    ],
)
def test_is_left_to_git(base: str, ours: str, theirs: str) -> None:
    assert united(base, ours, theirs) is None
    assert united(base, theirs, ours) is None


def test_of_two_that_say_the_same_a_comment_is_never_lost() -> None:
    bare, said = block(A, B), block(A, f"{B} # seen")
    assert united(block(A), said, bare) == said
    assert united(block(A), bare, said) is None


def test_contradictions_are_told() -> None:
    state = "date: 2026-01-09, item: calls, by: meera, status"
    ours = block(A, B, f"{{{state}: on_track}}")
    theirs = block(A, "{date: 2026-01-02, readings: {team/calls: 7}}", f"{{{state}: at_risk}}")
    assert unite(block(A), ours, theirs, refused) == United(
        None,
        (
            "`team/calls` on 2026-01-02 is 2 on one side and 7 on the other",
            "`calls` on 2026-01-09 is on_track on one side and at_risk on the other",
        ),
    )


def test_what_one_says_twice_and_of_other_things_is_no_contradiction() -> None:
    ours, theirs = (
        block(A, "{date: 2026-01-02, item: a/calls, value: 1}"),
        block(A, B.replace("calls", "b/calls")),
    )
    assert united(block(A), ours, theirs) is not None
    notes = [f"{{date: 2026-01-02, item: calls, note: {word}}}" for word in ("Good.", "Better.")]
    assert united(block(A), block(A, notes[0]), block(A, notes[1])) == block(A, *notes)


def test_the_rest_is_merged_by_lines() -> None:
    ours, theirs = block(A, B).replace("asha", "asha # 1"), block(A, C).replace("Q1", "Q1 # 2")
    asked = []

    def both(base: str, mine: str, other: str) -> str:
        asked.append((base, mine, other))
        return mine.replace("Q1", "Q1 # 2")

    assert united(block(A), ours, theirs, both) == block(A, B, C).replace("asha", "asha # 1").replace(
        "Q1", "Q1 # 2"
    )
    assert len(asked) == 1
    assert "date" not in "".join(asked[0])
    assert united(block(A), ours, theirs, lambda base, mine, other: mine) is None, "a comment is lost"


VALUES = st.one_of(
    st.fixed_dictionaries({"item": st.sampled_from("abcd"), "value": st.integers(0, 3)}),
    st.fixed_dictionaries({"note": st.sampled_from(["Good.", "# no comment", "two\nlines\n", "\n", "- x"])}),
)
RECORDS = st.lists(
    st.tuples(st.integers(10, 14), VALUES, st.sampled_from(["braces", "lines", "said"])), max_size=5
)


def item(day: int, value: dict[str, Any], form: str) -> str:
    """A record in one of the forms in which people write it, with a blank line or a comment above."""
    fields = {"date": f"2026-01-{day}", **dict(sorted(value.items()))}
    lines = [f"{key}: {repr_(one)}" for key, one in fields.items()]
    if form == "braces":
        return f"  - {{{', '.join(lines)}}}\n"
    above = f"\n  # on day {day}\n" if form == "said" else ""
    return f"{above}  - " + "\n    ".join(lines) + (" # so it is\n" if form == "said" else "\n")


def repr_(value: Any) -> str:
    return f'"{value}"'.replace("\n", "\\n") if isinstance(value, str) else str(value)


@given(RECORDS, RECORDS, RECORDS, st.booleans(), st.booleans())
def test_never_loses_or_invents_a_record_or_a_comment(
    old: list[Any], mine: list[Any], other: list[Any], by_date: bool, ends: bool
) -> None:
    def text(*parts: list[Any]) -> str:
        records = [record for part in parts for record in part]
        records = sorted(records, key=lambda record: record[0]) if by_date else records
        whole = f"{HEAD}\n" + "".join(item(*record) for record in records) + "reviewed: 2026-01-31\n"
        return whole if ends else whole.removesuffix("\n")

    base, ours, theirs = text(old), text(old, mine), text(old, other)
    result = unite(base, ours, theirs, refused)
    in_two_forms = any(one[:2] == two[:2] and one[2] != two[2] for one in mine for two in other)
    if result.text is None:
        assert result.contradictions or in_two_forms or not (old or mine or other)
        return
    found = data(result.text)["checkins"]
    sides = [data(one)["checkins"] or [] for one in (base, ours, theirs)]
    for record in (record for side in (*sides, found) for record in side):
        before, first, second = (side.count(record) for side in sides)
        assert found.count(record) == max(first, second, before)
    lines, both = (
        {line.strip() for line in one.splitlines() if line.strip()}
        for one in (result.text, f"{ours}\n{theirs}")
    )
    assert lines == both or (in_two_forms and lines < both)
    if by_date:
        days = [record["date"] for record in found]
        assert days == sorted(days)
