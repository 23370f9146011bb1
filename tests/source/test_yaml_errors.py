from __future__ import annotations

import pytest

from kraokr.source.text import SourceFile
from kraokr.source.yaml import parse
from support import document

MISTAKES = [
    ("title: Sales: EMEA\n", (0, 12), "a `:` in the middle of a value"),
    ("kras: [a, b\nid: x\n", (0, 6), "a `[` that is not closed"),
    ("kras: [a, b", (0, 6), "a `[` that is not closed"),
    ("kras: {a: 1\nid: x\n", (0, 6), "a `{` that is not closed"),
    ("id: x\ntitle\nname: y\n", (2, 0), "a line without `key: value`"),
    ("kras:\n  - id: a\n   name: b\n", (2, 3), "this line does not fit its neighbours"),
    ("id: x\n- y\n", (1, 0), "this line does not fit its neighbours"),
    ("a:\n  - b\n c: 1\n", (2, 1), "this line does not fit its neighbours"),
    ('title: "open\nid: x\n', (0, 7), "a quote that is not closed"),
    ("title: 'it's\n'", (0, 11), "the value ends before this"),
    ('title: "a" b\n', (0, 11), "the value ends before this"),
    ("\ttitle: x\n", (0, 0), "a tab in the indentation"),
    ("kras:\n\t- id: x\n", (1, 0), "a tab in the indentation"),
    ("kind: role\n\ttitle: x\n", (1, 0), "a tab in the indentation"),
    ("x: @home\n", (0, 3), "a value cannot start with `@`"),
    ("x: %a\n", (0, 3), "a value cannot start with `%`"),
    ("x: *\n", (0, 4), "a `*` or `&` without a name"),
    ("kras: - id: a\n", (0, 6), "a list item where none can be"),
    ("x: [a,,b]\n", (0, 6), "a value is missing here"),
    ('a: "\\xZZ"\n', (0, 6), "an escape that YAML does not know"),
    ("a: |x\n  b\n", (0, 4), "text after `|` or `>`"),
    ("> a\nb: c\n", (0, 2), "text after `|` or `>`"),
    ("{a: 1} b\n", (0, 7), "something after the end of the document"),
    ("%YAML 2.0\n---\na: 1\n", (0, 0), "a line that begins with `%`"),
    ("a: !e!x b", (0, 3), "a tag, written with `!`"),
    ("a: \x07b", (0, 3), "a character that YAML does not allow (U+0007)"),
    ("\x89PNG\r\n\x1a\n\x00\x00", (0, 0), "a character that YAML does not allow (U+0089)"),
    ("a: \ud800", (0, 3), "a character that YAML does not allow (U+D800)"),
    ("id: a\n<<<<<<< HEAD\ntitle: b\n=======\n", (1, 0), "an unresolved merge conflict"),
]


@pytest.mark.parametrize(("text", "place", "message"), MISTAKES)
@pytest.mark.parametrize("pure", [False, True])
def test_each_mistake_in_our_words(text: str, place: tuple[int, int], message: str, pure: bool) -> None:
    parsed = parse(SourceFile(document("").file.path, text), pure=pure)
    (problem,) = parsed.problems
    assert parsed.broken
    assert problem.kind == "invalid-yaml"
    assert (problem.finding.at.start, problem.finding.message) == (place, message)
    assert problem.finding.help


def test_a_merge_conflict_that_is_valid_yaml_is_data() -> None:
    assert document("a: |\n  <<<<<<< HEAD\n").problems == []
