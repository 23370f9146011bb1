"""Two processes for one job: the second works on half of the items and sends back what it found.

Only where processes can be forked, so that both see what is loaded already; elsewhere, and for few items,
one process does it all.
"""

from __future__ import annotations

import os
import pickle
import sys
import threading
from collections.abc import Callable, Sequence
from typing import IO, Any, TypeVar

T = TypeVar("T")
R = TypeVar("R")

WORTH_IT = 400
"""From so many items on, forking costs less than it saves."""


def in_halves(
    work: Callable[[Sequence[T]], R],
    items: Sequence[T],
    dump: Callable[[R, IO[bytes]], None] = pickle.dump,
    load: Callable[[IO[bytes]], R] = pickle.load,
) -> list[R]:
    """The results of `work` on the items, in order: one result, or one for each half.

    `dump` and `load` carry the second half's result from one process to the other.
    """
    if len(items) < WORTH_IT or not _can_fork():
        return [work(items)]
    middle = len(items) // 2
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        _send(lambda file: dump(work(items[middle:]), file), reading, writing)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        first = work(items[:middle])
        second = _receive(load, pipe)
    _, status = os.waitpid(child, 0)
    return [first, work(items[middle:]) if status else second]


def _can_fork() -> bool:
    enough = (os.cpu_count() or 1) > 1 and hasattr(os, "fork") and sys.platform != "darwin"
    return enough and threading.active_count() == 1


def _send(write: Callable[[IO[bytes]], None], reading: int, writing: int) -> None:
    """The second process: writes its result and is gone, whatever happens."""
    status = 1
    try:
        os.close(reading)
        with os.fdopen(writing, "wb") as pipe:
            write(pipe)
        status = 0
    finally:
        os._exit(status)


def _receive(load: Callable[[IO[bytes]], R], pipe: IO[bytes]) -> Any:
    try:
        return load(pipe)
    except (EOFError, pickle.UnpicklingError):
        return None
