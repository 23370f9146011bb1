"""The fixes of stored-score-mismatch that its examples do not show."""

from __future__ import annotations

from kraokr.source.edits import apply_edits
from overlay import named, run_alone

RULE = named("stored-score-mismatch")
PERSON = """kind: person
id: alice
role: sales-manager
objectives:
  - id: logistics
    title: Become the obvious choice for logistics companies
    cycle: 2025-Q4
    key_results:
      - {id: accounts, title: Logistics accounts, baseline: 0, target: 100}
      - {id: pilots, title: Logistics pilots, baseline: 0, target: 10}
    score: 0.9
checkins:
  - {date: 2025-12-30, readings: {accounts: 63}}
"""
REVIEW = """kind: review
person: ben
cycle: 2025-H2
kras:
  customer-support: {rating: 4, comment: Fast.}
  knowledge: {rating: 3, comment: Slow.}
  team-growth: {rating: 3, comment: Slow.}
overall: {method: computed, value: 5} # agreed in January
"""


def test_a_score_is_not_rewritten_while_readings_are_missing() -> None:
    (found,) = run_alone(RULE, [PERSON]).diagnostics
    assert found.finding.fix is None
    assert "1 of 2 key results was never read" in found.finding.message


def test_a_computed_rating_is_rewritten_in_its_place() -> None:
    (found,) = run_alone(RULE, [REVIEW]).diagnostics
    assert found.finding.fix is not None
    assert apply_edits(REVIEW, found.finding.fix.edits) == REVIEW.replace("value: 5", "value: 3.33")
