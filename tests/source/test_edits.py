from __future__ import annotations

from copy import deepcopy
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from kraokr.source.diagnostic import Edit
from kraokr.source.document import Document, YamlPath
from kraokr.source.edits import apply_edits, insert_entry, insert_item, rename_key, replace_value, scalar
from kraokr.source.text import SourceFile, Span
from kraokr.source.yaml import parse
from support import document
from yamltexts import DATA, flow, texts


def after(parsed: Document, edit: Edit) -> Document:
    return parse(SourceFile(parsed.file.path, apply_edits(parsed.file.text, [edit])))


def read(text: str) -> Document:
    return parse(SourceFile(document("").file.path, text))


def comments(text: str) -> int:
    return text.count("# why") + text.count("# note") + text.count("# end")


def put(data: Any, path: YamlPath, value: Any) -> Any:
    copy = holder = deepcopy(data)
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = value
    return copy


@given(st.text())
def test_a_scalar_reads_back(text: str) -> None:
    assume(not any("\ud800" <= character <= "\udfff" for character in text))
    written = scalar(text)
    assert "\n" not in written
    assert read(f"a: {written}").data == {"a": text}
    assert read(f"[{written}, {{{written}: 1}}]").data == [text, {text: 1}]


@pytest.mark.parametrize("plain", ["Win rate", "customer-support", "share (50 %)", "Größe"])
def test_plain_where_that_is_safe(plain: str) -> None:
    assert scalar(plain) == plain


@given(texts(), st.data())
def test_replacing_changes_that_value_only(pair: tuple[Any, str], draw: st.DataObject) -> None:
    parsed = read(pair[1])
    paths = [path for path, span in parsed.values.items() if path and span.start < span.end]
    assume(paths)
    path, value = draw.draw(st.sampled_from(paths)), draw.draw(DATA)
    changed = after(parsed, replace_value(parsed, path, flow(value)))
    assert changed.problems == []
    assert changed.data == put(parsed.data, path, value)


@given(texts(), st.data())
def test_renaming_changes_that_key_only(pair: tuple[Any, str], draw: st.DataObject) -> None:
    parsed = read(pair[1])
    path = draw.draw(st.sampled_from(list(parsed.keys)))
    changed = after(parsed, rename_key(parsed, path, "new-key"))
    holder = parsed.get(path[:-1])
    renamed = {"new-key" if key == path[-1] else key: value for key, value in holder.items()}
    assert changed.problems == []
    assert changed.data == (put(parsed.data, path[:-1], renamed) if path[1:] else renamed)
    assert comments(changed.file.text) == comments(pair[1])


@given(texts(), st.data())
def test_inserting_adds_that_entry_only(pair: tuple[Any, str], draw: st.DataObject) -> None:
    parsed = read(pair[1])
    mappings = [path for path in parsed.values if isinstance(parsed.get(path), dict)]
    path = draw.draw(st.sampled_from(mappings))
    names = list(parsed.get(path))
    name = draw.draw(st.sampled_from([None, *names]))
    changed = after(parsed, insert_entry(parsed, path, "new-key", "5 % more", name))
    assert changed.problems == []
    at = len(names) if name is None else names.index(name) + 1
    expected = {**parsed.get(path), "new-key": "5 % more"}
    assert changed.data == (put(parsed.data, path, expected) if path else expected)
    assert list(changed.get(path)) == [*names[:at], "new-key", *names[at:]]
    assert comments(changed.file.text) == comments(pair[1])
    assert ("\r\n" in pair[1]) == ("\r\n" in changed.file.text) or "\n" not in pair[1]


@pytest.mark.parametrize(
    ("text", "path", "name", "expected"),
    [
        ("a: 1", (), None, "a: 1\nk: v"),
        ("a: 1 # why\n\n# end\n", (), None, "a: 1 # why\nk: v\n\n# end\n"),
        ("a: 1\r\nb: 2\r\n", (), "a", "a: 1\r\nk: v\r\nb: 2\r\n"),
        (
            "x:\n  - a: 1\n    b:\n      - 2\n  - c\n",
            ("x", 0),
            None,
            "x:\n  - a: 1\n    b:\n      - 2\n    k: v\n  - c\n",
        ),
        ("a: |\n  two\n  lines\n\nb: 1\n", (), "a", "a: |\n  two\n  lines\nk: v\n\nb: 1\n"),
        ("a: |+\n  two\n\nb: 1\n", (), "a", "a: |+\n  two\n\nk: v\nb: 1\n"),
        (
            "a: >\n  folded\n  text # no comment\nb: 1\n",
            (),
            "a",
            "a: >\n  folded\n  text # no comment\nk: v\nb: 1\n",
        ),
        ("a:\nb:\n", (), "a", "a:\nk: v\nb:\n"),
        ("a: # later\n", (), None, "a: # later\nk: v\n"),
        ("x: {}\n", ("x",), None, "x: {k: v}\n"),
        ("x: {a: 1, b: [2]}\n", ("x",), None, "x: {a: 1, b: [2], k: v}\n"),
        ("x: {a: 1,\n    b: 2,}\n", ("x",), None, "x: {a: 1,\n    b: 2, k: v,}\n"),
        ("x: [a: 1, b]\n", ("x", 0), None, "x: [{a: 1, k: v}, b]\n"),
        ("a: one\n  two\nb: 1\n", (), "a", "a: one\n  two\nk: v\nb: 1\n"),
    ],
)
def test_inserting_in_each_style(text: str, path: YamlPath, name: str | None, expected: str) -> None:
    parsed = read(text)
    assert apply_edits(text, [insert_entry(parsed, path, "k", "v", name)]) == expected
    before, changed = parsed.get(path), read(expected).get(path)
    assert {key: value for key, value in changed.items() if key != "k"} == before


@given(texts(), st.data())
def test_an_item_is_added_after_another_one(pair: tuple[Any, str], draw: st.DataObject) -> None:
    parsed = read(pair[1])
    items = [path for path in parsed.values if path and isinstance(path[-1], int)]
    assume(items)
    path = draw.draw(st.sampled_from(items))
    try:
        changed = after(parsed, insert_item(parsed, path, "{new: 5 % more}"))
    except KeyError:
        assume(False)
    assert changed.problems == []
    held, at = parsed.get(path[:-1]), int(path[-1]) + 1
    expected = [*held[:at], {"new": "5 % more"}, *held[at:]]
    assert changed.data == (put(parsed.data, path[:-1], expected) if path[1:] else expected)
    assert comments(changed.file.text) == comments(pair[1])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("x:\n- a: 1\n  b: 2 # why\n- c", "x:\n- a: 1\n  b: 2 # why\n- k\n- c"),
        ("x:\n  - {a: 1}", "x:\n  - {a: 1}\n  - k"),
        ("x: [{a: 1}, c]", "x: [{a: 1}, k, c]"),
        ("x:\r\n  - a: |\r\n      two\r\n", "x:\r\n  - a: |\r\n      two\r\n  - k\r\n"),
    ],
)
def test_adding_an_item_in_each_style(text: str, expected: str) -> None:
    assert apply_edits(text, [insert_item(read(text), ("x", 0), "k")]) == expected


def test_no_item_is_added_after_one_that_leaves_the_line_of_its_hyphen() -> None:
    with pytest.raises(KeyError):
        insert_item(read("x:\n  -\n    a: 1\n"), ("x", 0), "k")


@pytest.mark.parametrize(
    ("text", "path", "name"),
    [
        ("a: 1", (), "b"),
        ("a:", ("a",), None),
        ("a: x", ("a",), None),
        ("a: [b]", ("a",), None),
        ("a:\n  b: *c\n", ("a",), None),
        ("a: 1", ("x",), None),
    ],
)
def test_no_place_to_insert(text: str, path: YamlPath, name: str | None) -> None:
    with pytest.raises(KeyError):
        insert_entry(read(text), path, "k", "v", name)


def test_applying_edits_in_any_order() -> None:
    file = SourceFile(document("").file.path, "abcdef")
    edits = [
        Edit(file, Span(4, 6), ""),
        Edit(file, Span(0, 1), "AA"),
        Edit(file, Span(1, 1), "-"),
        Edit(file, Span(1, 3), "x"),
    ]
    assert apply_edits("abcdef", edits) == "AA-xd"
    assert apply_edits("abcdef", []) == "abcdef"


def test_edits_that_overlap_are_refused() -> None:
    file = SourceFile(document("").file.path, "abcdef")
    with pytest.raises(ValueError, match="overlap at offset 1"):
        apply_edits("abcdef", [Edit(file, Span(0, 2), ""), Edit(file, Span(1, 3), "")])
