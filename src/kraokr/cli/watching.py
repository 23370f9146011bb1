"""`kraokr lint --watch`: lint again whenever a file changes."""

from __future__ import annotations

import gc
import logging
import os
import sys
import time
from collections.abc import Callable, Sequence, Set
from functools import partial
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from kraokr.cli.adopting import not_in_baseline
from kraokr.cli.linting import status
from kraokr.cli.looking_back import say_notes
from kraokr.cli.session import Session
from kraokr.cli.showing import Show
from kraokr.cli.terminal import say
from kraokr.errors import KraokrError

if TYPE_CHECKING:
    from kraokr.source.diagnostic import Diagnostic
    from kraokr.workspace import Found

_CLEAR = "\x1b[2J\x1b[3J\x1b[H"
_SETTLE = 10
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
    logging.getLogger("watchfiles").setLevel(logging.ERROR)  # it tells of Ctrl-C, which is how it ends
    found = find()
    goals = DefaultFilter(ignore_paths=[*show.files, found.root / ".kraokr_cache"])
    look = partial(changes, watch_filter=goals, step=_SETTLE, debounce=_SETTLE, raise_interrupt=False)
    last = 2
    try:
        last = _run(session, show, lambda: found)
        for changed in look(found.root):
            paths = {_below(found.root, path) for _, path in changed}
            try:
                last = _run(session, show, find, paths)
            except KraokrError as error:  # a path that is gone for a moment, a config half written
                say(f"error: {error.message}")
    except KeyboardInterrupt:
        pass
    return last


def _below(root: Path, path: str) -> PurePosixPath:
    return PurePosixPath(os.path.relpath(path, root).replace(os.sep, "/"))


def _reread(session: Session, paths: Set[PurePosixPath]) -> Found | None:
    """What was found before, with the new texts of some of its files; None if there is more to it."""
    from kraokr.workspace.tree import read_text

    request, found = session.request, session.opened.found if session.opened else None
    if found is None or request.changed is not None or request.baseline is not None:
        return None
    if not paths or not paths <= found.tree.files.keys():
        return None
    texts = {path: read_text(found.root, path) for path in paths}
    known = {path: text for path, text in texts.items() if text is not None}
    return found.with_texts(known) if len(known) == len(texts) else None


def _run(
    session: Session, show: Show, find: Callable[[], Found], paths: Set[PurePosixPath] = frozenset()
) -> int:
    """Show first what is new in the files that have changed, then what that changes elsewhere, if it does."""
    start = time.perf_counter()
    shown = None
    near = _reread(session, paths)
    if near is not None:
        shown = session.peek(near, paths)
        _show(shown, show, near, start)
    found = find()
    result = session.run(found)
    diagnostics = not_in_baseline(result, session, found)
    if shown is None or list(map(_told, shown)) != list(map(_told, diagnostics)):
        _show(diagnostics, show, found, start)
        say_notes(result.notes)
    gc.collect()  # now that nobody waits for it
    return 2 if result.crashed else status(diagnostics, session.request, found)


def _told(diagnostic: Diagnostic) -> tuple[object, ...]:
    at = diagnostic.finding.at
    return diagnostic.rule, diagnostic.severity, at.file.path, at.span, diagnostic.finding.message


def _show(diagnostics: Sequence[Diagnostic], show: Show, found: Found, start: float) -> None:
    seconds = time.perf_counter() - start
    if sys.stdout.isatty():
        sys.stdout.write(_CLEAR)
    show.findings(diagnostics, found.root)
    sys.stdout.flush()
    say(f"Linted in {seconds * 1000:.0f} ms; watching {found.root} for changes, Ctrl-C stops.")
