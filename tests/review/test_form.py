"""The form of a review: every area held, what is known of it, and places to fill in."""

from __future__ import annotations

from datetime import date
from pathlib import PurePosixPath

from goaltree import workspace
from kraokr.model.validate import validate
from kraokr.review import choose_period
from kraokr.review.form import review_form
from kraokr.scoring.scores import Scores
from kraokr.source.text import SourceFile
from kraokr.source.yaml import parse

TODAY = date(2026, 7, 20)
FILES = {
    "a.yaml": "{kind: role, id: a, title: A, kras: [{id: calm, name: Calm}, "
    "{id: old, name: Old, status: retired}]}",
    "b.yaml": "{kind: role, id: b, title: B, kras: [{id: calm, name: Calm at sea}, "
    "{id: reach, name: Reach}]}",
    "ann.yaml": """\
        kind: person
        id: ann
        manager: ann
        assignments: [{role: a, to: 2026-03-31}, {role: b, from: 2026-04-01}]
        objectives:
          - {id: far, title: "Far: # and\\nwide\\u0007", cycle: 2026-Q2, accelerates: reach}
          - {id: lone, title: Lone, cycle: 2026-Q2, dropped: {on: 2026-05-01, reason: No ship}}
        """,
}


def form(cycle: str, files: dict[str, str] = FILES) -> str:
    ws = workspace(files)
    period, _ = choose_period(ws, ws.people["ann"], TODAY, cycle)
    return review_form(ws, Scores(ws, TODAY), ws.people["ann"], period)


def test_two_roles_share_a_form_and_an_area_stands_once() -> None:
    lines = form("2026").split("\n")
    assert lines[:5] == ["kind: review", "person: ann", 'cycle: "2026"', "type: annual", "status: draft"]
    assert [
        line for line in lines if line.startswith("  ") and line.strip()[0].isalpha() and line[2] != " "
    ] == [
        "  calm:",
        "  reach:",
    ]
    at = lines.index("  calm:")
    assert lines[at + 1 : at + 3] == ["    # Calm", "    # Calm at sea"]


def test_nobody_reviews_themselves() -> None:
    assert "reviewer:" not in form("2026-H1")


def test_whatever_a_title_holds_the_form_is_valid() -> None:
    document = parse(SourceFile(PurePosixPath("r.yaml"), form("2026-H1")))
    assert validate(document) is not None
    assert document.problems == []
    assert "    # OKR far (2026-Q2): Far: # and wide : no score" in document.file.text.split("\n")


def test_objectives_that_push_no_area_stand_apart() -> None:
    text = form("2026-H1")
    apart = "# Objectives that push none of these areas:\n# OKR lone (2026-Q2): Lone: dropped: No ship\n\n"
    assert apart in text


def test_a_quarter_has_no_type() -> None:
    assert "type:" not in form("2026-Q2")
