"""What `kraokr lint` does."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from kraokr.cli.request import LintRequest
from kraokr.cli.terminal import day, use_color, write_out
from kraokr.errors import KraokrError

if TYPE_CHECKING:
    from kraokr.lint import Result
    from kraokr.source.diagnostic import Diagnostic
    from kraokr.workspace import Opened


def lint(request: LintRequest) -> int:
    """Check goal files and show the findings; the exit status is 0, 1, or 2 where a rule crashed.

    Raises:
        KraokrError: something asked for is not there, or cannot be written.
    """
    from kraokr.workspace import open_workspace

    targets = _targets(request.outputs)
    opened = open_workspace(request.paths, Path.cwd(), share=True)
    if not request.allow_empty:
        _expect_files(opened)
    result = _check(opened, request)
    for name, target in targets:
        _show(result.diagnostics, opened, name, target, request)
    if result.crashed:
        return 2
    fail_on = request.fail_on or opened.workspace.config.fail_on
    return int(not request.exit_zero and _fails(result.diagnostics, fail_on))


def _check(opened: Opened, request: LintRequest) -> Result:
    from kraokr.lint import lint, settle
    from kraokr.rules import RULES

    config = opened.workspace.config
    settings = settle(RULES, config, _words(request.select), _words(request.ignore))
    return lint(opened.workspace, settings, day(request.today, config), opened.covers, opened.team)


def _words(given: Iterable[str]) -> list[str]:
    return [name.strip() for text in given for name in text.split(",") if name.strip()]


def _targets(outputs: Iterable[tuple[str, str]]) -> list[tuple[str, str]]:
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


def _expect_files(opened: Opened) -> None:
    files = [file.document.file.path for file in opened.workspace.files]
    broken = [path for path, document in opened.workspace.documents.items() if document.problems]
    unread = [problem.finding.at.file.path for problem in opened.workspace.problems]
    goals = [path for path in (*files, *broken, *unread) if path.name != "kraokr.yaml"]
    if not any(opened.covers(path) for path in (*goals, *_asked_config(opened))):
        where = ", ".join(map(_why_skipped(opened), opened.asked)) or str(opened.root)
        raise KraokrError(
            f"no goal files in {where}",
            "goal files are YAML with `kind:` first; `kraokr init` makes some, --allow-empty accepts none",
        )


def _why_skipped(opened: Opened) -> Callable[[PurePosixPath], str]:
    """A path asked for, with the reason if it is passed over as a whole."""

    def described(path: PurePosixPath) -> str:
        reasons = (opened.skipped.get(folder) for folder in (path, *path.parents))
        reason = next(filter(None, reasons), None)
        return f"{path} ({reason})" if reason else str(path)

    return described


def _asked_config(opened: Opened) -> list[PurePosixPath]:
    return [path for path in opened.asked if path.name == "kraokr.yaml"]


def _show(
    diagnostics: Sequence[Diagnostic], opened: Opened, name: str, target: str, request: LintRequest
) -> None:
    from kraokr.output import FORMATS, Style, View

    colored = target == "-" and use_color(request.color, sys.stdout)
    public = os.environ.get("GITHUB_ACTIONS") == "true"
    view = View(Style(colored), _prefix(opened, name), show_private=not public, summary=not request.quiet)
    if request.statistics and name in ("text", "concise"):
        from kraokr.output.statistics import render_statistics

        text = render_statistics(diagnostics, view)
    else:
        text = FORMATS[name](diagnostics, view)
    write_out(text, target)


def _prefix(opened: Opened, name: str) -> str:
    """What to put before a path so that the reader, or GitHub, finds it."""
    start = Path(os.environ.get("GITHUB_WORKSPACE") or Path.cwd()) if name == "github" else Path.cwd()
    relative = os.path.relpath(opened.root, start.resolve()).replace(os.sep, "/")
    return "" if relative == "." else f"{relative}/"


def _fails(diagnostics: Sequence[Diagnostic], fail_on: str) -> bool:
    from kraokr.source.diagnostic import Severity

    if fail_on == "never":
        return False
    least = Severity[fail_on.upper()]
    return any(diagnostic.severity >= least for diagnostic in diagnostics)
