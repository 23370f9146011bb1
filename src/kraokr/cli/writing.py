"""What the commands that write goal files share: looking at findings before anything is written."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import typer

from kraokr.cli.terminal import Color, say, use_color
from kraokr.errors import KraokrError

if TYPE_CHECKING:
    from kraokr.source.diagnostic import Diagnostic
    from kraokr.workspace import Opened


def findings_in(opened: Opened, path: PurePosixPath, today: date) -> list[Diagnostic]:
    """What the rules of the workspace say about one of its files."""
    from kraokr.lint import lint, settle
    from kraokr.rules import RULES

    ws = opened.workspace
    return lint(ws, settle(RULES, ws.config), today, lambda other: other == path).diagnostics


def show_findings(diagnostics: Sequence[Diagnostic], root: Path) -> None:
    """Print findings as `kraokr lint` does, with paths as seen from where the user is."""
    from kraokr.output import FORMATS, Style, View

    relative = os.path.relpath(root, Path.cwd().resolve()).replace(os.sep, "/")
    prefix = "" if relative == "." else f"{relative}/"
    public = os.environ.get("GITHUB_ACTIONS") == "true"
    view = View(Style(use_color(Color.auto, sys.stdout)), prefix, show_private=not public)
    sys.stdout.write(FORMATS["text"](diagnostics, view))


def write_new(opened: Opened, path: PurePosixPath, text: str, today: date, is_new: bool) -> int:
    """Write a goal file unless that brings new errors into it, which are shown; the exit status is 1 then.

    Raises:
        KraokrError: a new file is there already, a known one has changed, or it cannot be written.
    """
    from kraokr.output.style import counted
    from kraokr.source.diagnostic import Severity
    from kraokr.workspace import open_found

    after = open_found(opened.found.with_texts({path: text}), before=opened.workspace)
    known = {_what(one) for one in findings_in(opened, path, today)}
    found = [one for one in findings_in(after, path, today) if _what(one) not in known]
    errors = [one for one in found if one.severity is Severity.ERROR]
    if errors:
        show_findings(errors, opened.root)
        say("nothing was written: say it otherwise, and try again.")
        return 1
    if is_new:
        write_file(opened, path, text)
    else:
        rewrite(opened, {path: text})
    shown = shown_path(opened, path)
    typer.echo(f"{'written' if is_new else 'added to'}: {shown}")
    if found:
        say(f"`kraokr lint {shlex.quote(shown)}` has {counted(len(found), 'thing')} to say about it.")
    return 0


def write_file(opened: Opened, path: PurePosixPath, text: str) -> None:
    """Write a goal file that is not there yet.

    Raises:
        KraokrError: it is there, it would not be read, or it cannot be written.
    """
    from kraokr.workspace.create import create
    from kraokr.workspace.globs import Globs

    globs = Globs(opened.root, opened.found.config.files, opened.found.config.exclude)
    for folder in reversed(path.parents[:-1]):
        globs.enter(opened.root / folder)
    reason = globs.reason_to_skip(str(path), False) if globs.wants(str(path)) else "not named by `files:`"
    if reason:
        raise KraokrError(
            f"{path} would not be read: {reason}; nothing was written", "see `files:` and `exclude:`"
        )
    create(opened.root, opened.root / path, text)


def rewrite(opened: Opened, texts: Mapping[PurePosixPath, str]) -> None:
    """Write new texts of goal files, all or none; each keeps its byte order mark.

    Raises:
        KraokrError: a file has changed since it was read, cannot be written, or would be no YAML any more.
    """
    from kraokr.source.text import SourceFile
    from kraokr.source.yaml import parse
    from kraokr.workspace.save import Rewrite, save_all

    rewrites = []
    for path, text in texts.items():
        if parse(SourceFile(path, text)).broken:
            raise KraokrError(
                f"{path} is written in a form that cannot be added to; nothing was changed",
                "give each key a line of its own",
            )
        before = opened.found.tree.files[path]
        mark = "\ufeff" if before.startswith("\ufeff") else ""
        rewrites.append(Rewrite(opened.root / path, before, mark + text))
    save_all(opened.root, rewrites)


def shown_path(opened: Opened, path: PurePosixPath) -> str:
    """A path as it is named from where the user is."""
    return os.path.relpath(opened.root / path, Path.cwd().resolve()).replace(os.sep, "/")


def _what(diagnostic: Diagnostic) -> tuple[str, str]:
    return diagnostic.rule, diagnostic.finding.message
