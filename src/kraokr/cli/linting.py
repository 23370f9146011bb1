"""What `kraokr lint` does."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from kraokr.cli.adopting import accept, not_in_baseline
from kraokr.cli.looking_back import say_notes
from kraokr.cli.request import LintRequest
from kraokr.cli.session import Session
from kraokr.cli.showing import Show, targets_of
from kraokr.cli.terminal import day
from kraokr.errors import KraokrError

if TYPE_CHECKING:
    from kraokr.lint import Result
    from kraokr.lint.cache import Cache
    from kraokr.source.diagnostic import Diagnostic
    from kraokr.workspace import Found


def lint(request: LintRequest) -> int:
    """Check goal files and show the findings; the exit status is 0, 1, or 2 where a rule crashed.

    Raises:
        KraokrError: something asked for is not there, or cannot be written.
    """
    _expect_sense(request)
    show = Show(request, targets_of(request.outputs))
    session = Session(request)
    if request.watch:
        from kraokr.cli.watching import watch

        return watch(session, show, lambda: find(request))
    found = find(request)
    if request.show_files or request.show_settings:
        from kraokr.cli.listing import list_files, list_settings

        return list_files(found) if request.show_files else list_settings(found, session)
    timings: dict[str, float] | None = {} if request.timings else None
    result = check(session, found, timings)
    if request.fix or request.diff or request.add_ignores is not None:
        from kraokr.cli.mending import mend

        mended = mend(session, found, result)
        if request.diff:
            code = mended.show_diff()
            return 2 if result.crashed else code
        result = mended.write()
    diagnostics = (
        accept(result, session, found) if request.write_baseline else not_in_baseline(result, session, found)
    )
    show.findings(diagnostics, found.root, timings)
    say_notes(result.notes)
    return 2 if result.crashed else status(diagnostics, request, found)


def _expect_sense(request: LintRequest) -> None:
    if request.write_baseline and request.baseline is None:
        raise KraokrError("--write-baseline needs a file", "name it with --baseline FILE")
    if request.add_ignores is not None and not request.add_ignores.strip():
        raise KraokrError("--add-ignores needs a reason", 'say why, such as --add-ignores "agreed in May"')
    if request.add_ignores is not None and not request.add_ignores.strip().isprintable():
        raise KraokrError("the reason of --add-ignores has to fit on one line", "write it as plain text")
    if request.stdin_filename is not None and not request.reads_standard_input:
        raise KraokrError(
            "--stdin-filename needs `-` as the path", "write `kraokr lint - --stdin-filename PATH`"
        )
    if request.reads_standard_input and len(request.paths) > 1:
        raise KraokrError("standard input and other paths cannot be linted in one run", "name `-` alone")
    changes = request.fix or request.diff or request.write_baseline or request.add_ignores is not None
    if request.watch and (changes or request.reads_standard_input):
        raise KraokrError(
            "--watch shows the findings in files, and does nothing else", "leave it out, or the other option"
        )
    if request.unsafe_fixes and not (request.fix or request.diff):
        raise KraokrError(
            "--unsafe-fixes does nothing by itself", "add --fix to apply them, or --diff to see them"
        )


def find(request: LintRequest) -> Found:
    """Read what belongs to the workspace of the paths asked for.

    Raises:
        KraokrError: a path does not exist, or there is no goal file.
    """
    from kraokr.workspace import look_around

    if request.reads_standard_input:
        path = Path(request.stdin_filename or "stdin.yaml")
        if path.is_dir():
            raise KraokrError(f"--stdin-filename {path} is a folder", "name the file that the text is for")
        return look_around([path], Path.cwd(), {path: _standard_input()})
    found = look_around(request.paths, Path.cwd())
    if request.changed is None:
        return found
    from kraokr.workspace.git import changed_files

    return replace(found, only=changed_files(found.root, request.changed))


def _standard_input() -> str:
    try:
        return sys.stdin.buffer.read().decode("utf-8")
    except UnicodeDecodeError as error:
        raise KraokrError(f"standard input is not UTF-8: {error.reason} at byte {error.start}") from None


def check(session: Session, found: Found, timings: dict[str, float] | None = None) -> Result:
    """The result of linting, as an earlier run has kept it or found out now.

    Raises:
        KraokrError: there is no goal file, or the command line names no rule or day.
    """
    from kraokr.workspace import without_garbage_collection

    request = session.request
    with without_garbage_collection():
        if request.no_cache or timings is not None:
            return _checked(session, found, None, timings)
        from kraokr.lint.cache import Cache

        choice = (*request.select, "", *request.ignore)
        cache = Cache(found, choice, day(request.today, found.config), session.past(found).key)
        return cache.replay() or _checked(session, found, cache)


def _checked(
    session: Session, found: Found, cache: Cache | None, timings: dict[str, float] | None = None
) -> Result:
    result = session.run(found, cache, timings)
    _expect_files(session, found)
    if cache and session.opened:
        cache.keep(session.opened.workspace, result)
    return result


def status(diagnostics: Sequence[Diagnostic], request: LintRequest, found: Found) -> int:
    """The exit status for some findings."""
    from kraokr.source.diagnostic import Severity

    fail_on = request.fail_on or found.config.fail_on
    if request.exit_zero or fail_on == "never":
        return 0
    least = Severity[fail_on.upper()]
    return int(any(diagnostic.severity >= least for diagnostic in diagnostics))


def _expect_files(session: Session, found: Found) -> None:
    from kraokr.workspace.tree import INNER

    opened = session.opened
    if opened is None or session.request.allow_empty or found.only is not None:
        return
    files = [file.document.file.path for file in opened.workspace.files]
    broken = [path for path, document in opened.workspace.documents.items() if document.problems]
    unread = [problem.finding.at.file.path for problem in opened.workspace.problems]
    goals = [path for path in (*files, *broken, *unread) if path.name != "kraokr.yaml"]
    asked_config = [path for path in found.asked if path.name == "kraokr.yaml"]
    if not any(found.covers(path) for path in (*goals, *asked_config)):
        where = ", ".join(map(_why_skipped(opened.skipped), found.asked)) or str(found.root)
        inner = [path for path, reason in opened.skipped.items() if reason == INNER]
        help = "goal files are YAML with `kind:` first; `kraokr init` makes some, --allow-empty accepts none"
        if inner:
            help = f"{inner[0]} is a workspace of its own: name it, as in `kraokr lint {inner[0]}`"
        raise KraokrError(f"no goal files in {where}", help)


def _why_skipped(skipped: Mapping[PurePosixPath, str]) -> Callable[[PurePosixPath], str]:
    """A path asked for, with the reason if it is passed over as a whole."""

    def described(path: PurePosixPath) -> str:
        reasons = (skipped.get(folder) for folder in (path, *path.parents))
        reason = next(filter(None, reasons), None)
        return f"{path} ({reason})" if reason else str(path)

    return described
