"""Frames for people."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kraokr.output import FORMATS, Style, View
from kraokr.output.style import printable, width
from kraokr.source.diagnostic import Location
from kraokr.source.text import Span
from outputs import at, diagnostic, source

GOLDEN = Path(__file__).parent.parent / "golden" / "output"
ROLE = source("kind: role\nkras:\n  - name: Run audits\n    kpis:\n      - a\n      - b\n")
OTHER = source("# one\n" * 99 + "name: Audits\n", "roles/b.yaml")
ODD = source(
    '\tname:\tRun\taudits\nname: 質の監査 of 製品\nname: "e\u0301te\u0301 👍 now"\n'
    "x: \x1b[31mred\u202e\u2028\x07\nend",
    "o.yaml",
)
LONG = source("name: " + "word " * 60 + "THE END " + "word " * 60)
DIAGNOSTICS = [
    diagnostic(at(ROLE, "Run audits", 'starts with "run"'), help="name the outcome"),
    diagnostic(at(ROLE, "kpis:\n      - a\n      - b", "all of these"), "several lines", "error"),
    diagnostic(
        at(ROLE, "audits"),
        "two places",
        "info",
        related=(at(OTHER, "Audits", "first here"), at(ROLE, "role")),
    ),
    diagnostic(at(ODD, "audits"), "behind tabs"),
    diagnostic(at(ODD, "監査 of 製品", "wide"), "wide characters"),
    diagnostic(at(ODD, "now"), "after a combining mark and an emoji"),
    diagnostic(
        at(ODD, "red", "\x1b]0;title\x07"), "control \x1b[2J characters\nof\rall kinds", help="\x9b31m"
    ),
    diagnostic(at(LONG, "THE END", "in the middle"), "a very long line"),
    diagnostic(at(LONG, "name"), "at the beginning of a long line"),
    diagnostic(at(LONG, LONG.text), "all of a long line"),
    diagnostic(Location(source("", "empty.yaml"), Span(0, 0), "unseen"), "an empty file"),
    diagnostic(Location(ODD, Span(len(ODD.text), len(ODD.text))), "at the very end"),
    diagnostic(at(source("summary: secret words", "r.yaml"), "secret"), "private", private=True),
]


def test_frames(golden: Callable[[Path, str], None]) -> None:
    golden(GOLDEN / "text.txt", FORMATS["text"](DIAGNOSTICS))


def test_frames_in_public(golden: Callable[[Path, str], None]) -> None:
    view = View(prefix="../goals/", show_private=False)
    golden(GOLDEN / "text-public.txt", FORMATS["text"](DIAGNOSTICS[-3:], view))


def test_colours_change_no_character() -> None:
    painted = FORMATS["text"](DIAGNOSTICS, View(Style(color=True)))
    assert re.sub(r"\x1b\[[0-9;]*m", "", painted) == FORMATS["text"](DIAGNOSTICS)
    assert "\x1b[1;33mwarning[kra-x]\x1b[0m" in painted


@pytest.mark.parametrize("name", ["text", "concise", "github"])
def test_control_characters_cannot_reach_the_terminal(name: str) -> None:
    shown = FORMATS[name](DIAGNOSTICS)
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2028\u2029]", shown)


def test_summary() -> None:
    last = FORMATS["text"](DIAGNOSTICS).splitlines()[-1]
    assert last == "Found 1 error, 11 warnings, 1 hint in 4 files."
    assert FORMATS["text"]([]) == "No problems found.\n"
    assert FORMATS["text"](DIAGNOSTICS[:1]).endswith("\nFound 1 warning in 1 file.\n")


def test_without_summary() -> None:
    view = View(summary=False)
    assert FORMATS["text"]([], view) == ""
    shown = FORMATS["text"](DIAGNOSTICS[:2], view)
    assert shown + "\nFound 1 error, 1 warning in 1 file.\n" == FORMATS["text"](DIAGNOSTICS[:2])


LINES = st.text(st.sampled_from("aé質\t\x1b 👍x"), min_size=1, max_size=300).filter(str.strip)


@given(line=LINES, data=st.data())
def test_the_underline_stands_under_the_words(line: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(line) - 1))
    end = data.draw(st.integers(start + 1, len(line)))
    shown = FORMATS["text"]([diagnostic(Location(source(line), Span(start, end)))])
    _, _, _, code, underline, *_ = shown.splitlines()
    code, underline = code.removeprefix("1 | "), underline.removeprefix("  | ")
    marks = underline.lstrip(" ")
    cells = "".join(character * width(character) for character in code)
    words = printable(line[start:end].replace("\t", "    "))
    expected = "".join(character * width(character) for character in words)
    under = cells[len(underline) - len(marks) : len(underline)]
    assert set(marks) == {"^"}
    assert expected.startswith(under)
    assert under == expected or len(code) > 100


def test_width() -> None:
    assert [width(text) for text in ("abc", "質", "e\u0301", "a\u200db", "👍")] == [3, 2, 1, 2, 2]
