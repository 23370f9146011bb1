"""`kraokr diff`."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand

from kraokr.cli.terminal import Color, columns, day, say, use_color, write_out

if TYPE_CHECKING:
    from kraokr.history.comparison import Comparison
    from kraokr.workspace import Found

_PATHS = "paths behind --"


class DiffFormat(StrEnum):
    """How changes are written."""

    text = "text"
    json = "json"
    markdown = "markdown"
    html = "html"


class Least(StrEnum):
    """The least grave changes that are shown."""

    major = "major"
    minor = "minor"
    note = "note"


class DiffCommand(TyperCommand):
    """Keeps what stands behind `--` apart: these are paths, whatever they look like."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Take the paths behind `--` out of the arguments."""
        if "--" in args:
            at = args.index("--")
            ctx.meta[_PATHS] = tuple(args[at + 1 :])
            args = args[:at]
        return super().parse_args(ctx, args)


def diff_command(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[REV] [REV2] [--] [PATH]...",
            help="What to compare, as git takes it: a revision with the files on disk, two, A..B or A...B;"
            " without any, where HEAD left the default branch. Paths show only what stands there.",
            show_default=False,
        ),
    ] = None,
    format: Annotated[DiffFormat, typer.Option("--format", "-f", help="How to write it.")] = DiffFormat.text,
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help="Where it goes; `-` is standard output.")
    ] = "-",
    exit_code: Annotated[
        bool, typer.Option("--exit-code", help="Exit with 1 if there are changes to show.")
    ] = False,
    grave: Annotated[Least, typer.Option(help="Leave out changes less grave than this.")] = Least.note,
    today: Annotated[
        str | None, typer.Option(metavar="DAY", help="The day to judge by, such as 2026-03-31.")
    ] = None,
    color: Annotated[Color, typer.Option(help="When to use colour.")] = Color.auto,
) -> int:
    """Show what changed in meaning, how grave it is, and whom it touches."""
    comparison, found = _compared(tuple(words or ()), ctx.meta.get(_PATHS), today)
    comparison = comparison.least(grave.value)
    for told in (*comparison.notes, *map(str, comparison.unread)):
        say(f"warning: {told}")
    colored = output == "-" and use_color(color, sys.stdout)
    write_out(_rendered(comparison, found, format, colored), output)
    return int(exit_code and bool(comparison.changes))


def _compared(
    words: tuple[str, ...], paths: tuple[str, ...] | None, today: str | None
) -> tuple[Comparison, Found]:
    from kraokr.history.asked import Asked
    from kraokr.history.comparison import compare_ends
    from kraokr.history.repository import Repository
    from kraokr.workspace import look_around

    asked = Asked(words, paths, Path.cwd())
    found = look_around(asked.folders, Path.cwd())
    repository = Repository(found.root)
    ends = asked.ends(repository)
    return compare_ends(found, repository, ends, day(today, found.config)), found


def _rendered(comparison: Comparison, found: Found, format: DiffFormat, colored: bool) -> str:
    from kraokr.output.changes import json, markdown, text

    if format is DiffFormat.html:
        return _page(comparison, found)
    if format is DiffFormat.text:
        return text.render(comparison, columns(), colored)
    return {DiffFormat.json: json.render, DiffFormat.markdown: markdown.render}[format](comparison)


def _page(comparison: Comparison, found: Found) -> str:
    from kraokr.documents.changes import changes_page
    from kraokr.documents.templating.environment import Templates, own_folder
    from kraokr.output.changes.view import changes_view

    own = own_folder(found.root, found.config.templates)
    return changes_page(Templates(own), changes_view(comparison))
