"""`kraokr checkin --edit`: several check-ins in a form that an editor opens."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

import typer

from kraokr.cli.terminal import say
from kraokr.errors import KraokrError
from kraokr.output.style import counted, printable

if TYPE_CHECKING:
    from kraokr.model import KeyResult, Kpi, Target
    from kraokr.recording import Form, Holder
    from kraokr.source.diagnostic import Finding
    from kraokr.workspace import Opened, Workspace


def fill_in(opened: Opened, whose: Holder, who: str, today: date, kept: Path | None, colored: bool) -> int:
    """Let someone fill in a form and record what it says; 1 if that is not right: nothing is written then.

    Raises:
        KraokrError: there is nothing to fill in, the editor failed, or a file cannot be written.
    """
    from kraokr.cli.checkin import record_all
    from kraokr.recording import read_form

    path = kept or _new_form(opened.workspace, whose, today)
    _edit(path)
    form = read_form(PurePosixPath(path.name), _read(path), today)
    findings = [*form.findings, *_refused(opened, whose, form, today)]
    if findings:
        _show(path, findings)
        say(f"nothing was written; the form is kept: `kraokr checkin {who} --form {shlex.quote(str(path))}`")
        return 1
    if not form.entries:
        say("the form is empty; nothing was written.")
    else:
        record_all(opened, whose, [entry for entry, _ in form.entries], today, colored)
    path.unlink(missing_ok=True)
    return 0


def _new_form(ws: Workspace, whose: Holder, today: date) -> Path:
    from kraokr.recording import form_text, open_items

    items = open_items(ws, whose, today)
    if not items:
        message = f"{whose.name or whose.id} has no key result or KPI that is open"
        raise KraokrError(message, "`kraokr lint` shows what is missing")
    text = form_text(ws, whose, items, today, lambda item: _about(ws, whose, item, today))
    handle, name = tempfile.mkstemp(prefix=f"checkin-{whose.id}-", suffix=".yaml")
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    return Path(name)


def _about(ws: Workspace, whose: Holder, item: KeyResult | Kpi, today: date) -> str:
    """What an item is, its last value and its target; the milestones that can be done."""
    from kraokr.model import KeyResult
    from kraokr.recording import last_value, unit_of
    from kraokr.scoring.amounts import amount, target_text

    unit, last = unit_of(ws, item), last_value(ws, item, today)
    parts = [item.title if isinstance(item, KeyResult) else item.name]
    parts += [f"{amount(last[1], unit)} on {last[0]}"] if last else ["not read yet"]
    threshold = item.threshold if isinstance(item, KeyResult) else _held_to(ws, whose, item, today)
    goal = item.goal if isinstance(item, KeyResult) else None
    if isinstance(item, KeyResult) and item.milestones:
        open_ones = (one.key_id for one in item.milestones if one.done_on is None)
        return f"{parts[0]}: the milestone that is done, of {', '.join(open_ones)}"
    if threshold is not None:
        parts.append(f"target {target_text(threshold, unit)}")
    elif goal is not None:
        parts.append(f"target {amount(goal, unit)}")
    return "; ".join(parts)


def _held_to(ws: Workspace, whose: Holder, kpi: Kpi, today: date) -> Target | None:
    """The target of a KPI for a person at their level; the KPI's own where the level has none."""
    from kraokr.model import Person
    from kraokr.model.target import read_target

    held = ws.held(whose) if isinstance(whose, Person) else []
    at_levels = (
        level.targets.get(kpi.key_id)
        for one in held
        if one.on(today)
        for level in ws.effective(one.role).levels
        if level.id == one.level
    )
    return next((target for own in at_levels if (target := read_target(own))), kpi.standard)


def _edit(path: Path) -> None:
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR") or "vi"
    try:
        code = subprocess.run([*shlex.split(editor), str(path)], check=False).returncode
    except (OSError, ValueError) as error:
        message = f"the editor `{editor}` cannot be started: {error}"
        raise KraokrError(message, "set EDITOR to the command of yours") from None
    if code:
        raise KraokrError(
            f"the editor `{editor}` ended with {code}; nothing was written", f"the form is {path}"
        )


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise KraokrError(f"{path} cannot be read: {error}", "save the form as UTF-8") from None


def _refused(opened: Opened, whose: Holder, form: Form, today: date) -> Iterable[Finding]:
    """What is wrong with each entry by itself."""
    from kraokr.cli.checkin import planned
    from kraokr.source.diagnostic import Finding

    for entry, at in form.entries:
        try:
            planned(opened, whose, [entry], today)
        except KraokrError as error:
            yield Finding(at, error.message, error.help)


def _show(path: Path, findings: Sequence[Finding]) -> None:
    """Each problem with the line it is about."""
    for finding in sorted(findings, key=lambda one: one.at.span):
        at = finding.at
        typer.echo(printable(f"{path}:{at.start.line + 1}:{at.start.column + 1}: {finding.message}"))
        typer.echo(printable(f"    {at.file.line(at.start.line).strip()}"))
        if finding.help:
            typer.echo(printable(f"    help: {finding.help}"))
    say(f"{counted(len(findings), 'problem')} in the form.")
