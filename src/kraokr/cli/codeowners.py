"""`kraokr codeowners`."""

from __future__ import annotations

import os
import shlex
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kraokr.cli.terminal import day, say, warn_of_problems, write_out
from kraokr.errors import KraokrError

if TYPE_CHECKING:
    from kraokr.workspace import Opened

_HANDLE = "@{id}"


def codeowners_command(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Where the goal files are.")] = Path(),
    handle: Annotated[
        str, typer.Option(metavar="PATTERN", help="How GitHub knows a person: `@{id}_acme`, `{id}@acme.com`.")
    ] = _HANDLE,
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help="Where it goes; `-` is standard output.")
    ] = "-",
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit with 1 if the file of -o is stale.")
    ] = False,
    today: Annotated[
        str | None, typer.Option(metavar="DAY", help="The day to judge by, such as 2026-03-31.")
    ] = None,
) -> int:
    """Say by teams and owners who approves a change of each goal file, as GitHub's CODEOWNERS.

    A file is replaced only if it was made so and nobody has changed it since.
    """
    from kraokr.output.codeowners import unwritable
    from kraokr.workspace import open_workspace

    if check and output == "-":
        raise KraokrError("--check needs a file to compare", "name it: `-o .github/CODEOWNERS`")
    opened = open_workspace([folder], Path.cwd())
    warn_of_problems(opened)
    text = _text(opened, handle, output, today)
    for path in unwritable(opened.workspace):
        say(f"warning: {path} has no line: its name holds a sign that means something in CODEOWNERS")
    if output == "-":
        write_out(text, output)
        return 0
    return _compare(Path(output), text, handle) if check else _write(Path(output), text)


def _text(opened: Opened, handle: str, output: str, today: str | None) -> str:
    from kraokr.output.codeowners import render
    from kraokr.workspace.approval import Approvers

    top, prefix = _place(opened)
    own = "" if output == "-" else os.path.relpath(Path(output).resolve(), top.resolve()).replace(os.sep, "/")
    ws = opened.workspace
    approvers = Approvers(ws, day(today, ws.config))
    return render(ws, approvers, handle, prefix, "" if own.startswith("../") else own)


def _place(opened: Opened) -> tuple[Path, str]:
    """The top of the repository, and the path from there to the workspace, which is the top without one."""
    from kraokr.history.repository import Repository

    try:
        prefix = Repository(opened.root).prefix
    except KraokrError:
        return opened.root, ""
    return opened.root.joinpath(*[".."] * prefix.count("/")), prefix


def _compare(path: Path, text: str, handle: str) -> int:
    before = _before(path)
    if before == text:
        typer.echo(f"{path} is as it should be.")
        return 0
    given = "" if handle == _HANDLE else f" --handle {shlex.quote(handle)}"
    command = f"kraokr codeowners{given} -o {shlex.quote(str(path))}"
    say(f"{path} {'is missing' if before is None else 'is stale'}: run `{command}`")
    return 1


def _write(path: Path, text: str) -> int:
    from kraokr.output.codeowners import is_untouched
    from kraokr.workspace.save import save

    before = _before(path)
    if before is not None and before != text and not is_untouched(before):
        help = "remove it, or write elsewhere and bring the two together"
        raise KraokrError(f"{path} was changed by hand, or made by something else; it stays as it is", help)
    if before != text:
        save(path, text)
    typer.echo(f"{'kept' if before == text else 'written'}: {path}")
    return 0


def _before(path: Path) -> str | None:
    try:
        return path.read_bytes().decode().replace("\r\n", "\n")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError):
        raise KraokrError(f"{path} cannot be read as text", "name another file") from None
