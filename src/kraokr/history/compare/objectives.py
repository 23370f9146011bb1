"""Changes of objectives."""

from __future__ import annotations

from collections.abc import Iterator

from kraokr.history.change import Change, Grave
from kraokr.history.compare.about import About, Plain, is_said, is_untouched, plain
from kraokr.history.compare.both import Both, called, name_of
from kraokr.history.compare.keyresults import key_result_changes
from kraokr.history.compare.match import is_reworded
from kraokr.history.compare.readable import value
from kraokr.history.compare.sameobjectives import objective_pairs
from kraokr.history.compare.state import State
from kraokr.model import Objective, Person

_FIELDS = (
    Plain("commitment", "commitment-changed", "major"),
    Plain("parent", "alignment-changed", "minor"),
    Plain("supports", "alignment-changed", "note"),
    Plain("weight", "weight-moved", "minor"),
    Plain("contributors", "contributors-changed", "note"),
)


def objective_changes(both: Both) -> Iterator[Change]:
    """The changes of all objectives; one that was dropped or closed says so, one that vanished as well."""
    for old, new, likely in objective_pairs(both):
        state, objective = (both.after, new) if new else (both.before, old)
        assert objective is not None
        about = _about(state, objective, old, new, likely)
        if old is None:
            yield about.change("objective-added", "minor")
        elif new is None:
            yield about.change("objective-removed", _if_running(state, objective, "major"))
        else:
            yield from _kept(both, about, old, new)


def _about(
    state: State, objective: Objective, old: Objective | None, new: Objective | None, likely: bool
) -> About:
    ws = state.ws
    holder, owner, cycle = ws.holder(objective), ws.owner(objective), ws.cycle_text(objective)
    name = name_of(holder) if holder else value(ws.owner_text(objective)) or objective.team or ""
    whose = ", ".join(part for part in (name, cycle) if part)
    touched = (owner,) if owner else ()
    return About(objective.title, whose, ws.full_path(objective), old, new, touched, likely)


def _if_running(state: State, objective: Objective, grave: Grave) -> Grave:
    """How grave it is in a running cycle; less so before it begins and after it has ended."""
    return grave if state.is_running(state.ws.cycle_text(objective)) else "minor"


def _kept(both: Both, about: About, old: Objective, new: Objective) -> Iterator[Change]:
    yield from _owner(both, about, old, new)
    cycles = both.before.ws.cycle_text(old), both.after.ws.cycle_text(new)
    if cycles[0] != cycles[1]:
        yield about.change("cycle-changed", "major", "cycle", *cycles)
    if is_untouched(old, new):
        return
    title = Plain("title", "objective-reworded", "minor" if is_reworded(old.title, new.title) else "note")
    yield from plain(about, (title, Plain("why", "objective-reworded", "note"), *_FIELDS))
    yield from _ended(both, about, old, new)
    yield from _accelerates(both, about, old, new)
    yield from key_result_changes(both, about, old, new)


def _owner(both: Both, about: About, old: Objective, new: Objective) -> Iterator[Change]:
    was, now = value(both.before.ws.owner_text(old)), value(both.after.ws.owner_text(new))
    if both.is_same(Person, was, now) or (_leads(old) and _leads(new)):
        return
    touched = (both.before.ws.people.get(was or ""), both.after.ws.people.get(now or ""))
    about = about._replace(affected=tuple(person for person in touched if person))
    names = called(both.before, Person, was), called(both.after, Person, now)
    yield about.change("owner-changed", _if_running(both.after, new, "major"), "owner", *names)


def _leads(objective: Objective) -> bool:
    """Whether an objective is owned by whoever leads its team: another lead is said of the team."""
    head = objective.holder
    return not objective.owner and not isinstance(head, Person) and not getattr(head, "owner", None)


def _ended(both: Both, about: About, old: Objective, new: Objective) -> Iterator[Change]:
    """Objectives that were dropped, closed, or taken up again."""
    was, now = ("dropped" if one.dropped or one.status == "dropped" else None for one in (old, new))
    if was != now and is_said(old, new, "dropped", "status"):
        reason = new.dropped.reason if new.dropped else None
        name, grave = (
            ("objective-dropped" if now else "objective-resumed"),
            _if_running(both.after, new, "major"),
        )
        yield about.change(name, grave, "status", reason=reason)  # type: ignore[arg-type]
    elif bool(old.closed_on) != bool(new.closed_on) and is_said(old, new, "closed_on"):
        if new.closed_on:
            yield about.change("objective-closed", "note", "score", new=value(new.score), reason=new.learning)
        else:
            yield about.change("objective-reopened", "major", "score", old=value(old.score))


def _accelerates(both: Both, about: About, old: Objective, new: Objective) -> Iterator[Change]:
    """Another area that it pushes; the same one called in another way, or under another id, is no change."""
    ends = (both.before, old), (both.after, new)
    texts = value(old.accelerates), value(new.accelerates)
    if texts[0] == texts[1] or not is_said(old, new, "accelerates"):
        return
    was, now = ({kra.name for kra in state.ws.accelerated(one)} for state, one in ends)
    if not was or was != now:
        yield about.change("alignment-changed", "minor", "accelerates", *texts)
