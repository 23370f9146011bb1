"""Many review documents at once: one that cannot be made does not stop the others."""

from __future__ import annotations

import gc
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import closing
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kraokr.cli.documents import Plan, Planned, about
from kraokr.cli.job import Job
from kraokr.cli.outputs import State, not_ours, put
from kraokr.cli.progress import with_progress
from kraokr.cli.sharing import each
from kraokr.cli.terminal import say, say_error
from kraokr.errors import KraokrError

if TYPE_CHECKING:
    from kraokr.documents.index import EntryView
    from kraokr.review import ReviewView

_NAMED = 3
"""So many people are named in a warning about several."""


class Made(NamedTuple):
    """What came of a plan: whose it was, a line for the index, and what became of each file."""

    id: str | None = None
    entry: EntryView | None = None
    states: tuple[State, ...] = ()
    warnings: tuple[str, ...] = ()
    errors: tuple[KraokrError, ...] = ()


def make_all(job: Job, plans: Sequence[Plan], folder: Path) -> int:
    """Make all documents, and for several people a page that leads to them; 2 if one could not be made.

    Raises:
        KraokrError: nothing can be made, since a package is missing, a template is broken, the disk is full.
    """
    _collect_garbage()
    try:
        with closing(each(partial(_make, job, folder), plans)) as results:
            made = list(with_progress(results, len(plans), "Writing reviews"))
        index = _index(job, folder, [one.entry for one in made if one.entry]) if len(plans) > 1 else None
    except (KraokrError, KeyboardInterrupt):
        say(f"stopped before all were done; what is in {folder}/ is whole")
        raise
    _say_warnings(made)
    errors = [error for one in (*made, *([index] if index else ())) for error in one.errors]
    _say_errors(errors)
    there = f" (index: {folder / 'index.html'})" if index else ""
    say(f"{_done(made)} to {folder}/{there}{_not_written(made, len(errors))}")
    return 2 if errors else 0


def _collect_garbage() -> None:
    """From here on collect what is made for each person; what was loaded stays and is not looked at."""
    gc.freeze()
    gc.enable()


def _make(job: Job, folder: Path, plan: Plan) -> Made:
    """The documents of a plan. What goes wrong before anything is drawn is about this one person."""
    if isinstance(plan, KraokrError):
        return Made(errors=(plan,))
    try:
        view = job.view(plan)
    except KraokrError as error:
        return Made(errors=(about(plan.asked, error),))
    return _written(job, folder, plan, view)


def _written(job: Job, folder: Path, plan: Planned, view: ReviewView) -> Made:
    from kraokr.documents.index import entry_view

    warnings: list[str] = []
    states: dict[str, State] = {}
    for format, data in job.documents(view, warnings.append):
        file = f"{plan.stem}.{format}"
        states[file] = put(folder / file, data, job.force)
    kept = [folder / file for file, state in states.items() if state == "kept"]
    return Made(
        plan.asked.person.id,
        entry_view(view, tuple(states)),
        tuple(states.values()),
        tuple(warnings),
        tuple(about(plan.asked, not_ours(path)) for path in kept),
    )


def _index(job: Job, folder: Path, entries: Sequence[EntryView]) -> Made | None:
    """The page that leads to the documents; None if there are none."""
    from kraokr.documents.index import index_page, index_view

    if not entries:
        return None
    path = folder / "index.html"
    page = index_page(job.templates, index_view(job.kind, job.organisation, entries))
    state = put(path, page, job.force)
    return Made(states=(state,), errors=(not_ours(path),) if state == "kept" else ())


def _done(made: Sequence[Made]) -> str:
    documents = _count(sum(one.states.count("written") for one in made), "document", "documents")
    people = _count(len({one.id for one in made if one.id}), "person", "people")
    return f"written: {documents} for {people}"


def _not_written(made: Iterable[Made], errors: int) -> str:
    """How many files are as they were, and how much went wrong."""
    states = Counter(state for one in made for state in one.states)
    counts = {"unchanged": states["unchanged"], "kept": states["kept"], "errors": errors}
    return "".join(f", {what}: {number}" for what, number in counts.items() if number)


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _say_warnings(made: Iterable[Made]) -> None:
    """Say each warning once, with the people it is about."""
    people: dict[str, list[str]] = {}
    drawn = ((one.entry, one.warnings) for one in made if one.entry)
    for entry, warnings in drawn:
        for warning in warnings:
            people.setdefault(warning, []).append(entry.person)
    for warning, names in people.items():
        first, others = names[:_NAMED], len(names) - _NAMED
        say(f"warning: {', '.join(first)}{f' and {others} more' if others > 0 else ''}: {warning}")


def _say_errors(errors: Iterable[KraokrError]) -> None:
    """Say each error; one help for those that follow each other and share it."""
    for help, group in groupby(errors, key=lambda error: error.help):
        *others, last = group
        for error in others:
            say_error(error.message, None)
        say_error(last.message, help)
