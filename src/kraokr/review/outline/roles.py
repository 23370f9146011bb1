"""The section of a role: its areas at a glance, then each of them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from kraokr.review import pictures
from kraokr.review.amounts import percent
from kraokr.review.blocks import (
    Blank,
    Block,
    Column,
    Items,
    Paragraph,
    Style,
    Table,
    Text,
    Trend,
    heading,
    joined,
    named,
    prose,
    run,
    said,
)
from kraokr.review.view import KpiView, KraView, RatingStepView, ReviewView, RoleView
from kraokr.review.words import day

_COLOURS: dict[str | None, Style] = {"green": "green", "amber": "amber", "yellow": "amber", "red": "red"}
_AREAS = (
    *(Column("Area", 4.2), Column("Weight", 1, True), Column("Attainment", 1.7, True)),
    Column("Rating", 2.6),
)


def role_section(view: ReviewView, role: RoleView) -> Iterator[Block]:
    """All about a role held in the period."""
    yield heading(2, role.title)
    if view.is_part(role):
        held = f"Held from {day(role.start)} to {day(role.end)}; judged on these days only."
        yield Paragraph(run(held, "note"), "note")
    if role.purpose:
        yield from prose(role.purpose, "quote")
    if role.kras:
        yield Table(_AREAS, tuple(_area_row(kra) for kra in role.kras))
    else:
        yield Paragraph(run("The role names no areas yet."))
    if role.attainment is not None:
        shown = f"Attainment of the role: {percent(role.attainment)}, the weighted mean of {role.coverage}."
        yield Paragraph(run(f"{shown} It informs the ratings and does not replace them.", "note"), "note")
    for kra in role.kras:
        yield from _area(view, kra)


def rating_text(rating: RatingStepView, style: Style = "plain") -> Text:
    """A rating as it stands on a page: 3 Meets."""
    return run(f"{rating.value} {rating.label}".strip(), style)


def coloured(text: str, colour: str | None) -> Text:
    """A number in its colour: green, amber or yellow, red, or none."""
    return run(text, _COLOURS.get(colour, "plain"))


def guarded(name: str, guardrail: bool, note: str = " (guardrail)") -> Text:
    """A name, and whether it is one of a guardrail."""
    return (*run(name), *(run(note, "note") if guardrail else ()))


def _area_row(kra: KraView) -> tuple[Text, ...]:
    shown = _attained(kra.attainment, kra.colour, "not measured")
    rating = rating_text(kra.rating) if kra.rating else run("not assessed" if kra.not_assessed else None)
    return run(kra.name), run(kra.weight), shown, rating


def _attained(share: Decimal | None, colour: str | None, note: str) -> Text:
    return run(note, "note") if share is None else coloured(percent(share), colour)


def _area(view: ReviewView, kra: KraView) -> Iterator[Block]:
    yield heading(3, kra.name)
    if kra.outcome:
        yield Paragraph(run(kra.outcome), "outcome")
    if len(kra.scope) == 1:
        yield Paragraph((*run("Scope: ", "note"), *run(kra.scope[0])))
    elif kra.scope:
        yield Paragraph(run("Scope"), "label")
        yield Items(tuple(run(scope) for scope in kra.scope))
    if kra.kpis:
        yield _kpis(kra)
    for name in kra.breached:
        yield Paragraph(run(f"Guardrail not kept: {name}", "red"))
    if kra.objectives:
        titles = joined([run(title, "note") for title in kra.objectives], "; ")
        yield Paragraph((*run("Accelerated by: ", "note"), *titles), "note")
    yield from _not_assessed(kra) if kra.not_assessed else _assessed(view, kra)
    yield from _evidence(view, kra)


def _kpis(kra: KraView) -> Table:
    started = any(kpi.before for kpi in kra.kpis)
    before = (Column("Before", 1.3, True),) if started else ()
    columns = (
        *(Column("KPI", 3.5), *before, Column("Target", 1.5, True), Column("Actual", 1.4, True)),
        *(Column("Trend", 1.4), Column("Attainment", 1.6, True)),
    )
    return Table(columns, tuple(_kpi_row(kpi, started) for kpi in kra.kpis))


def _kpi_row(kpi: KpiView, started: bool) -> tuple[Text | Trend, ...]:
    shown = _attained(kpi.attainment, kpi.colour, kpi.note)
    before = (run(kpi.before),) if started else ()
    name = guarded(kpi.name, kpi.guardrail)
    return name, *before, run(kpi.target or "none"), run(kpi.actual), _trend(kpi), shown


def _trend(kpi: KpiView) -> Text | Trend:
    blocks = pictures.blocks(kpi.readings)
    points = tuple((reading.on.toordinal(), float(reading.value)) for reading in kpi.readings)
    return Trend(points, blocks, pictures.trend(kpi.readings)) if blocks else ()


def _not_assessed(kra: KraView) -> Iterator[Block]:
    yield Paragraph((*run("Not assessed: ", "strong"), *run(kra.not_assessed)))


def _assessed(view: ReviewView, kra: KraView) -> Iterator[Block]:
    if kra.rating:
        yield Paragraph((*run("Rating: "), *rating_text(kra.rating, "pill")))
    else:
        yield Blank("Rating", 0)
    if kra.self_text:
        yield said(view.person, kra.self_text)
    elif not view.written:
        yield Blank(f"{view.person} writes", 2)
    reviewer = view.reviewer or "The reviewer"
    if kra.comment:
        yield said(reviewer, kra.comment)
    else:
        yield Blank(f"{reviewer} writes: what was achieved, and what it means for the area", 3)
    yield from named("Strengths", kra.strengths)
    yield from named("To work on", kra.gaps)
    yield from named("Why the rating differs from the numbers", kra.override_reason)
    yield from named("At the next level's scope", kra.scope_evidence)


def _evidence(view: ReviewView, kra: KraView) -> Iterator[Block]:
    if kra.evidence:
        yield Paragraph(run("Evidence"), "label")
        yield Items(tuple(run(item.link or item.text, link=item.link) for item in kra.evidence))
    elif not view.written:
        yield Blank("Evidence: readings, dated examples, links", 1)
