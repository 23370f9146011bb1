"""What someone wants to record, as they say it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import PurePosixPath
from typing import NamedTuple, TypeAlias, get_args

from kraokr.errors import KraokrError
from kraokr.model import Config
from kraokr.model.messages import unknown_word
from kraokr.model.slips import VALUE_ALIASES
from kraokr.model.status import StatusName
from kraokr.source.edits import scalar
from kraokr.source.text import SourceFile
from kraokr.source.yaml import parse

Fields: TypeAlias = dict[str, str]
"""The keys of a record, each with its value as YAML on one line."""


class Entry(NamedTuple):
    """One check-in: `item` is an id or the end of a path, `value` as people write it, such as `28.5 %`.

    `cycle` is needed only where the item means one thing in several cycles, or for a KPI of another one.
    """

    item: str
    value: str | None
    on: date
    note: str | None = None
    confidence: int | None = None
    status: str | None = None
    cycle: str | None = None


def read_extras(entry: Entry, config: Config) -> Fields:
    """Status, confidence and note, checked.

    Raises:
        KraokrError: one of them is none.
    """
    found: Fields = {}
    if entry.status is not None:
        found["status"] = _status(entry.status, config.status_aliases)
    if entry.confidence is not None:
        if not 1 <= entry.confidence <= 10:
            message = f"a confidence of {entry.confidence}, but a number from 1 to 10 is expected"
            raise KraokrError(message, "10 means certain")
        found["confidence"] = str(entry.confidence)
    if entry.note is not None:
        if not entry.note.strip():
            raise KraokrError("the note is blank", "write what happened, or leave it out")
        found["note"] = scalar(entry.note.strip())
    return found


def _status(text: str, aliases: Mapping[str, str]) -> str:
    folded = text.strip().lower().replace("-", "_").replace(" ", "_")
    word = VALUE_ALIASES.get(folded, folded)
    if text in aliases:
        return aliases[text]
    known = get_args(StatusName)
    if word not in known:
        raise KraokrError(*unknown_word("status", text, (*known, *aliases)))
    return word


def unquoted(text: str) -> str:
    """A text as it may stand on the line of its key without quotes; empty where it may not."""
    document = parse(SourceFile(PurePosixPath(), f"note: {text}"))
    return text if document.data == {"note": text} and not document.problems else ""
