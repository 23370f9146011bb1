"""Where comments stand, and what only looks like one."""

from __future__ import annotations

import pytest
from hypothesis import given

from kraokr.source.comments import comments
from kraokr.source.yaml import parse
from support import document
from yamltexts import texts


def found(text: str) -> list[str]:
    read = document(text)
    return [read.file.text[span.start : span.end] for span in comments(read)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("# one", ["# one"]),
        ("#\n  # two  \na: 1", ["#", "# two  "]),
        ("a: 1 # one # two\n", ["# one # two"]),
        ("a: 1# no\n", []),
        ("a: b#c\n", []),
        ("a: 1\t# tab\n", ["# tab"]),
        ("a:  # nothing\nb: ~\n", ["# nothing"]),
        ("a: 'x # no' # yes\n", ["# yes"]),
        ('a: "x # no\n  # no" # yes\n', ["# yes"]),
        ('"a # no": 1\n', []),
        ("a: x\n  y # yes\nb: z # yes\n", ["# yes", "# yes"]),
        ("a: | # head\n  x # no\n  # no\n# yes\n", ["# head", "# yes"]),
        ("a: >+\n  # no\n\n\n# yes\nb: 1\n", ["# yes"]),
        ("a: |2\n    # no\n  # no\n # yes\n", ["# yes"]),
        ("a:\n- |\n # no\n- 1 # yes\n", ["# yes"]),
        ("a: [1, # one\n  'x # no', {b: , # two\n  c: d}] # three\n", ["# one", "# two", "# three"]),
        ("--- # start\na: 1\n... # end\n", ["# start", "# end"]),
        ("a: 1 # one\r\nb: 2 # two\r\n", ["# one", "# two"]),
        ("a: |\r  # no\r\rb: 1 # yes\r", ["# yes"]),
        ("a: 1 # é 質 👍\n", ["# é 質 👍"]),
        ("a: 1\nb: 'x # no'\nc: [ # in what is broken\n", ["# in what is broken"]),
    ],
)
def test_comments(text: str, expected: list[str]) -> None:
    assert found(text) == expected


@given(texts())
def test_without_its_comments_a_text_says_the_same(made: tuple[object, str]) -> None:
    data, text = made
    read = document(text)
    spans = comments(read)
    for span in reversed(spans):
        assert text[span.start] == "#"
        assert not set("\r\n") & set(text[span.start : span.end])
        text = text[: span.start] + text[span.end :]
    without = document(text)
    assert without.data == read.data == data
    assert comments(parse(without.file)) == []
