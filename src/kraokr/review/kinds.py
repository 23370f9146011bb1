"""The kinds of document about one person, and what each of them shows to whom."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from kraokr.model import Person, ReviewEntry
from kraokr.review.audience import Reader, for_reader, without_judgement
from kraokr.review.build import build_review
from kraokr.review.period import Period
from kraokr.review.talk.agenda import with_agenda
from kraokr.review.view import ReviewView
from kraokr.scoring.scores import Scores
from kraokr.workspace import Workspace


class Kind(NamedTuple):
    """A kind of document: how several are called, and whom it can be made for, by default for the first.

    `running` is whether it looks at the time that is running; the others look back. `judges` is whether the
    version of the role matters, since somebody is judged by it.
    """

    plural: str
    readers: tuple[Reader, ...]
    running: bool = False
    judges: bool = False


CALIBRATION = "calibration"
"""The kind that is about many people at once."""

KINDS: Mapping[str, Kind] = {
    "review": Kind("Performance reviews", ("manager", "employee", "calibration"), judges=True),
    "self": Kind("Self-assessments", ("employee", "manager")),
    "one-on-one": Kind("One-on-ones", ("manager", "employee"), running=True),
    "promotion": Kind("Promotion cases", ("manager", "employee", "calibration"), judges=True),
}
"""The kinds about one person; the template of each is `<kind>.html.jinja`."""


def document_view(
    kind: str,
    ws: Workspace,
    scores: Scores,
    person: Person,
    period: Period,
    record: ReviewEntry | None,
    *,
    reader: Reader | None = None,
    version: str | None = None,
) -> ReviewView:
    """What a document of a kind shows to a reader; by default to the one it is made for.

    Raises:
        KraokrError: the person held no role in the period, or one that no file describes.
    """
    view = build_review(ws, scores, person, period, record, version)
    if kind == "one-on-one":
        view = with_agenda(view, ws, scores, person, period)
    if kind == "self":
        view = without_judgement(view)
    return for_reader(view, reader or KINDS[kind].readers[0])
