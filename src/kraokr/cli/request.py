"""What `kraokr lint` is asked to do."""

from __future__ import annotations

import os
from collections.abc import Sequence
from enum import StrEnum
from pathlib import Path
from typing import NamedTuple

from kraokr.cli.terminal import Color

STANDARD_INPUT = Path("-")


class Format(StrEnum):
    """How findings are shown."""

    text = "text"
    concise = "concise"
    json = "json"
    github = "github"
    gitlab = "gitlab"
    sarif = "sarif"
    junit = "junit"
    markdown = "markdown"


class FailOn(StrEnum):
    """From which severity on the exit status is 1."""

    error = "error"
    warning = "warning"
    info = "info"
    never = "never"


class LintRequest(NamedTuple):
    """The arguments of one run, by the names of the options.

    `outputs` are the values of --format and --output-file under these names, in the order in which they were
    given: each file belongs to the format before it.
    """

    paths: tuple[Path, ...] = ()
    outputs: tuple[tuple[str, str], ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: FailOn | None = None
    today: str | None = None
    color: Color = Color.auto
    baseline: str | None = None
    add_ignores: str | None = None
    stdin_filename: str | None = None
    changed: str | None = None
    against: str | None = None
    fix: bool = False
    unsafe_fixes: bool = False
    diff: bool = False
    write_baseline: bool = False
    watch: bool = False
    show_settings: bool = False
    show_files: bool = False
    exit_zero: bool = False
    no_cache: bool = False
    quiet: bool = False
    statistics: bool = False
    timings: bool = False
    allow_empty: bool = False

    @property
    def reads_standard_input(self) -> bool:
        """Whether what is linted comes from standard input."""
        return STANDARD_INPUT in self.paths

    @property
    def returns_text(self) -> bool:
        """Whether standard output takes the mended text of standard input, and nothing else."""
        return self.reads_standard_input and (self.fix or self.add_ignores is not None) and not self.diff


def with_revision(arguments: Sequence[str]) -> list[str]:
    """The arguments with the revision that `--changed` goes without, or that follows it, written out.

    What follows is a path, as with git, if there is a file or folder of that name.
    """
    rest = iter(arguments)
    written: list[str] = []
    for argument in rest:
        if argument != "--changed":
            written += [argument, *(rest if argument == "--" else ())]
            continue
        after = next(rest, "--")
        if after.startswith("-") or os.path.lexists(after):
            written += ["--changed=HEAD", *([after] if after != "--" else ["--", *rest])]
        else:
            written.append(f"--changed={after}")
    return written
