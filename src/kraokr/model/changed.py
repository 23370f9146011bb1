"""Entries of `changes:` - what was changed while it counted, and why."""

from pydantic import Field

from kraokr.model.node import Node
from kraokr.model.types import Anything, Date, Text


class TargetChange(Node):
    """A change of a target or another field while the cycle ran."""

    anchors = ("field", "on")
    on: Date = Field(description="The day.")
    field: Text | None = Field(
        default=None, description="What changed, such as `renewal/target`, or the id of a KRA or KPI."
    )
    from_: Anything = Field(default=None, alias="from", description="The value before.")
    to: Anything = Field(default=None, description="The value after.")
    reason: Text | None = Field(default=None, description="Why.")
