"""`kraokr checkin`."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from typer.core import TyperCommand

from kraokr.cli.terminal import Color, day, say, use_color
from kraokr.errors import KraokrError

if TYPE_CHECKING:
    from typer._click import Context

    from kraokr.recording import Entry, Holder, Recorded
    from kraokr.workspace import Opened

_NEGATIVE = re.compile(r"-(?=[\d.])")


class CheckInCommand(TyperCommand):
    """The command as typer has it, but `-3` is a value and no option."""

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Give a number below zero a minus sign that begins no option; what belongs to an option stays."""
        before = ["", *args]
        kept = [
            _NEGATIVE.sub("−", arg) if old[:1] != "-" else arg for old, arg in zip(before, args, strict=False)
        ]
        return super().parse_args(ctx, kept)


def complete_holder(incomplete: str) -> Iterator[tuple[str, str]]:
    """The ids of the people and teams that begin so; none where the goal files cannot be found."""
    from kraokr.workspace import open_workspace

    try:
        ws = open_workspace([], Path.cwd()).workspace
    except KraokrError:
        return
    holders: tuple[Holder, ...] = (*ws.people.values(), *ws.teams.values())
    for holder in holders:
        if holder.id.startswith(incomplete):
            yield holder.id, holder.name or ""


def complete_item(ctx: typer.Context, incomplete: str) -> Iterator[tuple[str, str]]:
    """What can be checked in and begins so: what is the person's own first, then everything else."""
    from kraokr.model import KeyResult
    from kraokr.recording import cited, open_items

    try:
        opened, whose = find_holder(ctx.params.get("who") or "")
    except KraokrError:
        return
    ws = opened.workspace
    today = day(None, ws.config)
    others: tuple[Holder, ...] = (*ws.people.values(), *ws.teams.values()) if incomplete else ()
    items = (item for holder in (whose, *others) for item in open_items(ws, holder, today))
    for text, item in {cited(ws, whose, item, today): item for item in items}.items():
        if text.startswith(incomplete):
            yield text, item.title if isinstance(item, KeyResult) else item.name


def checkin_command(
    who: Annotated[
        str,
        typer.Argument(
            metavar="PERSON|FILE",
            help="The id of a person or team, or one of their files.",
            autocompletion=complete_holder,
        ),
    ],
    item: Annotated[
        str | None,
        typer.Argument(
            metavar="ITEM",
            help="The id of a key result, KPI or KRA, or the end of its path.",
            show_default=False,
            autocompletion=complete_item,
        ),
    ] = None,
    value: Annotated[
        str | None,
        typer.Argument(
            metavar="VALUE",
            help="What was read, such as 28.5, '6 hours' or 40k; done, yes or no.",
            show_default=False,
        ),
    ] = None,
    note: Annotated[str | None, typer.Option("--note", "-m", help="What happened and what is next.")] = None,
    confidence: Annotated[int | None, typer.Option(help="How sure, from 1 to 10.")] = None,
    status: Annotated[str | None, typer.Option(help="How it stands, such as on_track.")] = None,
    on: Annotated[
        str | None, typer.Option("--date", metavar="DAY", help="The day it was read; today if not given.")
    ] = None,
    cycle: Annotated[str | None, typer.Option(help="The cycle it belongs to, such as 2026-Q2.")] = None,
    edit: Annotated[
        bool, typer.Option("--edit", help="Fill in a form with everything that is open, in $EDITOR.")
    ] = False,
    form: Annotated[
        Path | None, typer.Option(metavar="FILE", help="With --edit: go on with a form that was kept.")
    ] = None,
    today: Annotated[str | None, typer.Option(help="The day to judge by, such as 2026-03-31.")] = None,
    color: Annotated[Color, typer.Option(help="When to use colour.")] = Color.auto,
) -> int:
    """Record how a key result or KPI stands, and show what that makes of its score."""
    from kraokr.cli.filling import fill_in
    from kraokr.recording import Entry

    opened, whose = find_holder(who)
    now = day(today, opened.workspace.config)
    if edit or form is not None:
        if (item, note, confidence, status, on, cycle) != (None,) * 6:
            raise KraokrError("--edit asks for all of that in the form", "leave the rest out")
        return fill_in(opened, whose, who, now, form, use_color(color, sys.stdout))
    if item is None:
        raise KraokrError("no ITEM is given", f"name one, or fill in a form: `kraokr checkin {who} --edit`")
    entry = Entry(item, value, _day(on, now), note, confidence, status, cycle)
    record_all(opened, whose, [entry], now, use_color(color, sys.stdout))
    return 0


def _day(given: str | None, today: date) -> date:
    try:
        return date.fromisoformat(given) if given is not None else today
    except ValueError:
        raise KraokrError(f"--date {given} is no date", "write year-month-day, such as 2026-03-31") from None


def find_holder(who: str) -> tuple[Opened, Holder]:
    """The workspace, and the person or team of an id or a file.

    Raises:
        KraokrError: there is none.
    """
    from kraokr.model.messages import unknown_word
    from kraokr.workspace import open_workspace
    from kraokr.workspace.filesystem import is_file

    path = Path(who)
    if is_file(path):
        opened = open_workspace([path], Path.cwd())
        return opened, _named(opened, who)
    opened = open_workspace([], Path.cwd())
    ws = opened.workspace
    found: Holder | None = ws.people.get(who) or ws.teams.get(who)
    if found is not None:
        return opened, found
    known = (*ws.people, *ws.teams)
    message, help = unknown_word("person, team or file", who, known)
    raise KraokrError(message, help if known else "run it where the goal files are, or give a file")


def _named(opened: Opened, who: str) -> Holder:
    """The person or team whose file was named."""
    from kraokr.model import CheckIns, Objectives, Person, Team

    ws = opened.workspace
    top = next((file for file in ws.files if file.document.file.path in opened.found.asked), None)
    if top is None:
        raise KraokrError(f"{who} cannot be read as a goal file", f"`kraokr lint {who}` shows what is wrong")
    found = ws.holder(top) if isinstance(top, Person | Team | CheckIns | Objectives) else None
    if found is None:
        kind = top.document.data["kind"]
        raise KraokrError(
            f"{who} has `kind: {kind}` and is nobody's", "give a person's or a team's file or id"
        )
    return found


def record_all(opened: Opened, whose: Holder, entries: Sequence[Entry], today: date, colored: bool) -> None:
    """Write check-ins, one after another, and tell what came of each.

    Raises:
        KraokrError: one is not right, or a file cannot be written; then nothing is written.
    """
    from kraokr.cli.telling import tell, warnings
    from kraokr.recording import save_recorded
    from kraokr.workspace import look_around, open_found

    def again() -> Opened:
        asked = [opened.root / path for path in opened.found.asked] or [opened.root]
        return open_found(look_around(asked, Path.cwd()), before=opened.workspace)

    def plan(at: Opened) -> Sequence[Recorded]:
        return planned(at, whose, entries, today)

    before, done = save_recorded(opened, again, plan)
    for one in done:
        for warning in warnings(one, whose):
            say(f"warning: {warning}")
        tell(before, one, whose, today, colored)
        before = one.opened


def planned(opened: Opened, whose: Holder, entries: Sequence[Entry], today: date) -> list[Recorded]:
    """Check-ins recorded in memory, each on what the one before has left.

    Raises:
        KraokrError: one is not right.
    """
    from kraokr.recording import record

    done: list[Recorded] = []
    for entry in entries:
        done.append(record(opened, whose, entry, today))
        opened = done[-1].opened
    return done
