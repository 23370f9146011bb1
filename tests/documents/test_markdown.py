from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from documents.commonmark import kinds, text, tokens
from kraokr.documents.blocks import (
    Blank,
    Block,
    Column,
    Document,
    Facts,
    Heading,
    Items,
    Look,
    Paragraph,
    Run,
    Said,
    Table,
    Text,
    Trend,
    run,
)
from kraokr.documents.markdown import escaped, paragraphs
from kraokr.documents.markdown_document import render_markdown

MARKS = "ab1 _*`[]()<>#|~\\&;:-+=.!'\"{}%/\n\té佐ש"


def tidy(words: str) -> str:
    """Words as they stand in a block: no empty lines, no space at the ends of lines."""
    return "\n".join(filter(None, (" ".join(line.split()) for line in words.split("\n"))))


WORDS = st.text(MARKS, min_size=1).map(tidy).filter(bool)
TEXTS = st.lists(st.builds(Run, WORDS, st.sampled_from(["plain", "strong", "note"])), min_size=1).map(tuple)
STRONG = ("strong_open", "strong_close", "em_open", "em_close")


def written(*blocks: Block) -> str:
    return render_markdown(Document("", "", None, "en", blocks))


def whole(value: Text) -> str:
    return "".join(piece.text for piece in value)


def shape(document: str) -> list[str]:
    return [kind for kind in kinds(document) if kind not in STRONG]


@given(TEXTS, st.sampled_from(["plain", "note", "outcome"]))
@example(run("a\n==="), "plain")
@example(run("1."), "plain")
@example(run("__init__ ~~a~~ &copy; <b>x</b> <https://a.b>"), "plain")
@example(run("[x]: /url\n[x]"), "plain")
@example(run("a | b\n:- | -"), "plain")
@example((Run("~a"), Run("b", "strong"), Run("~")), "plain")
@example((Run("a"), Run("*b", "strong"), Run("c")), "plain")
@example((Run("a\n"), Run("- b", "note")), "plain")
@example(run("a\n- b"), "outcome")
def test_a_paragraph_is_one_paragraph_of_text(value: Text, look: Look) -> None:
    found = written(Paragraph(value, look))
    assert [kind for kind in shape(found) if kind != "hardbreak"] == ["paragraph_open", "paragraph_close"]
    assert text(found) == whole(value)


@given(TEXTS)
def test_what_is_quoted_stays_inside_its_quote(value: Text) -> None:
    found = shape(written(*[Paragraph(value, "quote")] * 2, Paragraph(run("after"))))
    assert found[0] == "blockquote_open"
    assert found[-3:] == ["blockquote_close", "paragraph_open", "paragraph_close"]
    assert found.count("blockquote_open") == 1


@given(WORDS)
@example("# a #")
@example("C #")
def test_a_heading_is_its_text(words: str) -> None:
    title = " ".join(words.split())
    assert kinds(written(Heading(2, title))) == ["heading_open", "heading_close"]
    assert text(written(Heading(2, title))) == title


@given(TEXTS)
@example(run("\\|"))
@example(run("a\\"))
def test_a_cell_is_one_cell(value: Text) -> None:
    def table(cell: Text) -> str:
        return written(Table((Column("x", 1), Column("y", 1, number=True)), ((cell, run("b")),)))

    assert shape(table(value)) == shape(table(run("a")))
    assert text(table(value)) == f"xy{whole(value)}b".replace("\n", " ")


@given(st.lists(TEXTS, min_size=1, max_size=4), st.booleans())
def test_an_item_is_one_item(items: list[Text], numbered: bool) -> None:
    found = written(Items(tuple(items), numbered))
    assert kinds(found).count("list_item_open") == len(items)
    assert "".join(text(found).split()) == "".join("".join(map(whole, items)).split())


@given(WORDS, TEXTS)
def test_what_was_said_is_text_below_its_name(who: str, value: Text) -> None:
    name = " ".join(who.split())
    found = written(Said(name, (value, run("- b"))))
    assert set(shape(found)) <= {"paragraph_open", "paragraph_close", "hardbreak"}
    assert text(found).startswith(name) and text(found).endswith(whole(value) + "- b")


@pytest.mark.parametrize(
    ("value", "markdown"),
    [
        ((Run("Score: "), Run("0.7", "strong"), Run(".")), "Score: **0.7**."),
        ((Run("Recommendation: ", "strong"), Run("Promote")), "**Recommendation:** Promote"),
        ((Run("a"), Run("(b)", "strong"), Run("c")), "a(b)c"),
        (run("4 Exceeds", "pill"), "**4 Exceeds**"),
        (run("Not kept", "red"), "▼ Not kept"),
        (run("https://a.example/x|y", link="https://a.example/x|y"), "<https://a.example/x%7Cy>"),
        ((Run("Look!"), Run("he[re]", link="https://a.b/c&d")), "Look\\![he\\[re]](<https://a.b/c&amp;d>)"),
    ],
)
def test_styles_and_links(value: Text, markdown: str) -> None:
    assert written(Paragraph(value)) == f"{markdown}\n"


def test_a_link_leads_where_it_says() -> None:
    found = written(Paragraph((Run("Look!"), Run("here", link="https://a.b/c&copy;d"))))
    (link,) = [token for token in tokens(found) if token.type == "link_open"]
    assert (link.attrs["href"], text(found)) == ("https://a.b/c&copy;d", "Look!here")


def test_blocks_as_they_are_written() -> None:
    label = Paragraph(run("Learning"), "label")
    trend = Trend(((0, 2), (1, 1)), "▁█", "1, 2")
    blocks = (
        *(label, Paragraph(run("Ask first.")), label, Items((run("a"),), numbered=True)),
        *(Facts((("Team", run("Sales")), ("", run("x")))), Items((run("b"),))),
        *(Blank("Rating", 0), Blank("Alice writes", 2), Table((Column("", 1),), ((trend,),))),
    )
    assert written(*blocks) == (
        "**Learning:** Ask first.\n\n**Learning:**\n\n1. a\n\n<!-- -->\n\n"
        "- Team: Sales\n- x\n\n<!-- -->\n\n- b\n\n"
        f"**Rating:** ____\n\n**Alice writes:**\n\n{'_' * 40}\n\n|  |\n| --- |\n| ▁█ |\n"
    )


@pytest.mark.parametrize(
    "plain", ["R&D at 5 < 6", "first_response_time", "about ~50 % (+3)", "-5 %", "C# and 3.5 hours", "a - b"]
)
def test_what_needs_no_escape_gets_none(plain: str) -> None:
    assert escaped(plain) == plain
    assert written(Paragraph(run(plain))) == f"{plain}\n"


def test_paragraphs_of_a_text() -> None:
    assert paragraphs(" a \r\n b\n \n\n c") == ["a\nb", "c"]
