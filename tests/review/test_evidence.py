from __future__ import annotations

from datetime import date

from kraokr.review import Period
from kraokr.review.evidence import recency
from kraokr.review.view import EvidenceView
from review.test_build import ann, answers, built, review

HALF = Period("2026-H1", date(2026, 1, 1), date(2026, 6, 30), "")


def cited(entries: str, fields: str) -> tuple[EvidenceView, ...]:
    files = {**ann(f"role: agent, {fields}"), **review(f"kras: {{answers: {{evidence: [{entries}]}}}}")}
    return answers(files).evidence


def test_a_number_stands_as_its_readings_make_it_up_since_the_first_of_them() -> None:
    read = "checkins: [{date: 2025-12-30, readings: {csat: 9}}, {date: 2026-02-27, readings: {csat: 72}},"
    read += "{date: 2026-06-29, readings: {csat: 88}}, {date: 2026-07-02, readings: {csat: 1}}]"
    assert cited("csat", read) == (EvidenceView("29 June 2026: CSAT (KPI): 88 %", on=date(2026, 2, 27)),)


def test_sums_are_cited_as_totals() -> None:
    objective = "objectives: [{id: calm, title: Calm, cycle: 2026-Q1, key_results: [{id: calls, title: Calls,"
    objective += (
        "target: 50, aggregate: sum, unit: calls}]}], checkins: [{date: 2026-01-30, item: calls, value: 30},"
    )
    objective += "{date: 2026-03-30, item: calls, value: 15}]"
    assert cited("calls", objective) == (
        EvidenceView("30 March 2026: Calls (key result): 45 calls", on=date(2026, 1, 30)),
    )


def test_a_text_speaks_of_the_first_day_that_exists() -> None:
    [piece] = cited("'The audit of 2026-02-30, again on 2026-03-02 and 2026-03-09'", "team: desk")
    assert piece.on == date(2026, 3, 2)


def test_the_last_third_of_a_period_is_counted() -> None:
    days = (date(2026, 4, 30), date(2026, 5, 1), date(2026, 5, 2), None)
    pieces = [EvidenceView("x", on=day) for day in days]
    said = "3 of 4 pieces of evidence are dated; 1 of that is about the last third of the period alone."
    assert recency(pieces, HALF) == said
    assert (
        recency(pieces[:1], HALF)
        == "1 of 1 piece of evidence is dated; none of that is about the last third of the period alone."
    )
    assert recency(pieces[3:], HALF) is None


def test_the_note_covers_all_areas() -> None:
    said = "answers: {evidence: ['2026-02-01: a']}, order: {evidence: ['2026-06-01: b']}"
    note = built(review(f"kras: {{{said}}}")).evidence_note
    assert (
        note == "2 of 2 pieces of evidence are dated; 1 of that is about the last third of the period alone."
    )


def test_a_check_in_tells_who_noted_what_else_what_was_read() -> None:
    read = "checkins: [{date: 2026-02-27, by: lea, note: Two calls lost.},"
    read += "{date: 2026-03-02, readings: {csat: 81}}, {date: 2026-03-03, item: backlog, value: 4}]"
    texts = [
        piece.text
        for piece in cited("2026-02-27, 2026-03-02, 2026-03-03, 2026-03-04, '2026-03-05: a talk'", read)
    ]
    assert texts == [
        "27 February 2026, Lea Ohm: Two calls lost.",
        "2 March 2026: CSAT: 81 %",
        "3 March 2026: Backlog: 4",
        "2026-03-04",
        "5 March 2026: a talk",
    ]
