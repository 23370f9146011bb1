"""What is read from the HTML of a document, be it ours or somebody's own."""

from __future__ import annotations

import re
from datetime import date
from html import escape

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from kraokr.documents.blocks import (
    Blank,
    Block,
    Column,
    Facts,
    Heading,
    Items,
    Paragraph,
    Run,
    Said,
    Table,
    Text,
    Trend,
    run,
)
from kraokr.documents.markdown_document import render_markdown
from kraokr.documents.reading import read_document


def blocks(html: str) -> tuple[Block, ...]:
    return read_document(html).blocks


def only(html: str) -> Block:
    (block,) = blocks(html)
    return block


def text(html: str) -> Text:
    block = only(html)
    assert isinstance(block, Paragraph)
    return block.text


def test_the_head_says_what_a_document_is() -> None:
    page = (
        "<!doctype html><html lang='de-AT'><head><style>p { color: red }</style><title>A\n title</title>"
        '<meta name="description" content="Alice, 2026-H1"><meta name="date" content="2026-06-30"></head>'
        "<body><script>let a = '<p>b</p>'</script><h1>Hello</h1></body></html>"
    )
    document = read_document(page)
    assert (document.title, document.about) == ("A title", "Alice, 2026-H1")
    assert (document.day, document.language) == (date(2026, 6, 30), "de")
    assert document.blocks == (Heading(1, "Hello"),)


@pytest.mark.parametrize("head", ["", '<meta name="date" content="soon"><html lang="12"><title> </title>'])
def test_what_the_head_does_not_say_is_taken_from_the_page(head: str) -> None:
    document = read_document(f"{head}<p>a</p><h1>Hello</h1>")
    assert (document.title, document.about) == ("Hello", "Hello")
    assert (document.day, document.language) == (None, "en")


@pytest.mark.parametrize(
    ("html", "block"),
    [
        ("<h2>Areas <bdi>and</bdi>\n more</h2>", Heading(2, "Areas and more")),
        ("<h3>\x07</h3>", Heading(3, "–")),
        ("<h4>Evidence</h4>", Paragraph(run("Evidence"), "label")),
        ("<p>One\n  line.<br>And another.</p>", Paragraph(run("One\nline.\nAnd another."))),
        ("<p class='subtitle'>x</p>", Paragraph(run("x"), "subtitle")),
        ("<p class='outcome'>x</p>", Paragraph(run("x"), "outcome")),
        ("<p class='note'>x</p>", Paragraph(run("x", "note"), "note")),
        ("<div>just\n text</div>", Paragraph(run("just text"))),
        ("<blockquote><p>a</p></blockquote>", Paragraph(run("a"), "quote")),
        (
            "<dl><dt>Role</dt><dd>Lead</dd><div><dt>Team</dt></div></dl>",
            Facts((("Role", run("Lead")), ("Team", ()))),
        ),
        ("<ul><li>a</li><li><p>b</p><ul><li>c</li></ul></li></ul>", Items((run("a"), run("b"), run("c")))),
        ("<ol>\n<li>a\n</ol>", Items((run("a"),), numbered=True)),
        (
            "<div class='said'><h4><bdi>Al</bdi> writes</h4><p>a\nb</p><p>c</p></div>",
            Said("Al writes", (run("a\nb"), run("c"))),
        ),
        ("<div class='blank' style='--lines: 4'><span>Here</span></div>", Blank("Here", 4)),
        ("<div class='blank'>Here</div>", Blank("Here", 2)),
    ],
)
def test_a_block(html: str, block: Block) -> None:
    assert only(html) == block


@pytest.mark.parametrize(
    ("html", "found"),
    [
        ("a <strong>b</strong> c", (Run("a "), Run("b", "strong"), Run(" c"))),
        ("<span class='rating'><strong>4</strong> Exceeds</span>", run("4 Exceeds", "pill")),
        ("<strong class='yellow mark'>0.5</strong>", run("0.5", "amber")),
        ("<code>1 / 2</code>", run("1 / 2", "formula")),
        ("<a href='https://a.b/?x=1&amp;y'>there</a>", run("there", link="https://a.b/?x=1&y")),
        ("<a href='javascript:alert(1)'>there</a>", run("there")),
        ("<em>a</em><my-own>b</my-own>", run("ab")),
        ("a <strong> b </strong> c", (Run("a "), Run("b ", "strong"), Run("c"))),
        ("<img alt='Our logo'>", run("Our logo")),
        ("a&lt;b&gt;&amp;amp;", run("a<b>&amp;")),
    ],
)
def test_a_text(html: str, found: Text) -> None:
    assert text(f"<p>{html}</p>") == found


def test_a_class_of_a_paragraph_holds_for_its_text() -> None:
    assert text("<p class='red mark'>Guardrail <strong>x</strong></p>") == run("Guardrail x", "red")


def test_a_table() -> None:
    html = """<table class="sign">
    <thead><tr><th data-share="3.5">Who</th><th class="number">Much</th></tr></thead>
    <tbody><tr><td><bdi>Al</bdi> <span class="note">(x)</span><td class="number green mark">1 %
    <tr><td colspan="2">b<p>c</tbody></table>"""
    assert only(html) == Table(
        (Column("Who", 3.5), Column("Much", 1, number=True)),
        (((Run("Al "), Run("(x)", "note")), run("1 %", "green")), (run("b\nc"), ())),
        roomy=True,
    )


def test_a_table_without_a_head_has_no_titles() -> None:
    label, table = blocks("<table><caption>Who</caption><tr><th>a</th><td class='number'>1</td></tr></table>")
    assert label == Paragraph(run("Who"), "label")
    columns = (Column("", 2), Column("", 1, number=True))
    assert table == Table(columns, ((run("a", "strong"), run("1")),))


def test_a_picture_is_read_from_its_points() -> None:
    svg = '<svg class="trend"><title>1, 3</title><polyline points="3,21 40.5,12 93,3"/></svg>'
    trend = Trend(((3, 21), (40.5, 12), (93, 3)), "▁▅█", "1, 3")
    table = only(f"<table><tr><td>a</td><td class='picture'> {svg} </td></tr></table>")
    assert isinstance(table, Table) and table.rows[0][1] == trend
    assert text(f"<p>It went {svg}</p>") == (Run("It went "), Run("▁▅█", "note"))
    assert text("<p><svg><title>Our logo</title></svg></p>") == run("Our logo")


@pytest.mark.parametrize(
    "html",
    [
        "<h2>One<p>two<p>three<table><tr><td>four<td>five<tr><td>six</table>seven",
        "<ul><li>One<li>two</ul><dl><dt>three<dd>four<dt>five<dd>six</dl>seven",
        "<div class='said'><h4>One</h4><p>two<h2>three</h2><table><tr><td>four five</table>six seven",
        "<div class='blank'>One two<p>three</p>four<p>five six seven",
        "<p>One <strong>two <p>three</strong> four</div></section></p> five <td>six</td> seven",
        "<table>One two<tr>three<td>four</table><ul>five<li>six</ul><dl>seven</dl>",
        "<table><tr><td><table><tr><td>One two</table>three four</td><td>five six</table>seven",
        "<head><title></title>One two<body>three four five six seven",
    ],
)
def test_what_is_left_open_or_out_of_place_loses_no_text(html: str) -> None:
    assert re.findall(r"[a-z]+", render_markdown(read_document(html)).lower()) == (
        ["one", "two", "three", "four", "five", "six", "seven"]
    )


def test_what_is_left_open_ends_with_what_holds_it() -> None:
    html = "<section><p>a <strong>b<p>c</section><h2>d<p>e<table><tr><td>f<td>g</table><p>h"
    row = Table((Column("", 2), Column("", 1)), ((run("f"), run("g")),))
    texts = [Paragraph((Run("a "), Run("b", "strong"))), Paragraph(run("c")), Heading(2, "d")]
    assert [*blocks(html)] == [*texts, Paragraph(run("e")), row, Paragraph(run("h"))]


TAGS = (
    *("p", "div", "section", "h2", "h4", "strong", "span", "a", "ul", "ol", "li", "dl", "dt", "dd", "bdi"),
    *("table", "thead", "tbody", "tr", "td", "th", "caption", "blockquote", "svg", "br"),
)
MARKS = [
    *(f"<{tag}>" for tag in TAGS),
    *(f"</{tag}>" for tag in TAGS),
    *("<div class='said'>", "<div class=blank>", "<td colspan=3>", "<head>", "<body>", "</body>", "<!-- -->"),
]


@given(st.lists(st.sampled_from(MARKS), max_size=12), st.integers(0, 3))
@example(["<table>", "<strong>", "<td>", "</strong>"], 0)
def test_no_text_is_lost_whatever_the_tags(marks: list[str], every: int) -> None:
    html = "".join(f"{mark}w{at}w " if at % 4 >= every else mark for at, mark in enumerate(marks))
    words = sorted(re.findall(r"w\d+w", html))
    assert sorted(re.findall(r"w\d+w", render_markdown(read_document(html)))) == words


@given(st.text())
@example("a\x00b\x1b\ud800\uffff\r\nc")
def test_texts_hold_what_a_font_and_xml_know(words: str) -> None:
    found = "".join(piece.text for block in blocks(f"<p>{escape(words)}</p>") for piece in block.text)
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]", found)
    expected = re.sub("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]", "", words)
    assert "".join(found.split()) == "".join(expected.split())


def test_the_head_of_a_row_is_a_cell_that_is_not_bold() -> None:
    rows = "<tr><th scope=col>A<th scope=col>B</tr><tr><th scope=row>a<td>1</tr>"
    (table,) = blocks(f"<table>{rows}</table>")
    assert isinstance(table, Table)
    assert [column.title for column in table.columns] == ["A", "B"]
    assert table.rows == ((run("a"), run("1")),)
    (alone,) = blocks("<table><tr><th scope=row>a</tr></table>")
    assert isinstance(alone, Table) and (alone.titled, alone.rows) == (False, ((run("a"),),))


def test_a_list_in_a_cell_has_its_points() -> None:
    (table,) = blocks("<table><tr><td><ul><li>a<li>b</ul><td><ul><li>c</ul></tr></table>")
    assert isinstance(table, Table)
    assert table.rows == ((run("• a\n• b"), run("c")),)
