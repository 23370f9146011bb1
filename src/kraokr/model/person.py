"""kind: person - who holds which role; may carry objectives, check-ins and reviews."""

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from kraokr.model.checkin import CheckIn
from kraokr.model.node import Node
from kraokr.model.objective import Objective
from kraokr.model.review import ReviewEntry
from kraokr.model.types import Date, Id, Ref, Text
from kraokr.source.diagnostic import Finding


class Assignment(Node):
    """A role held from one day to another."""

    anchors = ("role",)
    role: Ref = Field(description="The role.")
    level: Ref | None = Field(default=None, description="One of the role's levels.")
    from_: Date | None = Field(default=None, alias="from", description="The first day.")
    to: Date | None = Field(default=None, description="The last day.")


class Person(Node):
    """A person and the role they hold."""

    kind: Literal["person"] = Field(description="What this file is.")
    id: Id = Field(description="Unique among people.")
    name: Text | None = Field(default=None, description="How the person is called.")
    role: Ref | None = Field(default=None, description="The role held.")
    level: Ref | None = Field(default=None, description="One of the role's levels.")
    assignments: tuple[Assignment, ...] = Field(
        default=(), description="The roles held over time, where it changed."
    )
    team: Ref | None = Field(default=None, description="The team.")
    manager: Ref | None = Field(default=None, description="The person reported to.")
    start: Date | None = Field(default=None, description="The first day.")
    end: Date | None = Field(default=None, description="The last day.")
    objectives: tuple[Objective, ...] = Field(default=(), description="This person's objectives.")
    checkins: tuple[CheckIn, ...] = Field(default=(), description="This person's check-ins.")
    reviews: tuple[ReviewEntry, ...] = Field(default=(), description="This person's reviews.")

    def misfits(self) -> Iterator[Finding]:
        """No role at all, or the short and the long form together."""
        if (self.role is None) == (not self.assignments):
            given = "both `role` and `assignments` are" if self.role else "no `role` is"
            yield Finding(
                self.at(), f"{given} given", "give `role:`, or `assignments:` where it changed over time"
            )
