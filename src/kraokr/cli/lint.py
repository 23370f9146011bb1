"""`kraokr lint`."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand

from kraokr.cli.terminal import Color, day, use_color, write_out
from kraokr.errors import KraokrError

if TYPE_CHECKING:
    from kraokr.lint import Result
    from kraokr.source.diagnostic import Diagnostic
    from kraokr.workspace import Opened


class Format(StrEnum):
    """How findings are shown."""

    text = "text"
    concise = "concise"
    json = "json"
    github = "github"


class FailOn(StrEnum):
    """From which severity on the exit status is 1."""

    error = "error"
    warning = "warning"
    info = "info"
    never = "never"


class LintCommand(TyperCommand):
    """Remembers the order of the options: each --output-file belongs to the --format before it."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Keep the names of the options in the order in which they were given."""
        *_, order = self.make_parser(ctx).parse_args(list(args))
        ctx.meta["order"] = [parameter.name for parameter in order]
        return super().parse_args(ctx, args)


def lint_command(
    ctx: typer.Context,
    paths: Annotated[
        list[Path] | None,
        typer.Argument(help="Files and folders to report on; all if none.", show_default=False),
    ] = None,
    format: Annotated[
        list[Format] | None, typer.Option("--format", "-f", help="How to show findings; may be repeated.")
    ] = None,
    output_file: Annotated[
        list[str] | None,
        typer.Option("--output-file", "-o", help="Where the format before it goes; `-` is standard output."),
    ] = None,
    select: Annotated[list[str] | None, typer.Option(help="Run only these rules or groups.")] = None,
    ignore: Annotated[list[str] | None, typer.Option(help="Leave out these rules or groups.")] = None,
    fail_on: Annotated[FailOn | None, typer.Option(help="Exit with 1 from this severity on.")] = None,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Exit with 0 whatever is found.")] = False,
    today: Annotated[str | None, typer.Option(help="The day to judge by, such as 2026-03-31.")] = None,
    no_cache: Annotated[bool, typer.Option("--no-cache", help="Read every file anew.")] = False,
    color: Annotated[Color, typer.Option(help="When to use colour.")] = Color.auto,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Findings only, no summary.")] = False,
    statistics: Annotated[bool, typer.Option("--statistics", help="How often each rule fired.")] = False,
    allow_empty: Annotated[
        bool, typer.Option("--allow-empty", help="Accept that there is no goal file.")
    ] = False,
) -> None:
    """Check goal files against the framework's guidance."""
    from kraokr.workspace import open_workspace

    targets = _targets(ctx.meta["order"], format or [], output_file or [])
    opened = open_workspace(paths or [], Path.cwd())
    if not allow_empty:
        _expect_files(opened)
    result = _check(opened, _words(select), _words(ignore), today)
    for name, target in targets:
        _show(result.diagnostics, opened, name, target, color, quiet, statistics)
    if result.crashed:
        raise typer.Exit(2)
    if not exit_zero and _fails(
        result.diagnostics, fail_on.value if fail_on else opened.workspace.config.fail_on
    ):
        raise typer.Exit(1)


def _check(opened: Opened, select: Sequence[str], ignore: Sequence[str], today: str | None) -> Result:
    from kraokr.lint import lint, settle
    from kraokr.rules import RULES

    config = opened.workspace.config
    settings = settle(RULES, config, select, ignore)
    return lint(opened.workspace, settings, day(today, config), opened.covers, opened.team)


def _words(given: Sequence[str] | None) -> list[str]:
    return [name.strip() for text in given or () for name in text.split(",") if name.strip()]


def _targets(order: Sequence[str], formats: Sequence[str], files: Sequence[str]) -> list[tuple[str, str]]:
    """Pairs of format and file: each -o belongs to the -f before it, the others go to standard output.

    Raises:
        KraokrError: a format has two files.
    """
    pairs: list[tuple[str, str | None]] = []
    left = {"format": iter(formats), "output_file": iter(files)}
    for name in (name for name in order if name in left):
        value = next(left[name])
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
    diagnostics: Sequence[Diagnostic],
    opened: Opened,
    name: str,
    target: str,
    color: Color,
    quiet: bool,
    statistics: bool,
) -> None:
    from kraokr.output import FORMATS, Style, View
    from kraokr.output.statistics import render_statistics

    colored = target == "-" and use_color(color, sys.stdout)
    public = os.environ.get("GITHUB_ACTIONS") == "true"
    view = View(Style(colored), _prefix(opened, name), show_private=not public, summary=not quiet)
    if statistics and name in ("text", "concise"):
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
