"""What rules on goalposts share: how the key results of an objective moved, and which entry says why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING, Literal, NamedTuple

from kraokr.model import KeyResult, Objective
from kraokr.model.changed import TargetChange
from kraokr.scoring.amounts import amount, target_text
from kraokr.scoring.rounding import show

if TYPE_CHECKING:
    from kraokr.history.record import History
    from kraokr.history.version import Version

How = Literal["tightened", "loosened", "changed", "added", "removed"]


class Move(NamedTuple):
    """How a key result moved: its `field`, the values as written before and after, and since when.

    `kr` is the key result after the move; before it, where it was removed. `shown` are the values with units.
    """

    kr: KeyResult
    field: Literal["target", "baseline", "key_results"]
    how: How
    old: object
    new: object
    shown: tuple[str, str]
    version: Version[Objective]


def moves(history: History, objective: Objective, since: date, grace: int = 0) -> list[Move]:
    """How the key results of an objective moved since a day, the oldest first.

    What moved while it was a draft is left out, and what did in so many days of `grace` after it was written.
    """
    versions = history.versions(objective, since)
    written = versions[0].on
    free = written + timedelta(days=grace) if written else since
    return [
        move
        for before, after in pairwise(versions)
        if before.node.status != "draft" and after.on is not None and after.on >= free
        for move in _moves(before.node, after)
    ]


def _moves(old: Objective, after: Version[Objective]) -> Iterator[Move]:
    from kraokr.history.compare.match import matched

    for was, now, _ in matched(_results(old), _results(after.node), lambda kr: kr.title):
        if was is not None and now is not None:
            yield from _of_target(was, now, after)
            if isinstance(was.baseline, Decimal) and was.baseline != now.baseline:
                shown = amount(was.baseline, was.unit), _written(now.baseline) or "none"
                yield Move(now, "baseline", "changed", was.baseline, now.baseline, shown, after)
        elif kr := was or now:
            how: How = "removed" if was else "added"
            yield Move(kr, "key_results", how, None, None, ("", ""), after)


def _of_target(was: KeyResult, now: KeyResult, after: Version[Objective]) -> Iterator[Move]:
    from kraokr.history.compare.targets import further, moved

    how: How | None = "changed" if was.target != now.target else None
    if was.threshold and now.threshold:
        how = moved(was.threshold, now.threshold)
    elif was.goal is not None and now.goal is not None:
        how = further(was.goal, now.goal, now.measure)
    if how and was.target is not None:
        yield Move(now, "target", how, was.target, now.target, (_shown(was), _shown(now)), after)


def _shown(kr: KeyResult) -> str:
    if kr.threshold is not None:
        return target_text(kr.threshold, kr.unit)
    return amount(kr.goal, kr.unit) if kr.goal is not None else _written(kr.target) or "none"


def _results(objective: Objective) -> dict[str, KeyResult]:
    return {kr.key_id: kr for kr in objective.key_results}


def by_result(found: Sequence[Move]) -> Mapping[tuple[str, str], Sequence[Move]]:
    """The moves of each field of each key result; none of one that is back where it was."""
    groups: dict[tuple[str, str], list[Move]] = {}
    for move in found:
        groups.setdefault((move.kr.key_id, move.field), []).append(move)
    return {key: group for key, group in groups.items() if not _is_back(group)}


def _is_back(group: Sequence[Move]) -> bool:
    if group[0].field == "key_results":
        return {move.how for move in group} == {"added", "removed"}
    return _plain(group[0].old) == _plain(group[-1].new)


def unexplained(objective: Objective, group: Sequence[Move], since: date) -> list[Move]:
    """The moves of one field that no entry under `changes:` since a day gives a reason for."""
    entries = [one for one in entries_on(objective, group[0]) if one.reason and one.on >= since]
    if any(_fits(one, group[0].old, group[-1].new) for one in entries):
        return []
    return [move for move in group if not any(_fits(one, move.old, move.new) for one in entries)]


def entries_on(objective: Objective, move: Move) -> list[TargetChange]:
    """The entries under `changes:` that speak of what moved; one without a field may speak of anything."""
    id, field = move.kr.key_id, move.field
    names = {field, id, f"{id}/{field}", f"{id}.{field}"}
    if field == "key_results":
        names |= {f"{id}/target", f"{id}.target"}
    return [one for one in objective.changes if one.field is None or one.field in names]


def _fits(entry: TargetChange, old: object, new: object) -> bool:
    """Whether an entry speaks of a move from one value to another, as far as it names them."""
    before = entry.from_ is None or _plain(entry.from_) == _plain(old)
    return before and (entry.to is None or _plain(entry.to) == _plain(new))


def _plain(what: object) -> str | None:
    text = _written(Decimal(what) if isinstance(what, int) else what)
    return "".join(text.split()) if text else None


def _written(what: object) -> str | None:
    """A value as people write it; None where nothing is written."""
    return show(what) if isinstance(what, Decimal) else None if what is None else str(what)
