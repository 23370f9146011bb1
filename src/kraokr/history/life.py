"""Lives: what became of each KRA and each target, from the log."""

from __future__ import annotations

from collections.abc import MutableMapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal, NamedTuple, TypeAlias

from kraokr.history.deeds import Deed, Thing
from kraokr.history.logbook import Logbook, Page, Stamp
from kraokr.history.repository import Repository
from kraokr.history.tenure import Tenure, tenures
from kraokr.workspace import Found

Mark: TypeAlias = Literal["made", "removed", "moved", "changed", "measured", "slight", "found"]
"""What an event is for its thing: it was made, removed, moved to another role; it means something else;
it is measured in another way (targets, KPIs, weights, the scope of a level); only put in other words; or
it is the first that a shallow clone knows of it."""

MARKS: tuple[Mark, ...] = ("removed", "made", "moved", "changed", "measured")
"""The marks that count, the strongest first."""

_OF_THE_AREA = ("kra-renamed", "kra-reworded", "kra-status-changed", "kra-id-changed", "objective-reworded")
_KINDS: dict[str, Mark] = {"added": "made", "removed": "removed", "moved": "moved"}
_GONE = ("objective-dropped", "objective-removed")


class Event(NamedTuple):
    """Something that happened to a thing, and by which commit."""

    stamp: Stamp
    deed: Deed
    mark: Mark


@dataclass
class Life:
    """The life of a KRA, an objective, or a target: what it is found under, now or last, and its events.

    `targets` are the KPIs of a KRA, or the key results of an objective, by id; `value` is the target of one.
    """

    thing: Thing
    name: str = ""
    whose: str = ""
    value: str | None = None
    is_there: bool = True
    events: list[Event] = field(default_factory=list)
    targets: dict[str, Life] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """Its full path, as people write it: `role/kra/kpi`, `owner/objective/key-result`."""
        _, whose, *rest = self.thing
        return "/".join((whose, *(rest if self.thing[0] in ("kra", "kpi") else rest[1:])))

    @property
    def made(self) -> Event | None:
        """When it was made; None where the history does not reach back so far."""
        return next((one for one in self.events if one.mark == "made"), None)

    @property
    def all_events(self) -> list[Event]:
        """What happened to it and to its targets, in order; what came or went with it is told once."""
        own = {
            (one.stamp.commit, one.mark) for one in self.events if one.mark in ("made", "removed", "found")
        }
        below = (one for target in self.targets.values() for one in target.events)
        told = (one for one in below if (one.stamp.commit, one.mark) not in own)
        return sorted((*self.events, *told), key=lambda one: one.stamp.on)

    @property
    def changes(self) -> list[Event]:
        """What happened to it and to its targets since it was made, as far as it counts."""
        return [one for one in self.all_events if one.mark in MARKS]


@dataclass
class RoleLife:
    """A role: what it is called now, or was last, which role it takes over, and when it was made."""

    id: str
    title: str
    extends: str | None = None
    path: str = ""
    made: Stamp | None = None
    is_there: bool = True


@dataclass
class Lives:
    """All lives of a workspace, in the order in which they began.

    `begins` is the day of the oldest commit of a shallow clone, before which nothing is known; `unread` are
    the files that were passed over, each with the commit and why. `newest` is the last commit looked at.
    """

    roles: dict[str, RoleLife] = field(default_factory=dict)
    areas: dict[Thing, Life] = field(default_factory=dict)
    goals: dict[Thing, Life] = field(default_factory=dict)
    ended: list[Life] = field(default_factory=list)
    people: dict[str, list[Tenure]] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    commits: int = 0
    oldest: Stamp | None = None
    newest: Stamp | None = None
    begins: date | None = None
    unread: list[tuple[str, Stamp, str]] = field(default_factory=list)

    @property
    def all_areas(self) -> list[Life]:
        """The lives of all KRAs, those included whose id and role another one has now."""
        return [*(one for one in self.ended if one.thing[0] == "kra"), *self.areas.values()]

    @property
    def all_goals(self) -> list[Life]:
        """The lives of all objectives, as those of KRAs."""
        return [*(one for one in self.ended if one.thing[0] == "objective"), *self.goals.values()]

    def of_role(self, id: str) -> list[Life]:
        """The lives of the KRAs that a role has, or had last."""
        return [one for one in self.all_areas if one.thing[1] == id]


def read_lives(
    repository: Repository, found: Found, today: date, kept: MutableMapping[str, Any] | None = None
) -> Lives:
    """The lives of all that the commits up to HEAD speak of, as of a day; merges count by their first parent.

    `kept` is filled with what each commit did, and what is found there is not read again.
    """
    head = repository.head
    lives = Lives()
    if head is None:
        return lives
    shallow = set(repository.first_commits(head)) if repository.is_shallow else set()
    logbook = Logbook(repository, found, {} if kept is None else kept)
    pages = [page for page in logbook.pages() if page.stamp.on <= today]
    for page in pages:
        _enter(lives, page, page.stamp.commit in shallow)
    lives.begins = max((page.stamp.on for page in pages if page.stamp.commit in shallow), default=None)
    lives.people = tenures(pages)
    lives.names = {person.id: person.name for page in pages for person in page.people}
    for goal in lives.all_goals:
        _, holder, cycle, _ = goal.thing
        goal.whose = ", ".join(part for part in (lives.names.get(holder, holder), cycle) if part)
    return lives


def _enter(lives: Lives, page: Page, is_first_known: bool) -> None:
    """Enter what a commit did into the lives that it is about."""
    stamp = page.stamp
    lives.commits += 1
    lives.oldest, lives.newest = lives.oldest or stamp, stamp
    lives.unread += [(path, stamp, why) for path, why in page.unread]
    for head in page.roles:
        role = lives.roles.setdefault(head.id, RoleLife(head.id, head.title))
        role.title, role.extends, role.path = head.title, head.extends, head.path
    for deed in page.deeds:
        if deed.thing[0] == "role":
            _of_role(lives, deed, None if is_first_known else stamp)
            continue
        mark = _mark(deed)
        life = _life(lives, deed)
        life.name, life.whose = deed.title, deed.whose
        life.is_there = mark != "removed" if mark in ("made", "removed") else life.is_there
        if deed.field == "target" and deed.what == deed.title:
            life.value = deed.new
        life.events.append(Event(stamp, deed, "found" if is_first_known and mark == "made" else mark))


def _mark(deed: Deed) -> Mark:
    if deed.name in _GONE:
        return "removed"
    if deed.kind in _KINDS:
        return _KINDS[deed.kind]
    if deed.grave == "note":
        return "slight"
    return "changed" if deed.name in _OF_THE_AREA else "measured"


def _of_role(lives: Lives, deed: Deed, stamp: Stamp | None) -> None:
    id = deed.thing[1]
    if deed.was and deed.was[1] in lives.roles:
        lives.roles[id].made = lives.roles.pop(deed.was[1]).made
        for thing in [thing for thing in lives.areas if thing[1] == deed.was[1]]:
            _found_elsewhere(lives.areas, lives.ended, thing, ("kra", id, *thing[2:]))
    role = lives.roles.setdefault(id, RoleLife(id, deed.title))
    if deed.kind == "added":
        role.made = role.made or stamp
    if deed.name in ("role-added", "role-revived", "role-removed", "role-retired"):
        role.is_there = deed.name in ("role-added", "role-revived")


def _life(lives: Lives, deed: Deed) -> Life:
    """The life that a deed belongs to, begun if there is none, and found under what it is found under now."""
    kind, *ids = deed.thing
    homes = lives.areas if kind in ("kra", "kpi") else lives.goals
    if kind in ("kra", "objective"):
        if deed.was:
            _found_elsewhere(homes, lives.ended, deed.was, deed.thing)
        return homes.setdefault(deed.thing, Life(deed.thing))
    whole = ("kra" if kind == "kpi" else "objective", *ids[:-1])
    targets = homes.setdefault(whole, Life(whole)).targets
    if deed.was and deed.was[-1] in targets:
        targets[ids[-1]] = targets.pop(deed.was[-1])
        targets[ids[-1]].thing = deed.thing
    return targets.setdefault(ids[-1], Life(deed.thing))


def _found_elsewhere(homes: dict[Thing, Life], ended: list[Life], was: Thing, now: Thing) -> None:
    """Let a life be found under something else; one that was found there and is over makes room."""
    life = homes.pop(was, None)
    if life is None:
        return
    if now in homes:
        ended.append(homes.pop(now))
    homes[now] = life
    life.thing = now
    for id, target in life.targets.items():
        target.thing = (target.thing[0], *now[1:], id)
