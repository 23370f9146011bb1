"""`kraokr lint --baseline` and `--write-baseline`: what is there is accepted, and only what is new counts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from kraokr.cli.session import Session
from kraokr.cli.terminal import say

if TYPE_CHECKING:
    from kraokr.lint import Result
    from kraokr.lint.identity import Identity
    from kraokr.source.diagnostic import Diagnostic
    from kraokr.workspace import Found

_MOST = 20


def not_in_baseline(result: Result, session: Session, found: Found) -> list[Diagnostic]:
    """The findings that the baseline asked for, if any, does not list; says which entries nothing needs.

    Raises:
        KraokrError: the file is not there, or is no baseline.
    """
    from kraokr.lint.baseline import read_baseline, without_known

    request = session.request
    if request.baseline is None or request.write_baseline:
        return result.diagnostics
    entries = read_baseline(Path(request.baseline))
    new, unneeded = without_known(result.diagnostics, entries, _is_judged(session, found))
    if not request.quiet:
        _report(unneeded, request.baseline)
    return new


def accept(result: Result, session: Session, found: Found) -> list[Diagnostic]:
    """Write the findings to the baseline; what it lists of files and rules not looked at stays in it.

    What cannot be accepted, the crash of a rule, is returned.

    Raises:
        KraokrError: the file is there and no baseline, or it cannot be written.
    """
    from kraokr.lint.baseline import read_baseline, write_baseline
    from kraokr.lint.identity import identities
    from kraokr.output.style import counted

    path, is_judged = Path(session.request.baseline or ""), _is_judged(session, found)
    kept = {entry for entry in read_baseline(path) if not is_judged(entry)} if path.exists() else set()
    accepted = [one for one in result.diagnostics if one.rule != "rule-crashed"]
    write_baseline(path, frozenset({*kept, *identities(accepted)}))
    say(f"{counted(len(accepted), 'finding')} written to {path}.")
    return [one for one in result.diagnostics if one.rule == "rule-crashed"]


def _is_judged(session: Session, found: Found) -> Callable[[Identity], bool]:
    """Whether this run could have found an entry: its rule is on, or gone, and its file is looked at."""
    active = session.settings(found.config).active

    def is_judged(entry: Identity) -> bool:
        rule = active.get(entry.rule)
        return (rule is None or rule.severity is not None) and found.covers(PurePosixPath(entry.path))

    return is_judged


def _report(unneeded: Sequence[Identity], path: str) -> None:
    if not unneeded:
        return
    entries = "1 entry of it is" if len(unneeded) == 1 else f"{len(unneeded)} entries of it are"
    say(f"{path}: {entries} no longer needed; --write-baseline takes out what is listed here:")
    for entry in unneeded[:_MOST]:
        say(f"  {entry.path}: {entry.rule}{f' at {entry.node}' if entry.node else ''}")
    if len(unneeded) > _MOST:
        say(f"  and {len(unneeded) - _MOST} more")
