"""Markdown: short, and nothing in it is taken for markup."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from kraokr.output import FORMATS, Style, View
from kraokr.source.diagnostic import Fix
from outputs import at, diagnostic, messy, secret, source

GOLDEN = Path(__file__).parent.parent / "golden" / "output"
READER = MarkdownIt("commonmark", {"html": True}).enable("table")
ROLE = source("kind: role\nname: Run\n", "roles/a|b.yaml")
OTHER = source("id: x\n", "people/b`.yaml")


def test_summary(golden: Callable[[Path, str], None]) -> None:
    found = [
        diagnostic(at(OTHER, "x"), "`a|b` and | `c", "error", help="ask @all, see #1"),
        diagnostic(at(ROLE, "Run"), "<img src=x>", fix=Fix("Mend it", (), safe=True)),
        diagnostic(at(ROLE, "Run"), fix=Fix("Mend it", ()))._replace(rule="kra-is-task"),
        diagnostic(at(ROLE, "role"), severity="info"),
        secret(),
    ]
    golden(GOLDEN / "markdown.md", FORMATS["markdown"](found, View(Style(color=True), "goals/")))
    assert FORMATS["markdown"]([]) == "### kraokr: No problems found\n"


def rendered(message: str) -> str:
    """The cell of a message as a browser gets it."""
    html = READER.render(FORMATS["markdown"]([diagnostic(at(ROLE, "Run"), message)]))
    cells = re.findall(r"<td[^>]*>(.*?)</td>", html, re.DOTALL)
    assert len(cells) == 6
    return str(cells[-1])


@pytest.mark.parametrize(
    ("message", "expected"),
    [
        ("a | b", "a | b"),
        ("`a | b` c", "<code>a | b</code> c"),
        ("`a", "`a"),
        ("a``b`", "a``b`"),
        ("\\`a`", "\\<code>a</code>"),
        ("<script>x</script> & &amp;", "&lt;script&gt;x&lt;/script&gt; &amp; &amp;amp;"),
        ("`<b>`", "<code>&lt;b&gt;</code>"),
        ("**a** _b_ ~~c~~ [d](http://e)", "**a** _b_ ~~c~~ [d](http://e)"),
        ("![x](y) $a$ # b", "![x](y) $a$ # b"),
        ("@all a@b", "@\u200ball a@\u200bb"),
        ("#1 !2 &3 GH-4 AT&T #a", "#\u200b1 !\u200b2 &amp;\u200b3 GH\u200b-4 AT&amp;T #a"),
        ("a\nb\x1b", "a\\nb\\x1b"),
    ],
)
def test_the_words_of_a_user_are_no_markup(message: str, expected: str) -> None:
    assert rendered(message) == expected


def test_a_whole_workspace_is_short_at_first() -> None:
    shown = FORMATS["markdown"](messy())
    head, folded = shown.split("<details>")
    assert len(head.splitlines()) < 20
    assert re.search(r"^and \d+&nbsp;other kinds: see below$", head, re.MULTILINE)
    assert head.index("error") < head.index("kr-not-measurable")
    assert folded.count("\n| ") == len(messy()) + folded.count("| Line |")
    assert "maternity" not in shown


def test_a_comment_takes_all_of_it() -> None:
    shown = FORMATS["markdown"]([diagnostic(at(ROLE, "Run"), "long " * 100)] * 1000)
    assert 50_000 < len(shown) < 65_000
    rows = shown.count("| warning | long")
    assert f"\nand {1000 - rows} more: see the log\n\n</details>\n" in shown


def test_nothing_private_is_quoted() -> None:
    shown = FORMATS["markdown"]([secret()])
    assert "secret" not in shown
    assert "`reviews/r.yaml:2`" in shown
    assert "Fixes" not in shown
