from __future__ import annotations

from decimal import Decimal

import pytest

from kraokr.model import KeyResult, Objectives
from support import load


def key_result(fields: str) -> KeyResult:
    node, problems = load(
        f"kind: objectives\nobjectives: [{{id: a, title: A, key_results: [{{title: Net score, {fields}}}]}}]"
    )
    assert problems == []
    assert isinstance(node, Objectives)
    return node.objectives[0].key_results[0]


@pytest.mark.parametrize(
    ("fields", "measure", "start", "goal"),
    [
        ("baseline: 40, target: 60", "increase", 40, 60),
        ("baseline: 9, target: 4.5", "decrease", 9, Decimal("4.5")),
        ("baseline: 5, target: 5", "increase", 5, 5),
        ("baseline: 9, target: <= 4 hours", "decrease", 9, 4),
        ("baseline: 70, target: '>= 90'", "increase", 70, 90),
        ("aggregate: sum, target: 50", "increase", 0, 50),
        ("aggregate: sum, target: '>= 50'", "increase", 0, 50),
        ("aggregate: sum, target: '<= 3'", "at_most", 0, 3),
        ("aggregate: sum, baseline: 10, target: 50", "increase", 10, 50),
        ("target: '>= 90'", "at_least", None, 90),
        ("target: <= 4 hours", "at_most", None, 4),
        ("target: 90..100", "between", None, None),
        ("baseline: 80, target: 90..100", "between", 80, None),
        ("target: '= 3'", None, None, 3),
        ("target: 60", None, None, 60),
        ("target: soon", None, None, None),
        ("baseline: unknown, target: 60", None, None, 60),
        ("baseline: unknown, aggregate: sum, target: 60", None, None, 60),
        ("baseline: 40", None, 40, None),
        ("kpi: nps", None, None, None),
        ("milestones: [{title: M}]", "milestone", None, None),
        ("milestones: [{title: M}], type: binary", "binary", None, None),
        ("type: at_least, baseline: 40, target: 60", "at_least", 40, 60),
    ],
)
def test_type_follows_from_the_numbers(
    fields: str, measure: str | None, start: Decimal | None, goal: Decimal | None
) -> None:
    kr = key_result(fields)
    assert (kr.measure, kr.start, kr.goal) == (measure, start, goal)


def test_the_id_is_else_the_slug_of_the_title() -> None:
    assert key_result("baseline: 1").key_id == "net-score"
    assert key_result("id: nps").key_id == "nps"
    assert key_result("milestones: [{title: Go live!}]").milestones[0].key_id == "go-live"
