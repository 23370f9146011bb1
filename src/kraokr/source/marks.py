"""Where values begin and end, as far as the YAML parser's own marks are not to be trusted."""

from __future__ import annotations

import re
from typing import Any

NO_KEY = object()
"""Stands for the key that a mapping is waiting for."""

_INDICATOR = re.compile(r"(?:\s+|#[^\r\n]*+)*+[:-]")


class Open:
    """A collection whose end has not been seen: `keys` is None in a sequence, `items` are marks."""

    __slots__ = ("data", "items", "key", "keys", "start")

    def __init__(self, data: Any, items: Any, keys: dict[str, tuple[int, int]] | None, start: int) -> None:
        self.data = data
        self.items = items
        self.keys = keys
        self.start = start
        self.key: Any = NO_KEY

    def last(self) -> int:
        """The end of what was read last: the key that waits for its value, or the item before."""
        if self.keys is not None:
            return self.keys[self.key][1]
        return int(self.items[-1][1]) if self.items else self.start

    def block_end(self) -> int:
        """Where the last child ends: a block's own end mark runs on over blank lines and comments."""
        if self.keys is None:
            return self.last()
        last_key = next(reversed(self.keys.values()), (self.start, self.start))
        last_value = next(reversed(self.items.values()), last_key)
        return max(int(last_key[1]), int(last_value[1]))


def block_scalar_end(source: str, start: int, end: int) -> int:
    """Where the text of a block scalar ends: blank lines after it count only where `+` keeps them."""
    text = source[start:end]
    if "+" in text[1:3]:
        return start + len(text.removesuffix("\n").removesuffix("\r"))
    return start + len(text.rstrip())


def unwritten(source: str, before: int, after: int) -> int:
    """The place of a value that is not written: behind its `:` or `-`, which comes between two offsets."""
    found = _INDICATOR.match(source, before)
    return found.end() if found and found.end() <= after else after
