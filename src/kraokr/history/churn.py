"""Churn: in how many quarters the KRAs of a role came, went, moved, or came to mean something else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from kraokr.history.life import Event, Life, Lives, RoleLife
from kraokr.history.quarters import Quarters

_SHAPING = ("made", "removed", "moved", "changed")
_ON_PURPOSE = "split-role"


class Churn(NamedTuple):
    """The quarters with changes, of `of` quarters in all; the one in which a role was made does not count.

    Targets, KPIs, weights and scopes do not count, nor does a commit with `KRA-Change: split-role`.
    """

    changed: tuple[str, ...]
    of: int
    events: tuple[Event, ...] = ()

    @property
    def share(self) -> Fraction:
        """The share of the quarters with changes."""
        return Fraction(len(self.changed), self.of) if self.of else Fraction()


class Family(NamedTuple):
    """A role and those that take over from it, directly or not; the quarters of all are counted."""

    base: RoleLife
    roles: tuple[RoleLife, ...]
    churn: Churn


def role_churns(lives: Lives, quarters: Quarters, since: date, today: date) -> dict[str, Churn]:
    """The churn of each role that is there, from a day to today."""
    events: dict[str, list[Event]] = {}
    for life in lives.all_areas:
        for event in life.events:
            deed = event.deed
            if event.mark in _SHAPING and (event.stamp.declared or "").casefold() != _ON_PURPOSE:
                for role in {thing[1] for thing in (deed.thing, deed.was) if thing}:
                    events.setdefault(role, []).append(event)
    return {
        role.id: _churn(role, events.get(role.id, ()), quarters, (since, today))
        for role in lives.roles.values()
        if role.is_there
    }


def _churn(role: RoleLife, events: Sequence[Event], quarters: Quarters, span: tuple[date, date]) -> Churn:
    since, today = span
    asked = quarters.between(since, today)
    made = quarters.of(role.made.on).id if role.made else ""
    counted = asked[next((at for at, one in enumerate(asked) if one.id == made), -1) + 1 :]
    ids = {quarter.id: quarter for quarter in counted}
    found = [one for one in events if quarters.of(one.stamp.on).id in ids]
    changed = {quarters.of(one.stamp.on).id for one in found}
    ordered = sorted(found, key=lambda one: one.stamp.on)
    return Churn(tuple(id for id in ids if id in changed), len(ids), tuple(ordered))


def family_churns(lives: Lives, churns: Mapping[str, Churn]) -> list[Family]:
    """The churn of each family of two roles or more: those that `extends` leads to the same role."""
    members: dict[str, list[RoleLife]] = {}
    for id in churns:
        members.setdefault(line_up(lives, id)[-1], []).append(lives.roles[id])
    return [
        Family(lives.roles[base], tuple(roles), _joined([churns[role.id] for role in roles]))
        for base, roles in members.items()
        if len(roles) > 1
    ]


def _joined(churns: Sequence[Churn]) -> Churn:
    changed = tuple(quarter for one in churns for quarter in one.changed)
    return Churn(
        changed, sum(one.of for one in churns), tuple(event for one in churns for event in one.events)
    )


def unchanged(life: Life, quarters: Quarters, today: date) -> int | None:
    """For how many quarters nothing about a KRA or its targets has changed; None where it is gone.

    0 where something did in this quarter. What only puts it in other words does not count.
    """
    if not life.is_there:
        return None
    counted = [one for one in life.changes if one.stamp.on <= today] or life.events[:1]
    return len(quarters.between(counted[-1].stamp.on, today)) - 1 if counted else None


def line_up(lives: Lives, id: str) -> list[str]:
    """A role and those that it takes over, the nearest first."""
    line = [id]
    while (base := lives.roles[line[-1]].extends) in lives.roles and base not in line:
        line.append(base or "")
    return line
