"""How review documents are made from what is planned."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

from kraokr.cli.documents import Planned
from kraokr.cli.standards import Standards

if TYPE_CHECKING:
    from kraokr.documents import Templates
    from kraokr.review import ReviewView
    from kraokr.review.audience import Reader
    from kraokr.review.calibration import CalibrationView
    from kraokr.workspace import Opened


class Job(NamedTuple):
    """How documents are made: of which kind, from which view, with which templates, in which formats."""

    kind: str
    view: Callable[[Planned], ReviewView]
    templates: Templates
    organisation: str | None
    formats: Sequence[str]
    force: bool

    def documents(
        self, view: ReviewView | CalibrationView, warn: Callable[[str], None]
    ) -> Iterator[tuple[str, bytes]]:
        """The formats, each with the content of its file.

        Raises:
            KraokrError: a package that the format needs is missing, or the template is broken.
        """
        from kraokr.documents import documents

        made = documents(self.templates, self.kind, view, self.formats, warn)
        return zip(self.formats, made, strict=True)


def job_of(
    opened: Opened, kind: str, reader: Reader | None, today: date, formats: Sequence[str], force: bool
) -> Job:
    """The making of documents of a kind in a workspace, whose own templates come before ours.

    Raises:
        KraokrError: the folder of its templates is not there.
    """
    from kraokr.documents import Templates
    from kraokr.documents.templating.environment import own_folder

    ws = opened.workspace
    templates = Templates(own_folder(opened.root, ws.config.templates))
    view = partial(_view, Standards(opened, today), kind, reader)
    return Job(kind, view, templates, ws.config.organisation, formats, force)


def _view(standards: Standards, kind: str, reader: Reader | None, planned: Planned) -> ReviewView:
    from kraokr.review.kinds import KINDS, document_view

    person, period, record = planned.asked.person, planned.period, planned.record
    ws, version = standards.now, None
    if KINDS[kind].judges:
        ws, version = standards.of(person, period, record)
    scores = standards.scores(ws)
    return document_view(kind, ws, scores, person, period, record, reader=reader, version=version)
