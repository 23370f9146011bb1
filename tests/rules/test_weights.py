from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from kraokr.source.edits import apply_edits
from overlay import named, run_alone

ROLE = "kind: role\nid: sales-manager\ntitle: Sales manager\nkras:\n"
WEIGHTS = st.lists(st.decimals(0, 200, places=1), min_size=2, max_size=6)


@given(WEIGHTS)
def test_fixed_weights_add_up_in_the_order_they_had(weights: list[Decimal]) -> None:
    text = ROLE + "".join(f"- {{id: k{n}, name: Area, weight: {w}}}\n" for n, w in enumerate(weights))
    rule = named("kra-weights-sum")
    sums = [d.finding for d in run_alone(rule, [text]).diagnostics if d.finding.fix]
    for finding in sums:
        assert finding.fix is not None
        fixed = apply_edits(text, finding.fix.edits)
        scaled = [Decimal(line.rpartition(" ")[2].strip("}")) for line in fixed.splitlines()[4:]]
        assert sum(scaled) in (1, 100)
        if not finding.fix.safe:
            pairs = sorted(zip(weights, scaled, strict=True))
            assert all(one[1] - other[1] <= Decimal("0.1") for one, other in pairwise(pairs))
