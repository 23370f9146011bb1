"""What the template of reviews says only in some cases."""

from __future__ import annotations

import pytest

from kraokr.documents.markdown_document import render_markdown
from kraokr.documents.reading import read_document
from kraokr.documents.templating.environment import Templates
from kraokr.review import ReviewView
from review.test_build import ann, built, objective, review

READ = ann("role: agent, checkins: [{date: 2026-02-27, readings: {csat: 56}}]")
GAP = "The numbers alone speak for **2** Partly meets; no reason for the difference is written."


def page(view: ReviewView) -> str:
    return render_markdown(read_document(Templates().html("review", review=view)))


@pytest.mark.parametrize(
    ("said", "shown"),
    [("rating: 4", True), ("rating: 2", False), ("rating: 4, override_reason: The line was down", False)],
)
def test_a_rating_other_than_the_numbers_needs_a_reason(said: str, shown: bool) -> None:
    assert (GAP in page(built({**READ, **review(f"kras: {{answers: {{{said}}}}}")}))) is shown


def test_a_mean_that_was_capped_stands_beside_the_one_that_was_not() -> None:
    kpis = '{id: csat, name: CSAT, target: ">= 80"}, {id: pace, name: Pace, target: ">= 10"}'
    role = f"{{kind: role, id: agent, title: Agent, kras: [{{id: answers, name: Answers, kpis: [{kpis}]}}]}}"
    read = ann("role: agent, checkins: [{date: 2026-02-27, readings: {csat: 60, pace: 15}}]")
    text = page(built({"agent.yaml": role, **read}))
    assert "Mean of its KPIs, each up to 100 % | (0.75 + 1) / 2 | 87.5 %" in text
    assert "The same without this limit |  | 112.5 %" in text


def test_the_score_of_an_objective_is_worked_out() -> None:
    read = (
        "{kind: checkins, owner: ann, cycle: 2026-Q1, checkins: [{date: 2026-02-27, item: wait, value: 6}]}"
    )
    text = page(built({**objective("owner: ann", ""), "read.yaml": read}))
    assert "| Wait | (6 − 9) / (4 − 9) | 0.60 |" in text
    assert "| **Calm phones** | (0.6) / 1 | 0.60 |" in text


def test_thresholds_stand_beside_the_numbers() -> None:
    text = page(built(READ))
    assert "**2** Partly meets from 70 %, **3** Meets from 90 %, **4** Exceeds from 100 %" in text


def test_who_acknowledged_without_a_comment_has_added_nothing() -> None:
    text = page(built(review("status: final, finalised_on: 2026-07-10, acknowledged_on: 2026-07-12")))
    assert "Ann Lee has added nothing." in text
    assert "| Ann Lee | 12 July 2026 | acknowledged |" in text
