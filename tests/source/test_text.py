from __future__ import annotations

from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kraokr.source.text import Position, SourceFile


def of(text: str) -> SourceFile:
    return SourceFile(PurePosixPath("x.yaml"), text)


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_positions_with_any_newline(newline: str) -> None:
    file = of(f"id: é{newline}{newline}title: 😀x")
    assert file.line_count == 3
    assert [file.line(number) for number in range(4)] == ["id: é", "", "title: 😀x", ""]
    assert file.position(file.text.index("x")) == Position(2, 8)
    assert file.position(len(file.text)) == Position(2, 9)


def test_a_final_newline_begins_no_line() -> None:
    assert of("a\n").line_count == of("a").line_count == 1
    assert of("").line_count == 1
    assert of("\n").line_count == 1
    assert of("a\n\n").line_count == 2


def test_the_byte_order_mark_is_no_text() -> None:
    assert of("\ufeffid: a").text == "id: a"


def test_a_line_past_the_end_begins_at_the_end() -> None:
    assert of("a\nb").offset(7) == 3


@given(st.text(alphabet="ab\r\n😀"))
def test_position_and_offset_agree(text: str) -> None:
    file = of(text)
    for offset in range(len(text) + 1):
        line, column = file.position(offset)
        assert file.offset(line) + column == offset
        assert file.line(line).startswith(text[offset - column : offset].rstrip("\r\n"))
