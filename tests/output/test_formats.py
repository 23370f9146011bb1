"""Concise, JSON, GitHub and statistics."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from kraokr.output import FORMATS, PLAIN, Style, View
from kraokr.output.statistics import render_statistics
from kraokr.source.diagnostic import Edit, Fix, Location
from kraokr.source.text import Span
from outputs import at, diagnostic, source

GOLDEN = Path(__file__).parent.parent / "golden" / "output"
FILE = source("kind: role\r\nname: 質 👍 Run\r\n", "roles/a b.yaml")
OTHER = source("id: x\n", "people/b.yaml")
RUN = at(FILE, "Run", "a verb")
FIX = Fix("Write it", (Edit(FILE, RUN.span, "Ran"), Edit(OTHER, Span(0, 0), "# x\n")), safe=True)
SECRET = source("kind: review\nsummary: secret words\n", "reviews/r.yaml")
PRIVATE = diagnostic(
    at(SECRET, "secret", "secret label"),
    'the word "secret"',
    help="write no secret",
    related=(at(SECRET, "words", "secret place"),),
    fix=Fix("Remove secret", ()),
    private=True,
)


def test_concise() -> None:
    found = [diagnostic(RUN, "a\nb"), diagnostic(at(OTHER, "x"), severity="error"), PRIVATE]
    assert FORMATS["concise"](found) == (
        "roles/a b.yaml:2:11: warning[kra-x] a\\nb\n"
        "people/b.yaml:1:5: error[kra-x] something is wrong\n"
        'reviews/r.yaml:2:10: warning[kra-x] the word "secret"\n'
    )
    assert FORMATS["concise"]([]) == ""
    public = FORMATS["concise"]([PRIVATE], View(prefix="sub/", show_private=False))
    assert public.startswith("sub/reviews/r.yaml:2:10: warning[kra-x] a finding in a review")
    assert "secret" not in public
    assert "\x1b[1;33mwarning[kra-x]\x1b[0m" in FORMATS["concise"](found, View(Style(color=True)))


def test_json_is_the_contract() -> None:
    found = [
        diagnostic(RUN, help="do it", related=(at(OTHER, "x", "here"),), fix=FIX),
        diagnostic(Location(source("", "empty.yaml"), Span(0, 0)), severity="info"),
    ]
    shown = FORMATS["json"](found, View(Style(color=True), "../", show_private=False))
    assert shown == FORMATS["json"](found)
    assert json.loads(shown) == [
        {
            "rule": "kra-x",
            "group": "kra",
            "severity": "warning",
            "message": "something is wrong",
            "help": "do it",
            "path": "roles/a b.yaml",
            "start": {"line": 2, "column": 11},
            "end": {"line": 2, "column": 14},
            "related": [
                {
                    "path": "people/b.yaml",
                    "start": {"line": 1, "column": 5},
                    "end": {"line": 1, "column": 6},
                    "label": "here",
                }
            ],
            "fix": {
                "title": "Write it",
                "safe": True,
                "edits": [
                    {
                        "path": "roles/a b.yaml",
                        "start": {"line": 2, "column": 11},
                        "end": {"line": 2, "column": 14},
                        "text": "Ran",
                    },
                    {
                        "path": "people/b.yaml",
                        "start": {"line": 1, "column": 1},
                        "end": {"line": 1, "column": 1},
                        "text": "# x\n",
                    },
                ],
            },
        },
        {
            "rule": "kra-x",
            "group": "kra",
            "severity": "info",
            "message": "something is wrong",
            "help": None,
            "path": "empty.yaml",
            "start": {"line": 1, "column": 1},
            "end": {"line": 1, "column": 1},
            "related": [],
            "fix": None,
        },
    ]
    assert list(json.loads(shown)[0]) == [
        *("rule", "group", "severity", "message", "help", "path", "start", "end", "related", "fix")
    ]
    assert FORMATS["json"]([]) == "[]\n"


def test_github_commands(golden: Callable[[Path, str], None]) -> None:
    odd = source("a: b\nc: d\n", "a,b:c%/x.yaml")
    found = [
        diagnostic(RUN, help="100 % sure,\nor not: yes"),
        diagnostic(at(odd, "a: b\nc: d"), "over\r\nlines", "error"),
        diagnostic(at(odd, "d"), "::error::not a command", "info"),
        PRIVATE,
    ]
    golden(GOLDEN / "github.txt", FORMATS["github"](found, View(prefix="goals/")))


def test_github_never_quotes_what_is_private() -> None:
    for view in (PLAIN, View(show_private=False)):
        shown = FORMATS["github"]([PRIVATE], view)
        assert "secret" not in shown
        assert "kra-x" in shown
        assert "file=reviews/r.yaml,line=2" in shown


def lines(*counts: tuple[str, int]) -> list[str]:
    found: list[Any] = [
        diagnostic(RUN, f"{severity} {number}", severity)
        for severity, count in counts
        for number in range(count)
    ]
    return FORMATS["github"](found).splitlines()


def test_github_shows_ten_of_a_kind_and_says_what_is_left_out() -> None:
    assert len(lines(("error", 10), ("warning", 10), ("info", 10))) == 30
    shown = lines(("info", 1), ("warning", 14), ("error", 11))
    assert len(shown) == 10 + 10 + 1
    assert shown[9] == "::error title=kraokr::and 2 more: see the log"
    assert shown[19] == "::warning title=kraokr::and 5 more: see the log"
    assert [line.split(" ")[0] for line in shown] == ["::error"] * 10 + ["::warning"] * 10 + ["::notice"]
    assert lines() == []


def test_statistics() -> None:
    found = [diagnostic(RUN)] * 11 + [diagnostic(RUN, severity="error")] * 2
    assert render_statistics(found, PLAIN) == "11  warning  kra-x\n 2  error    kra-x\n"
    assert render_statistics([], PLAIN) == ""


def test_a_fix_that_would_remove_a_comment_is_safe_nowhere() -> None:
    file = source("name: Run # why\nid: x\n")
    fix = Fix("Empty it", (Edit(file, Span(0, len(file.text)), ""),), safe=True)
    found = [diagnostic(at(file, "Run"), fix=fix)]
    assert json.loads(FORMATS["json"](found))[0]["fix"]["safe"] is False
    (result,) = json.loads(FORMATS["sarif"](found))["runs"][0]["results"]
    assert result["fixes"][0]["properties"] == {"safe": False}
    assert "Fixes are at hand for 1 of them, 0 without a second look." in FORMATS["markdown"](found)
