"""Where findings go, and in which format."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from kraokr.cli.request import LintRequest
from kraokr.cli.terminal import use_color, write_out
from kraokr.errors import KraokrError

if TYPE_CHECKING:
    from kraokr.source.diagnostic import Diagnostic

_FROM_REPOSITORY = ("github", "gitlab", "sarif")
"""The formats that a platform reads, which looks for files from the top of the repository."""


def targets_of(outputs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
    """Pairs of format and file: each -o belongs to the -f before it, the others go to standard output.

    Raises:
        KraokrError: a format has two files.
    """
    pairs: list[tuple[str, str | None]] = []
    for name, value in outputs:
        if name == "format":
            pairs.append((value, None))
        elif not pairs:
            pairs.append((_default_format(), value))
        elif pairs[-1][1] is None:
            pairs[-1] = (pairs[-1][0], value)
        else:
            raise KraokrError(
                f"both {pairs[-1][1]} and {value} are to take the format {pairs[-1][0]}",
                "give each --output-file a --format before it",
            )
    if not pairs:
        default = _default_format()
        pairs = [("text", None), ("github", None)] if default == "github" else [(default, None)]
    return [(name, file or "-") for name, file in pairs]


def _default_format() -> str:
    return "github" if os.environ.get("GITHUB_ACTIONS") == "true" else "text"


class Show:
    """Shows findings in the formats asked for."""

    def __init__(self, request: LintRequest, targets: Sequence[tuple[str, str]]) -> None:
        self._request = request
        self._targets = targets

    @property
    def files(self) -> list[Path]:
        """The files that findings are written to."""
        return [Path(target).resolve() for _, target in self._targets if target != "-"]

    def findings(
        self, diagnostics: Sequence[Diagnostic], root: Path, timings: dict[str, float] | None = None
    ) -> None:
        """Write the findings to each target.

        Raises:
            KraokrError: a file cannot be written.
        """
        for name, target in self._targets:
            text = self._rendered(diagnostics, root, name, target, timings)
            if target == "-" and self._request.returns_text:
                sys.stderr.write(text)
            else:
                write_out(text, target)

    def _rendered(
        self,
        diagnostics: Sequence[Diagnostic],
        root: Path,
        name: str,
        target: str,
        timings: dict[str, float] | None,
    ) -> str:
        from kraokr.output import FORMATS, Style, View

        request = self._request
        stream = sys.stderr if request.returns_text else sys.stdout
        colored = target == "-" and use_color(request.color, stream)
        public = os.environ.get("GITHUB_ACTIONS") == "true"
        view = View(Style(colored), _prefix(root, name), show_private=not public, summary=not request.quiet)
        if name not in ("text", "concise") or not (request.statistics or request.timings):
            return FORMATS[name](diagnostics, view)
        from kraokr.output.statistics import render_statistics, render_timings

        counts = render_statistics(diagnostics, view) if request.statistics else ""
        return counts + (render_timings(timings) if timings is not None else "")


def _prefix(root: Path, name: str) -> str:
    """What to put before a path so that the reader, or the platform, finds it."""
    top = os.environ.get("GITHUB_WORKSPACE") or os.environ.get("CI_PROJECT_DIR") or Path.cwd()
    start = Path(top) if name in _FROM_REPOSITORY else Path.cwd()
    relative = os.path.relpath(root, start.resolve()).replace(os.sep, "/")
    return "" if relative == "." else f"{relative}/"
