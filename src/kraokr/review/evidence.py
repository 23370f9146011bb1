"""The view of evidence: what each piece cites, the day it speaks of, and how far back all of it reaches."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, timedelta
from decimal import Decimal

from kraokr.model import CheckIn, KeyResult, Kpi
from kraokr.review.names import person_name
from kraokr.review.period import Period
from kraokr.review.subject import Subject
from kraokr.review.view import EvidenceView
from kraokr.review.words import day
from kraokr.scoring.amounts import amount
from kraokr.scoring.readings import Reading, aggregated, by_day

_LINK = re.compile(r"https?://[^\s<>]+\Z")
_DAY = re.compile(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)")
_WRITTEN = re.compile(r"\A\d{4}-\d{2}-\d{2}(?=:)")
_PARTS = 3


def evidence(subject: Subject, entry: str) -> EvidenceView:
    """A piece of evidence: a link, a number as its readings make it up, a check-in, or a text."""
    if _LINK.match(entry):
        return EvidenceView(entry, entry)
    period = subject.period
    node = subject.ws.find((Kpi, KeyResult), entry, subject.record, period.end).node
    if isinstance(node, Kpi):
        return _cited(f"{node.name} (KPI)", node, subject.readings(node, period.start, period.end))
    if isinstance(node, KeyResult):
        read = subject.scores.ledger.of_key_result(node, period.end)
        inside = [reading for reading in read if reading.on >= period.start]
        return _cited(f"{node.title} (key result)", node, inside)
    on = _first_day(entry)
    told = _checkin(subject, on) if on and entry == str(on) else None
    return EvidenceView(told or _WRITTEN.sub(lambda match: _told(match[0]), entry, count=1), on=on)


def recency(evidence: Sequence[EvidenceView], period: Period) -> str | None:
    """How much of the evidence is dated, and how much of that is from the last third of the period."""
    days = [piece.on for piece in evidence if piece.on]
    if not days:
        return None
    length = (period.end - period.start).days + 1
    recent = sum(on > period.end - timedelta(length // _PARTS) for on in days)
    whole = f"{len(evidence)} {'piece' if len(evidence) == 1 else 'pieces'} of evidence"
    dated = f"{len(days)} of {whole} {'is' if len(days) == 1 else 'are'} dated"
    return f"{dated}; {recent or 'none'} of that is about the last third of the period alone."


def _cited(name: str, node: Kpi | KeyResult, readings: Sequence[Reading]) -> EvidenceView:
    """A number as its readings make it up, and when they ended."""
    days = by_day(readings)
    if not days:
        return EvidenceView(name)
    value = aggregated([value for _, value in days], node.aggregate or "last")
    return EvidenceView(f"{day(days[-1][0])}: {name}: {amount(value, node.unit)}", on=days[0][0])


def _checkin(subject: Subject, on: date) -> str | None:
    """The check-ins of a day: what was noted, with who did, else what was read."""
    ws = subject.ws
    found = [one for one in ws.checkins_of(subject.person) if one.date == on]
    noted = [one for one in found if one.note]
    for one in noted:
        who = f", {person_name(ws, one.by)}" if one.by else ""
        return f"{day(on)}{who}: {one.note}"
    read = [_reading(subject, text, value, one) for one in found for text, value in one.values()]
    return f"{day(on)}: {'; '.join(read)}" if read else None


def _reading(subject: Subject, text: str, value: Decimal, near: CheckIn) -> str:
    node = subject.ws.find((Kpi, KeyResult), text, near, near.date).node
    name = node.name if isinstance(node, Kpi) else node.title if isinstance(node, KeyResult) else text
    return f"{name}: {amount(value, node.unit if isinstance(node, Kpi | KeyResult) else None)}"


def _told(written: str) -> str:
    """A day at the start of a text, as people read it; what is no day stays."""
    try:
        return day(date.fromisoformat(written))
    except ValueError:
        return written


def _first_day(text: str) -> date | None:
    for written in _DAY.findall(text):
        try:
            return date.fromisoformat(written)
        except ValueError:
            continue
    return None
