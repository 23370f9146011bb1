# ruff: noqa: E501 - a table of texts reads best with one on a line
"""Fixes in further styles than the rules' own examples, and where none is offered."""

from __future__ import annotations

import pytest

from kraokr.source.edits import apply_edits
from overlay import named, run_alone

HEAD = "kind: objectives\nowner: alice\ncycle: 2026-Q1\nobjectives:\n- id: a\n  title: Clients come back\n"
PERSON = "kind: person\nid: alice\nrole: sales-manager\nobjectives:\n- id: a\n  title: Clients stay\n"
READ = "checkins: [{date: %s, readings: {renewal-rate: 88}}]\n"
LINKED = PERSON + "  cycle: 2026-Q1\n  key_results: [{title: Renewals, kpi: renewal-rate, %s}]\n"

NOTES = """kind: person
id: ben
role: support-lead
checkins:
- {date: 2025-10-07, item: customer-support, note: Cleared the backlog.}
- {date: 2025-08-01, item: customer-support, note: Answered in two hours.}
- {date: 2025-03-01, item: customer-support, note: Too early for this review.}
- {date: 2025-11-01, item: knowledge, note: Half of it is rewritten.}
reviews:
- cycle: 2025-H2
  status: final
  kras:
"""

FIXED = [
    (
        "kr-compound",
        HEAD + "  key_results:\n  - title: Grow NPS from 60 to 75. Cut churn from 5% to 3%. # both\n    id: x\n  - title: Z\n",
        HEAD + "  key_results:\n  - title: Grow NPS from 60 to 75 # both\n    id: x\n  - {title: Cut churn from 5% to 3%}\n  - title: Z\n",
    ),
    (
        "kr-compound",
        HEAD + "  key_results: [{title: 'Grow NPS from 60 to 75; cut churn from 5% to 3%'}]\n",
        HEAD + "  key_results: [{title: Grow NPS from 60 to 75}, {title: cut churn from 5% to 3%}]\n",
    ),
    (
        "multiple-owners",
        HEAD + "  owner: Alice Rao & Ben Okafor\n  contributors: [meera]\n",
        HEAD + "  owner: alice\n  contributors: [meera, ben]\n",
    ),
    (
        "multiple-owners",
        HEAD + "  owner: [ben, meera]\n  contributors:\n  - meera # since May\n",
        HEAD + "  owner: ben\n  contributors:\n  - meera # since May\n",
    ),
    (
        "multiple-owners",
        HEAD + "  owner:\n  - ben\n  - meera\n  contributors: [alice]\n",
        HEAD + "  owner: ben\n  contributors: [alice, meera]\n",
    ),
    (
        "multiple-owners",
        HEAD + "  owner: # two\n  - ben\n  - meera\n  contributors: [alice]\n",
        HEAD + "  owner: # two\n   ben\n  contributors: [alice, meera]\n",
    ),
    ("unknown-key", HEAD + "  Key-Results: []\n", HEAD + "  key_results: []\n"),
    (
        "kr-missing-baseline",
        LINKED % "target: 94" + READ % "2025-12-31",
        LINKED % "baseline: 88, target: 94" + READ % "2025-12-31",
    ),
    (
        "kra-weights-sum",
        "kind: role\nid: r\ntitle: R\nkras:\n- {id: a, name: A, weight: 0.4}\n- {id: b, name: B, weight: 0.35}\n",
        "kind: role\nid: r\ntitle: R\nkras:\n- {id: a, name: A, weight: 0.53}\n- {id: b, name: B, weight: 0.47}\n",
    ),
    (
        "review-no-evidence",
        NOTES + "    customer-support:\n      rating: 4\n",
        NOTES + "    customer-support:\n      rating: 4\n      evidence: [2025-08-01, 2025-10-07]\n",
    ),
    (
        "kr-not-measurable",
        HEAD + "  key_results:\n  - target: 12h to 4h\n    title: Response\n",
        HEAD + "  key_results:\n  - target: 4\n    baseline: 12\n    title: Response\n    unit: hours\n",
    ),
]  # fmt: skip

NOT_FIXED = [
    ("review-no-evidence", NOTES + "    team-growth: {rating: 4}\n"),
    (
        "kr-compound",
        HEAD + "  key_results: [{title: 'Grow NPS from 60 to 75 and cut churn from 5% to 3%'}]\n",
    ),
    ("kr-compound", HEAD + "  key_results: [{title: 'Grow NPS to 75. Cut churn to 3%', target: 3}]\n"),
    ("multiple-owners", HEAD + "  owner: Zed and Yve\n"),
    ("multiple-owners", HEAD + "  owner: [alice, ben]\n  contributors: meera\n"),
    ("multiple-owners", HEAD + "  owner: [alice, ben]\n  contributors: []\n"),
    ("unknown-key", HEAD + "  krs: []\n  key_results: []\n"),
    ("kr-missing-baseline", LINKED % "target: 94" + READ % "2026-01-15"),
    ("kr-missing-baseline", LINKED % "target: 94, unit: hours" + READ % "2025-12-31"),
    ("kr-missing-baseline", LINKED % "target: 88" + READ % "2025-12-31"),
    ("kr-not-measurable", HEAD + "  key_results: [{title: Response, unit: days, target: 4 hours}]\n"),
    ("kr-not-measurable", HEAD + "  key_results: [{title: Response, baseline: 9, target: from 12 to 4}]\n"),
    ("kr-not-measurable", HEAD + "  key_results: [{title: Response, target: 4 hours for most}]\n"),
]


@pytest.mark.parametrize(("rule", "text", "expected"), FIXED)
def test_a_fix_changes_what_it_says_and_settles(rule: str, text: str, expected: str) -> None:
    (found,) = run_alone(named(rule), [text]).diagnostics
    assert found.finding.fix is not None
    assert apply_edits(text, found.finding.fix.edits) == expected
    assert run_alone(named(rule), [expected]).diagnostics == []


@pytest.mark.parametrize(("rule", "text"), NOT_FIXED)
def test_what_takes_a_guess_has_no_fix(rule: str, text: str) -> None:
    (found,) = run_alone(named(rule), [text]).diagnostics
    assert found.finding.fix is None


def test_evidence_is_added_to_what_is_cited() -> None:
    config = "kind: config\nrules: {review-no-evidence: {min: 2}}\n"
    text = NOTES + "    customer-support:\n      rating: 4\n      evidence:\n      - %s\n"
    (found,) = run_alone(named("review-no-evidence"), [config, text % "2025-08-01"]).diagnostics
    assert found.finding.fix is not None
    fixed = apply_edits(text % "2025-08-01", found.finding.fix.edits)
    assert fixed == text % "2025-08-01\n      - 2025-10-07"


def test_two_names_for_one_key_are_both_left() -> None:
    found = run_alone(named("unknown-key"), [HEAD + "  krs: []\n  KeyResults: []\n"]).diagnostics
    assert [diagnostic.finding.fix for diagnostic in found] == [None, None]
