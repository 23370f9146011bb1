"""Recording a check-in: what changes in which file, tried out in memory."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal
from pathlib import PurePosixPath
from typing import NamedTuple, TypeAlias

from kraokr.errors import KraokrError
from kraokr.model import CheckIn, CheckIns, KeyResult, Kpi, Kra, Person, Team
from kraokr.recording.entry import Entry, Fields, read_extras
from kraokr.recording.insertion import add_reading, add_record, new_file, set_keys, set_value
from kraokr.recording.items import again, cited, find_item, is_plain_reading
from kraokr.recording.place import Place, cycle_named, cycle_of, place_of, refusal
from kraokr.recording.values import Value, as_yaml, read_value
from kraokr.source.diagnostic import Edit
from kraokr.source.edits import apply_edits, scalar
from kraokr.workspace import Cycle, Opened, Workspace, open_found
from kraokr.workspace import Record as Reading
from kraokr.workspace.layout import head_of_file

_MARK = "\ufeff"
Holder: TypeAlias = Person | Team
Item: TypeAlias = KeyResult | Kpi | Kra


class Recorded(NamedTuple):
    """A check-in as it is recorded: where, of what, and what it replaces; `opened` is how things are then.

    `item` is how the record names `node`. Nothing is `changed` where the file says so already.
    """

    opened: Opened
    path: PurePosixPath
    node: Item
    item: str
    value: Value
    entry: Entry
    cycle: Cycle
    replaced: Decimal | None
    changed: bool


class _Draft(NamedTuple):
    """The parts of a record, and the readings of its item on its day that stand in the file already."""

    extras: Fields
    item: str
    value: Value
    entry: Entry
    before: Sequence[Reading]

    @property
    def fields(self) -> Fields:
        """The record without its readings."""
        found: Fields = {"date": self.entry.on.isoformat()}
        if self.value.number is None:
            found["item"] = scalar(self.item)
        if self.value.milestone is not None:
            found["milestone"] = scalar(self.value.milestone)
        return {**found, **self.extras}

    @property
    def readings(self) -> Fields:
        """The reading, by item."""
        number = self.value.number
        return {} if number is None else {scalar(self.item): as_yaml(number)}


def record(opened: Opened, holder: Holder, entry: Entry, today: date) -> Recorded:
    """Record a check-in of a person or team in memory; no file is written.

    Raises:
        KraokrError: it is not right, or the file is written in a form to which nothing can be added.
    """
    ws = opened.workspace
    whose = _known(ws, holder)
    if entry.on > today:
        raise KraokrError(f"{entry.on} has not come yet", f"today is {today}; a check-in says what was read")
    named = cycle_named(ws, entry.cycle) if entry.cycle else None
    item = find_item(ws, whose, entry.item, entry.on, named.id if named else None)
    value = read_value(ws, item.node, entry.value, item.milestone)
    extras = read_extras(entry, ws.config)
    if value == Value() and not extras:
        raise KraokrError("nothing is said", "give a value, a note, a status or a confidence")
    why = refusal(ws, whose, item.node, entry.on)
    if why:
        raise KraokrError(f"{why}: nothing more is recorded there", "say it in the review, or open it again")
    cycle = named or cycle_of(ws, whose, item.node, entry.on)
    place = place_of(opened, whose, cycle)
    before = [one for one in ws.records.of(item.node) if one.checkin.document is place.document]
    same_day = [one for one in before if one.checkin.date == entry.on]
    draft = _Draft(extras, cited(ws, place.near, item.node, entry.on), value, entry, same_day)
    text, after = _tried(opened, place, whose, cycle, item.node, draft)
    was = next((one.value for one in reversed(same_day) if one.value is not None), None)
    changed = text != opened.found.tree.files.get(place.path)
    replaced = was if value.number is not None and was != value.number else None
    return Recorded(after, place.path, item.node, draft.item, value, entry, cycle, replaced, changed)


def _known(ws: Workspace, holder: Holder) -> Holder:
    """The same person or team in a workspace that was perhaps loaded anew."""
    same = ws.people.get(holder.id) if isinstance(holder, Person) else ws.teams.get(holder.id)
    if same is None:
        raise KraokrError(f"{holder.id} is no longer there", "run the command again")
    return same


def _text(opened: Opened, place: Place, whose: Holder, cycle: Cycle, draft: _Draft) -> str:
    """The text of the file with the record in it."""
    document = place.document
    if document is None:
        return _new_text(opened.workspace, place, whose, cycle, draft)
    before = opened.found.tree.files[place.path]
    mark = _MARK if before.startswith(_MARK) else ""
    try:
        return mark + apply_edits(document.file.text, _edits(place, draft))
    except (KeyError, ValueError):
        raise _unfit(place.path) from None


def _new_text(ws: Workspace, place: Place, whose: Holder, cycle: Cycle, draft: _Draft) -> str:
    files = [file for file in ws.files if isinstance(file, CheckIns) and file.checkins]
    beside = [file for file in files if file.document.file.path.parent == place.path.parent]
    like = next(reversed(beside or files), None)
    head = head_of_file(ws, "checkins", place.path)
    owner = ("team" if isinstance(whose, Team) else "owner", whose.id)
    return new_file(head, owner, cycle.id, draft.fields, draft.readings, like.document if like else None)


def _edits(place: Place, draft: _Draft) -> list[Edit]:
    """The reading into a record of the same day where nothing else is said there, else a new record."""
    document = place.document
    assert document is not None
    if draft.value.number is None:
        done = any(_says(one.checkin, draft) for one in draft.before)
        return [] if done else add_record(document, draft.fields, {})
    number = as_yaml(draft.value.number)
    read = [one for one in draft.before if one.value is not None]
    if read and _takes(read[-1].checkin, draft):
        checkin, keys = read[-1].checkin, read[-1].keys
        path = (*checkin.path, *(("value",) if keys == ("item",) else keys))
        edits = set_keys(document, checkin.path, _missing(checkin, draft))
        return edits if read[-1].value == draft.value.number else [*edits, *set_value(document, path, number)]
    for checkin in reversed(getattr(place.near, "checkins", ())):
        if (
            checkin.readings
            and checkin.date == draft.entry.on
            and _takes(checkin, draft)
            and not draft.before
        ):
            return add_reading(document, checkin.path, draft.item, number)
    return add_record(document, draft.fields, draft.readings)


def _says(checkin: CheckIn, draft: _Draft) -> bool:
    """Whether a record without a number says the same already."""
    same = all(getattr(checkin, key) == value for key, value in _extras(draft).items())
    return same and checkin.item is not None and checkin.milestone == draft.value.milestone


def _takes(checkin: CheckIn, draft: _Draft) -> bool:
    """Whether a reading may go into a record: it says the same, or nothing, and that only of this item."""
    if not is_plain_reading(checkin):
        return False
    alone = len(list(checkin.values())) == 1 and any(one.checkin is checkin for one in draft.before)
    given = ((getattr(checkin, key), value) for key, value in _extras(draft).items())
    return all(now == value or (now is None and alone) for now, value in given)


def _extras(draft: _Draft) -> Mapping[str, object]:
    """Status, confidence and note as a check-in has them once it is read."""
    entry = draft.entry
    note = entry.note.strip() if entry.note else None
    found = {"status": draft.extras.get("status"), "confidence": entry.confidence, "note": note}
    return {key: value for key, value in found.items() if value is not None}


def _missing(checkin: CheckIn, draft: _Draft) -> Fields:
    return {key: text for key, text in draft.extras.items() if getattr(checkin, key) is None}


def _tried(
    opened: Opened, place: Place, whose: Holder, cycle: Cycle, node: Item, draft: _Draft
) -> tuple[str, Opened]:
    """The new text, and how things are with it: it has to say what was meant, and nothing wrong.

    Raises:
        KraokrError: it does not, whether the item is named shortly or by its whole path.
    """
    known = _problems(opened.workspace, place.path)
    for name in dict.fromkeys((draft.item, opened.workspace.full_path(node))):
        named = draft._replace(item=name)
        text = _text(opened, place, whose, cycle, named)
        after = open_found(opened.found.with_texts({place.path: text}), before=opened.workspace)
        wrong = any(message not in known for message in _problems(after.workspace, place.path))
        if not wrong and _says_so(after.workspace, place.path, whose, node, named):
            return text, after
    raise _unfit(place.path)


def _says_so(ws: Workspace, path: PurePosixPath, whose: Holder, node: Item, draft: _Draft) -> bool:
    """Whether a check-in in a file says what was meant, of the same item and the same person."""
    document = ws.documents.get(path)
    top = ws.top(document) if document else None
    if top is None:
        return False
    found = again(ws, top, draft.item, draft.entry.on)
    if found is None or (found.document.file.path, found.path) != (node.document.file.path, node.path):
        return False
    here = (one for one in ws.records.of(found) if one.checkin.document is document)
    return any(_is_it(one, draft) and ws.holder(one.checkin) is _known(ws, whose) for one in here)


def _problems(ws: Workspace, path: PurePosixPath) -> list[str]:
    return [one.finding.message for one in ws.problems if one.finding.at.file.path == path]


def _is_it(one: Reading, draft: _Draft) -> bool:
    checkin = one.checkin
    said = one.value == draft.value.number and checkin.milestone == draft.value.milestone
    return said and checkin.date == draft.entry.on


def _unfit(path: PurePosixPath) -> KraokrError:
    message = f"{path} is written in a form to which no check-in can be added; nothing was written"
    return KraokrError(message, "add it by hand below `checkins:`, one record a line")
