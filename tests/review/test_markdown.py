from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markupsafe import Markup

from kraokr.review.markdown import cell, line, paragraphs, prose, tidy
from review.commonmark import kinds, text

MARKS = "ab1 _*`[]()<>#|~\\&;:-+=.!'\"{}%/\n\r\té佐ש"
TEXTS = st.text(MARKS, min_size=1).filter(lambda text: text.strip())


def flat(value: str) -> str:
    return " ".join(part.replace("\n", " ") for part in paragraphs(value))


@given(TEXTS)
@example("a\n===")
@example("a\r# b")
@example("1.")
@example("__init__ ~~a~~ &copy; <b>x</b> <https://a.b>")
@example("[x]: /url\n[x]")
@example("a | b\n:- | -")
def test_a_line_is_one_paragraph_of_text(value: str) -> None:
    written = line(value)
    assert kinds(written) == ["paragraph_open", "paragraph_close"]
    assert text(written) == flat(value)


@given(TEXTS)
@example("# a #")
@example("C #")
def test_a_line_is_the_text_of_its_heading(value: str) -> None:
    written = f"## {line(value)}\n"
    assert kinds(written) == ["heading_open", "heading_close"]
    assert text(written) == flat(value)


@given(TEXTS)
@example("\\|")
@example("a\\")
def test_a_cell_is_one_cell(value: str) -> None:
    table = "| {} |\n| --- |\n| {} |\n"
    assert kinds(table.format("h", cell(value))) == kinds(table.format("h", "word"))
    assert text(table.format("h", cell(value))) == "h" + flat(value)


@given(TEXTS)
@example("a\n\n    b")
@example("- a\n- b")
def test_prose_is_paragraphs_with_the_lines_of_the_text(value: str) -> None:
    written = str(prose(value))
    found = paragraphs(value)
    assert set(kinds(written)) <= {"paragraph_open", "paragraph_close", "hardbreak"}
    assert kinds(written).count("paragraph_open") == len(found)
    assert text(written) == "".join(found)


@given(TEXTS)
def test_prose_stays_inside_its_quote(value: str) -> None:
    found = kinds(f"> {prose(value, '> ')}\n\nafter\n")
    assert found[0] == "blockquote_open"
    assert found[-3:] == ["blockquote_close", "paragraph_open", "paragraph_close"]


@pytest.mark.parametrize(
    "plain", ["R&D at 5 < 6", "first_response_time", "about ~50 % (+3)", "-5 %", "C# and 3.5 hours", "a - b"]
)
def test_what_needs_no_escape_gets_none(plain: str) -> None:
    assert line(plain) == plain


def test_what_is_escaped_already_or_no_text_is_left_alone() -> None:
    assert (line(Markup("*x*")), line(cell("*x*")), line(3)) == ("*x*", r"\*x\*", 3)


def test_a_tidy_document_has_one_blank_line_between_blocks() -> None:
    assert tidy("\n# A\n\n\n\nb\n\n\n") == "# A\n\nb\n"
