"""kind: objectives - objectives and their key results, embedded or in a file of their own."""

from decimal import Decimal
from functools import cached_property
from typing import Annotated, Literal, TypeAlias

from pydantic import Field, Tag

from kraokr.model.changed import TargetChange
from kraokr.model.node import Node
from kraokr.model.role import Aggregate, Source, Tracking, slug
from kraokr.model.status import Status
from kraokr.model.target import KeyResultTarget, Target, read_target
from kraokr.model.types import (
    Anything,
    Date,
    Flag,
    Id,
    Number,
    Owner,
    Ref,
    Refs,
    Shape,
    Text,
    Weight,
    described,
)

KeyResultType: TypeAlias = Literal[
    "increase", "decrease", "at_least", "at_most", "between", "milestone", "binary"
]
Baseline: TypeAlias = Annotated[
    Annotated[Number, Tag("number")] | Annotated[Literal["unknown"], Tag("text")], Shape
]
Commitment: TypeAlias = Literal["committed", "aspirational", "learning"]
Pace: TypeAlias = Literal["linear", "back_loaded", "step", "none"]

_TYPE = described(
    increase="From a baseline up to a target.",
    decrease="From a baseline down to a target.",
    at_least="Keep at or above the target.",
    at_most="Keep at or below the target.",
    between="Keep inside the range.",
    milestone="Weighted milestones, each done or not.",
    binary="Done or not.",
)
_COMMITMENT = described(
    committed="Expected in full.",
    aspirational="A stretch: 0.7 is success.",
    learning="To find something out.",
)
_PAY = "OKR results do not feed pay; only taken so that a rule can say so."


class Milestone(Node):
    """A step of a key result of type milestone."""

    id: Id | None = Field(default=None, description="Needed only where something cites it.")
    title: Text = Field(description="What is there when it is done.")
    weight: Weight | None = Field(default=None, description="Its share; all or none carry one.")
    due: Date | None = Field(default=None, description="When it should be done.")
    done_on: Date | None = Field(default=None, description="When it was done.")

    @property
    def key_id(self) -> str:
        """The id, or the slug of the title."""
        return self.id or slug(self.title)


class KeyResult(Node):
    """A key result: one number and how far it is to move, or milestones."""

    anchors = ("title", "id")
    id: Id | None = Field(
        default=None, description="Needed only where something cites it; else the slug of the title."
    )
    title: Text = Field(description="What changes, without the numbers.")
    kpi: Ref | None = Field(default=None, description="The KPI whose metric it moves.")
    type: KeyResultType | None = Field(
        default=None, description="Follows from the numbers where it is not given.", json_schema_extra=_TYPE
    )
    unit: Text | None = Field(
        default=None, description="percent, count, a currency code, hours, or any word."
    )
    baseline: Baseline | None = Field(default=None, description="Where the metric starts, or `unknown`.")
    baseline_by: Date | None = Field(default=None, description="When an unknown baseline will be known.")
    target: KeyResultTarget | None = Field(
        default=None, description='Where it should get: a number, or ">= 90", "<= 4 hours", "90..100".'
    )
    aggregate: Aggregate | None = Field(
        default=None, description="How readings become one value; `sum` starts from 0."
    )
    weight: Weight | None = Field(
        default=None, description="Its share of the objective; all or none carry one."
    )
    owner: Owner | None = Field(default=None, description="Else the objective's owner.")
    due: Date | None = Field(default=None, description="When, inside the cycle.")
    guardrail: Flag = Field(default=False, description="Must not break; never averaged in.")
    recovery: Flag = Field(default=False, description="Brings a failing KPI back to its standing target.")
    pace: Pace | None = Field(default=None, description="How progress is expected to come.")
    paused_until: Date | None = Field(default=None, description="No check-ins are expected before this day.")
    milestones: tuple[Milestone, ...] = Field(default=(), description="The steps of a milestone key result.")
    source: Source | None = Field(default=None, description="Where the number is read.")
    tracking: Tracking | None = Field(default=None, description="Whether a person or a program records it.")
    bonus: Anything = Field(default=None, description=_PAY)
    payout: Anything = Field(default=None, description=_PAY)
    compensation: Anything = Field(default=None, description=_PAY)
    rating_weight: Anything = Field(default=None, description=_PAY)

    @property
    def key_id(self) -> str:
        """The id, or the slug of the title."""
        return self.id or slug(self.title)

    @cached_property
    def threshold(self) -> Target | None:
        """The target as comparator and bounds, where it is written with a comparator or as a range."""
        return read_target(self.target)

    @cached_property
    def goal(self) -> Decimal | None:
        """The target as one number; None for a range or where there is none."""
        if self.threshold is not None:
            return None if self.threshold.comparator == "between" else self.threshold.value
        return None if isinstance(self.target, str) else self.target

    @cached_property
    def start(self) -> Decimal | None:
        """The baseline as a number; 0 for sums; None where it is unknown or missing."""
        if self.baseline == "unknown":
            return None
        if self.baseline is None and self.aggregate == "sum":
            return Decimal(0)
        return self.baseline

    @cached_property
    def measure(self) -> KeyResultType | None:
        """The type as given or as it follows from the numbers; None where it cannot be scored."""
        if self.type is not None:
            return self.type
        if self.milestones:
            return "milestone"
        comparator = self.threshold.comparator if self.threshold else None
        counts_up_to_a_limit = comparator == "at_most" and self.baseline is None
        if self.start is not None and self.goal is not None and not counts_up_to_a_limit:
            return "decrease" if self.goal < self.start else "increase"
        return None if comparator is None or comparator == "equals" else comparator


class InitiativeFields(Node):
    """A piece of work that serves an objective."""

    title: Text = Field(description="The work.")
    link: Text | None = Field(default=None, description="Where it is tracked.")
    status: Status | None = Field(default=None, description="How it stands.")


Initiative: TypeAlias = Annotated[
    Annotated[Text, Tag("text")] | Annotated[InitiativeFields, Tag("map")], Shape
]


class Override(Node):
    """A number set by hand in the place of a computed one."""

    anchors = ("value",)
    value: Number = Field(description="The number that counts.")
    reason: Text = Field(description="Why it differs from the computed one.")


class Dropped(Node):
    """When and why an objective was given up."""

    anchors = ("on",)
    on: Date = Field(description="The day.")
    reason: Text = Field(description="Why.")


class Objective(Node):
    """An objective: what to achieve in a cycle, beyond business as usual."""

    id: Id = Field(description="Unique for its owner and cycle.")
    title: Text = Field(description="Qualitative and directional; the numbers stand in the key results.")
    why: Text | None = Field(default=None, description="Why it matters now.")
    cycle: Ref | None = Field(default=None, description="Such as 2026-Q1; else that of the file.")
    owner: Owner | None = Field(default=None, description="One person; else that of the file.")
    team: Ref | None = Field(default=None, description="The team whose objective it is.")
    contributors: tuple[Ref, ...] = Field(default=(), description="Others who work on it.")
    accelerates: Refs | None = Field(
        default=None, description="The owner's KRA that it pushes, or `none` with a reason."
    )
    reason: Text | None = Field(default=None, description="Why it accelerates no KRA.")
    supports: tuple[Ref, ...] = Field(default=(), description="KRAs of others that it helps.")
    parent: Ref | None = Field(default=None, description="The higher objective it serves.")
    commitment: Commitment | None = Field(
        default=None, description="What counts as success.", json_schema_extra=_COMMITMENT
    )
    status: Status | None = Field(default=None, description="How it stands.")
    weight: Weight | None = Field(default=None, description="Its share among the owner's objectives.")
    key_results: tuple[KeyResult, ...] = Field(default=(), description="Two to five key results.")
    initiatives: tuple[Initiative, ...] = Field(default=(), description="The work that serves it.")
    closed_on: Date | None = Field(default=None, description="When it was closed.")
    score: Number | None = Field(default=None, description="Computed; stored only at the close.")
    override: Override | None = Field(default=None, description="A score set by hand, with the reason.")
    learning: Text | None = Field(default=None, description="What was learnt.")
    dropped: Dropped | None = Field(default=None, description="When and why it was given up.")
    changes: tuple[TargetChange, ...] = Field(default=(), description="Changes while the cycle ran.")
    bonus: Anything = Field(default=None, description=_PAY)
    payout: Anything = Field(default=None, description=_PAY)
    compensation: Anything = Field(default=None, description=_PAY)
    rating_weight: Anything = Field(default=None, description=_PAY)

    @property
    def key_id(self) -> str:
        """The id."""
        return self.id


class Objectives(Node):
    """A file of objectives; its head holds what the entries have in common."""

    anchors = ("owner", "team", "kind")
    kind: Literal["objectives"] = Field(description="What this file is.")
    owner: Owner | None = Field(default=None, description="The owner of all entries.")
    team: Ref | None = Field(default=None, description="The team of all entries.")
    cycle: Ref | None = Field(default=None, description="The cycle of all entries.")
    objectives: tuple[Objective, ...] = Field(description="The objectives.")
