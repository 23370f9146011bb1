"""A bar on a terminal that shows how far a long job is."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from typing import TypeVar

T = TypeVar("T")

_HANDFUL = 5


def with_progress(items: Iterable[T], total: int, doing: str) -> Iterator[T]:
    """The items as they come, with a bar on standard error that goes when all are there.

    There is none for a handful, in a pipe, in CI and on a terminal that cannot draw one.
    """
    if total <= _HANDFUL or not sys.stderr.isatty() or _is_plain():
        yield from items
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    columns = (TextColumn(doing, markup=False), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    # Without a thread of its own, since the items may come from forks of this process.
    with Progress(*columns, console=Console(stderr=True), transient=True, auto_refresh=False) as progress:
        task = progress.add_task(doing, total=total)
        progress.refresh()
        for item in items:
            progress.update(task, advance=1, refresh=True)
            yield item


def _is_plain() -> bool:
    return bool(os.environ.get("CI")) or os.environ.get("TERM") == "dumb"
