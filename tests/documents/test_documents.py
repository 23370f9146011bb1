from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import docx
import pytest
from docx.document import Document as Word
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Mm
from docx.table import Table, _Row
from docx.text.paragraph import Paragraph
from pypdf import PdfReader

from documents.test_render import GOLDEN, OURS, PEOPLE, _without_links, acme, documents, review_of
from kraokr.documents import is_untouched_file, pdf
from kraokr.documents.pdf import render_pdf
from kraokr.documents.reading import read_document
from kraokr.documents.render import document as made
from kraokr.documents.templating.environment import Templates
from kraokr.documents.word import render_docx
from kraokr.errors import KraokrError
from kraokr.review import ReviewView
from kraokr.workspace import Workspace

__all__ = ["acme"]

END = WD_ALIGN_PARAGRAPH.RIGHT
"""The right side, and the left of what begins on the right."""

HOSTILE = [
    "<script>alert(1)</script>",
    "#panic()",
    '#read("/etc/passwd")',
    "$x$ and $1/0$",
    "*b* _i_ `raw` ```",
    "{{ 7*7 }}",
    "= Heading",
    "- item",
    "\\u{41} \\",
    "@label <label>",
    "// a comment /* and */ one",
    '"quoted" it\'s -- ...',
    "]]>&amp;<w:p/>",
]


W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def document(view: ReviewView, format: str, warn: Callable[[str], None] = lambda _: None) -> bytes:
    return made(OURS, "review", view, format, warn)


def pdf_text(data: bytes) -> str:
    """The text of the pages without their footers."""
    pages = (page.extract_text().splitlines() for page in PdfReader(BytesIO(data)).pages)
    return "\n".join(line for page in pages for line in page if not re.search(r" Page \d+ of \d+$", line))


def docx_text(data: bytes) -> str:
    return "\n".join(lines(docx.Document(BytesIO(data))))


def lines(word: Word) -> Iterator[str]:
    for part in word.iter_inner_content():
        if isinstance(part, Table):
            yield from (cell.text for row in part.rows for cell in row.cells)
        else:
            yield part.text


TEXT: dict[str, Callable[[bytes], str]] = {"pdf": pdf_text, "docx": docx_text}


def shown(data: bytes, format: str) -> str:
    """The text of a document, a row of a table on a line, a box for what no font shows."""
    if format == "pdf":
        return re.sub(" +\n", "\n", pdf_text(data).replace("\0", "□") + "\n")
    parts = docx.Document(BytesIO(data)).iter_inner_content()
    rows = (part.rows if isinstance(part, Table) else [part] for part in parts)
    return "".join(f"{_line(row)}\n" for part in rows for row in part)


def _line(part: Paragraph | _Row) -> str:
    return part.text if isinstance(part, Paragraph) else " | ".join(cell.text for cell in part.cells)


@pytest.mark.parametrize("format", TEXT)
@pytest.mark.parametrize("id", PEOPLE)
def test_documents_of_the_example(
    acme: Workspace,
    id: str,
    format: str,
    golden: Callable[[Path, str], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    fonts = pdf._fonts  # those of the machine stay out: one may have Chinese, another none
    monkeypatch.setattr(pdf, "_fonts", lambda system, folder: fonts(False, folder))
    data = document(review_of(acme, id), format)
    golden(GOLDEN / f"{id}.{format}.txt", shown(data, format))


def squeezed(text: str) -> str:
    """A text without what the breaking of lines adds or takes."""
    return re.sub(r"[\s\u200b]+", "", text)


def count(text: str, word: str) -> int:
    return squeezed(text).count(squeezed(word))


@pytest.mark.parametrize("format", TEXT)
@pytest.mark.parametrize("hostile", HOSTILE)
def test_text_is_text(format: str, hostile: str) -> None:
    view, other = (_without_links(next(documents(word))) for word in ("Plainly", hostile))
    expected = count(TEXT[format](document(view, format)), "Plainly")
    assert expected > 50
    assert count(TEXT[format](document(other, format)), hostile) == expected


@pytest.mark.parametrize("format", TEXT)
@pytest.mark.parametrize(
    "name",
    ["مريم العلي", "שרה כהן", "陳慧玲", "😀", "a\x00b\x1b\ud800\uffff", "\n", "\x07", "x" * 400, "\u202e"],
)
def test_every_name_makes_a_document(acme: Workspace, format: str, name: str) -> None:
    view = next(documents(name))
    assert document(view, format)
    named = replace(review_of(acme, "alice"), person=name)
    assert count(TEXT[format](document(named, format)), "Customer acquisition") >= 3


def test_word_keeps_every_script(acme: Workspace) -> None:
    for name in ("مريم العلي", "陳慧玲", "😀"):
        assert name in docx_text(document(replace(review_of(acme, "alice"), person=name), "docx"))


@pytest.mark.parametrize("format", TEXT)
@pytest.mark.parametrize("id", PEOPLE)
def test_documents_say_what_the_review_says(acme: Workspace, id: str, format: str) -> None:
    view = review_of(acme, id)
    heard: list[str] = []
    said = squeezed(TEXT[format](document(view, format, heard.append)))
    for text in told(view):
        assert squeezed(text) in said or heard, text


def told(view: ReviewView) -> Iterable[str]:
    """What has to stand in a document, whatever its format."""
    yield from filter(None, (view.person, view.period, view.summary, view.self_summary, view.recommendation))
    for role in view.roles:
        yield role.title
        for kra in role.kras:
            yield from filter(None, (kra.name, kra.outcome, kra.self_text, kra.comment, kra.formula))
            yield from (kpi.name for kpi in kra.kpis)
    for objective in view.objectives:
        yield from (objective.title, *(result.title for result in objective.key_results))
    yield from (action.action for action in view.development)
    yield "Signed by"


@pytest.mark.parametrize("format", TEXT)
def test_the_same_view_gives_the_same_bytes(acme: Workspace, format: str) -> None:
    for id in ("alice", "omar"):
        view = review_of(acme, id)
        assert document(view, format) == document(view, format)


@pytest.mark.parametrize("format", TEXT)
def test_a_long_comment_stands_whole(acme: Workspace, format: str) -> None:
    words = [f"word{number}" for number in range(10_000)]
    view = review_of(acme, "alice")
    (role,) = view.roles
    kras = (replace(role.kras[0], comment=" ".join(words)), *role.kras[1:])
    said = TEXT[format](document(replace(view, roles=(replace(role, kras=kras),)), format))
    assert {*re.findall(r"word\d+", said)} == {*words}


@pytest.mark.parametrize("format", TEXT)
def test_the_hand_of_a_person_is_seen(acme: Workspace, format: str) -> None:
    data = document(review_of(acme, "alice"), format)
    assert is_untouched_file(data)
    if format == "pdf":
        assert not is_untouched_file(data.replace(b"/Title", b"/Titel", 1))
        assert not is_untouched_file(data + b"\n")
        return
    word, changed = docx.Document(BytesIO(data)), BytesIO()
    word.add_paragraph("My words")
    word.save(changed)
    assert not is_untouched_file(changed.getvalue())
    assert not is_untouched_file(data[:-30])


@pytest.mark.parametrize(
    ("format", "module", "command"),
    [("pdf", "typst", "pip install 'kraokr[pdf]'"), ("docx", "docx", "pip install 'kraokr[docx]'")],
)
def test_without_its_extra_a_format_says_how_to_get_it(
    acme: Workspace, monkeypatch: pytest.MonkeyPatch, format: str, module: str, command: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(KraokrError) as error:
        document(review_of(acme, "alice"), format)
    assert command in str(error.value.help)


def test_a_pdf_is_made_to_be_heard_too(acme: Workspace) -> None:
    reader = PdfReader(BytesIO(document(review_of(acme, "hana"), "pdf")))
    root, about = reader.trailer["/Root"], reader.metadata
    assert root["/Lang"] == "en"
    assert root["/MarkInfo"]["/Marked"].value
    assert b"pdfuaid:part" in root["/Metadata"].get_data()
    assert about is not None
    assert about.title == "Performance review: Hana Kovářová, 2026-H1"
    assert str(about.creation_date)[:10] == "2026-06-30"
    headings = [item.title for item in reader.outline[1] if not isinstance(item, list)]
    assert headings[:2] == ["Summary", "Support Specialist"]


def test_every_page_says_whose_it_is(acme: Workspace) -> None:
    pages = PdfReader(BytesIO(document(review_of(acme, "alice"), "pdf"))).pages
    for number, page in enumerate(pages, 1):
        text = " ".join(page.extract_text().split())
        assert "Alice Rao, 2026-H1" in text
        assert f"Page {number} of {len(pages)}" in text


def test_a_link_leads_where_it_says() -> None:
    link = "https://a.example/x_y*z?b=1&c=[2]|3"
    view = next(documents(link))
    pages = PdfReader(BytesIO(document(view, "pdf"))).pages
    found = {note.get_object()["/A"]["/URI"] for page in pages for note in page.get("/Annots", ())}
    assert found == {link}
    word = docx.Document(BytesIO(document(view, "docx")))
    assert {rel.target_ref for rel in word.part.rels.values() if rel.is_external} == {link}


def test_word_has_real_headings_and_tables(acme: Workspace) -> None:
    word = docx.Document(BytesIO(document(review_of(acme, "alice"), "docx")))
    styles = {paragraph.text: paragraph.style.name for paragraph in word.paragraphs if paragraph.style}
    assert styles["Performance review: Alice Rao"] == "Title"
    assert styles["Summary"] == "Heading 1"
    assert styles["Forecast credibility"] == "Heading 2"
    heads = [[cell.text for cell in table.rows[0].cells] for table in word.tables]
    assert ["Area", "Weight", "Attainment", "Rating"] in heads
    assert heads[-1] == ["Signed by", "Name", "Date", "Signature"]
    assert any(set("▁█") <= set(cell.text) for table in word.tables for cell in table._cells)
    about = word.core_properties
    assert (about.title, about.created) == (
        "Performance review: Alice Rao, 2026-H1",
        datetime(2026, 6, 30, tzinfo=UTC),
    )


def test_a_form_has_places_to_write(acme: Workspace) -> None:
    view = review_of(acme, "omar")
    for format, text in TEXT.items():
        said = text(document(view, format))
        areas = sum(len(role.kras) for role in view.roles)
        assert count(said, "Evidence: readings, dated examples, links") == areas
        assert count(said, "Omar Haddad writes") == areas + 1


def test_an_own_typst_template_sets_the_pdf(acme: Workspace, tmp_path: Path) -> None:
    view = review_of(acme, "alice")
    (tmp_path / "document.typ").write_text(
        "#let doc = json(bytes(sys.inputs.document))\n#set document(title: doc.title)\nOur own: #doc.about"
    )
    data = made(Templates(tmp_path), "review", view, "pdf")
    assert pdf_text(data) == "Our own: Alice Rao, 2026-H1"


@pytest.mark.parametrize(
    ("template", "said"),
    [
        ("\n#colour", "document.typ, line 2: unknown variable: colour"),
        ('#read("kraokr.yaml")', "file not found"),
        ('#read("../seal.py")', "would escape the project root"),
    ],
)
def test_what_is_wrong_in_an_own_typst_template_is_said(
    acme: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, template: str, said: str
) -> None:
    (tmp_path / "document.typ").write_text(template)
    (tmp_path / "kraokr.yaml").write_text("{}")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(KraokrError, match=re.escape(said)):
        made(Templates(tmp_path), "review", review_of(acme, "alice"), "pdf")


def test_a_word_file_is_small_and_packed_alike_everywhere(acme: Workspace) -> None:
    data = document(review_of(acme, "alice"), "docx")
    assert len(data) < 150_000
    packed = {
        (info.compress_type, info.create_system, info.date_time) for info in ZipFile(BytesIO(data)).infolist()
    }
    assert packed == {(ZIP_STORED, 3, (1980, 1, 1, 0, 0, 0))}


def test_an_own_template_changes_every_format(acme: Workspace, tmp_path: Path) -> None:
    (tmp_path / "review.html.jinja").write_text(
        '{% extends "kraokr/review.html.jinja" %}'
        "{% block summary %}<h2>Our words</h2><ol><li>One</ol>{% endblock %}"
    )
    own = Templates(tmp_path)
    for format, text in {**TEXT, "md": bytes.decode, "html": bytes.decode}.items():
        said = text(made(own, "review", review_of(acme, "alice"), format))
        assert "Our words" in said and "One" in said
        assert "Strong in account growth" not in said


def test_a_document_without_a_day_or_a_head_is_one() -> None:
    page = read_document("<p>Just this<table><tr><td>a<td>b</table>")
    assert "Just this" in pdf_text(render_pdf(page, OURS, print))
    assert "Just this" in docx_text(render_docx(page))


def test_what_is_written_from_the_right_begins_there() -> None:
    page = read_document("<p>Plain</p><p>2026 زادت المبيعات.</p><div class=said><h4>Al</h4><p>שלום</p></div>")
    word = docx.Document(BytesIO(render_docx(page)))
    turned = [paragraph.text for paragraph in word.paragraphs if paragraph._p.xpath("./w:pPr/w:bidi")]
    assert turned == ["2026 زادت المبيعات.", "שלום"]


FROM_THE_RIGHT = (
    "<h1>A</h1><h2>X</h2><p>X</p><ul><li>X<li>A</ul><dl><dt>A<dd>X</dl>"
    "<table><tr><th>A<th class=number>A<tr><td>X<td class=number>X<tr><td>A<td class=number>5</table>"
)


def test_headings_lists_and_cells_follow_their_first_letter_too() -> None:
    page = read_document(FROM_THE_RIGHT.replace("X", "שלום (2026)."))
    word = docx.Document(BytesIO(render_docx(page)))
    cells = [paragraph for table in word.tables for cell in table._cells for paragraph in cell.paragraphs]
    turned = [one.text for one in (*word.paragraphs, *cells) if one._p.xpath("./w:pPr/w:bidi")]
    assert turned == ["שלום (2026)."] * 6
    # the dot of such a line stands on its left, beside the bracket
    assert pdf_text(render_pdf(page, OURS, print)).count("2026.)") == 6


def test_headings_and_cells_stay_on_the_left_and_numbers_on_the_right() -> None:
    word = docx.Document(BytesIO(render_docx(read_document(FROM_THE_RIGHT.replace("X", "שלום")))))
    text, number = word.tables[-1].rows[1].cells
    last = word.tables[-1].rows[2].cells
    found = [one.paragraphs[0].alignment for one in (text, number, *last)]
    assert [word.paragraphs[1].alignment, *found] == [END, END, None, None, END]


def test_a_long_word_stays_on_the_page() -> None:
    long = "x" * 500
    about = "<meta name=description content=A>"  # what the foot of each page says
    words = f"<h1>{long}</h1><p>{long}</p><table><tr><td>{long}<td>Short<td>Short</table>"
    page = read_document(about + words)
    lines = [line.count("x") for line in pdf_text(render_pdf(page, OURS, print)).splitlines()]
    assert sum(lines) == 3 * len(long)
    assert max(lines) < 100
    ordinary = read_document("<h1>A</h1><table><tr><td>Instandhaltungspläne<td>Short</table>")
    assert "Instandhaltungspläne" in pdf_text(render_pdf(ordinary, OURS, print))


def test_two_who_speak_in_word_have_a_panel_each_and_their_country() -> None:
    said = "<div class=said><h4>{}</h4><p>Words</p></div>"
    page = read_document(f"<html lang=en>{said.format('Al')}{said.format('Bo')}")
    word = docx.Document(BytesIO(render_docx(page)))
    styles = [paragraph.style.name for paragraph in word.paragraphs if paragraph.style]
    assert styles == ["Said By", "Said", "Cell", "Said By", "Said"]
    assert word.core_properties.language == "en-GB"
    assert [one.get(f"{W}val") for one in word.styles.element.iter(f"{W}lang")] == ["en-GB"]


def test_no_word_of_a_title_is_broken_in_word() -> None:
    head = "<tr><th data-share=9>A<th data-share=0.2>Attainment<th data-share=0.2>B</tr>"
    word = docx.Document(BytesIO(render_docx(read_document(f"<table>{head}<tr><td>1<td>2<td>3</table>"))))
    widths = [column.width for column in word.tables[0].columns]
    assert widths[1] is not None and widths[1] >= Mm(22)
    assert abs(sum(width or 0 for width in widths) - Mm(170)) < Mm(0.1)
