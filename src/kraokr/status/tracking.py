"""The tracking table: Objective, Key Results, KRA, Owner, Status, one row for each objective."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from kraokr.status import words
from kraokr.status.canvas import drawn
from kraokr.status.csv import written
from kraokr.status.json import as_data, dumped
from kraokr.status.markdown import escaped, table
from kraokr.status.rows import Board, KeyResultRow, ObjectiveRow

if TYPE_CHECKING:
    from rich.table import Table

_RATIOS = (6, 9, 5, 4, 3)
HEAD = ("Objective", "Key Results", "KRA", "Owner", "Status")


class TrackingRow(NamedTuple):
    """An objective as the tracking table has it; the key results with their ends, the areas by name."""

    objective: str
    key_results: tuple[str, ...]
    kra: tuple[str, ...]
    owner: str
    status: str


def tracking_rows(board: Board) -> list[TrackingRow]:
    """The objectives in the order of the dashboard, each once."""
    rows = {(row.id, row.at): row for group in board.groups for row in group.objectives}
    return [
        TrackingRow(row.title, tuple(map(_ends, row.key_results)), row.areas, row.owner, _status(row))
        for row in rows.values()
    ]


def render_table(board: Board, width: int = 80, color: bool = False) -> str:
    """The tracking table for a terminal of so many columns."""
    rows = tracking_rows(board)
    return drawn([*([_rich(rows)] if rows else []), *words.notes_of(board)], width, color)


def render_json(board: Board) -> str:
    """The tracking table as a JSON array of objects."""
    return dumped([as_data(row) for row in tracking_rows(board)])


def render_csv(board: Board) -> str:
    """The tracking table for a spreadsheet; key results and areas on lines of their own in their cells."""
    rows = tracking_rows(board)
    return written(HEAD, ([r.objective, "\n".join(r.key_results), "\n".join(r.kra), *r[3:]] for r in rows))


def render_markdown(board: Board) -> str:
    """The tracking table for a pull request."""
    rows = tracking_rows(board)
    cells = ([_lines(r.objective), _lines(*r.key_results), _lines(*r.kra), *map(_lines, r[3:])] for r in rows)
    notes = "".join(f"{escaped(note)}\n\n" for note in words.notes_of(board))
    return notes + (table(HEAD, cells) if rows else "")


def _lines(*texts: str) -> str:
    return "<br>".join(map(escaped, texts))


def _ends(kr: KeyResultRow) -> str:
    """A key result with where it starts and should get: `Response time (12 → 4 hours)`."""
    target = words.target_text(kr.target, kr.unit)
    if kr.milestones and not target:
        target = f"{kr.milestones} milestones"
    start = f"{words.amount(kr.baseline, None)} → " if kr.baseline is not None and target else ""
    return f"{kr.title} ({start}{target})" if target else kr.title


def _status(row: ObjectiveRow) -> str:
    """The status by pace; where there is none the one set by hand; else why there is none."""
    said = row.said if row.status is None else None
    return (said.replace("_", " ") if said else words.status_of(row)).capitalize()


def _rich(rows: list[TrackingRow]) -> Table:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    grid = Table(box=box.SIMPLE_HEAD, expand=True, pad_edge=False, leading=1)
    for name, ratio in zip(HEAD, _RATIOS, strict=True):
        grid.add_column(name, ratio=ratio)
    for row in rows:
        texts = (row.objective, "\n".join(row.key_results), "\n".join(row.kra), row.owner, row.status)
        grid.add_row(*(Text("\n".join(map(words.plain, text.split("\n")))) for text in texts))
    return grid
