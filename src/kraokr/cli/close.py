"""`kraokr close`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kraokr.cli.asking import Question, can_ask, optional
from kraokr.cli.completing import complete_person
from kraokr.cli.terminal import day, say
from kraokr.cli.writing import rewrite, shown_path
from kraokr.errors import KraokrError

if TYPE_CHECKING:
    from kraokr.authoring.close import Closing
    from kraokr.model import Objective, Person, Team
    from kraokr.scoring.scores import Scores
    from kraokr.workspace import Cycle, Opened, Workspace


def close_command(
    cycle: Annotated[str, typer.Argument(metavar="CYCLE", help="The cycle, such as 2026-Q1.")],
    whose: Annotated[
        str | None,
        typer.Argument(
            metavar="PERSON|TEAM",
            help="Only the objectives of this person or team, by id.",
            autocompletion=complete_person,
        ),
    ] = None,
    learning: Annotated[
        str | None, typer.Option(metavar="TEXT", help="What was learnt, for a single objective.")
    ] = None,
    early: Annotated[bool, typer.Option("--early", help="Close before the cycle is over.")] = False,
    no_input: Annotated[
        bool, typer.Option("--no-input", help="Ask nothing; a comment marks where a lesson is missing.")
    ] = False,
    today: Annotated[
        str | None, typer.Option(metavar="DAY", help="The day of the close, such as 2026-04-07.")
    ] = None,
) -> int:
    """Record the final scores of a cycle's objectives that are still open, and what was learnt."""
    from kraokr.authoring.close import closed_texts, open_objectives
    from kraokr.scoring.scores import Scores
    from kraokr.workspace import open_workspace

    opened = open_workspace([], Path.cwd())
    ws = opened.workspace
    now = day(today, ws.config)
    span = _ended(ws, cycle, now, early)
    objectives = open_objectives(ws, span, _holder(ws, whose))
    if not objectives:
        say(f"No objective of {span.id} is open{f' for {whose}' if whose else ''}; nothing was changed.")
        return 0
    if learning is not None and len(objectives) > 1:
        raise KraokrError(
            f"--learning is for one objective, but {len(objectives)} are open in {span.id}",
            "name a person or team with one, or leave it out",
        )
    ask = can_ask(no_input) and learning is None
    closings = [_closing(Scores(ws, now), one, learning, ask) for one in objectives]
    rewrite(opened, closed_texts(closings, now))
    _report(opened, closings)
    return 0


def _ended(ws: Workspace, text: str, today: date, early: bool) -> Cycle:
    from kraokr.workspace.cycles import spellings

    cycle = ws.cycles.get(text) or ws.cycles.get(spellings(text) or "")
    if cycle is None:
        raise KraokrError(f"there is no cycle {text}", "write it as 2026, 2026-H1 or 2026-Q1")
    if cycle.start > today:
        raise KraokrError(f"{cycle.id} has not begun; it starts on {cycle.start}")
    if cycle.end >= today and not early:
        raise KraokrError(
            f"{cycle.id} runs until {cycle.end}, so its scores are not final",
            "wait until then, or close it before with --early",
        )
    return cycle


def _holder(ws: Workspace, id: str | None) -> Person | Team | None:
    from kraokr.model.messages import unknown_word

    if id is None:
        return None
    found = ws.people.get(id) or ws.teams.get(id)
    if found is None:
        raise KraokrError(*unknown_word("person or team", id, (*ws.people, *ws.teams)))
    return found


def _closing(scores: Scores, objective: Objective, learning: str | None, ask: bool) -> Closing:
    from kraokr.authoring.close import Closing, final_score
    from kraokr.output.style import printable

    closing = Closing(objective, final_score(scores, objective), None)
    if objective.learning is not None:
        return closing
    if ask:
        typer.echo(printable(_line(closing)), err=True)
        learning = optional(Question("what was learnt", "--learning"), None, ask)
    return closing._replace(learning=learning.strip() if learning and learning.strip() else None)


def _report(opened: Opened, closings: Sequence[Closing]) -> None:
    """Print what was recorded, file by file, and what is left to do."""
    from kraokr.output.style import counted, printable

    last = ""
    for closing in closings:
        path = shown_path(opened, closing.objective.document.file.path)
        if path != last:
            typer.echo(printable(path))
        typer.echo(f"  {printable(_line(closing))}")
        last = path
    waiting = sum(closing.lacks_lesson for closing in closings)
    say(f"{counted(len(closings), 'objective')} closed.")
    if waiting:
        say(f"{counted(waiting, 'objective')} still without a lesson: add `learning:` to each.")


def _line(closing: Closing) -> str:
    """An objective with its score, and what there is to say about that."""
    from kraokr.output.style import counted
    from kraokr.scoring.rounding import show

    objective, score = closing.objective, closing.score
    found = f"score {show(score)}" if score is not None else "no score: nothing in it can be scored"
    if objective.score is not None:
        found = f"score {show(objective.score)}, as it was stored"
    if objective.override is not None:
        found += f", set to {show(objective.override.value)} by hand"
    unread = f", {counted(closing.unread, 'key result')} never read" if closing.unread else ""
    return f"{objective.id}: {objective.title}: {found}{unread}"
