from __future__ import annotations

import time
from decimal import Decimal
from pathlib import PurePosixPath
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kraokr.source.document import Document
from kraokr.source.events import has_c_parser
from kraokr.source.text import SourceFile, Span
from kraokr.source.yaml import parse, parse_later
from support import document, said
from yamltexts import texts


def read(text: str, pure: bool = False) -> Document:
    return parse(SourceFile(PurePosixPath("x.yaml"), text), pure=pure)


def slices(parsed: Document) -> dict[Any, str]:
    return {path: parsed.file.text[span.start : span.end] for path, span in parsed.values.items()}


def test_the_fast_parser_is_there() -> None:
    assert has_c_parser()


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("5", 5),
        ("-007", -7),
        ("2.50", Decimal("2.50")),
        ("1e3", Decimal(1000)),
        ("0x1F", 31),
        ("0o17", 15),
        ("true", True),
        ("~", None),
        ("", None),
        ("yes", "yes"),
        ("1_000", "1_000"),
        ("2026-02-30", "2026-02-30"),
        ("'5'", "5"),
        ('"\\u00e9"', "é"),
        ("1:30", "1:30"),
        ("0x", "0x"),
        (".", "."),
        ("999999999999999", 999999999999999),
    ],
)
@pytest.mark.parametrize("pure", [False, True])
def test_values_by_the_core_schema(text: str, value: Any, pure: bool) -> None:
    parsed = read(f"a: {text}\n", pure)
    assert parsed.problems == []
    assert (parsed.data["a"], type(parsed.data["a"])) == (value, type(value))


def test_spans() -> None:
    text = "# head\nid: a  # why\nkras:\n  - name: |\n      Two\n      lines\n\n"
    text += "  # note\n  - {x: [1, 'b']}\n\n# end\n"
    parsed = read(text)
    assert slices(parsed) == {
        (): text[7 : text.index("}") + 1],
        ("id",): "a",
        ("kras",): text[text.index("- name") : text.index("}") + 1],
        ("kras", 0): "name: |\n      Two\n      lines",
        ("kras", 0, "name"): "|\n      Two\n      lines",
        ("kras", 1): "{x: [1, 'b']}",
        ("kras", 1, "x"): "[1, 'b']",
        ("kras", 1, "x", 0): "1",
        ("kras", 1, "x", 1): "'b'",
    }
    keys = {path: text[span.start : span.end] for path, span in parsed.keys.items()}
    assert keys == {("id",): "id", ("kras",): "kras", ("kras", 0, "name"): "name", ("kras", 1, "x"): "x"}


@pytest.mark.parametrize("pure", [False, True])
@pytest.mark.parametrize(
    "text", ["id:\n", "id: \n", "id:   # later\n\n", "- id:\n", "{id: }", "id:\r\n", "- # later\n"]
)
def test_a_value_that_is_not_written_stands_behind_its_colon(text: str, pure: bool) -> None:
    parsed = read(text, pure)
    (*_, (_, span)) = parsed.values.items()
    assert parsed.file.text[: span.start].rstrip("}")[-1] in ":-"
    assert span.start == span.end


def test_what_is_not_there() -> None:
    parsed = read("kras: [1]")
    for path in (("x",), ("kras", 1), ("kras", "x"), ("kras", 0, "x"), (0,)):
        assert path not in parsed.values
        assert path not in parsed.keys
        assert parsed.get(path) is None
        with pytest.raises(KeyError):
            parsed.at(path)


@given(texts())
def test_reads_what_was_written(pair: tuple[Any, str]) -> None:
    data, text = pair
    parsed = read(text)
    assert parsed.data == data
    assert parsed.problems == []


@given(texts())
def test_spans_lie_inside_and_read_back(pair: tuple[Any, str]) -> None:
    parsed = read(pair[1])
    assert len(parsed.values) == len(list(parsed.values))
    for path, span in parsed.values.items():
        assert 0 <= span.start <= span.end <= len(pair[1])
        value, written = parsed.get(path), pair[1][span.start : span.end]
        if not isinstance(value, dict | list):
            assert read(f"a: {written}").data["a"] == value
        if path and isinstance(path[-1], str):
            key = parsed.keys[path]
            assert read(pair[1][key.start : key.end]).data == path[-1]
            assert key.end < span.end or written == ""


@given(texts())
def test_both_parsers_agree(pair: tuple[Any, str]) -> None:
    fast, pure = read(pair[1]), read(pair[1], pure=True)
    assert fast.data == pure.data
    assert dict(fast.values) == dict(pure.values)
    assert dict(fast.keys) == dict(pure.keys)


SIGNS = st.sampled_from("[]{}?:-'\"@~1\t\r\n\0é\ufeff\u2028")
PIECES = st.sampled_from(["a", "b: ", "- ", "  ", ", ", "# c", "*a ", "&a ", "<<: ", "!t ", "? ", ": "])
LINES = st.sampled_from([".inf", "1e99", "kind: role\n", ">-\n", "|+\n", "---\n", "...\n", "\r\n", "%A\n"])


@given(texts().map(lambda pair: pair[1]) | st.lists(SIGNS | PIECES | LINES, max_size=16).map("".join))
def test_reading_marks_later_gives_the_same(text: str) -> None:
    file = SourceFile(PurePosixPath("x.yaml"), text)
    now, later = parse(file), parse_later(file)
    assert later.data == now.data
    assert [(p.kind, p.finding.message) for p in later.problems] == [
        (p.kind, p.finding.message) for p in now.problems
    ]
    assert (later.broken, later.mark) == (now.broken, now.mark)


@given(st.lists(SIGNS | PIECES | LINES | st.characters(), max_size=16).map("".join), st.booleans())
def test_any_text_gives_a_document_and_located_problems(text: str, pure: bool) -> None:
    parsed = read(text, pure)
    spans = [problem.finding.at.span for problem in parsed.problems]
    if parsed.broken:
        assert spans
    else:
        spans += [*parsed.values.values(), *parsed.keys.values()]
    assert all(0 <= span.start <= span.end <= len(parsed.file.text) for span in spans)


UNSUPPORTED = [
    ("a: &x 1", "&x 1", "the anchor `&x`"),
    ("a: *x", "*x", "the alias `*x`"),
    ("a:\n  <<: {b: 1}", "<<", "a merge key `<<`"),
    ("a: !!int 5", "!!int 5", "the tag `!!int`"),
    ("a: !env HOME", "!env HOME", "the tag `!env`"),
    ("a: 1\n---\nb: 2", "---", "a second YAML document in one file"),
    ("a: {1: b}", "1", "the key `1` is no text"),
    ("a: {null: b}", "null", "the key `null` is no text"),
    ("? [a]\n: b", "[a]", "a list or a mapping as a key"),
    ("? {a: b}\n: c", "{a: b}", "a list or a mapping as a key"),
    ("a: .inf", ".inf", "`.inf` is no finite number"),
    ("a: [-.INF, .nan]", "-.INF", "`-.INF` is no finite number"),
    ("a: 1234567890123456", "1234567890123456", "the number `1234567890123456` is longer than 15 digits"),
    (
        "a: 0.1234567890123456",
        "0.1234567890123456",
        "the number `0.1234567890123456` is longer than 15 digits",
    ),
    ("a: 1e15", "1e15", "the number `1e15` is longer than 15 digits"),
    (
        "a: 1e99999999999999999999",
        "1e99999999999999999999",
        "the number `1e99999999999999999999` is longer than 15 digits",
    ),
    (
        "a: 0e99999999999999999999",
        "0e99999999999999999999",
        "the number `0e99999999999999999999` is longer than 15 digits",
    ),
]


@pytest.mark.parametrize(("text", "place", "message"), UNSUPPORTED)
@pytest.mark.parametrize("pure", [False, True])
def test_what_goal_files_do_not_have(text: str, place: str, message: str, pure: bool) -> None:
    parsed = read(f"{text}\n", pure)
    assert said(parsed.problems[0])[:2] == (place, message)


def test_a_second_key_is_reported_with_the_first() -> None:
    parsed = read("a: 1\nb: {c: 2, c: 3}\na: [4]\n")
    assert parsed.data == {"a": 1, "b": {"c": 2}}
    assert [said(problem)[1] for problem in parsed.problems] == [
        "the key `c` is given twice in one mapping",
        "the key `a` is given twice in one mapping",
    ]
    finding = parsed.problems[1].finding
    assert finding.at.start.line == 2
    assert finding.related[0].span == Span(0, 1)


def test_what_comes_after_an_alias_or_a_merge_keeps_its_place() -> None:
    parsed = read("a: *x\nb: [*x, 1]\n<<: *x\nc: 2\n*x : 3\na: 4\n")
    assert parsed.data == {"b": [1], "c": 2, "a": 4}
    assert slices(parsed)[("b", 0)] == "1"
    assert len(parsed.problems) == 5


@pytest.mark.parametrize("pure", [False, True])
@pytest.mark.parametrize(("left", "right"), [("[", "]"), ("{a: ", "}"), ("- ", ""), ("? ", "")])
def test_ten_thousand_levels(left: str, right: str, pure: bool) -> None:
    parsed = read(left * 10_000 + "1" + right * 10_000, pure)
    assert parsed.broken
    assert said(parsed.problems[-1])[1] == "nested more than 100 levels deep"


def test_a_hundred_levels_are_read() -> None:
    assert read("[" * 100 + "]" * 100).problems == []
    assert read("[" * 101 + "]" * 101).broken


def test_an_alias_bomb_stays_small() -> None:
    lines = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    parsed = read("\n".join(lines))
    assert parsed.data == {"a0": ["x", "x"], **{f"a{n}": [] for n in range(1, 10)}}
    assert len(parsed.problems) == 91


@pytest.mark.parametrize(
    "text",
    [
        "a: 0x" + "f" * 500_000,
        "a: " + "9" * 500_000,
        "a: " + "#" * 500_000,
        "a:\n" + " # #\n" * 100_000 + "b",
    ],
)
def test_long_things_are_quick(text: str) -> None:
    begun = time.perf_counter()
    parsed = read(text)
    assert time.perf_counter() - begun < 2
    assert all(len(problem.finding.message) < 100 for problem in parsed.problems)


@pytest.mark.parametrize("text", ["", "\n", "# only a note\n", "---\n", "\ufeff", "null"])
def test_nothing_is_no_error(text: str) -> None:
    parsed = read(text)
    assert (parsed.data, parsed.broken, parsed.problems) == (None, False, [])


def test_a_list_is_data() -> None:
    assert document("- a\n- b\n").data == ["a", "b"]


def test_carriage_returns() -> None:
    parsed = read("\ufeffid: a\r\nkras:\r\n  - name: |\r\n      x\r\n  - b\r\n")
    assert parsed.data == {"id": "a", "kras": [{"name": "x\n"}, "b"]}
    assert slices(parsed)[("kras", 0, "name")] == "|\r\n      x"
    assert parsed.at(("kras", 1)).start == (4, 4)
