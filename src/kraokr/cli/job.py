"""How review documents are made from what is planned."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import cache, partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

from kraokr.cli.documents import Planned

if TYPE_CHECKING:
    from kraokr.documents import Templates
    from kraokr.review import ReviewView
    from kraokr.review.audience import Reader
    from kraokr.review.calibration import CalibrationView
    from kraokr.scoring.scores import Scores
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
    from kraokr.scoring.scores import Scores

    ws = opened.workspace
    templates = Templates(own_folder(opened.root, ws.config.templates))
    view = partial(_view, opened, Scores(ws, today), kind, reader)
    return Job(kind, view, templates, ws.config.organisation, formats, force)


def _view(opened: Opened, scores: Scores, kind: str, reader: Reader | None, planned: Planned) -> ReviewView:
    from kraokr.review.kinds import KINDS, document_view

    person, period, record = planned.asked.person, planned.period, planned.record
    version = _version(opened, planned) if KINDS[kind].judges else None
    return document_view(
        kind, opened.workspace, scores, person, period, record, reader=reader, version=version
    )


def _version(opened: Opened, planned: Planned) -> str | None:
    """Which version the roles of a person are in; None where the record says it, or they hold none."""
    from kraokr.review.final import role_files

    if planned.record is not None and planned.record.role_version is not None:
        return None
    files = role_files(opened.workspace, planned.asked.person, planned.period)
    return _version_of(opened.root, tuple(files)) if files else None


@cache
def _version_of(root: Path, files: tuple[PurePosixPath, ...]) -> str:
    from kraokr.workspace.revision import version_of

    return version_of(root, files)
