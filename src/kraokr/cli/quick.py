"""The arguments of `kraokr lint` read without typer, whose import takes half as long as linting a file."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from kraokr.cli.request import FailOn, Format, LintRequest, with_revision
from kraokr.cli.terminal import Color

FLAGS = {
    "--fix": "fix",
    "--unsafe-fixes": "unsafe_fixes",
    "--diff": "diff",
    "--write-baseline": "write_baseline",
    "--watch": "watch",
    "-w": "watch",
    "--show-settings": "show_settings",
    "--show-files": "show_files",
    "--exit-zero": "exit_zero",
    "--no-cache": "no_cache",
    "--quiet": "quiet",
    "-q": "quiet",
    "--statistics": "statistics",
    "--timings": "timings",
    "--allow-empty": "allow_empty",
}
"""The options without a value, each with its name in the request."""

VALUES = {
    "--format": "format",
    "-f": "format",
    "--output-file": "output_file",
    "-o": "output_file",
    "--select": "select",
    "--ignore": "ignore",
    "--fail-on": "fail_on",
    "--today": "today",
    "--color": "color",
    "--baseline": "baseline",
    "--add-ignores": "add_ignores",
    "--stdin-filename": "stdin_filename",
    "--changed": "changed",
    "--against": "against",
}
"""The options with a value."""

_TEXTS = ("today", "baseline", "add_ignores", "stdin_filename", "changed", "against")


def read_request(arguments: Sequence[str]) -> LintRequest | None:
    """The request; None where something is wrong or help is asked for, which typer is better at."""
    try:
        return _request(list(_read(deque(with_revision(arguments)))))
    except (LookupError, ValueError):
        return None


def _read(rest: deque[str]) -> Iterator[tuple[str, str]]:
    """Each parameter with a value, which is empty for a flag."""
    while rest:
        argument = rest.popleft()
        if argument == "--":
            yield from (("paths", path) for path in rest)
            return
        if argument.startswith("--"):
            option, given, value = argument.partition("=")
            if option in FLAGS and not given:
                yield FLAGS[option], ""
            else:
                yield VALUES[option], value if given else rest.popleft()
        elif argument.startswith("-") and argument != "-":
            yield from _read_short(argument[1:], rest)
        else:
            yield "paths", argument


def _read_short(letters: str, rest: deque[str]) -> Iterator[tuple[str, str]]:
    """Flags, of which the last may be an option with its value: `-q`, `-qfjson`, `-f json`."""
    for index, letter in enumerate(letters, start=1):
        option = f"-{letter}"
        if option not in FLAGS:
            yield VALUES[option], letters[index:] or rest.popleft()
            return
        yield FLAGS[option], ""


def _request(given: list[tuple[str, str]]) -> LintRequest:
    def values(*names: str) -> tuple[str, ...]:
        return tuple(value for name, value in given if name in names)

    last = dict(given)
    texts: dict[str, Any] = {name: last.get(name) for name in _TEXTS}
    flags: dict[str, Any] = {name: name in last for name in FLAGS.values()}
    return LintRequest(
        paths=tuple(map(Path, values("paths"))),
        outputs=tuple(
            (name, Format(value) if name == "format" else value)
            for name, value in given
            if name in ("format", "output_file")
        ),
        select=values("select"),
        ignore=values("ignore"),
        fail_on=FailOn(last["fail_on"]) if "fail_on" in last else None,
        color=Color(last.get("color", Color.auto)),
        **texts,
        **flags,
    )
