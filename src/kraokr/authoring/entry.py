"""Entries of goal files as YAML, in block or in flow style."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeAlias

from kraokr.source.edits import scalar

Entry: TypeAlias = "dict[str, str | list[Entry]]"
"""Keys with YAML on one line, or with entries of their own."""


_CYCLE = re.compile(r"[0-9]{4}-[HQ][1-4]\Z")


class Style(NamedTuple):
    """How entries are written.

    `step` is how far the hyphens of a list stand in from its key, `inner` how far an entry stands in from its
    hyphen, `flow` whether the entries of an inner list stand in braces.
    """

    step: int = 2
    inner: int = 2
    flow: bool = False


def ref(id: str) -> str:
    """An id or a cycle as YAML: plain where it is certain to read as text, else in quotes."""
    return id if _CYCLE.match(id) else scalar(id)


def refs(ids: Sequence[str]) -> str:
    """One id as it is, several as a list."""
    return ref(ids[0]) if len(ids) == 1 else f"[{', '.join(map(ref, ids))}]"


def given(**fields: str | list[Entry] | None) -> Entry:
    """The fields that have something to say, in their order."""
    return {key: value for key, value in fields.items() if value}


def lines(entry: Entry, style: Style) -> Iterator[str]:
    """An entry in block style, one line after the other."""
    for key, value in entry.items():
        if isinstance(value, str):
            yield f"{key}: {value}"
            continue
        yield f"{key}:"
        for item in value:
            yield from _item(item, style)


def item_lines(entry: Entry, style: Style) -> Iterator[str]:
    """An entry in block style as the item of a list, whose hyphen stands in the first column."""
    first, *rest = lines(entry, style)
    yield f"-{' ' * (style.inner - 1)}{first}"
    yield from (f"{' ' * style.inner}{line}" for line in rest)


def braces(entry: Entry) -> str:
    """An entry in flow style, on one line."""
    parts = (
        f"{key}: {value if isinstance(value, str) else _brackets(value)}" for key, value in entry.items()
    )
    return f"{{{', '.join(parts)}}}"


def _brackets(entries: Sequence[Entry]) -> str:
    return f"[{', '.join(map(braces, entries))}]"


def _item(entry: Entry, style: Style) -> Iterator[str]:
    indent = " " * style.step
    if style.flow:
        yield f"{indent}- {braces(entry)}"
    else:
        yield from (f"{indent}{line}" for line in item_lines(entry, style))
