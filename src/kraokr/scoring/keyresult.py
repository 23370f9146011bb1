"""The score of a key result, from 0 to 1."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal
from typing import NamedTuple

from kraokr.model import KeyResult, Milestone, Target
from kraokr.scoring.average import weighted_mean
from kraokr.scoring.readings import Reading, aggregated, comparison, consistency, values_in_order
from kraokr.scoring.rounding import ONE, ZERO, clamp, show, show_term


class Score(NamedTuple):
    """The score of one key result.

    `value` lies in 0 to 1 and is None where it cannot be scored; `note` then says why. `raw` is the score
    before it was clamped (a key result at 113 % has 1.13), None where nothing was measured. `current` is the
    value the readings come to, in the key result's unit; `met` whether it satisfies the target.
    """

    value: Decimal | None
    raw: Decimal | None = None
    formula: str = ""
    note: str = ""
    current: Decimal | None = None
    met: bool | None = None


def score_key_result(
    kr: KeyResult, readings: Sequence[Reading], milestones_done: Collection[str] = (), closed: bool = False
) -> Score:
    """The score of a key result from its readings and the ids of the milestones that are done.

    increase, decrease: clamp((current - baseline) / (target - baseline), 0, 1); one formula for both
    directions, because both differences change sign. at_least, at_most, between: the share of readings that
    keep to the target. milestone: weights done / all weights. binary: 1 or 0. Without any reading there is no
    score while the cycle runs, and 0 once it is closed; what lacks a target or a baseline stays unscored.
    Source: the arithmetic that OKR tools share; a negative score counts as 0.
    """
    if kr.milestones and kr.measure in ("milestone", "binary"):
        return _score_milestones(kr.milestones, milestones_done)
    limits, ends = _limits(kr), _ends(kr)
    if not (limits or ends or kr.measure == "binary"):
        return Score(None, note=_lack(kr))
    values = values_in_order(readings)
    if not values:
        return _score_unread(closed)
    current = aggregated(values, kr.aggregate or "last")
    if limits:
        return _score_kept(kr, values, current, limits)
    if ends:
        return _score_moved(current, *ends)
    return _score_done(values[-1], kr.goal or ONE)


def _score_unread(closed: bool) -> Score:
    return Score(ZERO, note="no readings: 0 at the close") if closed else Score(None, note="no readings yet")


def _score_moved(current: Decimal, baseline: Decimal, target: Decimal) -> Score:
    raw = (current - baseline) / (target - baseline)
    start = show_term(baseline)
    formula = f"({show(current)} - {start}) / ({show(target)} - {start})"
    return Score(clamp(raw), raw, formula, current=current, met=raw >= 1)


def _score_kept(kr: KeyResult, values: Sequence[Decimal], current: Decimal, limits: Target) -> Score:
    """A share of readings; a sum is one total, which keeps to the target or does not."""
    total = kr.aggregate == "sum"
    share, formula = comparison(current, limits) if total else consistency(values, limits)
    return Score(share, share, formula, current=current, met=limits.met_by(current))


def _score_done(last: Decimal, goal: Decimal) -> Score:
    raw, formula = comparison(last, Target("at_least", goal, None))
    return Score(raw, raw, formula, current=last, met=last >= goal)


def _score_milestones(milestones: Sequence[Milestone], done: Collection[str]) -> Score:
    states = [m.key_id in done for m in milestones]
    parts = [(ONE if is_done else ZERO, m.weight) for is_done, m in zip(states, milestones, strict=True)]
    value, text = weighted_mean(parts)
    if value is None:
        return Score(None, note=text)
    note = f"{sum(states)} of {len(states)} milestones done"
    return Score(value, value, text, note, met=all(states))


def _limits(kr: KeyResult) -> Target | None:
    """What a key result that keeps a level is held to; None for the others."""
    if kr.measure not in ("at_least", "at_most", "between"):
        return None
    if kr.threshold is not None or kr.goal is None or kr.measure == "between":
        return kr.threshold
    if kr.measure == "at_least":
        return Target("at_least", kr.goal, None)
    return Target("at_most", None, kr.goal)


def _ends(kr: KeyResult) -> tuple[Decimal, Decimal] | None:
    """Baseline and target of a key result that moves; None for others, or if there is no way to go."""
    if kr.measure not in ("increase", "decrease") or kr.start is None or kr.goal is None:
        return None
    return None if kr.start == kr.goal else (kr.start, kr.goal)


def _lack(kr: KeyResult) -> str:
    if kr.measure == "milestone":
        return "no milestones"
    if kr.target is None:
        return "no target"
    if kr.measure in ("at_least", "at_most", "between"):
        return f"the target {kr.target} states no {'range' if kr.measure == 'between' else 'level'}"
    if kr.start is None:
        return "the baseline is not known yet" if kr.baseline == "unknown" else "no baseline"
    if kr.goal is None:
        return f"the target {kr.target} is not one number"
    return "the target equals the baseline"
