from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import date
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path, PurePosixPath
from typing import Any, get_type_hints

import pytest

from documents.commonmark import kinds, text, tokens
from kraokr.documents.blocks import Blank
from kraokr.documents.markdown_document import render_markdown
from kraokr.documents.reading import read_document
from kraokr.documents.templating.environment import Templates
from kraokr.review import ReviewView, build_review, choose_period
from kraokr.scoring.scores import Scores
from kraokr.workspace import Workspace, load

ROOT = Path(__file__).parents[2]
GOLDEN = ROOT / "tests/golden/reviews"
PEOPLE = ("alice", "priya", "jonas", "omar", "yuki", "zoe")
TEXTS = ("md", "html")
OURS = Templates()


@pytest.fixture(scope="module")
def acme() -> Workspace:
    folder = ROOT / "examples/acme"
    files = folder.rglob("*.yaml")
    return load(
        {PurePosixPath(f.relative_to(folder).as_posix()): f.read_text(encoding="utf-8") for f in files}
    )


def review_of(ws: Workspace, id: str) -> ReviewView:
    today, person = ws.config.as_of or date(2026, 7, 20), ws.people[id]
    return build_review(ws, Scores(ws, today), person, *choose_period(ws, person, today, None))


def render(view: ReviewView, format: str) -> str:
    html = OURS.html("review", review=view)
    return html if format == "html" else render_markdown(read_document(html))


@pytest.mark.parametrize("format", TEXTS)
@pytest.mark.parametrize("id", PEOPLE)
def test_documents_of_the_example(
    acme: Workspace, id: str, format: str, golden: Callable[[Path, str], None]
) -> None:
    golden(GOLDEN / f"{id}.{format}", render(review_of(acme, id), format))


def example(kind: Any, word: str) -> Any:
    """A view in which every text is `word` and nothing is left out."""
    if is_dataclass(kind):
        hints = get_type_hints(kind)
        return kind(**{field.name: example(hints[field.name], word) for field in fields(kind)})
    options = getattr(kind, "__args__", ())
    if getattr(kind, "__origin__", None) is tuple:
        return (example(options[0], word), example(options[0], word))
    known = {str: word, bool: True, date: date(2026, 3, 31), Decimal: Decimal("0.5")}
    return known[kind] if kind in known else example(options[0], word)


def documents(word: str) -> Iterator[ReviewView]:
    """Views with a word in every text: one with all fields, one for each branch that hides others."""
    view: ReviewView = replace(example(ReviewView, word), withheld=False)
    (role, _), (objective, _) = view.roles, view.objectives
    kra = replace(role.kras[0], not_assessed=None, scope=(word,))
    role = replace(role, kras=(kra,))
    open_objective = replace(objective, dropped=None)
    yield view
    yield replace(view, roles=(role,), objectives=(open_objective,))


class Page(HTMLParser):
    """The tags of a page in their order, its text, and where its links lead."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.links: list[str | None] = []
        self.text: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.links += [value for name, value in attrs if name == "href"]
        assert not [name for name, _ in attrs if name.startswith("on")]

    def handle_endtag(self, tag: str) -> None:
        self.tags.append(f"/{tag}")

    def handle_data(self, data: str) -> None:
        self.text.append(data)


HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</style></title><b>",
    "{{ 7*7 }} {% for x in y %} {# z #}",
    "a | b |",
    "# Heading",
    "Heading\n===",
    "- item",
    "1. item",
    "[x](javascript:alert(1))",
    "![x](https://a.example/p.png)",
    "<javascript:alert(1)>",
    "`code` and ``code``",
    "```",
    "~~~ ~~gone~~",
    "**bold** _it_ __init__",
    "&lt;b&gt; &copy;",
    "back\\slash\\",
    "> quote",
    "---",
    "<!-- made by kraokr",
    "مريم العلي",
    "שרה כהן",
    "陳慧玲",
]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_text_is_text_in_markdown(hostile: str) -> None:
    for plain, other in zip(documents("Plainly"), documents(hostile), strict=True):
        plain, other = (_without_links(view) for view in (plain, other))
        expected, found = render(plain, "md"), render(other, "md")
        breaks = ("hardbreak",)
        assert [k for k in kinds(found) if k not in breaks] == [k for k in kinds(expected) if k not in breaks]
        said = " ".join(text(found).split())
        assert said.count(" ".join(hostile.split())) >= text(expected).count("Plainly")


@pytest.mark.parametrize("hostile", HOSTILE)
def test_text_is_text_in_html(hostile: str) -> None:
    for plain, other in zip(documents("Plainly"), documents(hostile), strict=True):
        plain, other = (_without_links(view) for view in (plain, other))
        expected, found = Page(render(plain, "html")), Page(render(other, "html"))
        assert found.tags == expected.tags
        assert "".join(found.text) == "".join(expected.text).replace("Plainly", hostile)


def _without_links(view: ReviewView) -> ReviewView:
    roles = tuple(
        replace(
            role,
            kras=tuple(
                replace(kra, evidence=tuple(replace(item, link=None) for item in kra.evidence))
                for kra in role.kras
            ),
        )
        for role in view.roles
    )
    return replace(view, roles=roles)


def test_a_link_leads_where_it_says() -> None:
    link = "https://a.example/x_y*z?b=1&c=[2]|3"
    view = next(documents(link))
    links = {token.attrs["href"] for token in tokens(render(view, "md")) if token.type == "link_open"}
    assert {str(one).replace("%5B", "[").replace("%5D", "]").replace("%7C", "|") for one in links} == {link}
    assert set(Page(render(view, "html")).links) == {link}


def test_a_page_stands_alone(acme: Workspace) -> None:
    page = render(review_of(acme, "alice"), "html")
    assert not set(Page(page).tags) & {"script", "link", "img", "iframe"}
    assert "url(" not in page
    assert "@import" not in page


def test_a_form_has_lines_to_write_on(acme: Workspace) -> None:
    view = review_of(acme, "omar")
    read = read_document(OURS.html("review", review=view))
    blanks = [block for block in read.blocks if isinstance(block, Blank) and block.lines]
    assert len(blanks) > 3 * sum(len(role.kras) for role in view.roles)
    assert kinds(render_markdown(read)).count("hr") == len(blanks)


def test_a_document_has_one_title_and_no_gaps(acme: Workspace) -> None:
    for id in acme.people:
        document = render(review_of(acme, id), "md")
        levels = [token.tag for token in tokens(document) if token.type == "heading_open"]
        assert levels.count("h1") == 1
        assert "\n\n\n" not in document
        assert not [line for line in document.splitlines() if line != line.rstrip()]


def test_paragraphs_and_lines_stay(acme: Workspace) -> None:
    view = replace(review_of(acme, "omar"), summary="One\nline.\n\n- a\n- b\n")
    assert " writes:** One\\\nline.\n\n\\- a\\\n\\- b\n\n" in render(view, "md")
    assert "<p>One\nline.</p>\n<p>- a\n- b</p>" in render(view, "html")


class GermanDate(date):
    """A date as Python prints it where the machine speaks German."""

    def strftime(self, format: str) -> str:
        return date.strftime(self, format.replace("%B", "Mai"))

    def __format__(self, format: str) -> str:
        return self.strftime(format)


@pytest.mark.parametrize("format", TEXTS)
def test_months_do_not_follow_the_machine(acme: Workspace, format: str) -> None:
    view = replace(review_of(acme, "omar"), start=GermanDate(2026, 5, 4))
    assert "4 May 2026 to 30 June 2026" in render(view, format)
