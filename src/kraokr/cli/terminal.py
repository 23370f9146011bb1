"""What the commands share: colour, the day, error messages, and where output goes."""

from __future__ import annotations

import os
import sys
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from kraokr.errors import KraokrError

if TYPE_CHECKING:
    from kraokr.model import Config
    from kraokr.workspace import Opened


_PIPED = 100
"""The columns of what goes to a file or a pipe."""


class Color(StrEnum):
    """When to use colour."""

    auto = "auto"
    always = "always"
    never = "never"


def use_color(choice: Color, stream: TextIO) -> bool:
    """Whether to write colours: the flag beats NO_COLOR beats FORCE_COLOR beats what the stream is."""
    if choice is not Color.auto:
        return choice is Color.always
    if os.environ.get("NO_COLOR"):
        return False
    if any(os.environ.get(name, "0") not in ("", "0") for name in ("FORCE_COLOR", "CLICOLOR_FORCE")):
        return True
    return stream.isatty() and os.environ.get("TERM") != "dumb"


def columns() -> int:
    """The columns of the terminal, also where a pager reads along; COLUMNS wins."""
    from shutil import get_terminal_size

    error = sys.__stderr__
    beside = os.get_terminal_size(error.fileno()).columns if error is not None and error.isatty() else 0
    return get_terminal_size((beside or _PIPED, 0)).columns


def say_error(message: str, help: str | None) -> None:
    """Say on standard error why the job could not be done."""
    from kraokr.output.style import printable

    red = use_color(Color.auto, sys.stderr)
    message = printable(message)
    print(f"\x1b[1;31merror\x1b[0m: {message}" if red else f"error: {message}", file=sys.stderr)
    if help:
        print(f"help: {printable(help)}", file=sys.stderr)


def say(text: str) -> None:
    """Say on standard error what was done beside the job's result."""
    from kraokr.output.style import printable

    print(printable(text), file=sys.stderr)


def warn_of_problems(opened: Opened) -> None:
    """Say that files could not be read in full, since numbers may be missing."""
    broken = {problem.finding.at.file.path for problem in opened.workspace.problems}
    if broken:
        files = "1 file has" if len(broken) == 1 else f"{len(broken)} files have"
        say(f"warning: {files} problems, so parts may be missing; `kraokr lint` shows them")


def day(given: str | None, config: Config) -> date:
    """Today: as given on the command line, else the config's `as_of`, else the clock's.

    Raises:
        KraokrError: the day given is none.
    """
    if given is None:
        return config.as_of or date.today()
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise KraokrError(f"--today {given} is no date", "write year-month-day, such as 2026-03-31") from None


def write_out(text: str, target: str) -> None:
    """Write to a file, or to standard output where the target is `-`.

    Raises:
        KraokrError: the file cannot be written.
    """
    if target == "-":
        sys.stdout.write(text)
        return
    try:
        Path(target).write_text(text, encoding="utf-8", errors="backslashreplace")
    except OSError as error:
        raise KraokrError(
            f"{target} cannot be written: {error.strerror}", "check the folder and its rights"
        ) from None
