"""`kraokr init`."""

from __future__ import annotations

import shlex
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path, PurePosixPath
from string import Template
from typing import TYPE_CHECKING, Annotated

import typer

from kraokr.cli.terminal import day
from kraokr.cli.union import expect_repository, set_up
from kraokr.errors import KraokrError

if TYPE_CHECKING:
    from kraokr.model import Config
    from kraokr.workspace import Cycle, Cycles, Opened

STARTER = Path(__file__).parent / "starter"
SCHEMAS = PurePosixPath(".kraokr/schemas")
_CYCLE_FOLDERS = ("quarter", "half")


def init_command(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="Where to; made if it is not there.")
    ] = Path(),
    git: Annotated[
        bool,
        typer.Option("--git", help="Have git unite check-ins appended on two branches; once in a clone."),
    ] = False,
    today: Annotated[str | None, typer.Option(help="The day to date the files by.")] = None,
) -> None:
    """Lay out a small workspace to start from: a role, two people, objectives, check-ins and a review.

    Files that are there already are kept as they are. With --git, a workspace that is there gets no new ones.
    """
    if folder.exists() and not folder.is_dir():
        raise KraokrError(f"{folder} is a file, not a folder", "name the folder that the files should go to")
    if git:
        expect_repository(folder)
    if not (git and _is_workspace(folder)):
        _lay_out(folder, today)
    if git:
        opened = _opened(folder)
        set_up(opened.root, opened.workspace)


def _lay_out(folder: Path, today: str | None) -> None:
    config = _config(folder)
    files = {**starter_files(day(today, config), config), **_schemas()}
    kept = [path for path, text in files.items() if not _write(folder / path, text)]
    for path in files:
        if SCHEMAS not in path.parents:
            typer.echo(f"{'kept   ' if path in kept else 'written'}  {path}")
    schemas = sum(SCHEMAS in path.parents for path in files.keys() - set(kept))
    typer.echo(f"{'written' if schemas else 'kept   '}  {SCHEMAS}/ (what editors complete and check by)")
    typer.echo(_next_steps(folder, len(kept), len(files)))


def _is_workspace(folder: Path) -> bool:
    """Whether a folder has goal files."""
    if not folder.is_dir():
        return False
    opened = _opened(folder)
    return any(map(opened.found.covers, opened.workspace.documents))


def _opened(folder: Path) -> Opened:
    from kraokr.workspace import open_workspace

    return open_workspace([folder], Path.cwd())


def starter_files(today: date, config: Config) -> dict[PurePosixPath, str]:
    """The starter workspace by path, dated so that it is in good order on a day."""
    values = _values(today, config)
    folders = {name: values[name] for name in _CYCLE_FOLDERS}
    found = {}
    for file in sorted(STARTER.rglob("*.yaml"), key=lambda file: (file.parent != STARTER, file)):
        parts = file.relative_to(STARTER).parts
        path = PurePosixPath(*(folders.get(part, part) for part in parts))
        found[path] = Template(file.read_text(encoding="utf-8")).safe_substitute(values)
    return found


def _values(today: date, config: Config) -> Mapping[str, str]:
    """What the placeholders in the starter files stand for; only what is planned lies after today."""
    from kraokr.workspace import Cycles

    cycles = Cycles(config)
    quarter, half = _current_quarter(cycles, today), cycles.last_ended("H", today)
    recent = max(quarter.start, today - timedelta(days=3))
    done = (recent - quarter.start).days / quarter.days
    values = {
        "year": quarter.id[:4],
        "quarter": quarter.id,
        "half": half.id,
        "recent": recent,
        "reviewed_on": quarter.start,
        "asha_start": today - timedelta(days=150),
        "ben_start": half.start - timedelta(days=300),
        "half_middle": half.start + timedelta(days=85),
        "half_end": half.end,
        "finalised_on": min(half.end + timedelta(days=12), today),
        "acknowledged_on": min(half.end + timedelta(days=15), today),
        "action_by": quarter.end,
        "first_answer": f"{6 - 2 * done:.1f}",
        "one_reply": round(58 + 12 * done),
    }
    return {name: str(value) for name, value in values.items()}


def _current_quarter(cycles: Cycles, today: date) -> Cycle:
    ids = (f"{year}-Q{number}" for year in (today.year, today.year - 1) for number in range(1, 5))
    return next(cycle for cycle in map(cycles.get, ids) if cycle is not None and today in cycle)


def _schemas() -> dict[PurePosixPath, str]:
    """The JSON Schemas that the first lines of the files lead editors to, so that no network is needed."""
    from kraokr.model.schema import schema_files
    from kraokr.rules import option_schemas

    return {SCHEMAS / name: text for name, text in schema_files(option_schemas()).items()}


def _config(folder: Path) -> Config:
    """The config that is there already, for its fiscal year; else the usual one."""
    from kraokr.model import Config
    from kraokr.workspace import CONFIG_NAME, open_workspace

    config = folder / CONFIG_NAME
    return open_workspace([config], Path.cwd()).workspace.config if config.is_file() else Config()


def _write(path: Path, text: str) -> bool:
    """Write a file that is not there yet; False if it is.

    Raises:
        KraokrError: it cannot be written.
    """
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8", newline="\n") as file:
            file.write(text)
    except FileExistsError:
        if path.parent.is_dir():
            return False
        raise KraokrError(f"{path.parent} is a file, not a folder", "move it out of the way") from None
    except OSError as error:
        raise KraokrError(
            f"{path} cannot be written: {error.strerror}", "check the folder and its rights"
        ) from None
    return True


def _next_steps(folder: Path, kept: int, all_files: int) -> str:
    start = "" if folder == Path() else f"{shlex.quote(folder.as_posix())}/"
    where = f" {start[:-1]}" if start else ""
    said = "Nothing was missing." if kept == all_files else "Files that were there stay as they were."
    return "\n".join(
        (
            *((f"\n{said}",) if kept else ()),
            "",
            "What to do next:",
            f"  kraokr lint{where}",
            f"  kraokr review {start}people/ben.yaml",
            "Then change the files to what you do, and remove what you do not need.",
        )
    )
