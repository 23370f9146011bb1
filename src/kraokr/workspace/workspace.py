"""The workspace: all goal files, loaded once, with every reference resolved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from datetime import date
from functools import cached_property
from pathlib import PurePosixPath
from typing import TypeVar

from kraokr.model import (
    CheckIn,
    Config,
    KeyResult,
    Kra,
    Node,
    Objective,
    Objectives,
    Person,
    ReviewEntry,
    Role,
    Team,
)
from kraokr.source.diagnostic import Problem
from kraokr.source.document import Document
from kraokr.source.yaml import parse
from kraokr.workspace.cycles import Cycle, Cycles
from kraokr.workspace.index import Index, Match
from kraokr.workspace.nearness import Home, Neighbourhoods
from kraokr.workspace.organisation import Organisation
from kraokr.workspace.records import Records
from kraokr.workspace.references import CYCLE, Reference
from kraokr.workspace.suggestions import Suggestions

N = TypeVar("N", bound=Node)


class Workspace(Organisation):
    """All goal files below a root. Built by `load`; nothing in it changes afterwards.

    `documents` are the files by path, `files` the top nodes of those that are ours, in the order of paths.
    """

    def __init__(
        self,
        config: Config,
        documents: Mapping[PurePosixPath, Document],
        files: Sequence[Node],
        problems: Sequence[Problem],
    ) -> None:
        super().__init__(config, files)
        self.documents = documents
        self.problems = problems
        self.cycles = Cycles(config)
        self._found: dict[tuple[Node, tuple[type[Node], ...], str], Match] = {}
        self._in_files: dict[Document, Mapping[str, Node | None]] = {}

    def nodes(self) -> Iterator[Node]:
        """Every node of every file, in the order of paths and of the files' fields."""
        for file in self.files:
            yield from file.walk()

    @cached_property
    def _tops(self) -> Mapping[Document, Node]:
        return {file.document: file for file in self.files}

    def top(self, document: Document) -> Node | None:
        """The top node of a document; None if it is none of ours, or nothing could be made of it."""
        return self._tops.get(document)

    @cached_property
    def by_id(self) -> Index:
        """Everything that has an id."""
        index = Index()
        faulty = [document for document in self.documents.values() if document.problems]
        undecoded = [problem.finding.at.file for problem in self.problems]
        for document in (*faulty, *(parse(file) for file in undecoded if file.path not in self.documents)):
            index.add_raw(document)
        for named in (self.roles, self.people, self.teams):
            for id, node in named.items():
                index.add(node, None, id)
        for role in self.roles.values():
            _enter_kras(index, role, (*self.effective(role).kras, *self._retired_kras(role)))
        for objective in self.objectives:
            self._enter_objective(index, objective)
        return index

    def _retired_kras(self, role: Role) -> Iterator[Kra]:
        """The KRAs that a role once had of its own; with one that it took over, it drops that of its base."""
        base = self.roles.get(role.extends or "")
        taken_over = {kra.id for kra in self.effective(base).kras} if base else set()
        return (kra for kra in role.kras if kra.status == "retired" and kra.id not in taken_over)

    def _enter_objective(self, index: Index, objective: Objective) -> None:
        holder = self.holder(objective)
        owner = holder.id if holder else ""
        index.add(objective, holder, owner, objective.id)
        for kr in objective.key_results:
            index.add(kr, holder, owner, objective.id, kr.key_id)

    def cycle_text(self, node: Objective | CheckIn | ReviewEntry) -> str | None:
        """The cycle as written, on the node itself or in the head of its file."""
        own: str | None = getattr(node, "cycle", None)
        return own or getattr(node.holder, "cycle", None)

    def cycle(self, node: Objective | CheckIn | ReviewEntry) -> Cycle | None:
        """The cycle that a node belongs to, if it is a known one."""
        text = self.cycle_text(node)
        return self.cycles.get(text) if text else None

    def resolve(self, reference: Reference, on: date | None = None) -> Match:
        """What a reference means; see `find`."""
        return self.find(reference.nodes, reference.text, reference.node, on)

    def find(self, kinds: Sequence[type[N]], text: str, near: Node, on: date | None = None) -> Match:
        """What an id or a suffix of a full path means in or near a node.

        The nearest counts: same file, the person's roles, their team, the workspace. Where several are
        equally near, the one of the cycle that holds the day `on`, or of the role that was held on it.
        """
        own = self.in_file(kinds, text, near)
        if own is not None:
            return Match(own)
        key = near, tuple(kinds), text
        match = self._found.get(key)
        if match is None:
            match = self._found[key] = self.by_id.find(kinds, text, self._around(near))
        if on is not None and match.candidates:
            running = tuple(node for node in match.candidates if self._runs_on(node, on, near))
            return Match(running[0]) if len(running) == 1 else match
        return match

    def accelerated(self, objective: Objective) -> list[Kra]:
        """The areas that an objective says it accelerates, those that are known."""
        given = objective.accelerates or ()
        texts = (given,) if isinstance(given, str) else given
        found = (self.find([Kra], text, objective).node for text in texts if text != "none")
        return [kra for kra in found if isinstance(kra, Kra)]

    @cached_property
    def records(self) -> Records:
        """What the check-ins speak of: key results, KPIs and KRAs, with their readings."""
        return Records(self.files, self.find)

    def in_file(self, kinds: Sequence[type[N]], text: str, near: Node) -> N | None:
        """The one objective or key result that an id means in a node's own file, where it is nearest."""
        document = near.document
        goals = self._in_files.get(document)
        if goals is None:
            goals = self._in_files[document] = _goals_by_id(self.top(document))
        node = goals.get(text)
        return node if node.__class__ in kinds else None  # type: ignore[return-value]

    def full_path(self, node: Node) -> str:
        """The ids that lead to a node from its role or owner: `role/kra/kpi`, `owner/objective/kr`."""
        ids: list[str] = []
        current: Node | None = node
        while current is not None:
            id = getattr(current, "key_id", None) or getattr(current, "id", None)
            if id and not (isinstance(current, (Person, Team)) and current is not node):
                ids.insert(0, id)
            current = current.holder
        owner = self.holder(node) if isinstance(node, (Objective, KeyResult)) else None
        return "/".join((owner.id, *ids) if owner else ids)

    def is_known(self, reference: Reference) -> bool:
        """Whether a reference that resolves to nothing names a cycle, or a thing that could not be read."""
        if CYCLE in reference.kinds:
            return self.cycles.get(reference.text) is not None
        return self.by_id.is_raw(reference.nodes, reference.text)

    def _runs_on(self, node: Node, day: date, near: Node) -> bool:
        """Whether a part of an objective lies in a cycle with that day, or one of a role was held then."""
        objective = node if isinstance(node, Objective) else node.outer(Objective)
        if objective is not None:
            cycle = self.cycle(objective)
            return cycle is not None and day in cycle
        holder = self.holder(near)
        held = self.held(holder) if isinstance(holder, Person) else []
        return any(node in self.effective(part.role).walk() for part in held if part.on(day))

    @cached_property
    def suggestions(self) -> Suggestions:
        """What a text may have meant that is no id."""
        return Suggestions(self.by_id)

    @cached_property
    def _neighbourhoods(self) -> Neighbourhoods:
        return Neighbourhoods(self)

    def distance(self, node: Node, near: Node) -> int:
        """How far a node is from one that cites it: 0 in its file, 1 its person's, 2 its team's, 3."""
        return self.by_id.distance(node, self._around(near))

    def _around(self, near: Node) -> Iterator[Set[Home]]:
        role = near if isinstance(near, Role) else near.outer(Role)
        yield from self._neighbourhoods.around(near.document, self.holder(near), role)


def _goals_by_id(file: Node | None) -> Mapping[str, Node | None]:
    """The objectives and key results of a file by their own ids; None for an id that several have."""
    found: dict[str, Node | None] = {}
    if isinstance(file, (Person, Team, Objectives)):
        goals = ((objective.id, objective) for objective in file.objectives)
        results = ((kr.key_id, kr) for objective in file.objectives for kr in objective.key_results)
        for id, node in (*goals, *results):
            found[id] = None if id in found else node
    return found


def _enter_kras(index: Index, role: Role, kras: Iterable[Kra]) -> None:
    for kra in kras:
        index.add(kra, role, role.id, kra.id)
        for kpi in kra.kpis:
            index.add(kpi, role, role.id, kra.id, kpi.key_id)
