"""kind: config - kraokr.yaml at the workspace root."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import Field, Tag, model_validator

from kraokr.model.node import Node
from kraokr.model.presets import PRESET_TEXTS, Preset, with_preset
from kraokr.model.status import StatusName
from kraokr.model.types import Anything, Date, DayOfYear, Flag, Number, Ref, Shape, Share, Text, described
from kraokr.source.diagnostic import Finding

SeverityName: TypeAlias = Literal["off", "info", "warning", "error"]
FailOn: TypeAlias = Literal["error", "warning", "info", "never"]
Profile: TypeAlias = Literal["basic", "recommended", "strict"]
RuleSettings: TypeAlias = Annotated[
    Annotated[SeverityName, Tag("text")] | Annotated[dict[str, Anything], Tag("map")], Shape
]
"""A severity, or a mapping of severity, files and the rule's own options, which the lint floor reads."""

_PROFILE = described(
    basic="What both founding texts agree on; for small teams and first steps.",
    recommended="The usual set.",
    strict="Every rule, and what the framework demands as errors.",
)
_FAIL_ON = described(
    error="Only errors.",
    warning="Warnings and errors.",
    info="Everything that is found.",
    never="Nothing: findings are shown only.",
)
_AT_MOST = described(
    linear="1 - (actual - target) / target: as far above the target as below it counts alike.",
    ratio="target / actual.",
)
_SCALE = described(linear="Linear between two levels.", steps="The level that is reached counts.")
_KEPT = described(
    share="The share of readings that keep to it.",
    last="The last reading: 1 or 0.",
    distance="The distance from it: 1 at the level, 0 where the baseline stands (0 if none is given).",
)
_BY = described(
    gap="Points that progress lacks of what is due.",
    ratio="The share of what is due that is there; `on` and `off` are shares then.",
)
_PAY = described(
    forbidden="OKR results feed no pay, as the framework asks.", allowed="They may; say why under `reason`."
)


class CycleFields(Node):
    """A cycle that does not follow from the calendar."""

    id: Ref = Field(description="What other files call it, such as 2026-T1.")
    kind: Literal["year", "half", "trimester", "quarter", "month", "other"] | None = Field(
        default=None, description="What kind of cycle it is."
    )
    start: Date | None = Field(default=None, description="The first day.")
    end: Date | None = Field(default=None, description="The last day.")
    parent: Ref | None = Field(default=None, description="The cycle it is part of.")
    frozen_on: Date | None = Field(
        default=None,
        description="From this day, targets and KRAs change only with a reason under `changes:`.",
    )

    def misfits(self) -> Iterator[Finding]:
        """An end before the start."""
        if self.start and self.end and self.end < self.start:
            yield Finding(self.at("end"), f"the cycle ends on {self.end}, before it starts on {self.start}")


class Season(Node):
    """The weeks of the year in which roles are revisited."""

    anchors = ("from",)
    from_: DayOfYear = Field(alias="from", description="The first day, such as 01-05.")
    to: DayOfYear = Field(description="The last day, such as 02-15.")


class RatingStep(Node):
    """A value of the rating scale."""

    anchors = ("label", "value")
    value: Number = Field(description="The number given.")
    label: Text = Field(description="What it means.")
    min_attainment: Number | None = Field(
        default=None, description="The attainment from which this rating is expected, such as 0.9."
    )


class Expected(Node):
    """The score that counts as success."""

    anchors = ()
    aspirational: Share = Field(
        default=Decimal("0.7"), description="The score that is success for an aspirational objective."
    )
    committed: Share = Field(
        default=Decimal(1), description="The score that is success for a committed objective."
    )


class ScoreSettings(Node):
    """How scores are computed."""

    anchors = ("preset",)
    preset: Preset | None = Field(
        default=None,
        description="A named way to compute: it sets what is not set here or under `pace`.",
        json_schema_extra=PRESET_TEXTS,
    )
    expected: Expected = Field(default_factory=Expected, description="Which score counts as success.")
    cap: Number = Field(
        default=Decimal(1),
        description="The most that one KPI can count for in its area; 1 is its target met.",
    )
    at_most: Literal["linear", "ratio"] = Field(
        default="linear", description="How a KPI counts where lower is better.", json_schema_extra=_AT_MOST
    )
    scale: Literal["linear", "steps"] = Field(
        default="linear",
        description="What lies between two of a KPI's five levels.",
        json_schema_extra=_SCALE,
    )
    kept: Literal["share", "last", "distance"] = Field(
        default="share",
        description="How a key result counts that keeps a level.",
        json_schema_extra=_KEPT,
    )
    beyond_target: Flag = Field(
        default=False, description="Whether a key result beyond its target counts for more than 1."
    )


class PaceSettings(Node):
    """When something counts as behind."""

    anchors = ()
    by: Literal["gap", "ratio"] = Field(
        default="gap", description="What is compared with `on` and `off`.", json_schema_extra=_BY
    )
    on: Share = Field(default=Decimal("0.10"), description="Up to this far behind, it is on track.")
    off: Share = Field(default=Decimal("0.25"), description="Further behind than this, it is off track.")
    grace: Share = Field(
        default=Decimal("0.2"), description="The first part of a cycle, in which nothing is behind yet."
    )


class Policy(Node):
    """What the organisation has decided for itself."""

    anchors = ("okr_in_pay",)
    okr_in_pay: Literal["forbidden", "allowed"] = Field(
        default="forbidden", description="Whether OKR results may feed pay.", json_schema_extra=_PAY
    )
    reason: Text | None = Field(default=None, description="Why you decided so.")


def _five_points() -> tuple[RatingStep, ...]:
    steps = (
        (1, "Does not meet", None),
        (2, "Partly meets", "0.70"),
        (3, "Meets", "0.90"),
        (4, "Exceeds", "1.00"),
        (5, "Far exceeds", None),
    )
    return tuple(
        RatingStep(value=Decimal(value), label=label, min_attainment=Decimal(least) if least else None)
        for value, label, least in steps
    )


class Config(Node):
    """The settings of a workspace; everything has a default."""

    anchors = ("organisation", "kind")
    kind: Literal["config"] = Field(default="config", description="What this file is.")
    organisation: Text | None = Field(default=None, description="The organisation's name, for documents.")
    frameworks: tuple[Literal["kra", "okr"], ...] = Field(
        default=("kra", "okr"), description="What you use; rules on the other stay silent."
    )
    profile: Profile = Field(
        default="recommended", description="Which rules are on.", json_schema_extra=_PROFILE
    )
    lang: Text = Field(
        default="en", description="The language you write in; rules on wording read `en` only."
    )
    as_of: Date | None = Field(
        default=None, description="The day to judge by instead of today, for archives and examples."
    )
    fiscal_year_start: DayOfYear = Field(
        default="01-01", description="The day on which your year starts, such as 04-01 for April."
    )
    cycles: tuple[CycleFields, ...] = Field(
        default=(), description="Cycles beside years, halves and quarters, which need not be listed."
    )
    season: Season | None = Field(default=None, description="When roles are revisited.")
    rating_scale: tuple[RatingStep, ...] = Field(
        default_factory=_five_points,
        description="The ratings of reviews; five steps unless you give your own.",
    )
    score: ScoreSettings = Field(default_factory=ScoreSettings, description="How scores are computed.")
    pace: PaceSettings = Field(default_factory=PaceSettings, description="When something counts as behind.")
    files: tuple[Text, ...] = Field(
        default=("*.yaml", "*.yml"), description="Patterns of the names of goal files."
    )
    exclude: tuple[Text, ...] = Field(
        default=(), description="Patterns of files to pass over, such as `drafts/`."
    )
    rules: dict[str, RuleSettings] = Field(
        default_factory=dict, description="How grave rules and groups are, and their options."
    )
    per_file: dict[str, dict[str, RuleSettings]] = Field(
        default_factory=dict,
        description="The same for some files only: patterns such as `roles/drafts/`, each with its rules.",
    )
    fail_on: FailOn = Field(
        default="warning",
        description="What makes `kraokr lint` fail.",
        json_schema_extra=_FAIL_ON,
    )
    lexicon: dict[str, Anything] = Field(
        default_factory=dict, description="For each word list, words to add, or `{add: […], remove: […]}`."
    )
    status_aliases: dict[str, StatusName] = Field(
        default_factory=dict, description="Your own words for statuses, each with the one it stands for."
    )
    policy: Policy = Field(default_factory=Policy, description="What you have decided for yourselves.")
    connections: dict[str, Anything] = Field(
        default_factory=dict, description="Where numbers are read automatically (not used yet)."
    )
    templates: Text | None = Field(
        default=None, description="The folder of your own review templates, instead of `templates`."
    )

    @model_validator(mode="before")
    @classmethod
    def _with_preset(cls, data: Any) -> Any:
        return with_preset(data)
