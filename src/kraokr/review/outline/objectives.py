"""The section of objectives, which are context and no input to a rating."""

from __future__ import annotations

from collections.abc import Iterator

from kraokr.review.amounts import score
from kraokr.review.blocks import Block, Column, Paragraph, Table, Text, heading, named, run
from kraokr.review.outline.roles import coloured, guarded
from kraokr.review.view import KeyResultView, ObjectiveView, ReviewView

_RESULTS = (
    *(Column("Key result", 4), Column("From", 1.3, True), Column("To", 1.3, True)),
    *(Column("Now", 1.3, True), Column("Score", 1.4, True)),
)


def objectives(view: ReviewView) -> Iterator[Block]:
    """All objectives of the period, apart from the areas."""
    yield heading(2, "Objectives and key results")
    yield Paragraph(run("Shown for context. They are no input to the ratings above.", "note"), "note")
    for objective in view.objectives:
        yield from _objective(objective)
    if not view.objectives:
        yield Paragraph(run("No objectives in this period."))


def _objective(objective: ObjectiveView) -> Iterator[Block]:
    yield heading(3, objective.title)
    yield Paragraph(run(_context(objective)), "outcome")
    if objective.dropped:
        yield Paragraph((*run("Dropped: ", "strong"), *run(objective.dropped)))
    if objective.key_results:
        yield Table(_RESULTS, tuple(_result_row(result) for result in objective.key_results))
    if objective.score is not None and not objective.dropped:
        yield Paragraph(_scored(objective))
    yield from named("Score set by hand", objective.override_reason)
    yield from named("Learning", objective.learning)


def _context(objective: ObjectiveView) -> str:
    team = f", for the team {objective.team}" if objective.team else ""
    commitment = f", {objective.commitment}" if objective.commitment else ""
    areas = f"; accelerates {', '.join(objective.accelerates)}" if objective.accelerates else ""
    return f"{objective.cycle}{team}{commitment}{areas}"


def _result_row(result: KeyResultView) -> tuple[Text, ...]:
    shown = run(score(result.score)) if result.score is not None else run(result.note, "note")
    name = guarded(result.title, result.guardrail)
    return name, run(result.baseline), run(result.target), run(result.current), shown


def _scored(objective: ObjectiveView) -> Text:
    assert objective.score is not None
    success = "" if objective.success is None else f", where {score(objective.success)} counts as success"
    measured = f" Measured: {objective.coverage} key results." if objective.coverage else ""
    return (
        *run("Score: "),
        *coloured(score(objective.score), objective.band),
        *run(f"{success}.{measured}"),
    )
