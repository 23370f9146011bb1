"""Making a review final: the edits, and what stands in the way, with places as the file stands."""

from __future__ import annotations

from datetime import date
from pathlib import PurePosixPath

import pytest

from goaltree import workspace
from kraokr.review.final import final_edits, obstacles, role_files
from kraokr.review.period import Period
from kraokr.source.diagnostic import Diagnostic, Finding, Location, Severity
from kraokr.source.edits import apply_edits
from kraokr.source.text import SourceFile, Span
from kraokr.workspace import Workspace

TODAY = date(2026, 7, 20)
FILES = {
    "base.yaml": "{kind: role, id: base, title: Base}",
    "a.yaml": "{kind: role, id: a, title: A, extends: base}",
    "b.yaml": "{kind: role, id: b, title: B, extends: base}",
    "ann.yaml": "{kind: person, id: ann, "
    "assignments: [{role: a, to: 2026-03-31}, {role: b, from: 2026-04-01}]}",
}
REVIEW = "kind: review\nperson: ann # x\ncycle: 2026-H1\nstatus: self # y\nkras: {}\n"


def reviewed(text: str) -> Workspace:
    return workspace({**FILES, "r.yaml": text})


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            REVIEW,
            "kind: review\nperson: ann # x\ncycle: 2026-H1\nstatus: final # y\nrole_version: v1\n"
            "finalised_on: 2026-07-20\nkras: {}\n",
        ),
        (
            "{kind: review, person: ann, cycle: 2026-H1, kras: {}}",
            "{kind: review, person: ann, cycle: 2026-H1, role_version: v1, status: final, "
            "finalised_on: 2026-07-20, kras: {}}",
        ),
        (
            "kind: review\nperson: ann\nfinalised_on: # when?\nrole_version: v0\nperiod:\n"
            "  start: 2026-01-01\n  end: 2026-06-30\n",
            "kind: review\nperson: ann\nfinalised_on: 2026-07-20 # when?\nrole_version: v0\nperiod:\n"
            "  start: 2026-01-01\n  end: 2026-06-30\nstatus: final\n",
        ),
    ],
)
def test_what_is_written(before: str, after: str) -> None:
    (record,) = reviewed(before).reviews
    assert apply_edits(before, final_edits(record, TODAY, "v1")) == after


def diagnostic(file: SourceFile, span: Span, group: str, severity: Severity) -> Diagnostic:
    return Diagnostic("some-rule", group, severity, Finding(Location(file, span), "x"))


@pytest.mark.parametrize("place", ["kind", "ann # x", "status", "# y", "kras: {}", REVIEW])
def test_places_are_those_of_the_file_as_it_stands(place: str) -> None:
    (record,) = reviewed(REVIEW).reviews
    edits = final_edits(record, TODAY, "v1")
    text = apply_edits(REVIEW, edits)
    (final,) = reviewed(text).reviews
    after = text.find(place) if place != REVIEW else 0
    end = after + len(place) if place != REVIEW else len(text)
    found = diagnostic(final.document.file, Span(after, end), "review", Severity.INFO)
    (moved,) = obstacles(final, [found], edits)
    start, end = moved.finding.at.span
    assert moved.finding.at.file is record.document.file
    assert REVIEW[start:end] == place
    assert moved.severity is Severity.ERROR


def test_a_word_that_was_replaced_stands_for_the_new_one() -> None:
    (record,) = reviewed(REVIEW).reviews
    edits = final_edits(record, TODAY)
    text = apply_edits(REVIEW, edits)
    (final,) = reviewed(text).reviews
    span = final.document.values[("status",)]
    (moved,) = obstacles(final, [diagnostic(final.document.file, span, "review", Severity.INFO)], edits)
    start, end = moved.finding.at.span
    assert REVIEW[start:end] == "self"


def test_what_counts_is_about_reviews_or_an_error_and_in_the_review() -> None:
    (record,) = reviewed(REVIEW).reviews
    edits = final_edits(record, TODAY)
    ws = reviewed(apply_edits(REVIEW, edits))
    (final,) = ws.reviews
    here, there = final.document.file, ws.people["ann"].document.file
    found = [
        diagnostic(here, Span(0, 1), "wording", Severity.WARNING),
        diagnostic(here, Span(0, 2), "wording", Severity.ERROR),
        diagnostic(here, Span(0, 3), "review", Severity.INFO),
        diagnostic(there, Span(0, 4), "review", Severity.ERROR),
    ]
    assert [one.finding.at.span.end for one in obstacles(final, found, edits)] == [2, 3]


def test_the_files_of_a_role_are_those_it_takes_over_too() -> None:
    ws = reviewed(REVIEW)
    period = Period("2026-H1", date(2026, 1, 1), date(2026, 6, 30), "")
    paths = [PurePosixPath(path) for path in ("a.yaml", "base.yaml", "b.yaml")]
    assert role_files(ws, ws.people["ann"], period) == paths
