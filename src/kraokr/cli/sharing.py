"""Work on many items that does not hang together, shared out to processes; the results come in order."""

from __future__ import annotations

import os
import pickle
import signal
import sys
from collections.abc import Callable, Generator, Sequence
from pathlib import Path
from typing import IO, NamedTuple, NoReturn, TypeVar

T = TypeVar("T")
R = TypeVar("R")

WORTH_IT = 8
"""From so many items on, more processes save more than they cost."""


class _Worker(NamedTuple):
    pid: int
    results: IO[bytes]


def each(work: Callable[[T], R], items: Sequence[T]) -> Generator[R]:
    """What `work` makes of each item, in order; its first exception ends it.

    Items are dealt out like cards to forks of this process. If one dies, this process does its part. When
    this ends early, each fork completes the item it is at and no other.
    """
    count = _processes(len(items))
    workers: list[_Worker] = []
    try:
        for first in range(count if count > 1 else 0):
            workers.append(_fork(work, items[first::count], workers))
        for index, item in enumerate(items):
            yield _result(workers[index % count], work, item) if workers else work(item)
    finally:
        for worker in workers:
            worker.results.close()
        for worker in workers:
            os.waitpid(worker.pid, 0)


def _processes(items: int) -> int:
    """How many processes share the items. Threads must not be forked, and on macOS nothing should be."""
    if items < WORTH_IT or not hasattr(os, "fork") or sys.platform == "darwin" or _threads() > 1:
        return 1
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _threads() -> int:
    """The threads of this process, also those that are not Python's."""
    import threading

    tasks = Path("/proc/self/task")
    return len(list(tasks.iterdir())) if tasks.is_dir() else threading.active_count()


def _fork(work: Callable[[T], R], items: Sequence[T], others: Sequence[_Worker]) -> _Worker:
    outcome, income = os.pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    pid = os.fork()
    if not pid:
        os.close(outcome)
        for other in others:
            other.results.close()
        _serve(work, items, income)
    os.close(income)
    return _Worker(pid, os.fdopen(outcome, "rb"))


def _serve(work: Callable[[T], R], items: Sequence[T], income: int) -> NoReturn:
    """Send the result of each item, until one fails or nobody listens any more."""
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C ends it through the first process
        with os.fdopen(income, "wb") as results:
            for item in items:
                try:
                    result: R | Exception = work(item)
                except Exception as error:
                    result = error
                pickle.dump(result, results)
                results.flush()
                if isinstance(result, Exception):
                    break
    finally:
        os._exit(0)


def _result(worker: _Worker, work: Callable[[T], R], item: T) -> R:
    try:
        result = pickle.load(worker.results)
    except Exception:  # it died, or failed with something that cannot be sent
        return work(item)
    if isinstance(result, Exception):
        raise result
    return result  # type: ignore[no-any-return]
