"""kind: role - a role, its key result areas, their KPIs, and its levels."""

import re
from functools import cached_property, lru_cache
from typing import Annotated, Literal, TypeAlias

from pydantic import Field, Tag

from kraokr.model.changed import TargetChange
from kraokr.model.node import Node
from kraokr.model.target import KpiTarget, Target, read_target
from kraokr.model.types import (
    Anything,
    Date,
    Flag,
    Id,
    Number,
    Reach,
    Ref,
    RoleStatus,
    Shape,
    Text,
    Weight,
    Whole,
    described,
)

Dimension: TypeAlias = Literal["result", "customer", "process", "people", "stakeholder", "growth"]
Measures: TypeAlias = Literal["outcome", "output", "quality", "volume", "speed", "cost", "input"]
Aggregate: TypeAlias = Literal["last", "mean", "sum", "min", "max"]
Frequency: TypeAlias = Literal["daily", "weekly", "monthly", "quarterly", "yearly"]
Tracking: TypeAlias = Literal["manual", "automated"]

_STATUS = described(
    draft="Being written; most rules are lenient.", active="In force.", retired="No longer in force."
)
_AGGREGATE = described(
    last="The newest reading counts.",
    mean="The mean of the readings.",
    sum="The sum of the readings; the target needs a period (`per quarter`).",
    min="The lowest reading.",
    max="The highest reading.",
)


@lru_cache(maxsize=4096)
def slug(text: str) -> str:
    """The id that a name stands for: lower case, words joined by hyphens."""
    return re.sub(r"[\W_]+", "-", text.lower()).strip("-")


class DataSource(Node):
    """Where a number is read from automatically."""

    anchors = ("connection",)
    connection: Ref = Field(description="A connection named in kraokr.yaml.")
    query: Text | None = Field(default=None, description="What to ask it.")


Source: TypeAlias = Annotated[Annotated[Text, Tag("text")] | Annotated[DataSource, Tag("map")], Shape]
Band: TypeAlias = Annotated[Annotated[Number, Tag("number")] | Annotated[Text, Tag("text")], Shape]


class Bands(Node):
    """Where a KPI turns from green to amber and from amber to red."""

    green: Band | None = Field(default=None, description="Green from here on.")
    amber: Band | None = Field(default=None, description="Amber from here on; beyond it is red.")


class Kpi(Node):
    """A key performance indicator: a number that someone can read from a dashboard."""

    id: Id | None = Field(
        default=None, description="Needed only where something cites it; else the slug of the name."
    )
    name: Text = Field(description="The metric's name.")
    definition: Text | None = Field(default=None, description="How the number is computed.")
    unit: Text | None = Field(
        default=None, description="percent, count, a currency code, hours, days, rating, ratio, or any word."
    )
    measures: Measures | None = Field(default=None, description="What kind of thing it measures.")
    target: KpiTarget | None = Field(
        default=None,
        description='The level to keep: ">= 85", "<= 6 hours", "90..100", ">= 2500000 per quarter".',
    )
    floor: Number | None = Field(default=None, description="The value that is worth nothing (attainment 0).")
    bands: Bands | None = Field(default=None, description="Green and amber limits.")
    scale: Annotated[tuple[Number, ...], Field(min_length=5, max_length=5)] | None = Field(
        default=None, description="Five values from excellent to poor, worth 100, 90, 80, 70 and 60."
    )
    aggregate: Aggregate = Field(
        default="last", description="How readings become one value.", json_schema_extra=_AGGREGATE
    )
    frequency: Frequency | None = Field(default=None, description="How often it is read.")
    source: Source | None = Field(default=None, description="The dashboard or report it is read from.")
    tracking: Tracking | None = Field(default=None, description="Whether a person or a program records it.")
    weight: Weight | None = Field(default=None, description="Its share of the KRA; all or none carry one.")
    guardrail: Flag = Field(default=False, description="Watched, never averaged in.")
    paused_until: Date | None = Field(default=None, description="No readings are expected before this day.")
    baseline_until: Date | None = Field(default=None, description="A target is set by this day.")
    primary_role: Ref | None = Field(
        default=None, description="The role that owns it where several carry it."
    )

    @property
    def key_id(self) -> str:
        """The id, or the slug of the name."""
        return self.id or slug(self.name)

    @cached_property
    def standard(self) -> Target | None:
        """The target as comparator and bounds; None if there is none or it states none."""
        return read_target(self.target)


class Kra(Node):
    """A key result area: an outcome that a role owns, ongoing."""

    id: Id = Field(description="Unique in its role.")
    name: Text = Field(description="The area, such as `Customer satisfaction`: no task, no metric, no tool.")
    outcome: Text | None = Field(default=None, description="One sentence: what would be missing without it.")
    dimension: Dimension | None = Field(default=None, description="Which side of the role it covers.")
    weight: Weight | None = Field(
        default=None, description="Its share of the role in percent; all or none carry one."
    )
    kpis: tuple[Kpi, ...] = Field(default=(), description="One to three indicators.")
    practices: tuple[Text, ...] = Field(default=(), description="The routines that serve it.")
    status: RoleStatus = Field(default="active", json_schema_extra=_STATUS)
    tactic_ok: Text | None = Field(default=None, description="Why a tool or a channel may stand in the name.")
    primary_role: Ref | None = Field(
        default=None, description="The role that owns it where several carry it."
    )
    due: Anything = Field(default=None, description="A KRA has no end; this belongs to an objective.")
    deadline: Anything = Field(default=None, description="A KRA has no end; this belongs to an objective.")
    end: Anything = Field(default=None, description="A KRA has no end; this belongs to an objective.")
    progress: Anything = Field(default=None, description="A KRA is never done; this belongs to a key result.")
    percent: Anything = Field(default=None, description="A KRA is never done; this belongs to a key result.")
    done: Anything = Field(default=None, description="A KRA is never done; this belongs to a key result.")

    @property
    def key_id(self) -> str:
        """The id."""
        return self.id


class Scope(Node):
    """How far an area reaches at a level, by facet."""

    anchors = ("systems", "influence", "ownership", "reach")
    systems: Text | None = Field(default=None, description="What is looked after.")
    influence: Text | None = Field(default=None, description="Who is worked with and moved.")
    ownership: Text | None = Field(default=None, description="What is decided.")
    reach: Reach | None = Field(default=None, description="How far it goes.")


ScopeText: TypeAlias = Annotated[Annotated[Text, Tag("text")] | Annotated[Scope, Tag("map")], Shape]


class Level(Node):
    """A level of a role: the same areas, a bigger scope."""

    id: Id = Field(description="Such as `senior`.")
    rank: Whole = Field(description="A higher number is a higher level.")
    title: Text | None = Field(default=None, description="How the level is called.")
    scope: dict[str, ScopeText] = Field(default_factory=dict, description="For each KRA id, its scope here.")
    targets: dict[str, KpiTarget] = Field(default_factory=dict, description="For a KPI id, its target here.")


class CountLimits(Node):
    """How many of something a role may have, and why."""

    anchors = ("min", "max")
    min: Whole | None = Field(default=None, description="At least this many.")
    max: Whole | None = Field(default=None, description="At most this many.")
    reason: Text | None = Field(default=None, description="Why this role differs.")


class Limits(Node):
    """Limits of this role that differ from the usual ones."""

    kras: CountLimits | None = Field(default=None, description="How many KRAs it may have.")


class Role(Node):
    """A role: why it exists, the areas it owns, the levels at which it is held."""

    kind: Literal["role"] = Field(description="What this file is.")
    id: Id = Field(description="Unique among roles.")
    title: Text = Field(description="The role's name.")
    purpose: Text | None = Field(default=None, description="Why the role exists.")
    status: RoleStatus = Field(default="active", json_schema_extra=_STATUS)
    owner: Ref | None = Field(default=None, description="The person who keeps this definition.")
    created_on: Date | None = Field(default=None, description="When the role was first defined.")
    reviewed_on: Date | None = Field(default=None, description="When its KRAs were last confirmed.")
    extends: Ref | None = Field(default=None, description="A role whose fields and KRAs this one takes over.")
    promotes_to: Ref | None = Field(default=None, description="The role that comes next.")
    limits: Limits | None = Field(default=None, description="Limits that differ from the usual ones.")
    kras: tuple[Kra, ...] = Field(default=(), description="Three to five key result areas.")
    levels: tuple[Level, ...] = Field(default=(), description="The levels at which the role is held.")
    changes: tuple[TargetChange, ...] = Field(
        default=(), description="Changes of its KRAs after a cycle was frozen."
    )
