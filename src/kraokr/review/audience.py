"""Who reads a document: what a reader must not see is left out of the view before a template sees it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Literal, TypeAlias

from kraokr.review.content import content_hash
from kraokr.review.view import KraView, ReviewView

Reader: TypeAlias = Literal["manager", "employee", "calibration"]
"""Managers see all, employees the reviewer's judgement once it is final. A calibration sees results, ratings
and their reasons, and nothing that is between the two."""


def for_reader(view: ReviewView, reader: Reader) -> ReviewView:
    """The view as a reader may see it, with the hash of what is in it."""
    if reader == "employee":
        view = _for_the_employee(view)
    if reader == "calibration":
        view = _for_calibration(view)
    view = replace(view, reader=reader)
    return replace(view, content_hash=content_hash(view))


def _for_the_employee(view: ReviewView) -> ReviewView:
    """Without feedback of others, and without the reviewer's judgement while it may still change."""
    if view.agenda is not None:
        notes = tuple(note for note in view.agenda.notes if not note.private)
        view = replace(view, agenda=replace(view.agenda, notes=notes))
    if view.status == "final":
        return view
    agreed = view.development if view.agenda is not None else ()
    return replace(without_judgement(view), withheld=True, development=agreed)


def without_judgement(view: ReviewView) -> ReviewView:
    """The view without what the reviewer says and proposes."""
    return _with_areas(
        replace(
            view,
            summary=None,
            overall=None,
            overall_reason=None,
            recommendation=None,
            evidence_note=None,
            amendments=(),
        ),
        rating=None,
        hint=None,
        hint_note="",
        comment=None,
        strengths=None,
        gaps=None,
        scope_evidence=None,
        override_reason=None,
        not_assessed=None,
        evidence=(),
    )


def _for_calibration(view: ReviewView) -> ReviewView:
    """Without what the person says, and without plans and talks, which are between the two."""
    return _with_areas(
        replace(
            view,
            self_summary=None,
            development=(),
            employee_comment=None,
            acknowledged_on=None,
            amendments=(),
            agenda=None,
        ),
        self_text=None,
    )


def _with_areas(view: ReviewView, **left_out: Any) -> ReviewView:
    def trimmed(kra: KraView) -> KraView:
        return replace(kra, **left_out)

    roles = (replace(role, kras=tuple(map(trimmed, role.kras))) for role in view.roles)
    return replace(view, roles=tuple(roles))
