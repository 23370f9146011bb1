"""Uniting what two branches have appended to a file of check-ins; every line of both is in the result."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from typing import Any, NamedTuple, TypeAlias

from kraokr.recording.listing import HOLE, Listing, Piece, listing_of, words_of

MergeText: TypeAlias = Callable[[str, str, str], str | None]
"""A merge of the texts of the ancestor, ours and theirs, line by line; None where they conflict."""

_About: TypeAlias = tuple[str, ...]
_MARK = "\ufeff"


class United(NamedTuple):
    """The text that holds what both sides have appended; None where git has to merge the lines.

    `contradictions` say where both sides have recorded something else of one thing on one day.
    """

    text: str | None
    contradictions: Sequence[str] = ()


def unite(base: str, ours: str, theirs: str, merge_text: MergeText) -> United:
    """Unite the records that two texts have on top of their ancestor's, which is empty where there was none.

    What else they changed is merged by `merge_text`. Records are in the order of their dates where both
    sides have them so; else ours stand before theirs, each where it was.
    """
    marked = {text.startswith(_MARK) for text in (base, ours, theirs) if text}
    if len(marked) != 1:
        return United(None)
    listings = [listing_of(text.removeprefix(_MARK)) for text in (base, ours, theirs)]
    if None in listings:
        return United(None)
    before, mine, other = (listing for listing in listings if listing is not None)
    united = _united(before, mine, other, merge_text)
    if united.text is None or not _is_whole(united.text, before, mine, other, (base, ours, theirs)):
        return United(None, united.contradictions)
    return united._replace(text=(_MARK if marked == {True} else "") + united.text)


def _united(base: Listing, ours: Listing, theirs: Listing, merge_text: MergeText) -> United:
    added, more = _added(base, ours), _added(base, theirs)
    joints = {side.joint for side in (ours, theirs) if side.pieces}
    if added is None or more is None:
        return United(None)
    fresh = _without_known(more, added)
    said = tuple(_contradictions(_flat(added), _flat(fresh)))
    rest = _rest(base.rest, ours.rest, theirs.rest, merge_text)
    if said or len(joints) != 1 or rest is None or rest.count(HOLE) != 1:
        return United(None, said)
    pieces: list[Piece] = []
    for index, (mine, other) in enumerate(zip(added, fresh, strict=True)):
        pieces += (*mine, *other, *base.pieces[index : index + 1])
    pieces = _in_order(pieces, ours.pieces, theirs.pieces)
    text = rest.replace(HOLE, joints.pop().join(piece.text for piece in pieces))
    read = listing_of(text)
    return United(text if read and (read.rest, [*read.pieces]) == (rest, pieces) else None)


def _added(base: Listing, side: Listing) -> list[list[Piece]] | None:
    """What a side has before each of the ancestor's records and behind the last; None if one has changed."""
    gaps: list[list[Piece]] = [[]]
    for piece in side.pieces:
        if len(gaps) <= len(base.pieces) and piece.text == base.pieces[len(gaps) - 1].text:
            gaps.append([])
        else:
            gaps[-1].append(piece)
    return gaps if len(gaps) == len(base.pieces) + 1 else None


def _without_known(gaps: Sequence[Sequence[Piece]], known: Sequence[Sequence[Piece]]) -> list[list[Piece]]:
    """The records in some gaps that are not known already; each known one stands for one of them."""
    left = Counter(_frozen(piece.data) for piece in _flat(known))
    found: list[list[Piece]] = []
    for gap in gaps:
        found.append([])
        for piece in gap:
            key = _frozen(piece.data)
            if left[key]:
                left[key] -= 1
            else:
                found[-1].append(piece)
    return found


def _rest(base: str, ours: str, theirs: str, merge_text: MergeText) -> str | None:
    """All but the records, merged; None where that conflicts."""
    if base == theirs or ours == theirs:
        return ours
    return theirs if base == ours else merge_text(base, ours, theirs)


def _in_order(pieces: list[Piece], ours: Sequence[Piece], theirs: Sequence[Piece]) -> list[Piece]:
    """Records by date, newest last or first, where both sides have them so; else as they are."""
    days = [[_day(piece) for piece in side] for side in (ours, theirs)]
    for newest_first in (False, True):
        if all(side == sorted(side, reverse=newest_first) for side in days):
            return sorted(pieces, key=_day, reverse=newest_first)
    return pieces


def _day(piece: Piece) -> str:
    return str(piece.data.get("date")) if isinstance(piece.data, dict) else ""


def _contradictions(ours: Sequence[Piece], theirs: Sequence[Piece]) -> Iterator[str]:
    """Where both sides say something else of one thing on one day."""
    mine: dict[_About, list[tuple[str, Any]]] = {}
    for piece in ours:
        for about, item, value in _claims(piece.data):
            mine.setdefault(about, []).append((item, value))
    for piece in theirs:
        for about, item, value in _claims(piece.data):
            known = [one for other, one in mine.get(about, ()) if _is_same(item, other)]
            if known and value not in known:
                yield f"`{item}` on {about[0]} is {known[0]} on one side and {value} on the other"


def _claims(record: Any) -> Iterator[tuple[_About, str, Any]]:
    """What a record says: what each value is about (day, last id of the item, field), the item, the value."""
    if not isinstance(record, dict):
        return
    day, readings = str(record.get("date")), record.get("readings")
    values = dict(readings) if isinstance(readings, dict) else {}
    item = record.get("item")
    if item is not None and "value" in record:
        values[item] = record["value"]
    for name, value in values.items():
        yield (day, _last(name), "value"), str(name), value
    if item is not None and "status" in record:
        yield (day, _last(item), "status", str(record.get("by"))), str(item), record["status"]


def _last(item: Any) -> str:
    return str(item).rpartition("/")[2]


def _is_same(one: str, other: str) -> bool:
    """Whether two paths, of which one may be the end of the other, can mean one thing."""
    return f"/{one}".endswith(f"/{other}") or f"/{other}".endswith(f"/{one}")


def _is_whole(text: str, base: Listing, ours: Listing, theirs: Listing, texts: Sequence[str]) -> bool:
    """Whether a result has just the records and comments that it has to have."""
    read = listing_of(text)
    counts = [_counted(listing) for listing in (base, ours, theirs, read) if listing]
    said = [words_of(one) for one in (*texts, text)]
    return all(_once(*(count[key] for count in counts)) for key in set().union(*counts)) and all(
        _is_kept(*(count[key] for count in said)) for key in set().union(*said)
    )


def _counted(listing: Listing) -> Counter[Hashable]:
    return Counter(_frozen(piece.data) for piece in listing.pieces)


def _once(base: int, ours: int, theirs: int, result: int) -> bool:
    """Whether a record stands in the result as often as it has to: what both sides have added counts once."""
    return result == base + max(ours - base, theirs - base)


def _is_kept(base: int, ours: int, theirs: int, result: int) -> bool:
    """Whether a comment is in the result as often as it may: what both did with it counts once or twice."""
    changes = ours - base, theirs - base
    twice = base + sum(changes)
    once = twice - min(changes, key=abs) if min(changes) * max(changes) > 0 else twice
    return min(once, twice) <= result <= max(once, twice)


def _flat(gaps: Sequence[Sequence[Piece]]) -> list[Piece]:
    return [piece for gap in gaps for piece in gap]


def _frozen(value: Any) -> Hashable:
    """A value as one that can be looked up; `true` is not 1."""
    if isinstance(value, dict):
        return frozenset((key, _frozen(inner)) for key, inner in value.items())
    if isinstance(value, list):
        return tuple(map(_frozen, value))
    return isinstance(value, bool), value
