"""`kraokr lint`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand

from kraokr.cli.linting import lint
from kraokr.cli.request import FailOn, Format, LintRequest
from kraokr.cli.terminal import Color


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
        typer.Argument(
            help="Files and folders to report on; all if none.", show_default=False, readable=False
        ),
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
) -> int:
    """Check goal files against the framework's guidance."""
    values = {"format": iter(format or ()), "output_file": iter(output_file or ())}
    return lint(
        LintRequest(
            paths=tuple(paths or ()),
            outputs=tuple((name, next(values[name])) for name in ctx.meta["order"] if name in values),
            select=tuple(select or ()),
            ignore=tuple(ignore or ()),
            fail_on=fail_on,
            exit_zero=exit_zero,
            today=today,
            no_cache=no_cache,
            color=color,
            quiet=quiet,
            statistics=statistics,
            allow_empty=allow_empty,
        )
    )
