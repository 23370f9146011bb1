"""kind: review - one person's review, area by area."""

from collections.abc import Iterator
from typing import Literal, TypeAlias

from pydantic import Field

from kraokr.model.node import Node
from kraokr.model.types import Date, Number, Ref, Text, described
from kraokr.source.diagnostic import Finding

ReviewType: TypeAlias = Literal["probation", "half", "annual", "exit"]
ReviewStatus: TypeAlias = Literal["draft", "self", "manager", "calibrated", "final"]

_STATUS = described(
    draft="Started.",
    self="The person writes.",
    manager="The manager writes.",
    calibrated="Compared with others.",
    final="Done; only amendments follow.",
)


class ReviewPeriod(Node):
    """From when to when a review looks back, both days included."""

    anchors = ("start",)
    start: Date = Field(description="The first day.")
    end: Date = Field(description="The last day.")

    def misfits(self) -> Iterator[Finding]:
        """An end before the start."""
        if self.end < self.start:
            yield Finding(self.at("end"), f"the period ends on {self.end}, before it starts on {self.start}")


class ReviewedKra(Node):
    """How one area went."""

    anchors = ()
    self_text: Text | None = Field(default=None, alias="self", description="What the person says.")
    rating: Number | None = Field(default=None, description="A value of the rating scale.")
    comment: Text | None = Field(default=None, description="What was achieved and what it means.")
    evidence: tuple[Text, ...] = Field(
        default=(), description="KPI and key-result ids, check-in dates, links, dated facts."
    )
    strengths: Text | None = Field(default=None, description="What went well.")
    gaps: Text | None = Field(default=None, description="What is missing.")
    scope_evidence: Text | None = Field(default=None, description="What was done at the next level's scope.")
    not_assessed: Text | None = Field(default=None, description="Why this area is not judged.")
    override_reason: Text | None = Field(default=None, description="Why the rating differs from the results.")


class Overall(Node):
    """The overall result, if one is given at all."""

    anchors = ("value", "method")
    method: Literal["none", "computed", "manual"] = Field(description="How it comes about.")
    value: Number | None = Field(default=None, description="The result.")
    reason: Text | None = Field(default=None, description="Why it was set by hand.")


class DevelopmentAction(Node):
    """Something to do for the person's growth."""

    anchors = ("action", "kra")
    kra: Ref | None = Field(default=None, description="The area it serves.")
    action: Text = Field(description="What will be done.")
    owner: Ref | None = Field(default=None, description="Who sees to it.")
    by: Date | None = Field(default=None, description="Until when.")
    done_on: Date | None = Field(default=None, description="When it was done.")


class NextRole(Node):
    """Where a promotion or a move leads."""

    anchors = ("role", "level")
    role: Ref | None = Field(default=None, description="The role.")
    level: Ref | None = Field(default=None, description="The level.")


class Amendment(Node):
    """A note added after the review was final."""

    anchors = ("on",)
    on: Date = Field(description="The day.")
    by: Ref | None = Field(default=None, description="Who wrote it.")
    text: Text = Field(description="What is added.")


class ReviewEntry(Node):
    """A review as it stands in a person's file, where the person is given."""

    anchors = ("person", "cycle", "period")
    person: Ref | None = Field(default=None, description="The person reviewed.")
    cycle: Ref | None = Field(default=None, description="The cycle looked at, such as 2026-H1.")
    period: ReviewPeriod | None = Field(default=None, description="Exact days, in the place of a cycle.")
    role_version: Text | None = Field(
        default=None, description="The git revision of the role it is judged by."
    )
    type: ReviewType | None = Field(default=None, description="What kind of review it is.")
    status: ReviewStatus = Field(default="draft", description="How far it is.", json_schema_extra=_STATUS)
    reviewer: Ref | None = Field(default=None, description="Who reviews; else the person's manager.")
    kras: dict[str, ReviewedKra] = Field(default_factory=dict, description="For each KRA id, how it went.")
    summary: Text | None = Field(default=None, description="The period in a paragraph, written last.")
    self_summary: Text | None = Field(default=None, description="The person's own summary.")
    overall: Overall | None = Field(default=None, description="The overall result, if there is one.")
    development: tuple[DevelopmentAction, ...] = Field(default=(), description="What comes next.")
    recommendation: Literal["none", "promote", "move"] | None = Field(
        default=None, description="What is proposed."
    )
    to: NextRole | None = Field(default=None, description="Where the recommendation leads.")
    uniform_reason: Text | None = Field(default=None, description="Why all ratings are the same.")
    feedback_elsewhere: Text | None = Field(default=None, description="Where earlier feedback is kept.")
    finalised_on: Date | None = Field(default=None, description="When it became final.")
    acknowledged_on: Date | None = Field(default=None, description="When the person acknowledged it.")
    employee_comment: Text | None = Field(default=None, description="What the person adds.")
    amendments: tuple[Amendment, ...] = Field(default=(), description="Notes added afterwards.")

    def misfits(self) -> Iterator[Finding]:
        """Neither a cycle nor a period, or both."""
        if (self.cycle is None) == (self.period is None):
            given = "both `cycle` and `period` are" if self.cycle else "neither `cycle` nor `period` is"
            yield Finding(self.at(), f"{given} given", "say which time is reviewed: give one of them")


class Review(ReviewEntry):
    """A review in a file of its own."""

    kind: Literal["review"] = Field(description="What this file is.")
    person: Ref = Field(description="The person reviewed.")
