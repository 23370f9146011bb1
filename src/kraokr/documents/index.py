"""The page that leads to the documents of several people. It holds no ratings and no attainments."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import quote

from kraokr.documents.seal import sealed
from kraokr.documents.templating.environment import Templates
from kraokr.review.kinds import KINDS
from kraokr.review.view import ReviewView


@dataclass(frozen=True, slots=True)
class LinkView:
    """A link to a document: its format, and the address beside the page."""

    format: str
    address: str


@dataclass(frozen=True, slots=True)
class EntryView:
    """A person with their documents; `role` names the last role held in the period."""

    person: str
    role: str
    team: str | None
    period: str
    end: date
    status: str | None
    links: tuple[LinkView, ...]


@dataclass(frozen=True, slots=True)
class IndexView:
    """What the template of the page sees. The newest period comes first; `end` is its last day."""

    kind: str
    title: str
    organisation: str | None
    periods: tuple[str, ...]
    end: date
    entries: tuple[EntryView, ...]


def index_view(kind: str, organisation: str | None, entries: Sequence[EntryView]) -> IndexView:
    """The page that leads to the documents of a kind; the people keep their order."""
    newest = sorted(entries, key=lambda entry: (entry.end, entry.period), reverse=True)
    periods = tuple(dict.fromkeys(entry.period for entry in newest))
    return IndexView(kind, KINDS[kind].plural, organisation, periods, newest[0].end, tuple(entries))


def entry_view(view: ReviewView, files: Sequence[str]) -> EntryView:
    """The entry of a person, from what their documents show and the names of their files."""
    links = tuple(LinkView(file.rpartition(".")[2], quote(file)) for file in files)
    role = view.roles[-1].title
    return EntryView(view.person, role, view.team, view.period, view.end, view.status, links)


def index_page(templates: Templates, view: IndexView) -> bytes:
    """The page as a file, sealed as documents are."""
    return sealed(templates.html("index", index=view)).encode()
