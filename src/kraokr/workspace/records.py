"""Records: what check-ins speak of, found out file by file, and for a thing when it is asked for."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import NamedTuple, TypeAlias

from kraokr.model import CheckIn, CheckIns, KeyResult, Kpi, Kra, Node, Person, Team
from kraokr.source.diagnostic import Location
from kraokr.source.document import Document
from kraokr.workspace.index import Match

SPOKEN_OF = (KeyResult, Kpi, Kra)
"""What a check-in may speak of."""

Find: TypeAlias = Callable[..., Match]
_File: TypeAlias = Person | Team | CheckIns


class Record(NamedTuple):
    """A text in a check-in, under `keys`, that names what it speaks of; `value` is the reading given."""

    checkin: CheckIn
    keys: tuple[str, ...]
    text: str
    value: Decimal | None

    @property
    def at(self) -> Location:
        """Where the text stands."""
        document, path = self.checkin.document, (*self.checkin.path, *self.keys)
        span = document.keys.get(path) if len(self.keys) > 1 else None
        return Location(document.file, span) if span else self.checkin.at(*self.keys)


class Records:
    """The records of all check-ins; what a text means is looked up once in a file."""

    def __init__(self, files: Iterable[Node], find: Find) -> None:
        self._find = find
        self._meant: dict[Document, Mapping[str, Match]] = {}
        self._places: dict[Node, dict[_File, list[str]]] = {}
        self._known: dict[Node, Sequence[Record]] = {}
        for file in files:
            if isinstance(file, _File) and file.checkins:
                self._enter(file)

    def nodes(self) -> Collection[Node]:
        """Everything that some check-in speaks of."""
        return self._places.keys()

    def node(self, text: str, checkin: CheckIn) -> Node | None:
        """What a text in a check-in means; None if that is not known."""
        match = self._meant[checkin.document][text]
        if match.candidates:
            return self._find(SPOKEN_OF, text, checkin, checkin.date).node
        return match.node

    def of(self, node: Node) -> Sequence[Record]:
        """The records of a key result, KPI or KRA, in the order of files and check-ins."""
        if node not in self._known:
            self._known[node] = [*self._records(node)]
        return self._known[node]

    def days(self, node: Node) -> Iterator[date]:
        """The days of the check-ins that speak of a node; quicker than `of` where nothing else is needed."""
        for file, texts in self._places.get(node, {}).items():
            for checkin in file.checkins:
                found = [text for text in texts if text == checkin.item or text in checkin.readings]
                if any(self.node(text, checkin) is node for text in found):
                    yield checkin.date

    def _enter(self, file: _File) -> None:
        texts = dict.fromkeys(checkin.item for checkin in file.checkins if checkin.item is not None)
        for checkin in file.checkins:
            texts.update(checkin.readings)
        meant = {text: self._find(SPOKEN_OF, text, file.checkins[0]) for text in texts}
        self._meant[file.document] = meant
        for text, match in meant.items():
            for node in (match.node,) if match.node is not None else match.candidates:
                self._places.setdefault(node, {}).setdefault(file, []).append(text)

    def _records(self, node: Node) -> Iterator[Record]:
        for file, texts in self._places.get(node, {}).items():
            records = _named(file.checkins, texts)
            if all(self._meant[file.document][text].node is node for text in texts):
                yield from records
            else:
                yield from (record for record in records if self.node(record.text, record.checkin) is node)


def _named(checkins: Sequence[CheckIn], texts: Sequence[str]) -> list[Record]:
    """The records of some check-ins under any of some names."""
    found: list[Record] = []
    for checkin in checkins:
        item, readings = checkin.item, checkin.readings
        for text in texts:
            if item == text:
                found.append(Record(checkin, ("item",), text, checkin.value))
            if text in readings:
                found.append(Record(checkin, ("readings", text), text, readings[text]))
    return found
