"""What a review template may see: one document about one person, with texts ready to print.

Numbers come as text in the unit they were given in. Scores and attainments are shares: 1 is the whole.
None, or an empty tuple, means that nothing was written: a template shows a place to fill in.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class RatingStepView:
    """A value of the rating scale and what it means; in the scale also the least attainment for it."""

    value: str
    label: str
    least: Decimal | None = None


@dataclass(frozen=True, slots=True)
class EvidenceView:
    """One piece of evidence: what is shown, where a link leads, and the first day it speaks of, if any."""

    text: str
    link: str | None = None
    on: date | None = None


@dataclass(frozen=True, slots=True)
class ReadingView:
    """What was read on a day: the number, and as people write it."""

    on: date
    value: Decimal
    text: str


@dataclass(frozen=True, slots=True)
class ChangeView:
    """A change of a target while the cycle ran: what changed, from and to what, and why."""

    on: date
    what: str
    before: str | None
    after: str | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class PastRatingView:
    """How an area was rated in an earlier review."""

    period: str
    rating: RatingStepView


@dataclass(frozen=True, slots=True)
class KpiView:
    """A KPI over the period. `colour` is green, amber, red or None; `note` says what is missing.

    `before` is what it stood at when the period began. `how` says how the readings make up the actual value
    or the attainment, where there are several: `sum of 6`, `last of 6`, `5 of 6 in range`. `readings` are in
    the order of their days. `formula` is the working of the attainment: `32 / 30`.
    """

    name: str
    before: str | None
    target: str
    actual: str | None
    how: str
    attainment: Decimal | None
    colour: str | None
    guardrail: bool
    note: str
    formula: str
    readings: tuple[ReadingView, ...]


@dataclass(frozen=True, slots=True)
class KraView:
    """An area: what it is, how its KPIs went, and what was said about it.

    `formula` is the working of the attainment where it is the mean of several KPIs, each up to the cap, and
    `uncapped` the same mean without it, where it differs. `next_scope` is what the next level asks for.
    `hint` is the rating that the numbers alone speak for, and `hint_note` why; it is never the rating.
    `past_ratings` are those of final reviews before this period, the oldest first.
    """

    id: str
    name: str
    outcome: str | None
    weight: str | None
    scope: tuple[str, ...]
    next_scope: tuple[str, ...]
    kpis: tuple[KpiView, ...]
    attainment: Decimal | None
    uncapped: Decimal | None
    formula: str
    colour: str | None
    breached: tuple[str, ...]
    objectives: tuple[str, ...]
    rating: RatingStepView | None
    hint: RatingStepView | None
    hint_note: str
    past_ratings: tuple[PastRatingView, ...]
    self_text: str | None
    comment: str | None
    strengths: str | None
    gaps: str | None
    scope_evidence: str | None
    override_reason: str | None
    not_assessed: str | None
    evidence: tuple[EvidenceView, ...]


@dataclass(frozen=True, slots=True)
class RoleView:
    """A role held in the period, both days included, with its areas; the title names the level.

    `held_since` is the day from which the role was held at this level without a break, if it is written.
    `next_level` is the title of the level above, or of the role that follows; None where nothing does.

    `attainment` is the weighted mean of those areas that were measured, which `coverage` names: `3 of its 4
    areas`.
    """

    title: str
    purpose: str | None
    held_since: date | None
    next_level: str | None
    start: date
    end: date
    kras: tuple[KraView, ...]
    attainment: Decimal | None
    formula: str
    coverage: str


@dataclass(frozen=True, slots=True)
class KeyResultView:
    """A key result: where it started, where it was to get, where it stands.

    `confidence` is how sure its owner was, from 1 to 10, day by day.
    """

    title: str
    baseline: str | None
    target: str | None
    current: str | None
    score: Decimal | None
    guardrail: bool
    note: str
    formula: str
    confidence: tuple[ReadingView, ...]


@dataclass(frozen=True, slots=True)
class ObjectiveView:
    """An objective of a cycle in the period.

    `success` is the score that counts as success, where the objective says whether it is committed or
    aspirational; `colour` is green from there on, amber from 0.3 below, else red. `formula` is the working of
    the score. `coverage` says how many key results were measured, if not all were.
    """

    title: str
    cycle: str
    team: str | None
    commitment: str | None
    accelerates: tuple[str, ...]
    score: Decimal | None
    success: Decimal | None
    colour: str | None
    formula: str
    override_reason: str | None
    coverage: str | None
    dropped: str | None
    learning: str | None
    changes: tuple[ChangeView, ...]
    key_results: tuple[KeyResultView, ...]


@dataclass(frozen=True, slots=True)
class DevelopmentView:
    """Something to do next."""

    action: str
    kra: str | None
    owner: str | None
    by: date | None
    done_on: date | None


@dataclass(frozen=True, slots=True)
class AmendmentView:
    """A note added after the review was final."""

    on: date
    by: str | None
    text: str


@dataclass(frozen=True, slots=True)
class MovedView:
    """A number that moved since the last talk: of what, from and to what, and whether for the better.

    `about` is the area or the objective it belongs to; `better` is None where one cannot tell.
    """

    name: str
    about: str
    before: str | None
    after: str
    on: date
    better: bool | None


@dataclass(frozen=True, slots=True)
class NoteView:
    """A note of a check-in: its day, who wrote it, what about, and the text.

    What is `private` is feedback of others, which the person does not see.
    """

    on: date
    who: str | None
    about: str | None
    text: str
    private: bool


@dataclass(frozen=True, slots=True)
class AttentionView:
    """Something that needs a word: what, and why."""

    what: str
    why: str


@dataclass(frozen=True, slots=True)
class AgendaView:
    """What to talk about on the day `on`: what moved and was noted since the last talk.

    `because` says why it looks back to `since`. `last_notes` are those of the last one-on-one.
    """

    on: date
    since: date
    because: str
    moved: tuple[MovedView, ...]
    attention: tuple[AttentionView, ...]
    notes: tuple[NoteView, ...]
    last_notes: tuple[NoteView, ...]


@dataclass(frozen=True, slots=True)
class ReviewView:
    """One review, as one of its readers may see it.

    `written` is false where there is no record yet and the document is a form to fill in. `reader` is
    manager, employee or calibration; `withheld` says that the reviewer's judgement is left out, since it is
    not final yet. `role_version` is the revision of git, or the hash, of the role that it was judged by;
    `preset` the way of computing scores that kraokr.yaml names, and `preset_text` what that means.
    `evidence_note` says how much of the evidence is dated and how much is recent. `content_hash` is the
    SHA-256 of all else in this view, in hexadecimal digits: the same in every format.
    """

    reader: str
    withheld: bool

    organisation: str | None
    person: str
    manager: str | None
    reviewer: str | None
    team: str | None
    period: str
    start: date
    end: date
    kind: str | None
    status: str | None
    written: bool
    rating_scale: tuple[RatingStepView, ...]
    summary: str | None
    self_summary: str | None
    roles: tuple[RoleView, ...]
    objectives: tuple[ObjectiveView, ...]
    overall: RatingStepView | None
    overall_reason: str | None
    development: tuple[DevelopmentView, ...]
    recommendation: str | None
    role_version: str | None
    preset: str | None
    preset_text: str | None
    evidence_note: str | None
    employee_comment: str | None
    finalised_on: date | None
    acknowledged_on: date | None
    amendments: tuple[AmendmentView, ...]
    agenda: AgendaView | None = None
    content_hash: str = ""

    @property
    def areas(self) -> tuple[KraView, ...]:
        """The areas of all roles."""
        return tuple(kra for role in self.roles for kra in role.kras)

    def is_part(self, role: RoleView) -> bool:
        """Whether a role was held in a part of the period only."""
        return (role.start, role.end) != (self.start, self.end)
