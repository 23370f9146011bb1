"""A form for several check-ins at once: YAML with the last values beside, to be filled in an editor."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from kraokr.model import KeyResult, Kpi, Person, Team
from kraokr.model.messages import shown, unknown_word
from kraokr.recording.entry import Entry
from kraokr.recording.items import cited
from kraokr.source.diagnostic import Finding, Location
from kraokr.source.document import Document, YamlPath
from kraokr.source.edits import scalar
from kraokr.source.text import SourceFile
from kraokr.source.yaml import parse
from kraokr.workspace import Workspace

_TOP = ("date", "readings", "confidence", "status", "note")
_OF_ITEM = ("value", "note", "confidence", "status")
_HEAD = """\
# Check-ins of {name}. Write what you read behind the colons; what stays empty is not recorded.
# A reading with a note of its own: `{{value: 12, note: Two more signed., confidence: 7}}`.
date: {today}
readings:
"""
_FOOT = """\
# Of all the readings above, if you like: confidence from 1 to 10, a status, a note.
confidence:
status:
note:
"""


class Form(NamedTuple):
    """What a form says: each entry with its place, and what is wrong with the form itself."""

    entries: Sequence[tuple[Entry, Location]]
    findings: Sequence[Finding]


def form_text(
    ws: Workspace,
    holder: Person | Team,
    items: Sequence[KeyResult | Kpi],
    today: date,
    about: Callable[[KeyResult | Kpi], str],
) -> str:
    """An empty form for some items; `about` says in a line what an item is and how it stands."""
    lines = [(f"  {scalar(cited(ws, holder, item, today))}:", about(item)) for item in items]
    width = max((len(key) for key, _ in lines), default=0)
    body = "".join(f"{key:{width}}  # {' '.join(text.split())}\n" for key, text in dict(lines).items())
    return _HEAD.format(name=holder.name or holder.id, today=today) + body + _FOOT


def read_form(path: PurePosixPath, text: str, today: date) -> Form:
    """What a form that was filled in says."""
    document = parse(SourceFile(path, text))
    findings = [problem.finding for problem in document.problems]
    data = document.data
    if not isinstance(data, dict) or document.broken:
        return Form((), findings or [Finding(document.at(()), "the form is empty", "fill in what you read")])
    findings += _unknown(document, (), _TOP)
    on = _date(document, today, findings)
    common = _extras(document, (), findings)
    readings = data.get("readings") or {}
    if not isinstance(readings, dict):
        findings.append(_misshapen(document, ("readings",), "`item: value` lines"))
        readings = {}
    entries = []
    for item, value in readings.items():
        step: YamlPath = ("readings", item)
        own: dict[str, Any] = {}
        if isinstance(value, dict):
            findings += _unknown(document, step, _OF_ITEM)
            own, step = _extras(document, step, findings), (*step, "value")
        elif isinstance(value, list):
            findings.append(_misshapen(document, step, "a value"))
            continue
        said = _written(document, step)
        if said is not None or own:
            at = document.at(("readings", item) if said is None else step)
            entries.append((Entry(item, said, on, **{**common, **own}), at))
    return Form(entries, findings)


def _unknown(document: Document, path: YamlPath, known: Sequence[str]) -> list[Finding]:
    names = (name for name in document.get(path) if name not in known)
    return [
        Finding(Location(document.file, document.keys[(*path, name)]), *unknown_word("key", name, known))
        for name in names
    ]


def _misshapen(document: Document, path: YamlPath, wanted: str) -> Finding:
    message = f"`{path[-1]}` is {shown(document.get(path))}, but {wanted} is expected"
    return Finding(document.at(path), message, f"write {wanted}")


def _date(document: Document, today: date, findings: list[Finding]) -> date:
    text = document.get(("date",))
    if text is None:
        return today
    try:
        return date.fromisoformat(text)
    except (TypeError, ValueError):
        findings.append(_misshapen(document, ("date",), "a day such as 2026-03-31"))
        return today


def _extras(document: Document, path: YamlPath, findings: list[Finding]) -> dict[str, Any]:
    """Confidence, status and note under a path, those that are given."""
    found: dict[str, Any] = {}
    for key, kind, wanted in (
        ("confidence", int, "a whole number from 1 to 10"),
        ("status", str, "a word such as on_track"),
        ("note", str, "a text"),
    ):
        value = document.get((*path, key))
        if value is None:
            continue
        if value.__class__ is kind:
            found[key] = value
        else:
            findings.append(_misshapen(document, (*path, key), wanted))
    return found


def _written(document: Document, path: YamlPath) -> str | None:
    """A value as it is written; None where there is none."""
    value = document.get(path)
    if isinstance(value, (bool, int, Decimal)):
        span = document.values[path]
        return document.file.text[span.start : span.end]
    return value if isinstance(value, str) and value.strip() else None
