from __future__ import annotations

import pytest

from kraokr.model.validate import validate
from kraokr.source.edits import apply_edits
from support import document

ROLE = "kind: role\nid: a\ntitle: A\n"
KPI = ROLE + "kras: [{id: b, name: B, kpis: [{name: C, %s}]}]\n"
KR = "kind: objectives\nowner: a\nobjectives: [{id: b, title: B, key_results: [{title: C, %s}]}]\n"

CERTAIN = [
    (ROLE + "status: %s", "Active", "active"),
    (KR, "aggregate: Sum", "aggregate: sum"),
    (KPI, "frequency: annually", "frequency: yearly"),
    (KR, "type: At least", "type: at_least"),
    (KPI, "guardrail: 'off'", "guardrail: false"),
    (KPI, "guardrail: Yes", "guardrail: true"),
    (KPI, "weight: '40'", "weight: 40"),
    (KR, "baseline: '-2.5'", "baseline: -2.5"),
    (ROLE + "levels: [{id: c, rank: %s}]", "1e1", "10"),
    (ROLE + "levels: [{id: c, rank: %s}]", "'3'", "3"),
    (ROLE + "purpose: %s", "1e3", '"1e3"'),
    (ROLE + "purpose: %s", "true", '"true"'),
    (ROLE + "reviewed_on: %s", "2026/3/1", "2026-03-01"),
]


@pytest.mark.parametrize(("text", "wrong", "right"), CERTAIN)
def test_a_slip_is_mended_and_then_valid(text: str, wrong: str, right: str) -> None:
    read = document(text % wrong)
    validate(read)
    [problem] = read.problems
    assert problem.finding.fix is not None
    assert problem.finding.fix.safe
    mended = apply_edits(text % wrong, problem.finding.fix.edits)
    assert mended == text % right
    again = document(mended)
    validate(again)
    assert again.problems == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        (ROLE + "status: %s", "resting"),
        (KR, "status: Automated Tracking"),
        (KPI, "guardrail: maybe"),
        (KPI, "weight: 40%"),
        (KPI, "weight: '1,5'"),
        (KR, "baseline: about 40"),
        (ROLE + "levels: [{id: c, rank: %s}]", "1.5"),
        (ROLE + "reviewed_on: %s", "01.04.2025"),
        (ROLE + "reviewed_on: %s", "2026/2/30"),
        ("kind: role\nid: %s\ntitle: A", "Sales Lead"),
    ],
)
def test_what_takes_a_guess_is_left_alone(text: str, wrong: str) -> None:
    read = document(text % wrong)
    validate(read)
    assert [problem.finding.fix for problem in read.problems] == [None]
