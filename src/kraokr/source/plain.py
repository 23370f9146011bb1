"""The data of a file without its positions, as long as there is nothing to report.

Files of a large workspace are read this way; positions are found when a place is first asked for.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from kraokr.source.events import event_kinds
from kraokr.source.scalars import is_usual_key, resolve


class Unusual(Exception):
    """The full reader has to look at this file."""


def plain_data(events: Iterable[Any], most_levels: int) -> Any:
    """What a parser's events come to: dicts, lists and scalars.

    Raises:
        Unusual: a tag, an anchor, an alias, an odd or repeated key, a second document, or too many levels.
        BadNumber: a number that no goal needs.
    """
    kinds = event_kinds()
    scalar, mapping, sequence = kinds.ScalarEvent, kinds.MappingStartEvent, kinds.SequenceStartEvent
    ends = (kinds.MappingEndEvent, kinds.SequenceEndEvent)
    root: list[Any] = []
    holder: Any = root
    outer: list[Any] = []
    key: str | None = None
    for event in events:
        kind = event.__class__
        if kind is scalar:
            if event.anchor is not None or event.ctag is not None:
                raise Unusual
            value: Any = event.value
            if key is None and holder.__class__ is dict:
                if value in holder or not is_usual_key(value):
                    raise Unusual
                key = value
                continue
            if not event.style:
                value = resolve(value)
        elif kind in ends:
            holder, key = outer.pop(), None
            continue
        elif kind is mapping or kind is sequence:
            _expect_usual(event, key is None and holder.__class__ is dict, len(outer) >= most_levels)
            value = {} if kind is mapping else []
            outer.append(holder)
        elif kind is kinds.AliasEvent or (root and kind is kinds.DocumentStartEvent):
            raise Unusual
        else:
            continue
        if key is None:
            holder.append(value)
        else:
            holder[key], key = value, None
        if kind is not scalar:
            holder = value
    return root[0] if root else None


def _expect_usual(event: Any, is_key: bool, is_deep: bool) -> None:
    if is_key or is_deep or event.anchor is not None or event.ctag is not None:
        raise Unusual
