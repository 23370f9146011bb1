"""A change in meaning between two states of a workspace, and how each kind of change is called."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal, NamedTuple, TypeAlias

from kraokr.model import Node, Person

Grave: TypeAlias = Literal["major", "minor", "note"]
"""How grave a change is: major changes what people are held to, minor how; a note is how it is put."""

ChangeKind: TypeAlias = Literal["added", "removed", "changed", "moved"]

ChangeName: TypeAlias = Literal[
    "role-added",
    "role-removed",
    "role-retired",
    "role-revived",
    "role-renamed",
    "role-reworded",
    "role-id-changed",
    "role-status-changed",
    "role-extends-changed",
    "promotes-to-changed",
    "kra-added",
    "kra-removed",
    "kra-retired",
    "kra-revived",
    "kra-moved",
    "kra-renamed",
    "kra-reworded",
    "kra-id-changed",
    "kra-status-changed",
    "dimension-changed",
    "practices-changed",
    "kpi-added",
    "kpi-removed",
    "kpi-renamed",
    "kpi-redefined",
    "kpi-tracking-changed",
    "kpi-paused",
    "kpi-resumed",
    "level-added",
    "level-removed",
    "level-renamed",
    "level-rank-changed",
    "scope-grown",
    "scope-shrunk",
    "scope-reworded",
    "target-tightened",
    "target-loosened",
    "target-changed",
    "target-added",
    "target-removed",
    "weight-moved",
    "owner-changed",
    "objective-added",
    "objective-removed",
    "objective-dropped",
    "objective-resumed",
    "objective-closed",
    "objective-reopened",
    "objective-reworded",
    "commitment-changed",
    "alignment-changed",
    "contributors-changed",
    "cycle-changed",
    "key-result-added",
    "key-result-removed",
    "key-result-reworded",
    "key-result-redefined",
    "key-result-paused",
    "key-result-resumed",
    "milestones-changed",
    "baseline-moved",
    "due-moved",
    "person-added",
    "person-removed",
    "person-renamed",
    "person-id-changed",
    "person-role-changed",
    "person-promoted",
    "person-level-lowered",
    "person-level-changed",
    "person-left",
    "person-returned",
    "team-changed",
    "manager-changed",
    "team-added",
    "team-removed",
    "team-renamed",
    "team-id-changed",
    "team-moved",
]
"""What kinds of changes there are."""

PHRASES: Mapping[ChangeName, str] = MappingProxyType(
    {
        "role-added": "role added",
        "role-removed": "role removed",
        "role-retired": "role retired",
        "role-revived": "role in force again",
        "role-renamed": "role renamed",
        "role-reworded": "purpose reworded",
        "role-id-changed": "role has another id",
        "role-status-changed": "role has another status",
        "role-extends-changed": "role takes over from another one",
        "promotes-to-changed": "role leads to another one",
        "kra-added": "KRA added",
        "kra-removed": "KRA removed",
        "kra-retired": "KRA retired",
        "kra-revived": "KRA in force again",
        "kra-moved": "KRA moved to another role",
        "kra-renamed": "KRA renamed",
        "kra-reworded": "KRA's outcome reworded",
        "kra-id-changed": "KRA has another id",
        "kra-status-changed": "KRA has another status",
        "dimension-changed": "KRA covers another side of the role",
        "practices-changed": "practices changed",
        "kpi-added": "KPI added",
        "kpi-removed": "KPI removed",
        "kpi-renamed": "KPI renamed",
        "kpi-redefined": "KPI counted in another way",
        "kpi-tracking-changed": "KPI read in another way",
        "kpi-paused": "KPI paused",
        "kpi-resumed": "KPI no longer paused",
        "level-added": "level added",
        "level-removed": "level removed",
        "level-renamed": "level renamed",
        "level-rank-changed": "level has another rank",
        "scope-grown": "scope grown",
        "scope-shrunk": "scope shrunk",
        "scope-reworded": "scope reworded",
        "target-tightened": "target tightened",
        "target-loosened": "target loosened",
        "target-changed": "target changed",
        "target-added": "target set",
        "target-removed": "target removed",
        "weight-moved": "weight moved",
        "owner-changed": "owner changed",
        "objective-added": "objective added",
        "objective-removed": "objective removed",
        "objective-dropped": "objective dropped",
        "objective-resumed": "objective taken up again",
        "objective-closed": "objective closed",
        "objective-reopened": "objective opened again",
        "objective-reworded": "objective reworded",
        "commitment-changed": "commitment changed",
        "alignment-changed": "objective serves something else",
        "contributors-changed": "contributors changed",
        "cycle-changed": "objective moved to another cycle",
        "key-result-added": "key result added",
        "key-result-removed": "key result removed",
        "key-result-reworded": "key result reworded",
        "key-result-redefined": "key result counted in another way",
        "key-result-paused": "key result paused",
        "key-result-resumed": "key result no longer paused",
        "milestones-changed": "milestones changed",
        "baseline-moved": "baseline moved",
        "due-moved": "due date moved",
        "person-added": "person added",
        "person-removed": "person removed",
        "person-renamed": "person has another name",
        "person-id-changed": "person has another id",
        "person-role-changed": "person changed role",
        "person-promoted": "person promoted",
        "person-level-lowered": "person at a lower level",
        "person-level-changed": "person at another level",
        "person-left": "person leaves",
        "person-returned": "person stays",
        "team-changed": "person changed team",
        "manager-changed": "person has another manager",
        "team-added": "team added",
        "team-removed": "team removed",
        "team-renamed": "team renamed",
        "team-id-changed": "team has another id",
        "team-moved": "team moved",
    }
)
"""For each kind of change, what happened in a few words; `: ` and the thing it happened to may follow."""


class Change(NamedTuple):
    """What changed in meaning, with the things before and after; None where there is none.

    `name` is the kind of change in a word or two, such as `target-loosened`. `what` names the thing as people
    call it, `whose` what it belongs to; `id` is its full path after the change, else before it. `old` and
    `new` are the values as people read them, None where nothing was or is written. `affected` are the people
    it touches. `likely` says that before and after were matched by likeness, not by id. `reason` is what a
    `changes:` entry, a drop or a closing says.
    """

    name: ChangeName
    kind: ChangeKind
    grave: Grave
    what: str
    whose: str
    id: str
    before: Node | None = None
    after: Node | None = None
    field: str | None = None
    old: str | None = None
    new: str | None = None
    affected: tuple[Person, ...] = ()
    likely: bool = False
    reason: str | None = None

    @property
    def phrase(self) -> str:
        """What happened, in a few words: `target loosened`."""
        return PHRASES[self.name]

    @property
    def values(self) -> str:
        """The value before and after as people read them: `≥ 30 % → ≥ 25 %`; empty where there are none."""
        if self.old is not None and self.new is not None:
            return f"{self.old} → {self.new}"
        if self.kind == "changed" and self.old is not None:
            return f"{self.old} → none"
        if self.kind == "changed" and self.new is not None and self.name not in _SAYS_ITSELF:
            return f"none → {self.new}"
        return self.new or self.old or ""

    @property
    def sentence(self) -> str:
        """The change on one line: `target loosened: Win rate (Sales Manager): ≥ 30 % → ≥ 25 %`."""
        thing = f"{self.what} ({self.whose})" if self.whose else self.what
        return ": ".join(part for part in (self.phrase, thing, self.values) if part)


_SAYS_ITSELF = ("objective-closed", "person-left", "kpi-paused", "key-result-paused", "target-added")
