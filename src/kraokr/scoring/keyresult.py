"""The score of a key result, from 0 to 1."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from decimal import Decimal
from typing import NamedTuple

from kraokr.model import KeyResult, Milestone, Target
from kraokr.model.config import ScoreSettings
from kraokr.scoring.average import weighted_mean
from kraokr.scoring.readings import Reading, aggregated, comparison, consistency, values_in_order
from kraokr.scoring.rounding import ONE, ZERO, clamp, show, show_term


class Score(NamedTuple):
    """The score of one key result.

    `value` lies in 0 to 1, beyond 1 only if the settings let it; it is None where it cannot be scored, and
    `note` then says why. `raw` is the score before it was clamped (a key result at 113 % has 1.13), None
    where nothing was measured. `current` is the value the readings come to, in the key result's unit; `met`
    whether it satisfies the target.
    """

    value: Decimal | None
    raw: Decimal | None = None
    formula: str = ""
    note: str = ""
    current: Decimal | None = None
    met: bool | None = None


def score_key_result(
    kr: KeyResult,
    readings: Sequence[Reading],
    milestones_done: Collection[str] = (),
    closed: bool = False,
    settings: ScoreSettings | None = None,
) -> Score:
    """The score of a key result from its readings and the ids of the milestones that are done.

    increase, decrease: clamp((current - baseline) / (target - baseline), 0, 1); one formula for both
    directions, because both differences change sign. at_least, at_most, between: the share of readings that
    keep to the target. milestone: weights done / all weights. binary: 1 or 0. Without any reading there is no
    score while the cycle runs, and 0 once it is closed; what lacks a target or a baseline stays unscored.
    `settings` may say otherwise. Source: the arithmetic that OKR tools share; a negative score counts as 0.
    """
    if kr.milestones and kr.measure in ("milestone", "binary"):
        return _score_milestones(kr.milestones, milestones_done)
    limits = limits_of(kr)
    if not (limits or _ends(kr) or kr.measure == "binary"):
        return Score(None, note=_lack(kr))
    values = values_in_order(readings)
    if not values:
        return _score_unread(closed)
    current = values[-1] if kr.measure == "binary" else aggregated(values, kr.aggregate or "last")
    if limits and keeps_a_share(kr, settings):
        share, formula = consistency(values, limits)
        return Score(share, share, formula, current=current, met=limits.met_by(current))
    return score_value(kr, current, settings)


def score_value(kr: KeyResult, current: Decimal, settings: ScoreSettings | None = None) -> Score:
    """The score of a key result whose readings come to this value; a level is met by it or not."""
    limits, ends = limits_of(kr), _ends(kr)
    beyond = settings is not None and settings.beyond_target
    if limits:
        raw, formula = _level(kr, current, limits, settings)
        met = limits.met_by(current)
    elif ends:
        raw, formula = _moved(current, *ends)
        met = raw >= 1
    elif kr.measure == "binary":
        goal = Target("at_least", kr.goal or ONE, None)
        (raw, formula), met = comparison(current, goal), goal.met_by(current)
    else:
        return Score(None, note=_lack(kr))
    return Score(max(raw, ZERO) if beyond else clamp(raw), raw, formula, current=current, met=met)


def keeps_a_share(kr: KeyResult, settings: ScoreSettings | None = None) -> bool:
    """Whether a key result that keeps a level is scored by the share of its readings; a sum is one total."""
    return kr.aggregate != "sum" and (settings is None or settings.kept == "share")


def _score_unread(closed: bool) -> Score:
    return Score(ZERO, note="no readings: 0 at the close") if closed else Score(None, note="no readings yet")


def _moved(current: Decimal, baseline: Decimal, target: Decimal) -> tuple[Decimal, str]:
    start = show_term(baseline)
    formula = f"({show(current)} - {start}) / ({show(target)} - {start})"
    return (current - baseline) / (target - baseline), formula


def _level(
    kr: KeyResult, current: Decimal, limits: Target, settings: ScoreSettings | None
) -> tuple[Decimal, str]:
    """Met or not, or 1 + the distance from a level over that from the baseline to it. Source: Profit.co."""
    goal, start = limits.value, kr.start or ZERO
    by_distance = settings is not None and settings.kept == "distance" and limits.comparator != "between"
    if not by_distance or goal == start:
        return comparison(current, limits)
    better, worse = (current, goal) if limits.comparator == "at_least" else (goal, current)
    way = abs(goal - start)
    return 1 + (better - worse) / way, f"1 + ({show(better)} - {show_term(worse)}) / {show(way)}"


def _score_milestones(milestones: Sequence[Milestone], done: Collection[str]) -> Score:
    states = [m.key_id in done for m in milestones]
    parts = [(ONE if is_done else ZERO, m.weight) for is_done, m in zip(states, milestones, strict=True)]
    value, text = weighted_mean(parts)
    if value is None:
        return Score(None, note=text)
    note = f"{sum(states)} of {len(states)} milestones done"
    return Score(value, value, text, note, met=all(states))


def limits_of(kr: KeyResult) -> Target | None:
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
