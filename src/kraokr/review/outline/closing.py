"""The last sections: level and scope, what will be done, how the numbers were worked out, and who signs."""

from __future__ import annotations

from collections.abc import Iterator

from kraokr.review.amounts import percent
from kraokr.review.blocks import Blank, Block, Column, Paragraph, Table, Text, heading, run, said
from kraokr.review.outline.roles import guarded
from kraokr.review.view import DevelopmentView, KraView, ReviewView, RoleView
from kraokr.review.words import day

_ACTIONS = (Column("Action", 4), Column("Area", 2), Column("Who", 1.6), Column("By", 1.6))
_LEVELS = (Column("Area", 2), Column("Scope today", 3), Column("At the next level", 3))
_WORKING = (Column("Number", 2.6), Column("Working", 4.4), Column("Result", 1, True))
_SIGNING = (Column("Signed by", 2.2), Column("Name", 2), Column("Date", 1.5), Column("Signature", 2.5))


def levels(view: ReviewView) -> Iterator[Block]:
    """What each role's level asks for, and what the next one would."""
    for role in view.roles:
        if role.next_level:
            yield heading(2, "Level and scope")
            asked = f"What {role.title} is asked for today, and what {role.next_level} would be."
            yield Paragraph(run(asked, "note"), "note")
            scoped = (kra for kra in role.kras if kra.scope or kra.next_scope)
            yield Table(_LEVELS, tuple(_scope_row(kra) for kra in scoped))


def development(view: ReviewView) -> Iterator[Block]:
    """What will be done next."""
    yield heading(2, "Development plan")
    if view.development:
        yield Table(_ACTIONS, tuple(_action_row(action) for action in view.development))
    else:
        yield Blank("What will be done, for which area, by whom, until when", 4)


def working(view: ReviewView) -> Iterator[Block]:
    """How every number came about."""
    yield heading(2, "How the numbers were worked out")
    shown = "Nothing here is rounded before it is shown. What was not measured is left out, with its weight."
    yield Paragraph(run(shown, "note"), "note")
    for role in view.roles:
        yield from _role_working(role)


def signing(view: ReviewView) -> Iterator[Block]:
    """What the person says to the review, notes added later, and the signatures."""
    yield heading(2, "Comment and sign-off")
    if view.employee_comment:
        yield said(view.person, view.employee_comment)
    else:
        yield Blank(f"{view.person} writes", 3)
    for note in view.amendments:
        added = f"Added on {day(note.on)}{f' by {note.by}' if note.by else ''}: "
        yield Paragraph((*run(added, "strong"), *run(note.text)))
    employee = (*run("Employee"), *run(" (received, not necessarily agreed)", "note"))
    received = run(day(view.acknowledged_on) if view.acknowledged_on else None)
    final = run(day(view.finalised_on) if view.finalised_on else None)
    rows: tuple[tuple[Text, ...], ...] = (
        (employee, run(view.person), received, ()),
        (run("Reviewer"), run(view.reviewer), final, ()),
    )
    yield Table(_SIGNING, rows, roomy=True)


def _action_row(action: DevelopmentView) -> tuple[Text, ...]:
    by = day(action.by) if action.by else None
    done = f"done on {day(action.done_on)}" if action.done_on else None
    return run(action.action), run(action.kra), run(action.owner), run(done or by)


def _scope_row(kra: KraView) -> tuple[Text, ...]:
    return run(kra.name), run("; ".join(kra.scope)), run("; ".join(kra.next_scope))


def _role_working(role: RoleView) -> Iterator[Block]:
    for kra in role.kras:
        if kra.formula and kra.attainment is not None:
            yield heading(3, kra.name)
            yield Table(_WORKING, (*_kpi_rows(kra), _mean_row(kra.formula, percent(kra.attainment))))
    if role.formula and role.attainment is not None:
        yield heading(3, role.title)
        yield Paragraph((*run(role.formula, "formula"), *run(f" = {percent(role.attainment)}", "formula")))


def _kpi_rows(kra: KraView) -> Iterator[tuple[Text, ...]]:
    for kpi in kra.kpis:
        if kpi.formula and kpi.attainment is not None:
            name = guarded(kpi.name, kpi.guardrail, " (guardrail, not averaged)")
            yield name, run(kpi.formula, "formula"), run(percent(kpi.attainment))


def _mean_row(formula: str, result: str) -> tuple[Text, ...]:
    return run("Mean of its KPIs"), run(formula, "formula"), run(result)
