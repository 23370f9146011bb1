"""What people write comes out as text: each field of goal files, in each kind of document, in each format."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from documents.commonmark import kinds, text
from documents.test_documents import docx_text, pdf_text, squeezed
from documents.test_render import Page
from goaltexts import LOOKED_UP, Texts, text_fields
from goaltree import write
from kraokr.cli.app import run

KINDS = ("review", "self", "one-on-one", "promotion", "calibration")
HOSTILE = {
    "jinja": "{{ 7*7 }}{% raw %}{# {{ review.__class__ }}",
    "html": "<script>alert(1)</script><img src=x onerror=alert(1)></style></title>\"'>",
    "typst": '#panic() #read("/etc/passwd") $x$ 1/0$ #{ \\u{41} @label <label> // /* -- it\'s ~ "q" *b* _i_',
    "markdown": "- [x](javascript:alert(1)) ![p](b) | `c` ``` **b** __i__ ~~g~~ \\ 1. &lt; <!-- <a:b> #",
    "word": "# ]]></w:t></w:r></w:p><w:p/>&amp; === <![CDATA[ {HYPERLINK \\l} {\\rtf1",
    "all scripts": "مريم שרה 陳慧玲 नमस्ते 😀👩\u200d👧 e\u0301\u0323 a\u200bb \u202eabc\u202c \u2066x\u2069",
}
UNSEEN = {
    "CheckIn.source",
    "CountLimits.reason",
    "DataSource.connection",
    "DataSource.query",
    "InitiativeFields.link",
    "InitiativeFields.title",
    "KeyResult.source",
    "Kpi.definition",
    "Kpi.primary_role",
    "Kpi.source",
    "Kra.practices",
    "Kra.primary_role",
    "Kra.tactic_ok",
    "Objective.initiatives",
    "Objective.reason",
    "Objective.why",
    "Policy.reason",
    "ReviewEntry.feedback_elsewhere",
    "Role.owner",
}
"""The fields that stand in no document."""


def html_text(data: bytes) -> str:
    return "".join(Page(data.decode()).text)


def markdown_text(data: bytes) -> str:
    return text(data.decode())


TEXT: dict[str, Callable[[bytes], str]] = {
    "md": markdown_text,
    "html": html_text,
    "pdf": pdf_text,
    "docx": docx_text,
}


def reduced(text: str) -> str:
    """A text without white space, and without the colons that Markdown ends a label with if it has none."""
    return squeezed(text).replace(":", "")


class Documents:
    """The documents about a person in a workspace whose texts are all one word, by kind and format."""

    def __init__(self, root: Path, word: str) -> None:
        self.word, self.texts = word, Texts(word)
        write(root, self.texts.files)
        self._files: dict[tuple[str, str], bytes] = {}
        for kind in KINDS:
            cycle = () if kind == "one-on-one" else ("--cycle", f"{word} CycleFields.id")
            with pytest.MonkeyPatch.context() as patch:
                patch.chdir(root)
                assert run(["review", "ann", "-k", kind, *cycle, "-f", "md,html,pdf,docx", "-o", kind]) == 0
            for format in TEXT:
                (path,) = (root / kind).glob(f"*.{format}")
                self._files[kind, format] = path.read_bytes()

    def source(self, kind: str, format: str) -> str:
        """A document of text, but for what is counted from its bytes."""
        return re.sub(r"[0-9a-f]{64}", "", self._files[kind, format].decode())

    def text(self, kind: str, format: str) -> str:
        """What a document says, without hashes."""
        return reduced(re.sub(r"[0-9a-f]{64}", "", TEXT[format](self._files[kind, format])))


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Documents:
    return Documents(tmp_path_factory.mktemp("plain"), "Plainly")


@pytest.fixture(scope="module", params=HOSTILE)
def hostile(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Documents:
    return Documents(tmp_path_factory.mktemp("hostile"), HOSTILE[request.param])


def test_no_field_is_forgotten(plain: Documents) -> None:
    assert text_fields() - LOOKED_UP <= plain.texts.named
    said = "".join(plain.text(kind, "html") for kind in KINDS)
    unseen = {name for name in plain.texts.named if not re.search(rf"Plainly{name}(?!_)", said)}
    assert unseen == UNSEEN


@pytest.mark.parametrize("kind", KINDS)
def test_text_is_text(plain: Documents, hostile: Documents, kind: str) -> None:
    word = reduced(hostile.word)
    for format in ("md", "html", "docx"):
        assert hostile.text(kind, format) == plain.text(kind, format).replace("Plainly", word), format


@pytest.mark.parametrize("kind", KINDS)
def test_text_adds_no_markup(plain: Documents, hostile: Documents, kind: str) -> None:
    pages = [Page(documents.source(kind, "html")) for documents in (plain, hostile)]
    assert pages[0].tags == pages[1].tags
    assert pages[0].links == pages[1].links
    assert kinds(hostile.source(kind, "md")) == kinds(plain.source(kind, "md"))


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_is_lost_where_pages_break(plain: Documents, hostile: Documents, kind: str) -> None:
    expected, found = plain.text(kind, "pdf"), hostile.text(kind, "pdf")
    word = reduced(hostile.word)
    if not word.isascii():  # what fonts show differs by machine
        word, found = "", re.sub("[\u202a-\u2069]", "", found)
    for name in plain.texts.named:  # the foot of a page, where it is long, says the name again
        assert found.count(f"{word}{name}") >= expected.count(f"Plainly{name}"), name
