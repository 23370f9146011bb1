"""`kraokr lint --watch`: lint again whenever a file changes."""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable
from typing import TYPE_CHECKING

from kraokr.cli.adopting import not_in_baseline
from kraokr.cli.linting import status
from kraokr.cli.session import Session
from kraokr.cli.showing import Show
from kraokr.cli.terminal import say
from kraokr.errors import KraokrError

if TYPE_CHECKING:
    from kraokr.workspace import Found

_CLEAR = "\x1b[2J\x1b[3J\x1b[H"
_SETTLE = 40
"""Milliseconds to wait for more changes: editors write a file in several steps."""


def watch(session: Session, show: Show, find: Callable[[], Found]) -> int:
    """Lint, and again after each change, until Ctrl-C.

    Raises:
        KraokrError: watching needs a package that is not installed, or the first run cannot do its job.
    """
    try:
        from watchfiles import DefaultFilter
        from watchfiles import watch as changes
    except ImportError:
        raise KraokrError(
            "--watch needs the package watchfiles", "install it with `pip install 'kraokr[watch]'`"
        ) from None
    gc.enable()  # a single run goes without
    found = find()
    goals = DefaultFilter(ignore_paths=[*show.files, found.root / ".kraokr_cache"])
    last = 2
    try:
        last = _run(session, show, found)
        for _ in changes(
            found.root, watch_filter=goals, step=_SETTLE, debounce=_SETTLE, raise_interrupt=False
        ):
            try:
                last = _run(session, show, find())
            except KraokrError as error:  # a path that is gone for a moment, a config half written
                say(f"error: {error.message}")
    except KeyboardInterrupt:
        pass
    return last


def _run(session: Session, show: Show, found: Found) -> int:
    start = time.perf_counter()
    result = session.run(found)
    seconds = time.perf_counter() - start
    if sys.stdout.isatty():
        sys.stdout.write(_CLEAR)
    diagnostics = not_in_baseline(result, session, found)
    show.findings(diagnostics, found.root)
    sys.stdout.flush()
    say(f"Linted in {seconds * 1000:.0f} ms; watching {found.root} for changes, Ctrl-C stops.")
    return 2 if result.crashed else status(diagnostics, session.request, found)
