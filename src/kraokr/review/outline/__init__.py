"""From a review to the blocks of its document, in the order of the page."""

from __future__ import annotations

from collections.abc import Iterator

from kraokr.review.blocks import Blank, Block, Document, Facts, Paragraph, heading, prose, run, said
from kraokr.review.outline.closing import development, levels, signing, working
from kraokr.review.outline.objectives import objectives
from kraokr.review.outline.roles import rating_text, role_section
from kraokr.review.printable import printable
from kraokr.review.view import ReviewView
from kraokr.review.words import day


def outline(view: ReviewView) -> Document:
    """The document about a review, without the characters that neither XML nor a font knows."""
    view = printable(view)
    blocks = (
        *_opening(view),
        *_summary(view),
        *(block for role in view.roles for block in role_section(view, role)),
        *objectives(view),
        *levels(view),
        *development(view),
        *working(view),
        *signing(view),
    )
    title = f"Performance review: {view.person}"
    return Document(title, f"{view.person}, {view.period}", view.end, blocks)


def _opening(view: ReviewView) -> Iterator[Block]:
    yield heading(1, f"Performance review: {view.person}")
    place = f"{view.organisation}, " if view.organisation else ""
    yield Paragraph(run(f"{place}{view.period}, {day(view.start)} to {day(view.end)}"), "subtitle")
    yield Facts(tuple(_facts(view)))


def _facts(view: ReviewView) -> Iterator[tuple[str, str]]:
    for role in view.roles:
        part = f" ({day(role.start)} to {day(role.end)})" if view.is_part(role) else ""
        yield "Role", f"{role.title}{part}"
    if view.team:
        yield "Team", view.team
    yield "Manager", view.manager or "none"
    yield "Reviewer", view.reviewer or "to be named"
    since = f" since {day(view.finalised_on)}" if view.finalised_on else ""
    yield "Status", f"{view.status or 'not started'}{since}"
    yield "Ratings", ", ".join(f"{step.value} {step.label}".strip() for step in view.rating_scale)


def _summary(view: ReviewView) -> Iterator[Block]:
    yield heading(2, "Summary")
    if view.summary:
        yield from prose(view.summary)
    else:
        yield Blank("The period in a paragraph, written last", 3)
    if view.self_summary:
        yield said(view.person, view.self_summary)
    if view.overall:
        yield Paragraph((*run("Overall: "), *rating_text(view.overall, "pill")))
        yield from prose(view.overall_reason or "")
    if view.recommendation:
        yield Paragraph((*run("Recommendation: ", "strong"), *run(view.recommendation)))
