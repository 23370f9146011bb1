"""kind: team - a team and its lead; may carry the team's objectives and check-ins."""

from typing import Literal

from pydantic import Field

from kraokr.model.checkin import CheckIn
from kraokr.model.node import Node
from kraokr.model.objective import Objective
from kraokr.model.types import Id, Ref, Text


class Team(Node):
    """A team; one without a parent is the company."""

    kind: Literal["team"] = Field(description="What this file is.")
    id: Id = Field(description="Unique among teams.")
    name: Text | None = Field(default=None, description="How the team is called.")
    parent: Ref | None = Field(default=None, description="The team it belongs to.")
    lead: Ref = Field(description="The person who leads it and owns its objectives.")
    objectives: tuple[Objective, ...] = Field(default=(), description="The team's objectives.")
    checkins: tuple[CheckIn, ...] = Field(default=(), description="The team's check-ins.")
