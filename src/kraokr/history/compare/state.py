"""A state of a workspace as comparing sees it: who holds what, and what could not be read."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cached_property

from kraokr.model import Kpi, Kra, Node, Person, Role
from kraokr.source.document import Document
from kraokr.workspace import Held, Workspace
from kraokr.workspace.index import Index
from kraokr.workspace.inheritance import ancestry

Wanted = Callable[[Role, Held], bool]
"""Whether someone who holds a role in a way is touched."""


class State:
    """One of the two states that are compared, looked at from a day if one is given."""

    def __init__(self, ws: Workspace, today: date | None) -> None:
        self.ws = ws
        self.today = today
        self._areas: dict[Role, dict[str, Kra]] = {}

    @cached_property
    def _holders(self) -> Mapping[str, list[tuple[Person, Held]]]:
        """For each role the people who hold it now or will."""
        found: dict[str, list[tuple[Person, Held]]] = {}
        for person in self.ws.people.values():
            for held in self.ws.held(person):
                if held.end is None or (self.today is not None and held.end >= self.today):
                    found.setdefault(held.role.id, []).append((person, held))
        return found

    @cached_property
    def _heirs(self) -> Mapping[str, list[Role]]:
        """For each role that others take over, those others."""
        found: dict[str, list[Role]] = {}
        for role in self.ws.roles.values():
            for base in ancestry(role, self.ws.roles)[1:]:
                found.setdefault(base.id, []).append(role)
        return found

    def people(self, role: Role, wanted: Wanted = lambda role, held: True) -> tuple[Person, ...]:
        """The people who hold a role, or one that takes it over, so that something in it touches them."""
        roles = (role, *self._heirs.get(role.id, ()))
        found = (
            person for one in roles for person, held in self._holders.get(one.id, ()) if wanted(one, held)
        )
        return tuple(dict.fromkeys(found))

    def with_area(self, role: Role, kra: Kra, field: str | None = None) -> tuple[Person, ...]:
        """The people who have an area of a role, and a field of it as it says."""
        return self.people(role, lambda one, held: not any(self._own(one, role, kra, field)))

    def with_kpi(self, role: Role, kra: Kra, kpi: Kpi, field: str | None = None) -> tuple[Person, ...]:
        """Those who have a KPI of a role with a field as it says, at a level without a target of its own."""

        def touched(one: Role, held: Held) -> bool:
            own = [other for area in self._own(one, role, kra, "kpis") for other in _kpis(area, kpi)]
            if any(field in other.model_fields_set for other in own):
                return False
            return field != "target" or kpi.key_id not in self._level_targets(one, held)

        return self.people(role, touched)

    def at_level(self, role: Role, level: str) -> tuple[Person, ...]:
        """The people who hold a level of a role, or of one that takes over its levels."""
        return self.people(role, lambda one, held: held.level == level and (one is role or not one.levels))

    def _own(self, heir: Role, role: Role, kra: Kra, field: str | None) -> Iterator[Kra]:
        """What roles from an heir up to a role say themselves of an area's field, or where they drop it."""
        for nearer in ancestry(heir, self.ws.roles):
            if nearer.id == role.id:
                return
            same = (own for own in nearer.kras if own.id == kra.id)
            yield from (own for own in same if own.status == "retired" or field in own.model_fields_set)

    def _level_targets(self, role: Role, held: Held) -> set[str]:
        levels = self.ws.effective(role).levels
        targets = next((level.targets for level in levels if level.id == held.level), {})
        return {id.rpartition("/")[2] for id in targets}

    def areas(self, role: Role | None) -> dict[str, Kra]:
        """The areas in force that a role has or takes over, by id; of two with one id the first counts."""
        if role is None:
            return {}
        if role not in self._areas:
            kras = self.ws.effective(role).kras
            self._areas[role] = {kra.id: kra for kra in reversed(kras) if kra.status != "retired"}
        return self._areas[role]

    def is_running(self, cycle: str | None) -> bool:
        """Whether a cycle runs, as far as that is known."""
        known = self.ws.cycles.get(cycle or "")
        return known is None or self.today is None or self.today in known

    @cached_property
    def _faulty(self) -> Mapping[Document, Index]:
        """For each file that was not wholly read, what it holds as written."""
        found: dict[Document, Index] = {}
        for document in self.ws.documents.values():
            if document.problems:
                found[document] = Index()
                found[document].add_raw(document)
        return found

    @cached_property
    def _lost(self) -> frozenset[object]:
        """The paths of files that could not be read at all, or not to their end."""
        broken = (path for path, document in self.ws.documents.items() if document.broken)
        refused = (problem.finding.at.file.path for problem in self.ws.problems)
        return frozenset((*broken, *(path for path in refused if path not in self.ws.documents)))

    def may_hold(self, node: Node, file: Node | None = None) -> bool:
        """Whether something of the other state may stand here too, in what could not be read.

        That is a file with faults that has such an id (the one of a node, if that is given), or a lost one.
        """
        if node.document.file.path in self._lost:
            return True
        if not self._faulty:
            return False
        id = str(getattr(node, "key_id", None) or getattr(node, "id", ""))
        documents = [file.document] if file else list(self._faulty)
        return any(
            document in self._faulty and self._faulty[document].is_raw([type(node)], id)
            for document in documents
        )


def _kpis(area: Kra, kpi: Kpi) -> Iterator[Kpi]:
    return (other for other in area.kpis if other.key_id == kpi.key_id)
