"""Entries say the same in block and in flow style, in every manner of indentation."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kraokr.authoring.entry import Entry, Style, braces, item_lines, lines, ref, refs
from kraokr.source.edits import scalar
from kraokr.source.text import SourceFile
from kraokr.source.yaml import parse


def read(text: str) -> object:
    document = parse(SourceFile(PurePosixPath("a.yaml"), text))
    assert not document.problems, text
    return document.data


@given(st.text(), st.sampled_from([0, 2, 4]), st.sampled_from([2, 4]), st.booleans())
def test_every_style_says_the_same(title: str, step: int, inner: int, flow: bool) -> None:
    entry: Entry = {"id": "a", "list": [{"title": scalar(title), "n": "3"}, {"x": "[a, b]"}]}
    data = {"id": "a", "list": [{"title": title, "n": 3}, {"x": ["a", "b"]}]}
    style = Style(step, inner, flow)
    assert read("\n".join(lines(entry, style))) == data
    assert read("\n".join(item_lines(entry, style))) == [data]
    assert read(braces(entry)) == data


@pytest.mark.parametrize(
    "id", ["a", "7", "2026", "2026-Q1", "2026-03", "null", "1e3", "1e-3", "x-1", "2026-03-31"]
)
def test_a_reference_stays_text(id: str) -> None:
    assert read(f"a: {ref(id)}") == {"a": id}
    assert read(f"a: {refs([id, 'b'])}") == {"a": [id, "b"]}
