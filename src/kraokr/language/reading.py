"""What every reader says: which words made its verdict, and how sure it is."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple


class Confidence(StrEnum):
    """How sure a reader is: `high` is wrong about once in twenty, `low` is a guess worth a hint."""

    HIGH = "high"
    LOW = "low"


class Area(StrEnum):
    """What the name of a KRA names: `gerund` is a duty in `-ing`, `project` a change that ends."""

    AREA = "area"
    TASK = "task"
    GERUND = "gerund"
    PROJECT = "project"
    PLAN = "plan"


class Kind(StrEnum):
    """What a key result states."""

    OUTCOME = "outcome"
    TASK = "task"
    UPKEEP = "upkeep"


class ObjectiveKind(StrEnum):
    """What an objective is: `good` gives a direction without a number."""

    GOOD = "good"
    METRIC = "metric"
    TASK = "task"
    UPKEEP = "upkeep"


class Direction(StrEnum):
    """Where the verb of a title points."""

    INCREASE = "increase"
    DECREASE = "decrease"


class Evidence(NamedTuple):
    """The words behind a verdict: half-open offsets, and a verb phrase (`starts with "run"`)."""

    start: int
    end: int
    reason: str
