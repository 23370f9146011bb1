"""An objective is added in the style of those there; nothing else changes."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from kraokr.authoring.entry import Entry
from kraokr.authoring.insertion import appended
from kraokr.errors import KraokrError
from kraokr.source.text import SourceFile
from kraokr.source.yaml import parse

ENTRY: Entry = {"id": "new", "key_results": [{"id": "k", "title": "K"}]}


def added(text: str) -> str:
    return appended(parse(SourceFile(PurePosixPath("a.yaml"), text)), ENTRY)


@pytest.mark.parametrize(
    ("before", "new", "after"),
    [
        ("objectives:\n  - id: a\n", "  - id: new\n    key_results:\n      - id: k\n        title: K\n", ""),
        ("objectives:\n- id: a", "\n- id: new\n  key_results:\n  - id: k\n    title: K", ""),
        (
            "objectives:\n  -   id: a # x\n\n  -   id: b\n      # y\n",
            "\n  -   id: new\n      key_results:\n        -   id: k\n            title: K\n",
            "  # z\nx-more: 1\n",
        ),
        (
            "objectives:\n  - id: a\n    why: |\n      So.\n",
            "  - id: new\n    key_results:\n      - id: k\n        title: K\n",
            "\n# end\n",
        ),
        (
            "objectives:\n  - id: a\n    key_results: [{id: x, title: X}]\n",
            "  - id: new\n    key_results:\n      - {id: k, title: K}\n",
            "checkins: []\n",
        ),
        ("objectives:\n  - {id: a}\n", "  - {id: new, key_results: [{id: k, title: K}]}\n", ""),
        ("objectives: [{id: a}", ", {id: new, key_results: [{id: k, title: K}]}", "] # x\n"),
    ],
)
def test_the_style_of_the_others(before: str, new: str, after: str) -> None:
    assert added(before + after) == before + new + after


def test_an_empty_list_takes_the_first() -> None:
    assert added("kind: objectives\nobjectives: [] # none yet\n") == (
        "kind: objectives\nobjectives:\n  - id: new\n    key_results:\n      - id: k\n        title: K"
        " # none yet\n"
    )


def test_a_form_of_its_own_is_refused() -> None:
    with pytest.raises(KraokrError, match=r"the objectives in a\.yaml are written in a form"):
        added("objectives:\n  -\n    id: a\n")
