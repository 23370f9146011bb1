"""Changes of the key results of an objective."""

from __future__ import annotations

from collections.abc import Iterator

from kraokr.history.change import Change, ChangeName, Grave
from kraokr.history.compare.about import About, Plain, is_said, plain
from kraokr.history.compare.both import Both
from kraokr.history.compare.match import Matched, is_reworded
from kraokr.history.compare.readable import unit, value
from kraokr.history.compare.targets import further, moved, named
from kraokr.model import KeyResult, Objective
from kraokr.scoring.amounts import amount, target_text


def _measure(kr: KeyResult) -> str | None:
    return kr.measure


def _aggregate(kr: KeyResult) -> str | None:
    return kr.aggregate if kr.aggregate != "last" else None


def _milestones(kr: KeyResult) -> str | None:
    return value(tuple(f"{one.title} ({one.due})" if one.due else one.title for one in kr.milestones))


_FIELDS = (
    Plain("type", "key-result-redefined", "major", _measure),
    Plain("aggregate", "key-result-redefined", "major", _aggregate),
    Plain("guardrail", "key-result-redefined", "major"),
    Plain("kpi", "key-result-redefined", "minor"),
    Plain("weight", "weight-moved", "minor"),
    Plain("due", "due-moved", "minor"),
    Plain("milestones", "milestones-changed", "minor", _milestones),
)


def key_result_changes(both: Both, objective: About, old: Objective, new: Objective) -> Iterator[Change]:
    """The changes of the key results of an objective that is there before and after.

    In a running cycle it is grave where the goalposts move; less so before it begins and after it has ended.
    """
    is_running = both.after.is_running(both.after.ws.cycle_text(new))
    sides = ((one, {kr.key_id: kr for kr in reversed(one.key_results)}) for one in (old, new))
    for pair in both.parts(next(sides), next(sides), lambda kr: kr.title):
        was, now, _ = pair
        about = _about(both, objective, pair)
        if was is None:
            yield about.change("key-result-added", "minor", "target", new=_target(now) if now else None)
        elif now is None:
            grave: Grave = "major" if is_running else "minor"
            yield about.change("key-result-removed", grave, "target", old=_target(was))
        else:
            yield from _kept(about, new, was, now, is_running)


def _about(both: Both, objective: About, pair: Matched[KeyResult]) -> About:
    kr, state = (pair.after, both.after) if pair.after else (pair.before, both.before)
    assert kr is not None
    owner = state.ws.owner(kr)
    touched = (owner,) if owner and kr.owner else objective.affected
    whose = f"{objective.whose}, {objective.what}"
    return About(
        kr.title, whose, f"{objective.id}/{kr.key_id}", pair.before, pair.after, touched, pair.likely
    )


def _kept(
    about: About, objective: Objective, old: KeyResult, new: KeyResult, is_running: bool
) -> Iterator[Change]:
    title = Plain("title", "key-result-reworded", "minor" if is_reworded(old.title, new.title) else "note")
    yield from plain(about, (title,))
    grave: Grave = "major" if is_running else "minor"
    how = _target_move(old, new)
    if how and is_said(old, new, "target"):
        reason = reason_for(objective, new, "target")
        yield about.change(how, grave, "target", _target(old), _target(new), reason=reason)
    baselines = value(old.baseline), value(new.baseline)
    if baselines[0] != baselines[1] and is_said(old, new, "baseline"):
        reason = reason_for(objective, new, "baseline")
        known: Grave = grave if old.start is not None else "note"
        yield about.change("baseline-moved", known, "baseline", *baselines, reason=reason)
    paused: ChangeName = "key-result-paused" if new.paused_until else "key-result-resumed"
    yield from plain(about, (*_FIELDS, Plain("unit", "key-result-redefined", "major", _unit, ("target",))))
    yield from plain(about, (Plain("paused_until", paused, "minor"),))


def reason_for(objective: Objective, kr: KeyResult, field: str) -> str | None:
    """Why a field of a key result was changed, as the newest entry of `changes:` about it says."""
    names = {field, f"{kr.key_id}/{field}", f"{kr.key_id}.{field}", kr.key_id}
    said = [one for one in objective.changes if one.field is None or one.field in names]
    newest = max(said, key=lambda one: one.on, default=None)
    return newest.reason if newest else None


def _target_move(old: KeyResult, new: KeyResult) -> ChangeName | None:
    if old.threshold and new.threshold:
        return named(moved(old.threshold, new.threshold), None, None)
    if old.goal is not None and new.goal is not None:
        measure = old.measure if old.measure == new.measure else None
        return named(further(old.goal, new.goal, measure), None, None)
    return named(None, _target(old), _target(new))


def _unit(kr: KeyResult) -> str | None:
    return unit(kr.unit or (kr.threshold.unit if kr.threshold else None))


def _target(kr: KeyResult) -> str | None:
    if kr.threshold is not None:
        return target_text(kr.threshold, _unit(kr))
    return amount(kr.goal, _unit(kr)) if kr.goal is not None else value(kr.target)
