"""The command line, and how every command ends: 0 clean, 1 findings, 2 could not do the job."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from io import TextIOWrapper

from kraokr.cli.quick import read_request
from kraokr.cli.terminal import say_error
from kraokr.errors import KraokrError


def run(arguments: Sequence[str]) -> int:
    """Run the command line with these arguments; the exit status is returned, nothing is raised."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        code = _do(arguments)
        sys.stdout.flush()
        return code
    except KraokrError as error:
        say_error(error.message, error.help)
    except KeyboardInterrupt:
        say_error("stopped", None)
    except (BrokenPipeError, SystemExit):  # the reader has seen enough; typer exits on its own then
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except Exception as error:
        if os.environ.get("KRAOKR_DEBUG"):
            raise
        say_error(
            f"kraokr itself failed: {type(error).__name__}: {error}",
            "please report this; KRAOKR_DEBUG=1 shows where it happened",
        )
    return 2


def _do(arguments: Sequence[str]) -> int:
    name, *rest = arguments or ("",)
    request = read_request(rest) if name == "lint" else None
    if request is None:
        from kraokr.cli.commands import run_command

        return run_command(arguments)
    from kraokr.cli.linting import lint

    return lint(request)
