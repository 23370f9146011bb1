"""Pace: whether progress keeps up with the days of the cycle, and what a confidence says."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple, TypeAlias

from kraokr.model import Config, KeyResult
from kraokr.model.config import Expected, PaceSettings
from kraokr.model.objective import Commitment
from kraokr.model.objective import Pace as Shape
from kraokr.scoring.objective import ObjectiveScore
from kraokr.scoring.rounding import ONE, clamp, show, show_term

PaceStatus: TypeAlias = Literal["off_track", "needs_focus", "on_track", "done"]
WEAKEST_FIRST: tuple[PaceStatus, ...] = ("off_track", "needs_focus", "on_track", "done")

_KEPT = ("at_least", "at_most", "between")
_IN_STEPS = ("milestone", "binary")


class Pace(NamedTuple):
    """How the progress of a key result compares with the days gone.

    `elapsed`, `expected` and `gap` are shares of 1; the gap is negative where it is ahead. Without a verdict
    `status` is None and `note` says why; `expected` and `gap` are None where no progress can be expected.
    """

    status: PaceStatus | None
    elapsed: Decimal
    expected: Decimal | None = None
    gap: Decimal | None = None
    formula: str = ""
    note: str = ""


class ObjectivePace(NamedTuple):
    """The pace of each key result of an objective in their order, and the status they come to."""

    status: PaceStatus | None
    paces: tuple[Pace, ...]


def elapsed(start: date, end: date, today: date) -> Decimal:
    """The share of the days from start to end that are gone, today included: 0 to 1."""
    return clamp(Decimal((today - start).days + 1) / ((end - start).days + 1))


def success_line(commitment: Commitment | None, expected: Expected) -> Decimal:
    """The score that counts as success; a goal that is not committed is held to the aspirational one.

    Source: Google's OKR playbook.
    """
    return expected.committed if commitment == "committed" else expected.aspirational


def expected_progress(gone: Decimal, line: Decimal, shape: Shape = "linear") -> Decimal | None:
    """The score expected after a share of the days: x * line, x² * line if back-loaded, else None."""
    if shape in ("step", "none"):
        return None
    return (gone * gone if shape == "back_loaded" else gone) * line


def gap_status(gap: Decimal, settings: PaceSettings) -> PaceStatus:
    """What a gap between expected and actual progress means. Source: the bounds that OKR tools publish."""
    if gap <= settings.on:
        return "on_track"
    return "needs_focus" if gap <= settings.off else "off_track"


def ratio_status(progress: Decimal, expected: Decimal, settings: PaceSettings) -> PaceStatus:
    """What the share of the expected progress that is there means. Source: UpRaise, Mooncamp, ServiceNow."""
    if progress >= settings.on * expected:
        return "on_track"
    return "needs_focus" if progress >= settings.off * expected else "off_track"


def confidence_status(confidence: int) -> PaceStatus:
    """What a confidence from 1 to 10 means: 1-3 off track, 4-7 needs focus, 8-10 on track. Source: Koan."""
    if confidence <= 3:
        return "off_track"
    return "needs_focus" if confidence <= 7 else "on_track"


def pace_key_result(
    kr: KeyResult,
    progress: Decimal | None,
    start: date,
    end: date,
    today: date,
    line: Decimal,
    settings: PaceSettings,
) -> Pace:
    """The pace of a key result whose cycle has these days, from its score (0 to 1) and its success line.

    elapsed x = (today - start + 1) / (end - start + 1), where an earlier `due` is the end; expected = x *
    line; gap = expected - progress. A level is kept from the first day on: the whole line is expected at any
    time, and it is done only when the days are over. Past due and unfinished is off track.
    """
    last = kr.due if kr.due is not None and start <= kr.due <= end else end
    gone, over = elapsed(start, last, today), today > last
    kept = kr.measure in _KEPT
    if progress is None:
        return Pace(None, gone, note="no score yet")
    if progress >= line and (over or not kept):
        return Pace("done", gone, note=f"{show(progress)} reaches {show(line)}")
    if over:
        return Pace("off_track", gone, line, line - progress, note=f"unfinished after {last}")
    if kr.paused_until is not None and today < kr.paused_until:
        return Pace(None, gone, note=f"paused until {kr.paused_until}")
    shape = kr.pace or ("step" if kr.measure in _IN_STEPS else "linear")
    expected = expected_progress(ONE if kept else gone, line, shape)
    if expected is None:
        return Pace(None, gone, note="progress comes in steps" if shape == "step" else "no pace is expected")
    return _judged(progress, gone, expected, _formula(progress, gone, line, kept, shape), settings)


def _formula(progress: Decimal, gone: Decimal, line: Decimal, kept: bool, shape: Shape) -> str:
    share = "" if kept else f"{show(gone)}{'²' if shape == 'back_loaded' else ''} × "
    return f"{share}{show(line)} - {show_term(progress)}"


def _judged(
    progress: Decimal, gone: Decimal, expected: Decimal, formula: str, settings: PaceSettings
) -> Pace:
    gap = expected - progress
    if gone < settings.grace:
        return Pace(None, gone, expected, gap, formula, "too early to tell")
    status = gap_status(gap, settings) if settings.by == "gap" else ratio_status(progress, expected, settings)
    return Pace(status, gone, expected, gap, formula)


def pace_objective(
    scored: ObjectiveScore, start: date, end: date, today: date, config: Config
) -> ObjectivePace:
    """The pace of an objective from its scores, in a cycle of these days."""
    line = success_line(scored.objective.commitment, config.score.expected)
    pairs = list(zip(scored.objective.key_results, scored.scores, strict=True))
    paces = tuple(
        pace_key_result(kr, score.value, start, end, today, line, config.pace) for kr, score in pairs
    )
    counted = (pace.status for (kr, _), pace in zip(pairs, paces, strict=True) if not kr.guardrail)
    return ObjectivePace(weakest(counted, breached=bool(scored.average.breached)), paces)


def weakest(statuses: Iterable[PaceStatus | None], breached: bool = False) -> PaceStatus | None:
    """The status of an objective: that of its weakest key result. Source: Perdoo.

    Key results without a verdict are passed over, but it is done only if all are. A breached guardrail caps
    it at needs_focus.
    """
    given = list(statuses)
    found = [status for status in given if status is not None]
    if None in given and found:
        found.append("on_track")
    if breached:
        found.append("needs_focus")
    return min(found, key=WEAKEST_FIRST.index, default=None)
