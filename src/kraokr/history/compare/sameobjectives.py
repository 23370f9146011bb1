"""Which objectives are the same before and after."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable
from functools import partial

from kraokr.history.compare.both import Both
from kraokr.history.compare.match import Matched, alike, likeness
from kraokr.history.compare.state import State
from kraokr.model import Objective

_SAME_ID = 0.4
"""So much alike objectives of one id have to be to be one that got another owner or cycle."""


def objective_pairs(both: Both) -> list[Matched[Objective]]:
    """The objectives of both states: those of one holder, cycle and id, then with one of these moved."""
    olds, news = _touched(both.before, both.after), _touched(both.after, both.before)
    pairs: list[Matched[Objective]] = []
    for key, least in ((_exactly, 0.0), (_of_holder, _SAME_ID), (_in_cycle, _SAME_ID)):
        there = _first(news, partial(key, both, both.after))
        for name, old in _first(olds, partial(key, both, both.before)).items():
            new = there.get(name)
            if new and (not least or likeness(old.title, new.title) >= least):
                pairs.append(Matched(old, new))
        taken = {one for old, new, _ in pairs for one in (old, new)}
        olds, news = ([one for one in side if one not in taken] for side in (olds, news))
    gone = [one for one in olds if not both.after.may_hold(one)]
    come = [one for one in news if not both.before.may_hold(one)]
    return [*pairs, *alike(gone, come, lambda one: one.title)]


def _touched(here: State, there: State) -> list[Objective]:
    """The objectives of a state that do not stand in a file that is the same in the other one."""
    others = there.ws.documents
    same = {
        document
        for path, document in here.ws.documents.items()
        if path in others and (document is others[path] or document.data == others[path].data)
    }
    return [one for one in here.ws.objectives if one.document not in same]


def _exactly(both: Both, state: State, one: Objective) -> Hashable:
    return _holder(both, state, one), state.ws.cycle_text(one), one.id


def _of_holder(both: Both, state: State, one: Objective) -> Hashable:
    return _holder(both, state, one), one.id


def _in_cycle(both: Both, state: State, one: Objective) -> Hashable:
    return state.ws.cycle_text(one), one.id


def _holder(both: Both, state: State, one: Objective) -> Hashable:
    """The id that the person or team of an objective has after."""
    holder = state.ws.holder(one)
    if holder is None:
        return one.owner or one.team
    return both.now(type(holder), holder.id) if state is both.before else holder.id


def _first(
    objectives: Iterable[Objective], key: Callable[[Objective], Hashable]
) -> dict[Hashable, Objective]:
    """The objectives by a key; of two with one key the first counts."""
    found: dict[Hashable, Objective] = {}
    for one in objectives:
        found.setdefault(key(one), one)
    return found
