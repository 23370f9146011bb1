"""The rule okr-not-time-bound."""

from __future__ import annotations

from collections.abc import Iterator

from kraokr.language import DateKind, DateMention, Lexicon
from kraokr.language.grammar import parse
from kraokr.language.words import on_demand
from kraokr.lint import Context, NoOptions, rule
from kraokr.lint.deadlines import dates_outside
from kraokr.lint.keyresults import is_dropped
from kraokr.model import KeyResult, Milestone, Objective, Objectives
from kraokr.source.diagnostic import Finding, Fix, Severity
from kraokr.source.edits import insert_entry
from kraokr.workspace.cycles import Cycle

_PLAIN = on_demand(r"\w[\w-]*\Z")
_HEAD = ("kind", "owner", "team", "id", "title")


@rule(group="okr", on=Objective, severity=Severity.ERROR, since="0.1", profile="basic")
def okr_not_time_bound(objective: Objective, ctx: Context[NoOptions]) -> Iterator[Finding]:
    """An objective belongs to no cycle, or a date in it lies outside its cycle.

    ## Why
    An objective is a push with an end: at the close of the cycle it is scored and a new one is chosen.
    Without a cycle that day never comes, and a date beyond it means that the score comes too early.
    (S1-3, S1-9)

    ## Bad
    ```yaml
    # file: okrs/2026-Q1/alice.yaml
    kind: objectives
    owner: alice
    objectives:
      - id: logistics
        title: Become the obvious choice for logistics companies
        key_results:
          - {title: Logistics accounts, unit: accounts, baseline: 0, target: 50}
    ```

    ```yaml
    kind: objectives
    owner: alice
    cycle: 2026-Q1
    objectives:
      - id: logistics
        title: Become the obvious choice for logistics companies
        key_results:
          - {title: Logistics accounts, unit: accounts, baseline: 0, target: 50, due: 2026-06-30}
          - {title: Sign the largest carrier by Q2, type: binary}
    ```

    ## Good
    ```yaml
    # file: okrs/2026-Q1/alice.yaml
    kind: objectives
    owner: alice
    cycle: 2026-Q1
    objectives:
      - id: logistics
        title: Become the obvious choice for logistics companies
        key_results:
          - {title: Logistics accounts, unit: accounts, baseline: 0, target: 50}
    ```

    ```yaml
    kind: objectives
    owner: alice
    cycle: 2026-Q1
    objectives:
      - id: logistics
        title: Become the obvious choice for logistics companies
        key_results:
          - {title: Logistics accounts, unit: accounts, baseline: 0, target: 50, due: 2026-03-31}
          - {title: Sign the largest carrier, type: binary}
    ```

    ## Exceptions
    A date in a title is only a warning, and only after a word such as "by", "until" or "in": "Q2 customers"
    and "more than in 2025" set no end. So is the missing cycle of a draft. A cycle that is written but does
    not exist is the concern of `unknown-reference`; dropped objectives are skipped.
    """
    if is_dropped(objective):
        return
    if ctx.cycle_text(objective) is None:
        yield from _without_cycle(objective, ctx)
        return
    cycle = ctx.cycle(objective)
    if cycle is not None:
        yield from _days_outside(objective, cycle)
        parts: tuple[Objective | KeyResult, ...] = (objective, *objective.key_results)
        for part in parts:
            yield from _words_outside(part, cycle, ctx)


def _without_cycle(objective: Objective, ctx: Context[NoOptions]) -> Iterator[Finding]:
    """Said of each objective, or once for a file of objectives of which none has a cycle."""
    file = objective.holder if isinstance(objective.holder, Objectives) else None
    if objective.has("cycle") or (file and file.has("cycle")):
        return
    together = file is not None and all(not other.has("cycle") for other in file.objectives)
    if file and together and objective is not file.objectives[0]:
        return
    others = len(file.objectives) - 1 if file and together else 0
    more = f", nor {_others(others)} in this file" if others else ""
    yield Finding(
        objective.at("title", label="until when?"),
        f'"{objective.title}" belongs to no cycle{more}',
        "write `cycle:` with the quarter it is meant for, such as `cycle: 2026-Q1`",
        fix=_fill(objective, file if together else None, ctx),
        severity=Severity.WARNING if objective.status == "draft" else None,
    )


def _others(count: int) -> str:
    return "does the other one" if count == 1 else f"do the {count} others"


def _fill(objective: Objective, file: Objectives | None, ctx: Context[NoOptions]) -> Fix | None:
    """The cycle of the folder that the file lies in, written into the head of the file or the objective."""
    folders = reversed(objective.document.file.path.parent.parts)
    cycle = next((name for name in folders if _PLAIN().match(name) and ctx.cycles.get(name)), None)
    if cycle is None:
        return None
    node = file or objective
    after = [key for key in node.document.get(node.path) if key in _HEAD][-1]
    edit = insert_entry(node.document, node.path, "cycle", cycle, after=after)
    return Fix(f"Write `cycle: {cycle}`, as the folder is called", (edit,), safe=True)


def _days_outside(objective: Objective, cycle: Cycle) -> Iterator[Finding]:
    for kr in objective.key_results:
        parts: tuple[KeyResult | Milestone, ...] = (kr, *kr.milestones)
        for part in parts:
            if part.due and part.due not in cycle:
                side = "after" if part.due > cycle.end else "before"
                day = f"ends on {cycle.end}" if part.due > cycle.end else f"starts on {cycle.start}"
                yield Finding(
                    part.at("due", label=f"{cycle.id} {day}"),
                    f'"{part.title}" is due on {part.due}, {side} its cycle {cycle.id}',
                    f"set a day from {cycle.start} to {cycle.end}, or move it to the cycle it belongs to",
                )


def _words_outside(part: Objective | KeyResult, cycle: Cycle, ctx: Context[NoOptions]) -> Iterator[Finding]:
    lexicon = ctx.reads(part.title)
    if lexicon is None:
        return
    for mention in dates_outside(part.title, cycle, ctx.cycles):
        if _is_of_metric(part, mention, lexicon):
            continue
        words = part.title[mention.start : mention.end]
        yield Finding(
            part.part("title", mention.start, mention.end, f"{cycle.id} runs {cycle.start} to {cycle.end}"),
            f'"{words}" {"is longer than" if mention.days else "lies outside"} the cycle {cycle.id}',
            f"say what can be reached by {cycle.end}, or move it to the cycle it belongs to",
            severity=Severity.WARNING,
        )


def _is_of_metric(part: Objective | KeyResult, mention: DateMention, lexicon: Lexicon) -> bool:
    """Whether a span of time belongs to what is measured (`customers that renew within 12 months`)."""
    if mention.kind is not DateKind.DURATION or mention.deadline:
        return False
    rest = part.title[mention.end :].strip()
    clause = parse(part.title, lexicon)
    verb = clause.verb(clause.lead)
    acts = verb is not None and not clause.is_sentence(verb)
    return not acts or (bool(rest) and rest[0] not in ".,;:)")
