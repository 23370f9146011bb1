"""`kraokr new`."""

from __future__ import annotations

from collections.abc import Container
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kraokr.cli.asking import Question, can_ask, optional, required, several
from kraokr.cli.completing import complete_person
from kraokr.cli.terminal import day
from kraokr.cli.writing import write_new
from kraokr.errors import KraokrError

if TYPE_CHECKING:
    from kraokr.authoring.files import NewFile
    from kraokr.model import Person, Team
    from kraokr.workspace import Opened, Workspace

new = typer.Typer(help="Write a new role, person, team or objective.", no_args_is_help=True)

_COMMITMENTS = ("committed", "aspirational", "learning")

NoInput = Annotated[bool, typer.Option("--no-input", help="Ask nothing, even on a terminal.")]
Today = Annotated[str | None, typer.Option(metavar="DAY", help="The day to judge by, such as 2026-03-31.")]
OwnId = Annotated[str | None, typer.Option("--id", help="The id, else one made from the name.")]


@new.command("role")
def new_role_command(
    title: Annotated[str | None, typer.Argument(help="The role's name, such as `Support engineer`.")] = None,
    purpose: Annotated[str | None, typer.Option(help="Why the role exists.")] = None,
    owner: Annotated[
        str | None, typer.Option(help="Who keeps the definition.", autocompletion=complete_person)
    ] = None,
    kra: Annotated[
        list[str] | None, typer.Option(help="A key result area, as `name` or `name: outcome`; repeatable.")
    ] = None,
    id: OwnId = None,
    no_input: NoInput = False,
    today: Today = None,
) -> int:
    """Write a role: a draft, until `status: active` says that it is agreed."""
    from kraokr.authoring.files import new_role

    opened, now, ask = _open(today, no_input)
    ws = opened.workspace
    title = required(Question("title", "it as the first argument"), title, ask)
    purpose = optional(Question("purpose", "--purpose"), purpose, ask)
    owner = optional(Question("owner", "--owner", ws.people), owner, ask=False)
    kras = several(Question("key result area, as `name: outcome`", "--kra"), kra, ask)
    file = new_role(ws, title, id=_own(id, ws.roles), purpose=purpose, owner=owner, kras=kras, today=now)
    return _write(opened, file, now)


@new.command("person")
def new_person_command(
    name: Annotated[str | None, typer.Argument(help="How the person is called.")] = None,
    role: Annotated[str | None, typer.Option(help="The id of the role held.")] = None,
    level: Annotated[str | None, typer.Option(help="One of the role's levels.")] = None,
    team: Annotated[str | None, typer.Option(help="The id of the team.")] = None,
    manager: Annotated[
        str | None, typer.Option(help="Who the person reports to.", autocompletion=complete_person)
    ] = None,
    start: Annotated[str | None, typer.Option(metavar="DAY", help="The first day.")] = None,
    id: OwnId = None,
    no_input: NoInput = False,
    today: Today = None,
) -> int:
    """Write a person and the role they hold."""
    from kraokr.authoring.files import new_person

    opened, now, ask = _open(today, no_input)
    ws = opened.workspace
    name = required(Question("name", "it as the first argument"), name, ask)
    if not ws.roles:
        raise KraokrError("there is no role to hold yet", "write one first: `kraokr new role TITLE`")
    role = required(Question("role", "--role", ws.roles), role, ask)
    levels = [one.id for one in ws.effective(ws.roles[role]).levels]
    if level is not None and not levels:
        raise KraokrError(f"the role `{role}` has no levels", "leave out --level")
    level = optional(Question("level", "--level", levels), level, ask and bool(levels))
    team = optional(Question("team", "--team", ws.teams), team, ask and bool(ws.teams))
    manager = optional(Question("manager", "--manager", ws.people), manager, ask and bool(ws.people))
    first = _day(start)
    file = new_person(
        ws, name, role, id=_own(id, ws.people), level=level, team=team, manager=manager, start=first
    )
    return _write(opened, file, now)


@new.command("team")
def new_team_command(
    name: Annotated[str | None, typer.Argument(help="How the team is called.")] = None,
    lead: Annotated[str | None, typer.Option(help="Who leads it.", autocompletion=complete_person)] = None,
    parent: Annotated[str | None, typer.Option(help="The team that it belongs to.")] = None,
    id: OwnId = None,
    no_input: NoInput = False,
    today: Today = None,
) -> int:
    """Write a team and its lead."""
    from kraokr.authoring.files import new_team

    opened, now, ask = _open(today, no_input)
    ws = opened.workspace
    name = required(Question("name", "it as the first argument"), name, ask)
    if not ws.people:
        raise KraokrError("there is nobody to lead it yet", "write one first: `kraokr new person NAME`")
    lead = required(Question("lead", "--lead", ws.people), lead, ask)
    parent = optional(Question("parent team", "--parent", ws.teams), parent, ask and bool(ws.teams))
    return _write(opened, new_team(ws, name, lead, id=_own(id, ws.teams), parent=parent), now)


@new.command("objective")
def new_objective_command(
    title: Annotated[str | None, typer.Option(help="What will be different, without numbers.")] = None,
    owner: Annotated[
        str | None, typer.Option(help="The id of a person or team.", autocompletion=complete_person)
    ] = None,
    cycle: Annotated[str | None, typer.Option(help="The cycle; else the quarter that runs.")] = None,
    accelerates: Annotated[
        list[str] | None, typer.Option(metavar="KRA", help="The area that it pushes; repeatable.")
    ] = None,
    key_result: Annotated[
        list[str] | None, typer.Option(help="Such as `NPS from 40 to 55`; repeatable.")
    ] = None,
    commitment: Annotated[str | None, typer.Option(help="committed, aspirational or learning.")] = None,
    parent: Annotated[str | None, typer.Option(help="The higher objective that it serves.")] = None,
    why: Annotated[str | None, typer.Option(help="Why it matters now.")] = None,
    id: OwnId = None,
    no_input: NoInput = False,
    today: Today = None,
) -> int:
    """Add an objective where its owner's objectives of the cycle stand, or begin a file."""
    from kraokr.authoring.objectives import Draft, new_objective

    opened, now, ask = _open(today, no_input)
    ws = opened.workspace
    holder = _holder(ws, owner, ask)
    title = required(Question("title", "--title"), title, ask)
    quarter = _quarter(ws, now)
    cycle = _known_cycle(ws, required(Question("cycle", "--cycle", default=quarter), cycle, ask))
    areas = _areas(ws, holder)
    pushed = Question("area that it pushes", "--accelerates", areas)
    result = Question("key result, such as `NPS from 40 to 55`", "--key-result")
    draft = Draft(
        title=title,
        cycle=cycle,
        accelerates=several(pushed, accelerates, ask),
        key_results=several(result, key_result, ask, needed=True),
        commitment=optional(Question("commitment", "--commitment", _COMMITMENTS), commitment, ask),
        parent=parent,
        why=why,
        id=_own(id, {one.id for one in ws.objectives if ws.holder(one) is holder}),
    )
    written = new_objective(ws, holder, draft, now)
    return write_new(opened, written.path, written.text, now, written.is_new)


def _open(today: str | None, no_input: bool) -> tuple[Opened, date, bool]:
    """The workspace one is in, the day, and whether questions may be asked."""
    from kraokr.workspace import open_workspace

    opened = open_workspace([], Path.cwd())
    return opened, day(today, opened.workspace.config), can_ask(no_input)


def _write(opened: Opened, file: NewFile, today: date) -> int:
    return write_new(opened, file.path, file.text, today, is_new=True)


def _own(id: str | None, taken: Container[str]) -> str | None:
    """An id given by hand.

    Raises:
        KraokrError: it is no id, or it is taken.
    """
    from kraokr.authoring.ids import id_of

    if id is None:
        return None
    if id != id_of(id) or not id:
        raise KraokrError(
            f"`{id}` is no id", f"write it as {id_of(id) or 'new-name'}: a to z, digits and hyphens"
        )
    if id in taken:
        raise KraokrError(f"the id `{id}` is taken", "choose another --id")
    return id


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise KraokrError(f"--start {text} is no date", "write year-month-day, such as 2026-03-31") from None


def _holder(ws: Workspace, owner: str | None, ask: bool) -> Person | Team:
    holders: dict[str, Person | Team] = {**ws.teams, **ws.people}
    if not holders:
        raise KraokrError("there is nobody to own it yet", "write one first: `kraokr new person NAME`")
    return holders[required(Question("owner", "--owner", [*ws.people, *ws.teams]), owner, ask)]


def _areas(ws: Workspace, holder: Person | Team) -> list[str]:
    """The key result areas of the owner, or of the lead of the team."""
    from kraokr.model import Team

    person = ws.people.get(holder.lead) if isinstance(holder, Team) else holder
    roles = [ws.effective(held.role) for held in ws.held(person)] if person else []
    return [kra.id for role in roles for kra in role.kras if kra.status == "active"]


def _quarter(ws: Workspace, today: date) -> str:
    ids = (f"{year}-Q{number}" for year in (today.year, today.year - 1) for number in range(1, 5))
    return next(id for id in ids if (cycle := ws.cycles.get(id)) is not None and today in cycle)


def _known_cycle(ws: Workspace, text: str) -> str:
    from kraokr.workspace.cycles import spellings

    found = ws.cycles.get(text) or ws.cycles.get(spellings(text) or "")
    if found is None:
        raise KraokrError(f"there is no cycle {text}", "write it as 2026, 2026-H1 or 2026-Q1, or list it")
    return found.id
