"""The form of a review: a file to fill in, with what is known of each area as comments."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from kraokr.model import Kra, Objective, Person
from kraokr.review.build import build_review
from kraokr.review.objectives import owned_objectives
from kraokr.review.period import Period, held_within
from kraokr.review.view import KpiView, KraView, ObjectiveView, RatingStepView
from kraokr.scoring.amounts import percent, score
from kraokr.scoring.scores import Scores
from kraokr.source.edits import scalar
from kraokr.workspace import Workspace

_PLAIN_CYCLE = re.compile(r"[0-9]{4}-[HQ][1-4]\Z")
_TYPES = {"half": "half", "year": "annual"}
_FIELDS = ("    rating:", "    comment:", "    evidence: []")


def review_form(ws: Workspace, scores: Scores, person: Person, period: Period) -> str:
    """The text of a review's file in which every area of the roles held in a cycle waits to be filled in.

    It is valid as it stands, and a draft. Comments tell the readings of each KPI with its target, and the
    objectives that push the area.

    Raises:
        KraokrError: the person held no role in the cycle, or one that no file describes.
    """
    view = build_review(ws, scores, person, period, None)
    owned = owned_objectives(ws, person, period)
    objectives = list(zip(owned, view.objectives, strict=True))
    areas: dict[str, list[str]] = {}
    named: set[Objective] = set()
    held = held_within(ws, person, period.start, period.end)
    for (part, _, _), role in zip(held, view.roles, strict=True):
        kras = [kra for kra in ws.effective(part.role).kras if kra.status == "active"]
        for kra, seen in zip(kras, role.kras, strict=True):
            pushing = [pair for pair in objectives if kra in ws.accelerated(pair[0])]
            named.update(objective for objective, _ in pushing)
            areas.setdefault(kra.id, []).extend(_known(kra, seen, pushing))
    others = [pair for pair in objectives if pair[0] not in named]
    lines = [*_head(ws, person, period), *_scale(view.rating_scale), *_areas(areas), *_foot(others)]
    return "\n".join(lines) + "\n"


def _head(ws: Workspace, person: Person, period: Period) -> Iterator[str]:
    cycle = ws.cycles.get(period.name)
    kind = _TYPES.get(cycle.kind) if cycle else None
    named = period.name if _PLAIN_CYCLE.match(period.name) else scalar(period.name)
    yield from ("kind: review", f"person: {scalar(person.id)}", f"cycle: {named}")
    if kind:
        yield f"type: {kind}"
    yield "status: draft"
    if person.manager in ws.people and person.manager != person.id:
        yield f"reviewer: {scalar(person.manager)}"
    yield ""


def _scale(steps: Sequence[RatingStepView]) -> Iterator[str]:
    if steps:
        yield _comment("", "Ratings: " + ", ".join(f"{step.value} {step.label}" for step in steps))
    yield _comment("", "An area that cannot be judged takes `not_assessed:` with the reason instead.")
    yield _comment("", "Evidence: ids of KPIs and key results, dates of check-ins, links, dated examples.")


def _areas(areas: dict[str, list[str]]) -> Iterator[str]:
    yield "kras:" if areas else "kras: {}"
    for id, known in areas.items():
        yield f"  {scalar(id)}:"
        yield from known
        yield from _FIELDS


def _known(kra: Kra, seen: KraView, pushing: Iterable[tuple[Objective, ObjectiveView]]) -> Iterator[str]:
    outcome = f": {kra.outcome}" if kra.outcome else ""
    yield _comment("    ", f"{kra.name}{outcome}")
    for scope in seen.scope:
        yield _comment("    ", f"At this level: {scope}")
    for kpi, read in zip(kra.kpis, seen.kpis, strict=True):
        yield _comment("    ", f"KPI {kpi.key_id}: {_kpi(read)}")
    yield from _objectives("    ", pushing)


def _kpi(kpi: KpiView) -> str:
    came = f"came to {kpi.actual}" if kpi.actual is not None else kpi.note or "no readings"
    target = f", target {kpi.target}" if kpi.target else ""
    share = f", {percent(kpi.attainment)} of it" if kpi.attainment is not None and target else ""
    return f"{kpi.name}: {came}{target}{share}"


def _objectives(indent: str, pairs: Iterable[tuple[Objective, ObjectiveView]]) -> Iterator[str]:
    for objective, seen in pairs:
        result = f"score {score(seen.score)}" if seen.score is not None else "no score"
        result = f"dropped: {seen.dropped}" if seen.dropped else result
        yield _comment(indent, f"OKR {objective.id} ({seen.cycle}): {seen.title}: {result}")
        for kr, read in zip(objective.key_results, seen.key_results, strict=True):
            ends = " to ".join(end for end in (read.baseline, read.target) if end)
            came = f"came to {read.current}" if read.current is not None else read.note or "no readings"
            planned = f"{ends}, " if ends else ""
            yield _comment(indent, f"  {objective.id}/{kr.key_id}: {read.title}: {planned}{came}")


def _foot(others: Sequence[tuple[Objective, ObjectiveView]]) -> Iterator[str]:
    yield ""
    if others:
        yield _comment("", "Objectives that push none of these areas:")
        yield from _objectives("", others)
        yield ""
    yield _comment("", "The period in a paragraph, written last; what became of the objectives belongs here.")
    yield "summary:"
    yield _comment("", "What comes next: `- {kra: …, action: …, owner: …, by: …}` for each thing to do.")
    yield "development: []"


def _comment(indent: str, text: str) -> str:
    """A text as a comment on one line, whatever it holds."""
    plain = "".join(c if c.isprintable() else " " for c in text)
    start = plain[: len(plain) - len(plain.lstrip())]
    return f"{indent}# {start}{' '.join(plain.split())}"
