"""Who is who: roles, people and teams, and what belongs to whom."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import cached_property
from typing import NamedTuple, TypeVar

from kraokr.model import (
    CheckIn,
    CheckIns,
    Config,
    KeyResult,
    Node,
    Objective,
    Objectives,
    Person,
    Review,
    ReviewEntry,
    Role,
    Team,
)
from kraokr.source.document import Document, YamlPath
from kraokr.workspace.inheritance import effective_role

N = TypeVar("N", bound=Node)
K = TypeVar("K", bound=Hashable)


class Held(NamedTuple):
    """A role that a person holds, at a level, from one day to another (None: open)."""

    role: Role
    level: str | None
    start: date | None
    end: date | None

    def on(self, day: date) -> bool:
        """Whether it is held on a day."""
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


class Organisation:
    """The roles, people and teams of a workspace by id; of two with one id the first counts."""

    def __init__(self, config: Config, files: Sequence[Node]) -> None:
        self.config = config
        self.files = files
        self.roles = _by_id(files, Role)
        self.people = _by_id(files, Person)
        self.teams = _by_id(files, Team)
        self.objectives = tuple(_parts(files, (Person, Team, Objectives), "objectives", Objective))
        self.checkins = tuple(_parts(files, (Person, Team, CheckIns), "checkins", CheckIn))
        self.reviews: tuple[ReviewEntry, ...] = (
            *(file for file in files if isinstance(file, Review)),
            *_parts(files, (Person,), "reviews", ReviewEntry),
        )

    @cached_property
    def _effective(self) -> dict[Role, Role]:
        return {role: effective_role(role, self.roles) for role in self.roles.values()}

    def effective(self, role: Role) -> Role:
        """The role together with what it takes over by `extends`."""
        return self._effective.get(role) or effective_role(role, self.roles)

    @cached_property
    def _merged(self) -> Mapping[tuple[Document, YamlPath], Node]:
        extended = (role for role in self._effective.values() if role.extends)
        return {(node.document, node.path): node for role in extended for node in role.walk()}

    def merged(self, node: N) -> N:
        """A KRA or KPI as it is together with what its role takes over."""
        role = node.outer(Role) if self._merged else None
        if role is None or role.extends is None:
            return node
        found = self._merged.get((node.document, node.path))
        return found if isinstance(found, node.__class__) else node

    def held(self, person: Person) -> list[Held]:
        """The roles that a person holds or held, those that are known."""
        forms = [(a.role, a.level, a.from_, a.to) for a in person.assignments]
        if person.role:
            forms = [(person.role, person.level, person.start, person.end)]
        found = ((self.roles.get(role), level, start, end) for role, level, start, end in forms)
        return [Held(role, level, start, end) for role, level, start, end in found if role]

    @cached_property
    def _holders(self) -> Mapping[str, Sequence[tuple[Person, Held]]]:
        holders: dict[str, list[tuple[Person, Held]]] = {}
        for person in self.people.values():
            for held in self.held(person):
                holders.setdefault(held.role.id, []).append((person, held))
        return holders

    def holders(self, role: Role, day: date) -> list[Person]:
        """The people who hold a role on a day, have begun and have not left."""
        found = (p for p, held in self._holders.get(role.id, ()) if held.on(day))
        return [p for p in dict.fromkeys(found) if (p.start or day) <= day <= (p.end or day)]

    @cached_property
    def managers(self) -> frozenset[str]:
        """The ids of everyone who is someone's manager."""
        return frozenset(person.manager for person in self.people.values() if person.manager)

    def team(self, person: Person) -> Team | None:
        """The team of a person, if it is a known one."""
        return self.teams.get(person.team or "")

    def team_line(self, person: Person) -> list[Team]:
        """The team of a person and those above it, the nearest first; a loop ends where it closes."""
        line: list[Team] = []
        team = self.team(person)
        while team is not None and team not in line:
            line.append(team)
            team = self.teams.get(team.parent or "")
        return line

    @cached_property
    def _members(self) -> Mapping[str, Sequence[Person]]:
        members: dict[str, list[Person]] = {}
        for person in self.people.values():
            members.setdefault(person.team or "", []).append(person)
        return members

    def members(self, team: Team) -> Sequence[Person]:
        """The people whose team it is."""
        return self._members.get(team.id, ())

    def holder(self, node: Node) -> Person | Team | None:
        """The person or team that a part of a file belongs to: as it says itself, else as its file says."""
        current = node.holder if isinstance(node, CheckIn) else node
        while current is not None:
            found = self._named_holder(current)
            if found is not None:
                return found
            current = current.holder
        return None

    def _named_holder(self, node: Node) -> Person | Team | None:
        if isinstance(node, (Person, Team)):
            return node
        if isinstance(node, (Objective, Objectives, CheckIns)) and node.team:
            return self.teams.get(node.team)
        if isinstance(node, ReviewEntry):
            return self.people.get(node.person or "")
        owner = getattr(node, "owner", None) if isinstance(node, (Objective, Objectives, CheckIns)) else None
        return self.people.get(owner) or self.teams.get(owner) if isinstance(owner, str) else None

    def is_company(self, holder: Person | Team | None) -> bool:
        """Whether a holder is the company: a team without a parent."""
        return isinstance(holder, Team) and holder.parent is None

    def owner(self, node: Objective | KeyResult) -> Person | None:
        """The one person accountable for an objective or key result, if that is one known person."""
        text = self.owner_text(node)
        return self.people.get(text) if isinstance(text, str) else None

    def owner_text(self, node: Objective | KeyResult) -> str | tuple[str, ...] | None:
        """The owner as written, on the node itself or where it inherits it from.

        Without any it is the person in whose file it stands, else the lead of its team.
        """
        line: list[Node] = [node]
        while line[-1].holder is not None:
            line.append(line[-1].holder)
        owners = (owner for part in line if (owner := _own_owner(part)))
        teams = (self.teams.get(getattr(part, "team", None) or "") for part in line)
        return next(owners, None) or next((team.lead for team in teams if team), None)

    @cached_property
    def _owned(self) -> Mapping[Person | None, Sequence[Objective]]:
        return _grouped(self.objectives, self.owner)

    def owned_by(self, person: Person) -> Sequence[Objective]:
        """The objectives that a person is accountable for."""
        return self._owned.get(person, ())

    @cached_property
    def _checkins_by_holder(self) -> Mapping[Person | Team | None, Sequence[CheckIn]]:
        return _grouped(self.checkins, self.holder)

    def checkins_of(self, holder: Person | Team) -> Sequence[CheckIn]:
        """The check-ins in the name of a person or team."""
        return self._checkins_by_holder.get(holder, ())

    @cached_property
    def _reviews_by_holder(self) -> Mapping[Person | Team | None, Sequence[ReviewEntry]]:
        return _grouped(self.reviews, self.holder)

    def reviews_of(self, person: Person) -> Sequence[ReviewEntry]:
        """The reviews of a person."""
        return self._reviews_by_holder.get(person, ())


def _own_owner(node: Node) -> str | tuple[str, ...] | None:
    if isinstance(node, Person):
        return node.id
    if isinstance(node, Team):
        return node.lead
    owner: str | tuple[str, ...] | None = vars(node).get("owner")
    return owner


def _by_id(files: Iterable[Node], kind: type[N]) -> dict[str, N]:
    found: dict[str, N] = {}
    for file in files:
        if isinstance(file, kind):
            found.setdefault(file.id, file)  # type: ignore[attr-defined]
    return found


def _parts(files: Iterable[Node], holders: tuple[type[Node], ...], field: str, kind: type[N]) -> Iterator[N]:
    for file in files:
        if isinstance(file, holders):
            yield from getattr(file, field)


def _grouped(nodes: Iterable[N], key: Callable[[N], K]) -> Mapping[K, Sequence[N]]:
    """The nodes by a key, in their order."""
    found: dict[K, list[N]] = {}
    for node in nodes:
        found.setdefault(key(node), []).append(node)
    return found
