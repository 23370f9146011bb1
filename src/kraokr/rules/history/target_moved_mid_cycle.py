"""The rule target-moved-mid-cycle."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated

from pydantic import Field

from kraokr.lint import Context, RuleOptions, rule
from kraokr.lint.moved import Move, by_result, entries_on, moves, unexplained
from kraokr.lint.past import log_from, told
from kraokr.lint.running import running_cycle
from kraokr.model import Objective
from kraokr.scoring.rounding import show
from kraokr.source.diagnostic import Finding, Fix, Severity
from kraokr.source.edits import insert_entry, insert_item, scalar


class Options(RuleOptions):
    """How long targets may still be agreed on."""

    freeze_after_days: Annotated[
        int, Field(description="From so many days after a cycle began, its targets stand.", ge=0)
    ] = 14


def _first_day(ctx: Context[Options]) -> date | None:
    cycles = (running_cycle(ctx.ws, objective, ctx.today) for objective in ctx.ws.objectives)
    start = min((cycle.start for cycle in cycles if cycle), default=None)
    return log_from(ctx, start + timedelta(days=ctx.options.freeze_after_days)) if start else None


@rule(
    group="history",
    on=Objective,
    severity=Severity.WARNING,
    since="0.1",
    options=Options,
    tier="strong",
    unless="changed-after-freeze",
    looks_back=_first_day,
)
def target_moved_mid_cycle(objective: Objective, ctx: Context[Options]) -> Iterator[Finding]:
    """A target or baseline was changed while its cycle ran, and nothing says why.

    ## Why
    A goal that is made easier in week ten cannot be missed, and a score says nothing any more. There are good
    reasons to change one: the world moved, or it was set in error. Then the reason, and the number that was
    promised first, stay on record for everyone who reads the score.

    ## Bad
    ```yaml
    # on 2026-01-05
    kind: objectives
    owner: alice
    cycle: 2026-Q1
    objectives:
      - id: loyalty
        title: Customers come back to us
        key_results:
          - {id: nps, title: NPS of large customers, baseline: 40, target: 55}
    # on 2026-02-10
    kind: objectives
    owner: alice
    cycle: 2026-Q1
    objectives:
      - id: loyalty
        title: Customers come back to us
        key_results:
          - {id: nps, title: NPS of large customers, baseline: 40, target: 48}
        changes: [{on: 2026-02-10, field: nps/target, from: 55, to: 48}]
    ```

    ```yaml
    # on 2026-01-05
    kind: objectives
    owner: ben
    cycle: 2026-Q1
    objectives:
      - id: calls
        title: Nobody has to ask us twice
        key_results:
          - {id: repeat-calls, title: Repeat calls, unit: percent, baseline: 30, target: 15}
    # on 2026-02-10
    kind: objectives
    owner: ben
    cycle: 2026-Q1
    objectives:
      - id: calls
        title: Nobody has to ask us twice
        key_results:
          - {id: repeat-calls, title: Repeat calls, unit: percent, baseline: 30, target: 20}
    ```

    ## Good
    ```yaml
    # on 2026-01-05
    kind: objectives
    owner: alice
    cycle: 2026-Q1
    objectives:
      - id: loyalty
        title: Customers come back to us
        key_results:
          - {id: nps, title: NPS of large customers, baseline: 40, target: 55}
    # on 2026-02-10
    kind: objectives
    owner: alice
    cycle: 2026-Q1
    objectives:
      - id: loyalty
        title: Customers come back to us
        key_results:
          - {id: nps, title: NPS of large customers, baseline: 40, target: 48}
        changes:
          - {on: 2026-02-10, field: nps/target, from: 55, to: 48, reason: Our largest customer was sold}
    ```

    ## Exceptions
    In the first `freeze_after_days` days of the cycle, and as many after an objective was written, numbers
    are still being agreed on. Drafts, and what is closed or dropped, are left alone; so is a number that went
    back to what it was, and a target or a baseline that was not there before.
    """
    history = ctx.history
    cycle = running_cycle(ctx.ws, objective, ctx.today) if history is not None else None
    if history is None or cycle is None:
        return
    days = ctx.options.freeze_after_days
    found = by_result(moves(history, objective, cycle.start + timedelta(days=days), days))
    is_first = True
    for (_, field), group in found.items():
        silent = unexplained(objective, group, cycle.start) if field != "key_results" else []
        if silent:
            yield _finding(objective, silent, is_first)
            is_first = False


def _finding(objective: Objective, silent: Sequence[Move], is_first: bool) -> Finding:
    first, last = silent[0], silent[-1]
    kr = next(one for one in objective.key_results if one.key_id == last.kr.key_id)
    old, new = first.shown[0], last.shown[1]
    how = f" ({last.how})" if last.how != "changed" else ""
    written = [one for one in entries_on(objective, last) if one.reason is None]
    help = "give the entry under `changes:` a `reason`, or set the number back"
    fix = None
    if not written:
        entry = (
            f"{{on: {last.version.on}, field: {_field(last)}, from: {_yaml(first.old)}, to: {_yaml(last.new)}"
        )
        help = f"say why with an entry under `changes:` ({entry}, reason: …}}), or set the number back"
        fix = _fix(objective, f"{entry}, reason: }}") if is_first else None
    return Finding(
        kr.at(last.field, label=f"{old} before{how}"),
        f'the {last.field} of "{kr.title}" went from {old} to {new}{how} while the cycle ran, '
        f"without a reason ({told([move.version for move in silent])})",
        help,
        fix=fix,
    )


def _field(move: Move) -> str:
    return f"{move.kr.key_id}/{move.field}"


def _yaml(what: object) -> str:
    if what is None:
        return "null"
    return show(what).replace(",", "") if isinstance(what, Decimal) else scalar(str(what))


def _fix(objective: Objective, entry: str) -> Fix | None:
    """The entry without its reason, which only people know."""
    document, path = objective.document, objective.path
    listed = document.get((*path, "changes"))
    try:
        if isinstance(listed, list) and listed:
            edit = insert_item(document, (*path, "changes", len(listed) - 1), entry)
        elif "changes" not in (document.get(path) or {}):
            edit = insert_entry(document, path, "changes", f"[{entry}]")
        else:
            return None
    except KeyError:
        return None
    return Fix("Write down the change, so that only its reason is missing", (edit,), safe=True)
