"""What goal files may say: one model a kind, each part knowing where it stands.

The modules of the kinds do without `from __future__ import annotations`: pydantic would have to compile each
of some 300 annotations from its text, which takes a fifth of the time of importing them.
"""

from kraokr.model.checkin import CheckIn, CheckIns
from kraokr.model.config import Config
from kraokr.model.node import Node
from kraokr.model.objective import KeyResult, Milestone, Objective, Objectives
from kraokr.model.person import Assignment, Person
from kraokr.model.review import Review, ReviewedKra, ReviewEntry
from kraokr.model.role import Kpi, Kra, Level, Role
from kraokr.model.target import Target
from kraokr.model.team import Team

KINDS: dict[str, type[Node]] = {
    "config": Config,
    "role": Role,
    "person": Person,
    "team": Team,
    "objectives": Objectives,
    "checkins": CheckIns,
    "review": Review,
}
"""The model of each kind of file."""

__all__ = [
    "KINDS",
    "Assignment",
    "CheckIn",
    "CheckIns",
    "Config",
    "KeyResult",
    "Kpi",
    "Kra",
    "Level",
    "Milestone",
    "Node",
    "Objective",
    "Objectives",
    "Person",
    "Review",
    "ReviewEntry",
    "ReviewedKra",
    "Role",
    "Target",
    "Team",
]
