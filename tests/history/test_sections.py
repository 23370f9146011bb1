from __future__ import annotations

import pytest

from kraokr.history.sections import lines_with, sections

TEXT = (
    "kind: person\nid: a # x\nobjectives:\n- id: o\n  kras: no\n# note\n'checkins':\n- {date: 2026-01-05}\n"
)


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("id",), "id: a # x\n"),
        (("objectives",), "objectives:\n- id: o\n  kras: no\n# note\n"),
        (("checkins",), "'checkins':\n- {date: 2026-01-05}\n"),
        (("kras",), ""),
    ],
)
def test_a_section_ends_where_the_next_top_key_begins(names: tuple[str, ...], expected: str) -> None:
    assert sections(TEXT, names) == expected


def test_a_text_in_braces_is_one_section() -> None:
    assert sections("{kind: role, id: a}", ("id",)) == "{kind: role, id: a}"


def test_lines_with_a_key() -> None:
    text = "kras:\n  # name: no\n  - id: a\n    weight: 3\n    'name': B # x\n  - {weight: 2, name: C}\n"
    assert lines_with(text, ("id", "name")) == (
        "# name: no",
        "- id: a",
        "'name': B # x",
        "- {weight: 2, name: C}",
    )


@pytest.mark.parametrize(
    "text",
    [
        "outcome: People\n  come back\n",
        "outcome: >\n  note: it\n",
        "outcome: |- # so\n  note: it\n",
        'outcome: "People\n  note: it"\n',
        "- 'People\n  note: it'\n",
        "kpis: [\n  {name: A}]\n",
        "outcome: a\n\n  b\n",
    ],
)
def test_values_that_run_on_are_not_taken_apart(text: str) -> None:
    assert lines_with(text, ("outcome",)) is None
