"""`kraokr status`."""

from __future__ import annotations

import os
import sys
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kraokr.cli.completing import complete_person
from kraokr.cli.terminal import Color, columns, day, use_color, warn_of_problems, write_out
from kraokr.errors import KraokrError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kraokr.status import Board, Look, Scope
    from kraokr.workspace import Opened


class StatusFormat(StrEnum):
    """How the dashboard is written."""

    table = "table"
    json = "json"
    csv = "csv"
    md = "md"


class By(StrEnum):
    """What the dashboard is grouped by."""

    person = "person"
    team = "team"
    cycle = "cycle"


class Layout(StrEnum):
    """What the dashboard shows."""

    dashboard = "dashboard"
    tracking = "tracking"


def status_command(
    paths: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[PATH]...",
            help="Files, folders, or ids of people and teams; everything if none.",
            show_default=False,
            autocompletion=complete_person,
        ),
    ] = None,
    by: Annotated[By, typer.Option(help="What to group by.")] = By.person,
    cycle: Annotated[
        str | None, typer.Option(help="The cycle looked at, such as 2026-Q1; else what runs today.")
    ] = None,
    layout: Annotated[
        Layout, typer.Option(help="The dashboard, or the table of objectives to track.")
    ] = Layout.dashboard,
    explain: Annotated[
        str | None,
        typer.Option(
            metavar="ITEM", help="Show how the score of an objective, key result, area or KPI came about."
        ),
    ] = None,
    format: Annotated[
        StatusFormat, typer.Option("--format", "-f", help="How to write it.")
    ] = StatusFormat.table,
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help="Where it goes; `-` is standard output.")
    ] = "-",
    today: Annotated[
        str | None, typer.Option(metavar="DAY", help="The day to judge by, such as 2026-03-31.")
    ] = None,
    color: Annotated[Color, typer.Option(help="When to use colour.")] = Color.auto,
) -> None:
    """Show how areas and objectives stand, what needs attention first."""
    from kraokr.status import Look, limits

    opened, ids = _open(paths or [])
    ws = opened.workspace
    look = Look(ws, day(today, ws.config), limits(ws.config))
    scope = _scope(opened, ids, look.today, cycle)
    warn_of_problems(opened)
    colored = output == "-" and use_color(color, sys.stdout)
    if explain is not None:
        write_out(_explained(look, scope, explain, format, colored), output)
        return
    from kraokr.status import build_board

    board = build_board(look, scope, by.value)
    write_out(_rendered(board, layout, format, colored), output)


def _open(asked: Sequence[str]) -> tuple[Opened, list[str]]:
    """The workspace that the paths lie in, and which of them are ids.

    Raises:
        KraokrError: there is no goal file.
    """
    from kraokr.workspace import CONFIG_NAME, open_workspace

    ids = [text for text in asked if not (os.path.lexists(text) or _is_path(text))]
    opened = open_workspace([Path(text) for text in asked if text not in ids], Path.cwd())
    if all(file.document.file.path.name == CONFIG_NAME for file in opened.workspace.files):
        if opened.workspace.problems:
            raise KraokrError(
                f"no goal file in {opened.root} can be read", "`kraokr lint` shows what is wrong"
            )
        help = "goal files are YAML with `kind:` first; `kraokr init` makes some"
        raise KraokrError(f"no goal files in {opened.root}", help)
    return opened, ids


def _is_path(text: str) -> bool:
    """Whether a text can be no id, so that it names a file even if there is none."""
    return "/" in text or os.sep in text or text.endswith((".yaml", ".yml"))


def _scope(opened: Opened, ids: Sequence[str], today: date, cycle: str | None) -> Scope:
    from kraokr.status import choose

    only_ids = bool(ids) and not opened.found.asked
    covers = (lambda path: False) if only_ids else opened.found.covers
    return choose(opened.workspace, today, covers, ids, cycle)


def _rendered(board: Board, layout: Layout, format: StatusFormat, colored: bool) -> str:
    from kraokr.status import csv, json, markdown, table, tracking

    if format is StatusFormat.table:
        draw = tracking.render_table if layout is Layout.tracking else table.render
        return draw(board, columns(), colored)
    formats = {
        (Layout.dashboard, StatusFormat.json): json.render,
        (Layout.dashboard, StatusFormat.csv): csv.render,
        (Layout.dashboard, StatusFormat.md): markdown.render,
        (Layout.tracking, StatusFormat.json): tracking.render_json,
        (Layout.tracking, StatusFormat.csv): tracking.render_csv,
        (Layout.tracking, StatusFormat.md): tracking.render_markdown,
    }
    return formats[layout, format](board)


def _explained(look: Look, scope: Scope, item: str, format: StatusFormat, colored: bool) -> str:
    from kraokr.status import working
    from kraokr.status.items import explain_item

    if format not in (StatusFormat.table, StatusFormat.json):
        raise KraokrError(f"--explain cannot be written as {format.value}", "use --format table or json")
    explained = explain_item(look, scope, item)
    if format is StatusFormat.json:
        return working.render_json(explained)
    return working.render(explained, columns(), colored)
