"""The fix of okr-missing-commitment, which needs an option that no example on one file can set."""

from __future__ import annotations

import pytest

from kraokr.source.edits import apply_edits
from overlay import named, run_alone

RULE = named("okr-missing-commitment")
CONFIG = "kind: config\nrules:\n  okr-missing-commitment: {default_commitment: %s}\n"


@pytest.mark.parametrize("commitment", ["committed", "aspirational", "learning"])
def test_the_default_is_written_where_the_good_example_has_it(commitment: str) -> None:
    bad, good = RULE.doc.bad[0], RULE.doc.good[0]
    (found,) = run_alone(RULE, [CONFIG % commitment, bad]).diagnostics
    fix = found.finding.fix
    assert fix is not None
    assert fix.safe
    assert apply_edits(bad, fix.edits) == good.replace("aspirational", commitment)


def test_without_a_default_there_is_no_fix() -> None:
    (found,) = run_alone(RULE, RULE.doc.bad).diagnostics
    assert found.finding.fix is None
