"""What `kraokr lint` is asked to do."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from kraokr.cli.terminal import Color


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


class LintRequest(NamedTuple):
    """The arguments of one run.

    `outputs` are the values of --format and --output-file under these names, in the order in which they were
    given: each file belongs to the format before it.
    """

    paths: tuple[Path, ...] = ()
    outputs: tuple[tuple[str, str], ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: FailOn | None = None
    exit_zero: bool = False
    today: str | None = None
    no_cache: bool = False
    color: Color = Color.auto
    quiet: bool = False
    statistics: bool = False
    allow_empty: bool = False
