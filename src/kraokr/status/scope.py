"""What is asked for: whose objectives and areas, and which cycles."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from pathlib import PurePosixPath
from typing import NamedTuple

from kraokr.errors import KraokrError
from kraokr.model import CheckIns, Node, Objective, Objectives, Person, ReviewEntry, Role, Team
from kraokr.workspace import Cycle, Workspace


class Scope(NamedTuple):
    """The people whose areas, and the objectives with their cycles, that are shown; `main` is their cycle.

    `main` is the cycle asked for, else the shortest running one; the health of areas is read over its days.
    `elsewhere` are the ids of other cycles with objectives of the same people or files, the newest first.
    """

    people: tuple[Person, ...]
    objectives: tuple[tuple[Objective, Cycle], ...]
    main: Cycle
    elsewhere: tuple[str, ...] = ()

    @property
    def cycles(self) -> tuple[Cycle, ...]:
        """The cycles of the objectives, the shortest first."""
        found = dict.fromkeys(cycle for _, cycle in self.objectives)
        return tuple(sorted(found, key=lambda cycle: (cycle.days, cycle.start, cycle.id)))


def everything(path: PurePosixPath) -> bool:
    """Any file: the whole workspace is asked for."""
    return True


def choose(
    ws: Workspace,
    today: date,
    covers: Callable[[PurePosixPath], bool] = everything,
    ids: Iterable[str] = (),
    cycle: str | None = None,
) -> Scope:
    """The people and objectives in files that are covered, or of people and teams given by id.

    Raises:
        KraokrError: an id is neither a person's nor a team's, or the cycle does not exist.
    """
    asked = None if cycle is None else cycle_of(ws, cycle)
    holders = [_holder(ws, id) for id in ids]
    files = [file for file in ws.files if covers(file.document.file.path)]
    people = dict.fromkeys(person for node in (*holders, *files) for person in _people(ws, node, today))
    named = {one for node in (*holders, *files) for one in _objectives(ws, node)}
    dated = [(one, of) for one in ws.objectives if (one in named and (of := _shown(ws, one, today, asked)))]
    owners = (ws.owner(objective) for objective, _ in dated)
    people.update(dict.fromkeys(owner for owner in owners if owner is not None))
    present = tuple(person for person in people if (person.start or today) <= today <= (person.end or today))
    main = asked or _main([of for _, of in dated], ws, today)
    return Scope(present, tuple(dated), main, _elsewhere(ws, named - {one for one, _ in dated}))


def cycle_of(ws: Workspace, text: str) -> Cycle:
    """The cycle of an id.

    Raises:
        KraokrError: there is none.
    """
    found = ws.cycles.get(text)
    if found is not None:
        return found
    from kraokr.workspace.cycles import spellings

    meant = spellings(text)
    if meant and ws.cycles.get(meant):
        raise KraokrError(f"there is no cycle {text}", f"did you mean `{meant}`?")
    listed = ", ".join(listed.id for listed in ws.cycles.listed())
    also = f"; kraokr.yaml also lists {listed}" if listed else ""
    raise KraokrError(f"there is no cycle {text}", f"write it as 2026, 2026-H1 or 2026-Q1{also}")


def _holder(ws: Workspace, id: str) -> Person | Team:
    found = ws.people.get(id) or ws.teams.get(id)
    if found is not None:
        return found
    from kraokr.model.messages import unknown_word

    known = (*ws.people, *ws.teams)
    message, help = unknown_word("path, person or team", id, known)
    raise KraokrError(message, help if known else "run it where the goal files are, or give a file")


def _people(ws: Workspace, node: Node, today: date) -> Iterator[Person]:
    """The people whose areas a file, a person or a team stands for."""
    if isinstance(node, Role):
        yield from ws.holders(node, today)
    if isinstance(node, (Person, Team, CheckIns, ReviewEntry)):
        holder = ws.holder(node)
        if isinstance(holder, Team):
            yield from _members(ws, holder)
        elif holder is not None:
            yield holder


def _members(ws: Workspace, team: Team) -> Iterator[Person]:
    """The people of a team and of those below it."""
    return (person for person in ws.people.values() if team in ws.team_line(person))


def _is_within(ws: Workspace, holder: Person | Team | None, team: Team) -> bool:
    """Whether a person or team belongs to a team, directly or to one below it."""
    if not isinstance(holder, Team):
        return holder is not None and team in ws.team_line(holder)
    line: list[Team | None] = [holder]
    while line[-1] is not None and line[-1] not in line[:-1]:
        line.append(ws.teams.get(line[-1].parent or ""))
    return team in line


def _objectives(ws: Workspace, node: Node) -> Iterator[Objective]:
    """The objectives that stand in a file, or that a person or a team and its members answer for."""
    if isinstance(node, (Person, Team, Objectives)):
        yield from node.objectives
    if isinstance(node, Objectives):
        return
    holder = ws.holder(node)
    if isinstance(holder, Team):
        yield from (one for one in ws.objectives if _is_within(ws, ws.holder(one), holder))
    elif isinstance(holder, Person):
        yield from (one for one in ws.objectives if ws.owner(one) is holder)


def _shown(ws: Workspace, objective: Objective, today: date, asked: Cycle | None) -> Cycle | None:
    """The cycle of an objective, if it lies in the one asked for, or else holds today; None for drafts."""
    cycle = ws.cycle(objective)
    if cycle is None or objective.status == "draft":
        return None
    if asked is None:
        return cycle if today in cycle else None
    return cycle if asked.start <= cycle.start and cycle.end <= asked.end else None


def _elsewhere(ws: Workspace, objectives: Iterable[Objective]) -> tuple[str, ...]:
    cycles = {cycle for cycle in map(ws.cycle, objectives) if cycle is not None}
    return tuple(cycle.id for cycle in sorted(cycles, key=lambda one: (one.end, one.id), reverse=True))


def _main(cycles: Sequence[Cycle], ws: Workspace, today: date) -> Cycle:
    """The shortest of some cycles; without any, the quarter by rule or by the config that holds today."""
    running = [cycle for cycle in (*ws.cycles.listed(), *_by_rule(ws, today)) if today in cycle]
    return min(cycles or running, key=lambda cycle: cycle.days)


def _by_rule(ws: Workspace, today: date) -> Iterator[Cycle]:
    ids = (f"{year}-Q{number}" for year in (today.year, today.year - 1) for number in range(1, 5))
    return (cycle for cycle in map(ws.cycles.get, ids) if cycle is not None)
