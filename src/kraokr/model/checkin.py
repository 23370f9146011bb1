"""kind: checkins - dated readings and notes, append-only."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Literal, TypeAlias

from pydantic import Field

from kraokr.model.node import Node
from kraokr.model.status import Status
from kraokr.model.types import Confidence, Date, Reading, Ref, Text
from kraokr.source.diagnostic import Finding

CheckInType: TypeAlias = Literal["reading", "one_on_one", "feedback"]


class CheckIn(Node):
    """One dated record: readings, a status, a note, or several of these."""

    anchors = ("date", "item")
    date: Date = Field(description="The day it speaks of.")
    item: Ref | None = Field(default=None, description="The key result, KPI or KRA it is about.")
    value: Reading | None = Field(default=None, description="The reading of `item`.")
    readings: dict[str, Reading] = Field(
        default_factory=dict, description="Several readings: item id to value."
    )
    milestone: Ref | None = Field(default=None, description="A milestone of `item` that is done.")
    status: Status | None = Field(default=None, description="How it stands, set by hand.")
    confidence: Confidence | None = Field(default=None, description="How sure, from 1 to 10.")
    note: Text | None = Field(default=None, description="What happened and what is next.")
    by: Ref | None = Field(default=None, description="Who wrote it.")
    source: Text | None = Field(default=None, description="Where the number was read.")
    type: CheckInType = Field(default="reading", description="What kind of record it is.")

    def values(self) -> Iterator[tuple[str, Decimal]]:
        """Each item this record gives a reading of, with the value."""
        if self.item is not None and self.value is not None:
            yield self.item, self.value
        yield from self.readings.items()

    def misfits(self) -> Iterator[Finding]:
        """A value or a milestone without the item it belongs to."""
        for name in ("value", "milestone"):
            if getattr(self, name) is not None and self.item is None:
                help = "add `item:`, or write several under `readings:`"
                yield Finding(self.at(name), f"`{name}` without the item it belongs to", help)


class CheckIns(Node):
    """A file of check-ins of one person or team."""

    anchors = ("owner", "team", "kind")
    kind: Literal["checkins"] = Field(description="What this file is.")
    owner: Ref | None = Field(default=None, description="The person whose readings these are.")
    team: Ref | None = Field(default=None, description="The team whose readings these are.")
    cycle: Ref | None = Field(default=None, description="The cycle they belong to.")
    checkins: tuple[CheckIn, ...] = Field(description="The records, oldest first by habit.")

    def misfits(self) -> Iterator[Finding]:
        """Neither a person nor a team, or both."""
        if (self.owner is None) == (self.team is None):
            given = "both `owner` and `team` are" if self.owner else "neither `owner` nor `team` is"
            yield Finding(
                self.key("kind"), f"{given} given", "say whose readings these are: give one of them"
            )
