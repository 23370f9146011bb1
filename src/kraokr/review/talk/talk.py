"""A talk between two: whose, on which day, and what there is to talk about since the last one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from kraokr.lint.running import running_cycle
from kraokr.model import CheckIn, Kra, Level, Objective, Person
from kraokr.review.period import Period, held_within
from kraokr.scoring.scores import Scores
from kraokr.workspace import Cycle, Workspace

_LOOK_BACK = timedelta(days=14)


class Area(NamedTuple):
    """An area that a person answers for, at a level, and from when to when it is looked at."""

    kra: Kra
    level: Level | None
    start: date
    end: date


class Talk(NamedTuple):
    """A one-on-one of a person as of the day of the scores; `because` says why it looks back to `since`."""

    ws: Workspace
    scores: Scores
    person: Person
    period: Period
    since: date
    because: str

    @property
    def on(self) -> date:
        """The day of the talk."""
        return self.scores.today

    def is_new(self, on: date) -> bool:
        """Whether a day lies after the last talk and not after this one."""
        return self.since < on <= self.on

    def checkins(self) -> Sequence[CheckIn]:
        """The check-ins in the person's name."""
        return self.ws.checkins_of(self.person)

    def objectives(self) -> list[tuple[Objective, Cycle]]:
        """The person's own objectives that ran at some time since the last talk; no drafts."""
        own = [o for o in self.ws.owned_by(self.person) if o.status != "draft"]
        dated = ((objective, self.ws.cycle(objective)) for objective in own)
        return [(o, cycle) for o, cycle in dated if cycle and cycle.overlaps(self.since, self.on)]

    def running(self) -> list[tuple[Objective, Cycle]]:
        """Those that run on the day of the talk and are neither closed nor dropped."""
        return [pair for pair in self.objectives() if running_cycle(self.ws, pair[0], self.on)]

    def areas(self) -> Iterator[Area]:
        """The areas in force of the roles held on the day, looked at as far back as talk and period reach."""
        first = min(self.period.start, self.since + timedelta(days=1))
        for held, start, end in held_within(self.ws, self.person, first, self.on):
            if held.on(self.on):
                role = self.ws.effective(held.role)
                level = next((level for level in role.levels if level.id == held.level), None)
                yield from (Area(kra, level, start, end) for kra in role.kras if kra.status == "active")


def next_talk(ws: Workspace, scores: Scores, person: Person, period: Period) -> Talk:
    """The talk on the day of the scores, which looks back to the last one-on-one on record."""
    before = [one.date for one in ws.checkins_of(person) if one.type == "one_on_one"]
    last = max((on for on in before if on < scores.today), default=None)
    if last is not None:
        return Talk(ws, scores, person, period, last, "the last one-on-one on record")
    because = f"{_LOOK_BACK.days} days ago, since no one-on-one is on record"
    return Talk(ws, scores, person, period, scores.today - _LOOK_BACK, because)
