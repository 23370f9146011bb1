"""The view of evidence: what each piece cites, the day it speaks of, and how far back all of it reaches."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta

from kraokr.model import KeyResult, Kpi
from kraokr.review.period import Period
from kraokr.review.subject import Subject
from kraokr.review.view import EvidenceView
from kraokr.review.words import day
from kraokr.scoring.amounts import amount
from kraokr.scoring.readings import Reading, aggregated, by_day

_LINK = re.compile(r"https?://[^\s<>]+\Z")
_DAY = re.compile(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)")
_PARTS = 3


def evidence(subject: Subject, entry: str) -> EvidenceView:
    """A piece of evidence: a link, a number with its last reading, a check-in with its note, or a text."""
    if _LINK.match(entry):
        return EvidenceView(entry, entry)
    period = subject.period
    node = subject.ws.find((Kpi, KeyResult), entry, subject.record, period.end).node
    if isinstance(node, Kpi):
        return _cited(node.name, node, subject.readings(node, period.start, period.end))
    if isinstance(node, KeyResult):
        read = subject.scores.ledger.of_key_result(node, period.end)
        return _cited(node.title, node, [reading for reading in read if reading.on >= period.start])
    return EvidenceView(_text(subject, entry), on=_first_day(entry))


def recency(evidence: Sequence[EvidenceView], period: Period) -> str | None:
    """How much of the evidence is dated, and how much of that is from the last third of the period."""
    days = [piece.on for piece in evidence if piece.on]
    if not days:
        return None
    length = (period.end - period.start).days + 1
    recent = sum(on > period.end - timedelta(length // _PARTS) for on in days)
    whole = f"{len(evidence)} {'piece' if len(evidence) == 1 else 'pieces'} of evidence"
    dated = f"{len(days)} of {whole} {'is' if len(days) == 1 else 'are'} dated"
    return f"{dated}; {recent or 'none'} from the last third of the period."


def _cited(name: str, node: Kpi | KeyResult, readings: Sequence[Reading]) -> EvidenceView:
    """A number as its readings make it up, and when they ended."""
    days = by_day(readings)
    if not days:
        return EvidenceView(name)
    value = aggregated([value for _, value in days], node.aggregate or "last")
    return EvidenceView(f"{name}: {amount(value, node.unit)}, {day(days[-1][0])}", on=days[0][0])


def _text(subject: Subject, entry: str) -> str:
    """A check-in's date with its note; any other text as it stands."""
    notes = (
        checkin.note
        for checkin in subject.ws.checkins
        if checkin.date.isoformat() == entry and subject.ws.holder(checkin) is subject.person
    )
    note = next((note for note in notes if note), None)
    return f"{entry}: {note}" if note else entry


def _first_day(text: str) -> date | None:
    for written in _DAY.findall(text):
        try:
            return date.fromisoformat(written)
        except ValueError:
            continue
    return None
