"""The numbers of a title become fields where they can be read in one way only."""

from __future__ import annotations

from datetime import date

import pytest

from goaltree import workspace
from kraokr.authoring.entry import Entry
from kraokr.authoring.keyresults import key_results

TODAY = date(2026, 7, 20)


@pytest.mark.parametrize(
    ("title", "fields"),
    [
        ("NPS from 40 to 55", {"type": "increase", "baseline": "40", "target": "55"}),
        (
            "Failed releases from 12% to 4%",
            {"type": "decrease", "unit": "percent", "baseline": "12", "target": "4"},
        ),
        ("A harbour that is calm", {}),
    ],
)
def test_fields_of_a_title(title: str, fields: dict[str, str]) -> None:
    (entry,) = key_results(workspace({}), [title], TODAY)
    assert entry["title"] == title
    assert {key: value for key, value in entry.items() if key not in ("id", "title")} == fields


def test_titles_may_hold_anything_and_ids_differ() -> None:
    found: list[Entry] = key_results(workspace({}), ['A: "b"\n- c', "Calls", "Calls"], TODAY)
    assert [one["id"] for one in found] == ["b-c", "calls", "calls-2"]
    assert found[0]["title"] == '"A: \\"b\\"\\n- c"'


def test_a_language_that_is_not_read_leaves_titles_alone() -> None:
    ws = workspace({"kraokr.yaml": "{kind: config, lang: de}"})
    assert key_results(ws, ["NPS from 40 to 55"], TODAY) == [{"id": "nps", "title": "NPS from 40 to 55"}]
