"""Two processes for one job: both run the same program, share out the long parts and exchange the results.

The second process is a fork, made while little is loaded, and writes to no terminal and no file. Where
processes cannot be forked, and for little work, one process does it all.
"""

from __future__ import annotations

import os
import pickle
import sys
import threading
from collections.abc import Callable, Sequence
from typing import IO, Any, TypeAlias, TypeVar

T = TypeVar("T")
R = TypeVar("R")
Work: TypeAlias = Callable[[Sequence[T]], list[R]]
Dump: TypeAlias = Callable[[list[R], IO[bytes]], None]
Load: TypeAlias = Callable[[IO[bytes]], list[R]]

WORTH_IT = 400
"""From so many files on, a second process saves more than it costs."""


class Team:
    """The processes at work on a job; this one is alone, or the first or the second of two.

    Items are dealt out like cards, since those that stand together are often alike.
    """

    def __init__(
        self, rank: int = 0, inbox: IO[bytes] | None = None, outbox: IO[bytes] | None = None
    ) -> None:
        self._rank = rank
        self._inbox = inbox
        self._outbox = outbox

    def share(self, work: Work[T, R], items: Sequence[T], dump: Dump[R], load: Load[R]) -> list[R]:
        """What `work` makes of each item, in order, for both processes.

        `dump` and `load` carry a part of the results from one process to the other.
        """
        if self._inbox is None:
            return work(items)
        first, second = _deal(items)
        if self._rank:
            own = work(second)
            self._send(own, dump)
            return _collect(self._receive(load), own)
        own = work(first)
        other = self._receive_or_do(work, second, load)
        self._send(own, dump)
        return _collect(own, other)

    def finish(self, work: Work[T, R], items: Sequence[T], dump: Dump[R], load: Load[R]) -> list[R]:
        """As `share`, for the last time: the results are the first process's, and the second one ends."""
        if self._inbox is None:
            return work(items)
        first, second = _deal(items)
        if self._rank:
            self._send(work(second), dump)
            os._exit(0)
        return _collect(work(first), self._receive_or_do(work, second, load))

    def _send(self, result: list[R], dump: Dump[R]) -> None:
        if self._outbox is None:
            return
        try:
            dump(result, self._outbox)
            self._outbox.flush()
        except BrokenPipeError:  # the other process is gone, and with it the need to tell it anything
            self._outbox = None

    def _receive(self, load: Load[R]) -> list[R]:
        assert self._inbox is not None
        return load(self._inbox)

    def _receive_or_do(self, work: Work[T, R], items: Sequence[T], load: Load[R]) -> list[R]:
        """The other process's results; if it has died, this one does its part."""
        try:
            return self._receive(load)
        except (EOFError, pickle.UnpicklingError):
            return work(items)


def _deal(items: Sequence[T]) -> tuple[Sequence[T], Sequence[T]]:
    return items[::2], items[1::2]


def _collect(first: Sequence[R], second: Sequence[R]) -> list[R]:
    """The results in the order of the items that were dealt out."""
    both = [result for pair in zip(first, second, strict=False) for result in pair]
    return [*both, *first[len(second) :]]


ALONE = Team()
"""One process that does everything itself."""


def team_for(count: int) -> Team:
    """A team for so many files: two processes where that is worth it, from here on in both of them."""
    if count < WORTH_IT or not _can_fork():
        return ALONE
    to_first, to_second = os.pipe(), os.pipe()
    if os.fork():
        os.close(to_first[1])
        os.close(to_second[0])
        return Team(0, os.fdopen(to_first[0], "rb"), os.fdopen(to_second[1], "wb"))
    _hush()
    os.close(to_first[0])
    os.close(to_second[1])
    return Team(1, os.fdopen(to_second[0], "rb"), os.fdopen(to_first[1], "wb"))


def _can_fork() -> bool:
    enough = (os.cpu_count() or 1) > 1 and hasattr(os, "fork") and sys.platform != "darwin"
    return enough and threading.active_count() == 1


def _hush() -> None:
    """Whatever the second process says, the first one says too."""
    silence: Any = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 1)
    os.dup2(silence, 2)
