"""`kraokr lint`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand

from kraokr.cli.completing import complete_rules
from kraokr.cli.linting import lint
from kraokr.cli.request import FailOn, Format, LintRequest, with_revision
from kraokr.cli.terminal import Color


class LintCommand(TyperCommand):
    """Remembers the order of the options: each --output-file belongs to the --format before it."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Keep the names of the options in the order in which they were given."""
        args = with_revision(args)
        *_, order = self.make_parser(ctx).parse_args(list(args))
        ctx.meta["order"] = [parameter.name for parameter in order]
        return super().parse_args(ctx, args)


def lint_command(
    ctx: typer.Context,
    paths: Annotated[
        list[Path] | None,
        typer.Argument(
            help="Files and folders to report on; all if none; `-` reads standard input.",
            show_default=False,
            readable=False,
            allow_dash=True,
        ),
    ] = None,
    format: Annotated[
        list[Format] | None, typer.Option("--format", "-f", help="How to show findings; may be repeated.")
    ] = None,
    output_file: Annotated[
        list[str] | None,
        typer.Option("--output-file", "-o", help="Where the format before it goes; `-` is standard output."),
    ] = None,
    select: Annotated[
        list[str] | None,
        typer.Option(help="Run only these rules or groups.", autocompletion=complete_rules),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option(help="Leave out these rules or groups.", autocompletion=complete_rules),
    ] = None,
    fix: Annotated[bool, typer.Option("--fix", help="Apply the safe fixes.")] = False,
    unsafe_fixes: Annotated[
        bool, typer.Option("--unsafe-fixes", help="With --fix or --diff: also the fixes that need a look.")
    ] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="Show what --fix would change; exit with 1 if anything.")
    ] = False,
    baseline: Annotated[
        str | None, typer.Option(metavar="FILE", help="Leave out the findings listed in this file.")
    ] = None,
    write_baseline: Annotated[
        bool, typer.Option("--write-baseline", help="List all findings in the --baseline file.")
    ] = False,
    add_ignores: Annotated[
        str | None, typer.Option(metavar="REASON", help="Write a suppression above each finding.")
    ] = None,
    changed: Annotated[
        str | None,
        typer.Option(metavar="[REV]", help="Report only on files changed since HEAD, or a revision."),
    ] = None,
    against: Annotated[
        str | None,
        typer.Option(metavar="REV", help="Of what changed over time, judge only what came since REV."),
    ] = None,
    watch: Annotated[bool, typer.Option("--watch", "-w", help="Lint again whenever a file changes.")] = False,
    stdin_filename: Annotated[
        str | None, typer.Option(metavar="PATH", help="The file that standard input stands in for.")
    ] = None,
    fail_on: Annotated[FailOn | None, typer.Option(help="Exit with 1 from this severity on.")] = None,
    exit_zero: Annotated[bool, typer.Option("--exit-zero", help="Exit with 0 whatever is found.")] = False,
    today: Annotated[
        str | None, typer.Option(metavar="DAY", help="The day to judge by, such as 2026-03-31.")
    ] = None,
    no_cache: Annotated[
        bool, typer.Option("--no-cache", help="Read every file anew, and keep nothing for next time.")
    ] = False,
    color: Annotated[Color, typer.Option(help="When to use colour.")] = Color.auto,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Findings only, no summary.")] = False,
    statistics: Annotated[bool, typer.Option("--statistics", help="How often each rule fired.")] = False,
    timings: Annotated[
        bool, typer.Option("--timings", help="With --statistics: how long each rule took.")
    ] = False,
    show_settings: Annotated[
        bool, typer.Option("--show-settings", help="Show which rules run and how; check nothing.")
    ] = False,
    show_files: Annotated[
        bool, typer.Option("--show-files", help="Show which files are read, and why others are not.")
    ] = False,
    allow_empty: Annotated[
        bool, typer.Option("--allow-empty", help="Accept that there is no goal file.")
    ] = False,
) -> int:
    """Check goal files against the framework's guidance."""
    given = {name: value for name, value in locals().items() if name in LintRequest._fields}
    lists = {name: tuple(given[name] or ()) for name in ("paths", "select", "ignore")}
    values = {"format": iter(format or ()), "output_file": iter(output_file or ())}
    outputs = tuple((name, next(values[name])) for name in ctx.meta["order"] if name in values)
    return lint(LintRequest(**{**given, **lists, "outputs": outputs}))
